"""What the findings add up to: one verdict, final past the deadline, with every target in sight."""

from dataclasses import replace
from datetime import date

import pytest

from kpi.catalogue import Superseded, Target, load_catalogue
from kpi.course import Point, Series, explain, judge, judge_target, notes, summary, told_ahead
from kpi.course.horizons import counting, horizons
from kpi.course.words import REASONS, WORDS, agreed, overall, word
from kpi.language import LANGUAGES, Text, language

RATE = replace(load_catalogue()["online_dossier_rate"], breaks=(), targets=())
STEADY = {2020: 45, 2021: 50, 2022: 55, 2023: 60, 2024: 65}


def series(values, area="VN", status="A"):
    points = tuple(Point(str(y), date(y, 12, 31), float(v), status) for y, v in values.items())
    return Series("online_dossier_rate", area, points, (0,) * len(points))


def aim(value, deadline="2025-12-31", area="VN", superseded=None):
    day = date.fromisoformat(deadline)
    return Target("online_dossier_rate", area, value, day, "plan", None, superseded)


def judged(values, value, as_of="2024-12-31", deadline="2025-12-31"):
    return judge_target(RATE, series(values), aim(value, deadline), date.fromisoformat(as_of))


def verdicts(made):
    return {name: finding.verdict for name, finding in made.findings.items()}


def test_two_methods_say_on_track_where_a_straight_line_reaches_26_of_40():
    made = judged({2021: 2, 2024: 20}, 40)
    assert verdicts(made) == {
        "eurostat": "on_course",
        "un": "on_course",
        "german": "not_enough_data",
        "pace": "beyond_best",
    }
    assert (made.agree, made.overall) == (False, "moderate")


def test_the_most_cautious_method_decides():
    made = judged(STEADY, 80)
    assert verdicts(made) == {
        "eurostat": "moderate",
        "un": "accelerate",
        "german": "cloud",
        "pace": "beyond_best",
    }
    assert (made.agree, made.overall) == (True, "insufficient")


@pytest.mark.parametrize(
    ("words", "together"),
    [
        (("on_course", "sun", "within_reach"), True),
        (("moderate", "cloud", "beyond_best"), True),
        (("moving_away", "stagnation", "storm", "beyond_best"), True),
        (("moderate", "storm"), False),
        (("on_course", "cloud"), False),
        (("on_course", "not_enough_data"), True),
        (("not_enough_data",), True),
    ],
)
def test_methods_agree_where_one_outcome_fits_all(words, together):
    assert agreed(words) == together


def test_without_a_word_there_is_no_overall_verdict():
    assert overall(["not_enough_data", "not_enough_data"]) == "not_enough_data"
    assert overall(["not_enough_data", "within_reach"]) == "on_course"


def test_reached_is_reached():
    made = judged({**STEADY, 2024: 80}, 80)
    assert verdicts(made) == {
        "eurostat": "achieved", "un": "achieved", "german": "sun", "pace": "achieved",
    }  # fmt: skip
    assert (made.overall, made.missing, made.agree) == ("achieved", 0, True)
    assert (made.required_pace, made.findings["pace"].value) == (0, None)


def test_near_the_limit_is_not_yet_reached():
    made = judged({2024: 99.5}, 100)
    assert (made.findings["un"].verdict, made.overall) == ("achieved", "on_course")


def test_past_the_deadline_the_verdict_is_final():
    made = judged(STEADY, 80, "2026-11-22")
    assert set(verdicts(made).values()) == {"past_deadline"}
    assert (made.overall, made.agree, made.missing) == ("past_deadline", True, 15)
    assert (made.months_left, made.required_pace, made.best_pace) == (0, None, None)
    assert made.findings["eurostat"].value == pytest.approx(0.79, abs=0.005)


def test_a_figure_after_the_deadline_changes_nothing():
    made = judged({**STEADY, 2025: 79, 2026: 90}, 80, "2027-01-31")
    assert (made.overall, made.latest.value, made.later.value) == ("past_deadline", 79, 90)
    assert judged({**STEADY, 2025: 80, 2026: 70}, 80, "2027-01-31").overall == "achieved"


def test_a_deadline_before_all_figures_is_not_judged():
    made = judged({2026: 50, 2027: 60}, 80, "2028-01-31")
    assert (made.overall, made.reason, made.no_projection) == (
        "not_enough_data", "begins_later", "begins_later",
    )  # fmt: skip


def test_on_the_last_day_it_is_not_past():
    made = judged({2021: 50, 2024: 65}, 80, "2025-12-31")
    assert (made.past, made.findings["pace"].verdict) == (False, "impossible")
    assert (made.months_left, made.required_pace) == (0, None)


@pytest.mark.parametrize(("values", "reason"), [({}, "no_figure"), ({2024: 50}, "no_target")])
def test_what_is_missing_is_named(values, reason):
    made = judge(RATE, series(values), date(2026, 11, 22))
    assert (made.overall, made.reason) == ("not_enough_data", reason)
    assert summary(made, language("en")) == REASONS[reason]


def test_one_figure_is_not_enough():
    made = judged({2024: 50}, 80)
    assert set(verdicts(made).values()) == {"not_enough_data"}
    assert made.required_pace == pytest.approx(2.5, abs=0.01)


RECORD = Superseded("decree", date(2023, 6, 1), Text("vì nghị định mới", "because of a decree"))
PLANNED = replace(
    RATE,
    targets=(aim(50, "2023-12-31"), aim(60, "2024-12-31", superseded=RECORD),
             aim(70, "2025-12-31"), aim(90, "2030-12-31")),
)  # fmt: skip


def test_every_horizon_stays_in_sight_and_the_next_one_takes_over():
    made = judge(PLANNED, series(STEADY), date(2026, 11, 22))
    states = [(one.target.value, one.state, one.point.value) for one in made.horizons]
    assert states == [(50, "met", 60), (60, "superseded", 65), (70, "missed", 65), (90, "open", 65)]
    assert (made.target.value, made.overall) == (90, judged(
        STEADY, 90, "2026-11-22", "2030-12-31").overall)  # fmt: skip


def test_before_a_target_was_superseded_it_held():
    known = series({2020: 45, 2021: 50, 2022: 55})
    before, after = date(2023, 5, 31), date(2024, 1, 31)
    assert judge(PLANNED, known, before).target.value == 50
    assert judge(PLANNED, known, after).target.value == 70
    states = [one.state for one in horizons(PLANNED, known, before)]
    assert states == ["open", "open", "open", "open"]


def test_the_required_path_leads_from_today_over_every_target_to_come():
    made = judge(PLANNED, series(STEADY), date(2025, 1, 31))
    assert made.path == (
        (date(2025, 1, 31), 65), (date(2025, 12, 31), 70), (date(2030, 12, 31), 90),
    )  # fmt: skip
    assert judged(STEADY, 80, "2026-11-22").path == ()


def test_without_a_target_to_come_the_last_one_is_judged():
    ours = horizons(PLANNED, series(STEADY), date(2031, 6, 1))
    assert counting(ours, date(2031, 6, 1)).target.value == 90
    assert counting((), date(2031, 6, 1)) is None


def test_a_province_answers_to_its_own_target_before_the_nation_s():
    both = replace(RATE, targets=(aim(80), aim(60, area="VN-PROVINCES"), aim(90, area="VN34-01")))
    day = date(2025, 1, 31)
    assert judge(both, series(STEADY, "VN34-01"), day).target.value == 90
    other = judge(both, series(STEADY, "VN34-79"), day)
    assert (other.target.value, other.national) == (60, True)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_verdict_and_reason_has_words_and_a_sign(code):
    lang = language(code)
    signs = {word(name, lang).style: word(name, lang).sign for name in WORDS}
    assert len(set(signs.values())) == len(signs) == 6
    assert all(word(name, lang).text for name in WORDS)


def test_the_formulas_are_filled_in_with_the_indicator_s_numbers():
    """Decimal comma, points and dates as a Vietnamese reader writes them."""
    texts = [
        line.text.replace("\u00a0", " ") for line in explain(judged(STEADY, 80), language("vi"))
    ]
    assert texts == [
        "Nhịp quan sát 9,6 %/năm, nhịp cần 12,2 %/năm: R = 0,79 → vừa phải",
        "Theo tốc độ đến nay sẽ là 71,3 % vào 31/12/2025: (71,3 % − 45 %) / (80 % − 45 %) = 0,75 "
        "→ cần tăng tốc",
        "Theo các lần thay đổi gần nhất, đường thẳng tới 70 % vào 31/12/2025, hụt 66,7 % phần "
        "còn lại → nhiều mây",
        "Cần +1,25 điểm mỗi tháng trong 12 tháng; nhịp tốt nhất từng giữ trong khoảng dài như vậy "
        "là +0,42 điểm mỗi tháng: gấp 3,00 lần → cần nhanh hơn mức từng đạt",
    ]


@pytest.mark.parametrize("values", [{2021: 1e-300, 2024: 99}, {2020: 0, 2021: 1e12, 2024: 0}])
@pytest.mark.parametrize("target", [1e-9, 99.0000001, 1e12])
@pytest.mark.parametrize("code", LANGUAGES)
def test_absurd_figures_are_explained_too(values, target, code):
    made = judged(values, target)
    lang = language(code)
    assert all(line.text for line in explain(made, lang))
    assert summary(made, lang) and notes(made, lang) is not None and told_ahead(made, lang)


def test_the_summary_says_what_is_left_and_that_methods_disagree():
    told = summary(judged({2021: 2, 2024: 20}, 40), language("en"))
    assert told == (
        "20% (2024), target 40% by 31 Dec 2025: 20 points left for 12 months – moderate. "
        "The methods disagree."
    )


def test_the_notes_say_how_sure_figures_are_and_what_came_before():
    lang = language("en")
    made = judge(PLANNED, series(STEADY, status="E"), date(2026, 11, 22))
    assert notes(made, lang) == (
        "The figure for 2020 is estimated.",
        "The figure for 2024 is estimated.",
        "Target before: 50% by 31 Dec 2023 was met: 60% (2023).",
        "First deadline: 60% by 31 Dec 2024; superseded on 1 Jun 2023. because of a decree",
        "Target before: 70% by 31 Dec 2025 was not met; the last figure by then: 65% (2024).",
    )
