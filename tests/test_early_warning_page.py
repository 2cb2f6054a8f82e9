"""The page of early warning without a browser: what fires, filters, acknowledging."""

import re
from datetime import date, datetime, timedelta
from html import unescape

import pytest

from kpi.alerts.rules import load_rules
from kpi.catalogue import load_catalogue
from tests.screens import answer, everything, opened
from tests.vintages import store
from ui.alerts import acknowledging

SIMULATED = "SỐ LIỆU MÔ PHỎNG"


def shown(screen):
    return unescape("\n".join(one.value for one in screen.html))


def listed(screen):
    return re.findall(r'kd-alert(?: kd-group)?" id="([^"]*)"', shown(screen))


def test_every_line_says_why_for_whom_and_what_clears_it():
    text = shown(opened("early_warning", lang="en"))
    lines, groups = text.count("kd-alert"), text.count("kd-group")
    assert 0 < groups < lines <= 40
    for term in ("Responsible head", "Contact point"):
        assert text.count(f"<dt>{term}</dt>") == lines
    for term in ("Why", "What clears it", "History"):
        assert text.count(f"<dt>{term}</dt>") == lines - groups
        assert text.count(f'<th scope="col">{term}</th>') == groups
    assert "Due on 31 Dec 2025" in text
    assert "warnings fire" in answer(opened("early_warning", lang="en"))


@pytest.mark.parametrize(
    ("address", "pattern"),
    [
        ({"muc-do": "notice"}, r"(no-update|task-due-soon)/"),
        ({"dia-phuong": "VN34-01"}, r".*/VN34-01$"),
        ({"linh-vuc": "economy"}, r".*/(digital|ecommerce|ict|cashless|gdp|revenue|e|high|la|tfp)"),
        ({"co-quan-tra-loi": "bo-noi-vu"}, r".*/(sipas|par)"),
    ],
)
def test_what_is_asked_for_stands_in_the_address(address, pattern):
    screen = opened("early_warning", **address)
    found = listed(screen)
    assert found
    assert all(re.match(pattern, one) for one in found)
    assert len(found) <= len(listed(opened("early_warning")))


def test_figures_that_nobody_renewed_stand_last_a_line_for_each_agency():
    ids = listed(opened("early_warning", lang="en"))
    stale = [one for one in ids if one.startswith("no-update/")]
    assert ids[-len(stale) :] == stale
    assert len(stale) < 15  # of eighty figures
    text = shown(opened("early_warning", lang="en"))
    (group,) = (part for part in text.split("<details")
                if "No newer figure for long: National Statistics Office" in part)  # fmt: skip
    assert group.count("Population, ") > 30  # provinces
    assert int(re.search(r"(\d+) figures", group)[1]) == group.count("<tr>") - 1


def test_nonsense_in_the_address_is_told():
    screen = opened("early_warning", **{"muc-do": "loud", "lang": "en"})
    assert "muc-do=loud" in screen.warning[0].value
    assert listed(screen)


def test_practice_is_marked_and_never_acknowledged():
    screen = opened("early_warning", **{"bo-so-lieu": "practice", "lang": "en"})
    assert SIMULATED in shown(screen)
    assert len(listed(screen)) == 40
    assert "Acknowledge a warning" not in everything(screen)
    assert "None" not in everything(screen)


def test_an_acknowledgement_is_kept_and_shown(tmp_path):
    with store(tmp_path) as held:
        acknowledging._given.cache_clear()
        screen = opened("early_warning", lang="en")
        what = screen.selectbox(key="acknowledge-what").value
        screen.text_input(key="acknowledge-by").input("Trần Lan")
        screen.text_area(key="acknowledge-note").input("<b>more staff</b>")
        screen.date_input(key="acknowledge-day").set_value(date.today() + timedelta(20))
        (button,) = (one for one in screen.button if one.label == "Acknowledge")
        button.click().run()
        assert not screen.exception
        assert "kept for good" in screen.success[0].value
        (word,) = held.acknowledged()
        assert (word.alert, word.author) == (what, "Trần Lan")
        text = "".join(one.value for one in screen.html)
        assert "&lt;b&gt;more staff&lt;/b&gt;" in text
        assert "<b>more staff" not in text
    acknowledging._given.cache_clear()


def test_without_a_name_nothing_is_kept(tmp_path):
    with store(tmp_path) as held:
        screen = opened("early_warning", lang="en")
        (button,) = (one for one in screen.button if one.label == "Acknowledge")
        button.click().run()
        assert "A name must say" in screen.error[0].value
        assert held.acknowledged() == ()


def test_where_publishing_is_off_nobody_acknowledges(monkeypatch, tmp_path):
    monkeypatch.setenv("KPI_PUBLISHING", "off")
    with store(tmp_path):
        screen = opened("early_warning", lang="en")
        assert "switched off" in screen.warning[0].value
        assert "Acknowledge a warning" not in everything(screen)


def test_a_promise_that_was_not_kept_says_so(tmp_path):
    with store(tmp_path) as held:
        screen = opened("early_warning", lang="en")
        what, fired = screen.selectbox(key="acknowledge-what").value, None
        since = re.search(rf'id="{re.escape(what)}".*?Since</small> (.*?)</span>', shown(screen))
        fired = _day(since[1])
        held.acknowledge(what, fired, "Lan", "soon", date(2026, 1, 2))
        acknowledging._given.cache_clear()
        assert "✕ promised, not kept" in shown(opened("early_warning", lang="en"))
    acknowledging._given.cache_clear()


def _day(text):
    number, month, year = text.replace("Sept", "Sep").split()
    return datetime.strptime(f"{number} {month} {year}", "%d %b %Y").date()


def test_a_rule_with_a_problem_is_told_on_the_page(monkeypatch, tmp_path):
    path = tmp_path / "rules.yml"
    path.write_text("rules:\n- {id: a, condition: moon}\n")
    rules = load_rules(load_catalogue(), path)
    monkeypatch.setattr("ui.alerts.board.load_rules", lambda _: rules)
    monkeypatch.setattr("ui.alerts.board.seen", lambda: "broken")
    screen = opened("early_warning", lang="en")
    assert "rules.yml:2" in screen.warning[0].value
    assert "No warning fires" in answer(screen)
