"""Comparisons, equity and indices away from their pages: as the pages say, and by hand."""

from datetime import date
from io import BytesIO
from statistics import median

import pytest
from pptx import Presentation

from kpi import exhibits, meeting_files
from kpi.exhibits import ExhibitError, Item, Meeting, gather, resolve
from kpi.language import language
from kpi.show.document import to_html
from tests.screens import answer, opened

DAY = date(2026, 11, 22)
PRACTICE = {"bo-so-lieu": "practice"}


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """The project's own files, on a day; there is no store."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KPI_STORE", f"sqlite:///{tmp_path_factory.mktemp('no')}/none.sqlite")
        yield exhibits.library(DAY)


def test_two_areas_are_a_dumbbell_of_their_shares(files):
    made = resolve(Item("/so-sanh"), "vi", files)
    # data/observations: digital economy of GRDP 2025, 17.34 in Hà Nội, 13.43 in HCM City
    assert made.chart.shape == "dumbbell" and made.chart.unit == "%"
    assert [one.values for one in made.chart.series] == [(17.34,), (13.43,)]
    assert "−3,91 điểm" in made.table.rows[0][3]
    assert made.sources and not made.simulated


def test_more_than_two_sides_are_bars_and_what_does_not_compare_is_left_out(files):
    areas = "VN34-01,VN34-79,VN34-48"
    made = resolve(Item(f"/so-sanh?bo-so-lieu=practice&cac-khu-vuc={areas}"), "en", files)
    assert made.chart.shape == "bar" and len(made.chart.series) == 3
    assert len(made.chart.categories) == 6 and len(made.table.rows) > 6
    assert len(made.table.columns) == 5 and made.simulated
    across = "muc=thoi-gian&khu-vuc=VN63-01&dia-gioi=63&cac-ky=2025-05,2025-06,2025-09"
    split = resolve(Item(f"/so-sanh?bo-so-lieu=practice&{across}"), "en", files)
    assert set(split.chart.series[2].values) == {None}  # the former provinces had ended
    assert any("ended with the merger" in row[3] for row in split.table.rows)


def test_two_indicators_are_a_scatter_with_their_coefficients(files):
    pair = "muc=tuong-quan&chi-so=on_time_rate&chi-so-2=satisfaction_rate&bo-so-lieu=practice"
    made = resolve(Item(f"/so-sanh?{pair}"), "en", files)
    x, y = (one.values for one in made.chart.series)
    assert [row[1:] for row in made.table.rows] == list(zip(x, y, strict=True))
    assert "Pearson r: " in made.method and "cause" in made.answer
    page = opened("compare", **PRACTICE, lang="en", muc="tuong-quan",
                  **{"chi-so": "on_time_rate", "chi-so-2": "satisfaction_rate"})  # fmt: skip
    assert made.answer in answer(page)


def test_a_table_is_offered_beside_a_picture_and_not_twice(files):
    made = resolve(Item("/so-sanh?bo-so-lieu=practice", "table"), "vi", files)
    assert made.kind == "table" and made.chart is None and made.part == "table"
    alone = "/so-sanh?cac-khu-vuc=VN34-01,VN34-48&ky=2024"
    assert resolve(Item(alone), "vi", files).chart is None
    with pytest.raises(ExhibitError):
        resolve(Item(alone, "table"), "vi", files)


def test_groups_are_the_medians_of_published_ranks(files):
    made = resolve(Item("/cong-bang"), "vi", files)
    rows = files.figures("published", "63", None).of("dti_rank")
    rows = rows[(rows["period"] == "2022") & rows["area"].str.startswith("VN63-")]
    island = made.chart.categories.index("Có huyện đảo, đặc khu")
    rest, group = made.chart.series
    assert (made.chart.shape, made.chart.ranks, len(rows)) == ("dumbbell", True, 63)
    assert group.values[0] > median(rows["value"]) > rest.values[0]  # mountains are behind
    assert group.values[island] < rest.values[island]
    assert made.table.rows[0][2:4] == ("hạng 44", "hạng 28")  # the first of series and table
    assert (group.values[0], rest.values[0]) == (44.0, 28.0)


def test_the_gap_over_time_is_best_less_worst_of_each_period(files):
    made = resolve(Item("/cong-bang?bo-so-lieu=practice&chi-so=on_time_rate", "gap"), "vi", files)
    rows = files.figures("practice", "34", None).of("on_time_rate")
    rows = rows[(rows["period"] == "2024-03") & rows["area"].str.startswith("VN34-")]
    line = next(row for row in made.table.rows if row[0] == "tháng 3/2024")
    assert line[4] == pytest.approx(rows["value"].max())
    assert line[6] == pytest.approx(rows["value"].max() - rows["value"].min())
    assert made.table.columns[6].unit == "điểm"
    assert made.chart.shape == "line" and len(made.chart.categories) == len(made.table.rows)
    assert made.answer.startswith("Tốt nhất – kém nhất: ")


def test_those_without_it_are_counted_from_what_was_published(files):
    at = "/cong-bang?bo-so-lieu=practice&chi-so=on_time_rate&ky=2024-03"
    made = resolve(Item(at, "concentration"), "vi", files)
    rows = files.figures("practice", "34", None).of("on_time_rate")
    rows = rows[(rows["period"] == "2024-03") & rows["area"].str.startswith("VN34-")]
    missing = (rows["denominator"] - rows["numerator"]).sort_values(ascending=False)
    assert made.table.rows[0][1] == missing.iloc[0]
    assert made.table.rows[7][3] == pytest.approx(100 * missing.head(8).sum() / missing.sum())
    assert made.chart.series[0].values[0] == round(100 * missing.iloc[0] / missing.sum(), 1)
    with pytest.raises(ExhibitError):  # ranks count nobody
        resolve(Item("/cong-bang", "concentration"), "vi", files)


def test_an_index_by_official_weights_answers_as_its_page(files):
    made = resolve(Item("/bo-chi-so"), "en", files)
    assert made.answer in answer(opened("index_simulator", lang="en"))
    assert dict(zip(made.chart.categories, made.chart.series[0].values, strict=True))[
        "Da Nang"
    ] == 0.8002  # fmt: skip
    assert "trial" not in made.title and "official" not in made.method


def test_moved_weights_are_told_as_a_trial(files):
    at = "/bo-chi-so?bo=egdi&ky=2024&tinh=VN&trong-so=egdi:50,25,25"
    made = resolve(Item(at), "en", files)
    # OSI 0.7081, TII 0.8780, HCI 0.7267 (UN, 2024): .5 × .7081 + .25 × .8780 + .25 × .7267
    parts = [files.figures("published", "34", None).latest(one, "VN")["value"]
             for one in ("egdi_osi", "egdi_tii", "egdi_hci")]  # fmt: skip
    own = 0.5 * parts[0] + 0.25 * parts[1] + 0.25 * parts[2]
    assert dict(zip(made.chart.categories, made.chart.series[0].values, strict=True))[
        "Viet Nam"
    ] == pytest.approx(own, abs=0.00006)  # fmt: skip
    assert made.title.endswith("A trial, not a published result")
    assert "50% (official 33.33%)" in made.method and "By the official weights" in made.answer
    points = resolve(Item(at, "points"), "en", files)
    most, official, moved = (one.values[0] for one in points.chart.series)
    assert most == 0.5 and moved == pytest.approx(parts[0] / 2, abs=0.00006)
    assert official == pytest.approx(parts[0] / 3, abs=0.00006)


def test_an_index_without_totals_shows_its_weights(files):
    made = resolve(Item("/bo-chi-so?bo=decision_766"), "en", files)
    assert made.kind == "table" and "nobody has figures of all 5 groups" in made.answer
    assert [row[1] for row in made.table.rows] == ["18", "20", "22", "22", "18"]  # Decision 766


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("/so-sanh?cac-khu-vuc=VN34-99,VN34-01", "area"), ("/so-sanh?cac-khu-vuc=VN34-01", "two"),
        ("/so-sanh?muc=khac", "choice"), ("/so-sanh?ky=1850", "choice"),
        ("/so-sanh?muc=tuong-quan&chi-so=gone", "indicator"),
        ("/so-sanh?muc=tuong-quan&chi-so=dti_rank&chi-so-2=dti_rank", "alike"),
        ("/so-sanh?muc=thoi-gian&khu-vuc=VN34-99", "area"),
        ("/so-sanh?muc=thoi-gian&cac-ky=2024,1850", "choice"),
        ("/cong-bang?chi-so=gone", "indicator"), ("/cong-bang?ky=1850", "choice"),
        ("/cong-bang?dia-gioi=64", "choice"), ("/bo-chi-so?bo=gone", "choice"),
        ("/bo-chi-so?tinh=VN34-99", "area"), ("/bo-chi-so?trong-so=egdi:1,,", "moved"),
        ("/bo-chi-so?bo=egdi&trong-so=egdi:-1,2,3", "moved"),
        ("/bo-chi-so?bo=egdi&diem=VN:9,,", "moved"),
    ],
)  # fmt: skip
def test_what_is_not_there_is_told(files, address, code):
    if address == "/bo-chi-so?trong-so=egdi:1,,":  # of another index: quietly let go of
        assert "trial" not in resolve(Item(address), "en", files).title
        return
    with pytest.raises(ExhibitError) as told:
        resolve(Item(address), "vi", files)
    assert code in {one.code for one in told.value.problems}
    assert all(told.value.messages(language("vi"))) and all(told.value.messages(language("en")))


def test_all_of_them_stand_on_slides_in_print_and_on_screen(files):
    at = ("/so-sanh", "/so-sanh?muc=tuong-quan", "/cong-bang", "/bo-chi-so")
    items = tuple(Item(f"{one}{'&' if '?' in one else '?'}bo-so-lieu=practice") for one in at)
    made = gather(Meeting("Họp", items), files)
    assert made.problems == () and made.simulated
    deck = Presentation(BytesIO(meeting_files.presentation(made)))
    charts = [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]
    drawn = [value for chart in charts for one in chart.plots[0].series for value in one.values]
    groups, index = (one.exhibit.chart for one in made.shown[2:])
    for told in (*groups.series, *index.series):
        assert set(told.values) <= set(drawn)
    assert meeting_files.pages(made).startswith(b"%PDF")
    told = to_html(made).decode()
    assert told.count('class="chart"') == 4 and "SỐ LIỆU MÔ PHỎNG" in told


def test_ministries_are_set_against_each_other_as_on_their_page(files):
    asked = {"muc": "tuong-quan", "dia-gioi": "bo", "lang": "en"}
    made = resolve(Item("/so-sanh?muc=tuong-quan&dia-gioi=bo"), "en", files)
    assert made.chart.shape == "scatter" and made.answer in answer(opened("compare", **asked))
    # data/observations: ranks by DTI of 2023 and by PAR INDEX of 2022
    assert {row[0]: row[1:] for row in made.table.rows} == {
        "Ministry of Finance": (2.0, 3.0),
        "Ministry of Information and Communications": (5.0, 5.0),
        "State Bank of Viet Nam": (3.0, 1.0),
    }
    assert "Ministries differ" in made.method
    beside = resolve(Item("/so-sanh?dia-gioi=bo"), "en", files)
    assert [column.head for column in beside.table.columns[2:]] == [
        "Ministry of Finance", "Ministry of Justice",
    ]  # fmt: skip
    for mode in ("khu-vuc", "thoi-gian", "tuong-quan"):
        with pytest.raises(ExhibitError):
            resolve(Item(f"/so-sanh?bo-so-lieu=practice&dia-gioi=bo&muc={mode}"), "en", files)
