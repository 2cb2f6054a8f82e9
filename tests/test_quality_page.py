"""The page of data quality, and the marks that lead to it."""

import re
from datetime import date

import pytest

from kpi import quality
from kpi.language import language
from tests.screens import answer, everything, opened
from tests.vintages import TIME, january, publish, store
from ui import data
from ui.heat import as_table
from ui.quality import grade, judged

NUMBER = re.compile(r"(\d+)\u00a0?%")


def heat(screen) -> str:
    (found,) = (one.value for one in screen.html if "kd-heat" in one.value)
    return "".join(re.findall('<table class="kd-table kd-heat">.*?</table>', found))


def test_the_answer_names_the_best_and_the_worst_of_the_six_words():
    screen = opened("quality", lang="en")
    found = judged("published").by_indicator.mean()
    said = answer(screen)
    for word in (found.idxmax(), found.idxmin()):
        assert f"“{quality.WORDS[word].en}”" in said
        assert f"{found[word]:.0%}" in said


@pytest.mark.parametrize(("way", "lines"), [("chi-so", None), ("tinh", 34)])
def test_the_table_has_a_number_and_a_word_in_each_cell_the_worst_line_first(way, lines):
    table = heat(opened("quality", lang="en", theo=way))
    rows = re.findall('<tr><th scope="row">.*?</tr>', table)
    assert len(rows) == (lines or len(judged("published").by_indicator))
    whole = [int(NUMBER.search(row)[1]) for row in rows]
    assert whole == sorted(whole)
    for cell in re.findall("<td.*?</td>", table):
        assert re.search(r"\d+% .*(good|fair|weak|poor)|not judged", re.sub("<[^>]*>", "", cell))


def test_what_failed_is_told_of_the_chosen_indicator(tmp_path):
    with store(tmp_path) as held:
        publish(held, january(80.0))  # a file of four lines: two left out, one repeated
        screen = opened("quality", lang="en", **{"chi-so": TIME})
        sent = everything(screen)
        assert "came with a file of which lines were left out or repeated" in sent
        assert "no figure for a period that is due" in sent
        clean = judged("published").checks
        ours = clean[(clean["indicator"] == TIME) & (clean["check"] == "lines")]
        assert ours.set_index(["area", "period"])["passed"]["VN34-01", "2026-01"] == 0.25


def test_every_word_has_its_formula_on_the_page():
    sent = everything(opened("quality", lang="vi"))
    for word in quality.WORDS.values():
        assert f"<dt>{word.vi}</dt>" in sent


@pytest.mark.parametrize(
    ("score", "word"),
    [(1.0, "good"), (0.95, "good"), (0.9499, "fair"), (0.8, "fair"), (0.5, "weak"), (0.0, "poor")],
)
def test_grades(score, word):
    assert grade(score, language("en"))[2] == word


def test_figures_carry_a_mark_that_leads_to_the_page():
    for page, address in (("overview", {}), ("province", {}), ("indicators", {"tim": "EGDI"})):
        sent = everything(opened(page, lang="en", **address))
        assert re.search(r"/chat-luong\?theo=chi-so&amp;chi-so=\w+", sent), page
        assert "Data quality:" in sent, page


def test_judged_once_for_all_viewers(monkeypatch):
    opened("quality")
    monkeypatch.setattr(quality, "checks", lambda *_: pytest.fail("judged again"))
    opened("quality")
    opened("overview")


def test_no_mark_where_nothing_is_known():
    sent = everything(opened("overview", lang="en"))
    assert data.shared("published", "34", None).latest("dossier_personal_id_rate", "VN") is None
    assert "chi-so=dossier_personal_id_rate" not in sent


def test_the_scores_can_be_taken_away_the_worst_first_with_their_day_and_what_they_are():
    screen = opened("quality", lang="en", theo="tinh")
    assert [one.label for one in screen.get("download_button")] == [
        "Download as CSV", "Download as XLSX",
    ]  # fmt: skip
    scores = judged("published").by_area.loc[["VN34-01", "VN34-79"]]
    told = as_table(scores, str.lower, "", date(2026, 2, 1), language("en"))
    assert told["all six (%)"].is_monotonic_increasing
    row = told.set_index("id").loc["VN34-01"]
    assert row["correct (%)"] == 100 * scores["correct"]["VN34-01"]
    assert (row["name"], row["as_of"]) == ("vn34-01", "2026-02-01")
    assert "mark" not in told
    practice = as_table(scores, str, "SIMULATED", date(2026, 2, 1), language("en"))
    assert set(practice["mark"]) == {"SIMULATED"}
