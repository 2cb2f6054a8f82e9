"""The report says what the figures say: no number without a figure, nothing missing made up."""

import re
from copy import copy
from datetime import date

import numpy as np
import pandas as pd
import pytest

from kpi.catalogue import load_catalogue
from kpi.exhibits import Item, Meeting, gather
from kpi.language import language
from kpi.report import basis, national, of_meeting, of_province
from kpi.report.changes import changed, last_two
from kpi.report.content import Annex, Grid, Head, Picture, Said
from kpi.report.targets import against_targets

DAY = date(2026, 11, 22)
VI, EN = language("vi"), language("en")
RATE = "full_process_dossier_rate"


@pytest.fixture(scope="module")
def published():
    return basis("published", None, DAY, VI)


@pytest.fixture(scope="module")
def practice():
    return basis("practice", None, DAY, VI)


@pytest.fixture(scope="module")
def report(published):
    return national(published)


@pytest.fixture(scope="module")
def exercise(practice):
    return national(practice)


def said(blocks):
    """Every sentence and cell with its notes, headings and titles too."""
    for block in blocks:
        if isinstance(block, Grid):
            yield block.title
            yield from (cell for row in block.rows for cell in row)
        elif isinstance(block, Picture):
            yield block.title
        elif isinstance(block, Said | Head):
            yield Said(block.text, block.notes)


def everything(report):
    yield from said(report.blocks)
    for annex in report.annexes:
        yield from said(annex.blocks)


NUMBER = re.compile(r"(?<![\w/.,])[+−]?\d{1,3}(?:\.\d{3})+(?:,\d+)?(?![\w/])|"
                    r"(?<![\w/.,])[+−]?\d+(?:,\d+)?(?![\w/])")  # fmt: skip


def grids(report):
    return [block for block in report.blocks if isinstance(block, Grid)]


def written(cell):
    """The number of a cell as `1.061/1.084 thủ tục (tháng 2/2026)`."""
    return numbers(cell.partition(" (")[0].partition("/")[0])[0]


def numbers(text):
    """The numbers in a Vietnamese text that are no dates and no parts of names."""
    plain = re.sub(r"\d{1,2}/\d{1,2}/\d{4}|tháng \d{1,2}/\d{4}|\d{1,2}/\d{4}", " ", text)
    return [one.replace(".", "").replace(",", ".").replace("−", "-") for one in
            NUMBER.findall(plain)]  # fmt: skip


def known_numbers(on):
    """Rounded values of all figures, targets and what lies between them, by digits."""
    frame = on.figures.frame
    values = [frame["value"], frame["of"].dropna(), frame["numerator"].dropna()]
    targets = [one.value for each in on.catalogue.values() for one in each.targets]
    pool = pd.concat([*map(pd.Series, (*values, targets))]).dropna().to_numpy()
    return {digits: set(np.round(pool, digits).tolist()) for digits in range(5)}


def digits(number):
    return len(number.partition(".")[2])


def test_the_first_sentence_is_the_last_figure_against_the_target(report):
    """By hand from the rows: 36.8 in December 2025 against 80 is 43.2 short."""
    first = next(one for one in said(report.blocks) if one.text.startswith("- Tỷ lệ hồ sơ trực"))
    assert numbers(first.text) == ["80", "36.8", "43.2"]
    assert "cafef.vn" in first.notes[0]
    assert "Quyết định 942/QĐ-TTg" in first.notes[-1]


def test_every_number_of_the_tables_is_a_figure_a_target_or_what_lies_between(published, report):
    known = known_numbers(published)
    state, moves = grids(report)[:2]
    for _, latest, goal, *_ in state.rows:
        for number in numbers(latest.text.partition(" (")[0]) + numbers(goal.text):
            assert float(number) in known[digits(number)], (latest, goal)
    for _, old, new, change, _ in moves.rows:
        before, after = (written(cell.text) for cell in (old, new))
        assert {float(before), float(after)} <= known[digits(before)] | known[digits(after)]
        step = float(numbers(change.text)[0])
        assert step == pytest.approx(float(after) - float(before), abs=1e-9), change


def test_no_sentence_on_who_is_late_has_a_number_of_its_own(published, report):
    """Every number is a figure, a target, a count of days, or one of a method's."""
    known = known_numbers(published)
    for made in published.judged.judgements.values():
        own = [made.missing, made.months_left, made.required_pace, made.best_pace]
        own += [(made.as_of - made.target.deadline).days if made.target else None]
        for finding in made.findings.values():
            own += [finding.value, *finding.numbers.values()]
        for value in (abs(one) for one in own if one is not None and np.isfinite(one)):
            for places, found in known.items():
                found |= {round(value, places), round(100 * value, places)}
    late = [
        one.text for one in report.blocks if isinstance(one, Said) and "Trách nhiệm" in one.text
    ]
    formulas = [one.text for one in said(report.annexes[1].blocks)]
    assert len(late) > 3
    for text in late + formulas:
        for number in numbers(re.sub(r"\b20\d\d\b(?!\s*(%|điểm|bậc))", " ", text)):
            assert abs(float(number)) in known[digits(number)], (number, text)


def test_every_cell_with_a_figure_has_its_source(published, report):
    state, moves = grids(report)[:2]
    assert all(cell.notes for row in state.rows for cell in row[1:3])
    assert all(cell.notes for row in moves.rows for cell in row[1:3])
    known = {one.title for one in published.catalogue.sources.values()}
    notes = {note for row in moves.rows for cell in row for note in cell.notes}
    assert all(any(note.startswith(title.rstrip(".")) for title in known) for note in notes)


def test_what_nobody_published_is_said_to_be_missing(published, report):
    texts = [one.text for one in said(report.blocks)]
    silent = [one for one in texts if "chưa có số liệu công bố" in one]
    assert any("dân số trưởng thành" in one and "40 %" in one.replace("\xa0", " ")
               for one in silent)  # fmt: skip
    aimed = [one.id for one in published.catalogue.values() if one.targets]
    missing = grids(report)[-1]
    assert len(missing.rows) == len(aimed) - len(published.national())


def test_an_earlier_day_knows_nothing_of_later_figures():
    """On 30 November 2025 the last figure was 39.98 (26 October); 36.8 came on 22 December."""
    on = basis("published", date(2025, 11, 30), DAY, VI)
    text = " ".join(one.text for one in said([*against_targets(on), *changed(on)]))
    assert "39,98" in text
    assert "36,8" not in text
    assert "2026" not in re.sub(r"hạn [\d/]+|\d\d/\d\d/20(2[6-9]|30)", "", text)


def test_practice_says_what_it_is_and_names_no_publisher(exercise):
    assert exercise.simulated
    assert "mô phỏng" in exercise.blocks[0].text
    told = {note for one in everything(exercise) for note in one.notes}
    figures = {note for note in told if not note.startswith("Mục tiêu: ")}
    assert figures == {
        "Số liệu được tạo ra để diễn tập, không phản ánh tình hình thật của địa phương nào."
    }


def test_the_annex_has_every_province_once_with_its_figure(practice, exercise):
    annex = exercise.annexes[0]
    (grid,) = grids(annex)
    names = [row[1].text for row in grid.rows]
    assert len(set(names)) == len(names) == 34
    assert names == sorted(names, key=lambda name: VI.sort_key(
        re.sub("^(Tỉnh|Thành phố) ", "", name)))  # fmt: skip
    period = re.search(r"tháng (\d+)/(\d+)", annex.blocks[0].text)
    rows = practice.figures.of(RATE)
    rows = rows[rows["period"] == f"{period[2]}-{int(period[1]):02}"].set_index("area")["value"]
    (found,) = [row for row in grid.rows if row[1].text == "Thành phố Huế"]
    assert float(numbers(found[2].text)[0]) == round(rows["VN34-46"], 2)
    (silent,) = {row[2].text for row in grid.rows if not numbers(row[2].text)}
    assert silent == "–"


def test_nothing_is_compared_across_a_break_or_between_periods_of_other_lengths():
    one = load_catalogue()["gii_rank"]
    rows = pd.DataFrame({
        "period": ["2022", "2023", "2024-S1", "2024"], "value": [1.0, 2.0, 9.0, 3.0],
        "status": ["A", "A", "A", "A"], "qualifier": "",
    })  # fmt: skip
    days = pd.to_datetime(["2022-12-31", "2023-12-31", "2024-06-30", "2024-12-31"])
    rows = rows.assign(start=days, end=days)
    old, new = last_two(rows, one)
    assert (old["period"], new["period"]) == ("2023", "2024")
    assert last_two(rows.assign(status=["A", "A", "A", "B"]), one) is None
    assert last_two(rows.assign(qualifier=["", "", "", "about"]), one) is None


def test_a_change_is_that_of_the_figures_as_they_are_written(practice):
    """28.9 to 28.8 is 0.1 less, whatever hides behind the last digit; never “−0”."""
    changes = [row[3].text for row in grids(of_province(practice, "VN34-56"))[2].rows]
    assert not any(re.match("[+−]0 ", one) for one in changes)


def test_a_larger_population_is_no_progress(published):
    """Of Hà Nội only the population has two published figures that compare."""
    texts = [one.text for one in said(of_province(published, "VN34-01").blocks)]
    assert any(one.startswith("0 chỉ tiêu có hai số liệu") for one in texts)
    assert "Dân số trung bình" not in texts


def test_better_follows_the_direction_of_the_indicator(report):
    """EGDI: from 86 (2022) to 71 (2024) is better, for 1 is the best."""
    moves = grids(report)[1]
    found = {row[0].text: row for row in moves.rows}
    egdi = next(row for name, row in found.items() if "EGDI" in name and "hạng" in row[1].text)
    assert (egdi[3].text, egdi[4].text) == ("−15 bậc", "▲ tốt lên")


def test_a_province_is_told_of_itself_alone(practice):
    report = of_province(practice, "VN34-46")
    assert "Huế" in report.subject
    kinds = [one.text for one in report.blocks if isinstance(one, Head)]
    assert kinds[0] == "Số liệu và kết quả so với mục tiêu"
    rows = practice.figures.of(RATE, "VN34-46").sort_values("end")["value"]
    moves = grids(report)[2]
    first = next(row for row in moves.rows if row[0].text == "Tỷ lệ hồ sơ trực tuyến toàn trình")
    assert float(numbers(first[2].text)[0]) == round(rows.iloc[-1], 2)
    assert float(numbers(first[1].text)[0]) == round(rows.iloc[-2], 2)


def test_a_merged_province_has_an_annex_of_its_parts_and_another_has_none(practice):
    titles = [one.title for one in of_province(practice, "VN34-79").annexes]
    assert titles[0] == "Phần đóng góp của từng tỉnh cũ"
    alone = next(one.id for one in practice.units.provinces if not one.parts[1:])
    assert titles[0] not in [one.title for one in of_province(practice, alone).annexes]


def test_a_meeting_tells_what_it_cannot_show(published):
    items = (
        Item(f"/xu-huong?chi-so={RATE}", headline="<b>Ba</b> điều " + "dài " * 120),
        Item("/xu-huong?chi-so=gone_for_good"),
    )
    meeting = Meeting("x" * 500, items, presenter="<script>An</script>", lang="en")
    report = of_meeting(gather(meeting, published.library))
    texts = [one.text for one in said(report.blocks)]
    assert items[0].headline in texts
    assert "<script>An</script>. Views shown: 1." in texts
    assert any("gone_for_good" in one for one in texts)
    assert report.lang == "en"


def test_both_languages_say_the_same_in_the_same_order(published, report):
    english = copy(published)  # with what was worked out already
    object.__setattr__(english, "lang", EN)
    english = national(english)
    assert [type(one) for one in english.blocks] == [type(one) for one in report.blocks]
    assert not re.search("[ăđơư]", " ".join(
        block.text for block in english.blocks if isinstance(block, Said)
        and not block.text.startswith("- ")))  # fmt: skip
    assert all(isinstance(one, Annex) for one in english.annexes)
