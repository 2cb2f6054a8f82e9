"""Saved views away from their pages: the same figures and sentences, also after publications."""

from dataclasses import replace
from datetime import date

import pytest

from kpi import exhibits
from kpi.exhibits import ExhibitError, Item, Meeting, resolve
from kpi.language import language
from kpi.links import expanded, shortened
from tests.vintages import RATE, january, publish, store

VI, EN = language("vi"), language("en")
DAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """The project's own files, on a day; there is no store."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KPI_STORE", f"sqlite:///{tmp_path_factory.mktemp('no')}/none.sqlite")
        yield exhibits.library(DAY)


def test_a_trend_has_the_figures_of_the_files(files):
    made = resolve(Item(f"/xu-huong?chi-so={RATE}"), "vi", files)
    (series,) = made.chart.series
    # data/observations/national.csv: 45.8 (2024), 39.98 (26 October 2025), 36.8 (December 2025)
    assert series.values == (45.8, 39.98, 36.8)
    assert made.chart.categories == ("2024", "26/10/2025", "tháng 12/2025")
    assert (made.chart.target, made.chart.unit) == (80.0, "%")
    assert [row[2] for row in made.table.rows] == [45.8, 39.98, 36.8]
    assert made.answer.startswith("Hồ sơ toàn trình: 36,8\xa0% (tháng 12/2025); mục tiêu 80\xa0%")
    assert made.verdict == "✕ quá hạn, chưa đạt"
    assert [break_ for _, break_ in made.chart.breaks] == ["sáp nhập tỉnh"]
    assert made.sources and made.definition and made.as_of == "22/11/2026"


def test_a_map_has_every_area_and_the_catalogue_s_classes(files):
    made = resolve(Item("/ban-do?chi-so=dti_rank&dia-gioi=63"), "en", files)
    ranks = dict(made.areas)
    assert len(ranks) == 63 and ranks["VN63-48"] == 1.0  # Đà Nẵng led the DTI of 2022
    assert made.table.rows[0][:2] == ("Da Nang", 1.0)
    assert len(made.colours) == len(made.domain) - 1
    assert (made.period, made.era, made.decimals) == ("2022", "63", 0)
    missing = resolve(Item("/ban-do?chi-so=dti_rank&dia-gioi=63&ky=2021"), "en", files)
    assert dict(missing.areas)["VN63-48"] == 1.0


def test_a_map_of_verdicts_judges_as_the_page_does(files):
    made = resolve(Item("/ban-do?bo-so-lieu=practice&xem=ket-luan&dia-gioi=34"), "vi", files)
    assert made.simulated and len(made.verdicts) == 34
    assert made.answer.startswith("Trong 34 địa bàn: ")
    late = sum(verdict == "past_deadline" for _, verdict in made.verdicts)
    assert f"quá hạn, chưa đạt {late}" in made.answer


def test_ranks_stand_upside_down_with_viet_nam_in_front(files):
    made = resolve(Item("/quoc-te"), "vi", files)
    ours = made.chart.series[-1]
    assert made.chart.ranks and ours.chosen and ours.name == "Việt Nam"
    assert dict(zip(made.chart.categories, ours.values, strict=True))["2024"] == 71.0
    assert sum(one.chosen for one in made.chart.series) == 1
    assert "71/193" in made.answer and "tăng 15 bậc" in made.answer


def test_a_ranking_has_the_places_of_the_page(files):
    made = resolve(Item("/xep-hang?chi-so=dti_rank&dia-gioi=63&ky=2022&goc=2021"), "vi", files)
    assert made.table.rows[0][:3] == ("Đà Nẵng", 1.0, 1.0)
    assert made.chart.categories[0] == "Đà Nẵng" and len(made.chart.categories) == 63
    assert made.answer.startswith("2022: Đà Nẵng")
    practice = resolve(Item("/xep-hang?bo-so-lieu=practice&chi-so=on_time_rate"), "en", files)
    assert practice.simulated and practice.chart.series[0].values == tuple(
        sorted((row[2] for row in practice.table.rows), reverse=True)
    )


def test_a_list_that_is_cut_says_so(files):
    made = resolve(Item("/canh-bao-som?bo-so-lieu=practice"), "en", files)
    every = int(made.title.rstrip(")").rpartition(" ")[2])
    assert len(made.table.rows) == 60 < every and "(the first 60 of" in made.title
    whole = resolve(Item("/ke-hoach"), "en", files)
    assert "first" not in whole.title and f"of {len(whole.table.rows)} tasks" in whole.answer


def test_warnings_are_told_in_groups_as_on_their_page_the_gravest_first(files):
    made = resolve(Item("/canh-bao-som"), "en", files)
    lines = [row[1] for row in made.table.rows]
    assert len(lines) < 40 < int(made.answer.split()[0]) and "first" not in made.title
    assert sum("figures" in line for line in lines) >= 3  # who has not published, each in a line
    order = [("critical", "warning", "notice").index(row[0]) for row in made.table.rows]
    assert order == sorted(order)


def test_figures_of_unlike_periods_stand_alone_and_those_of_months_are_joined(files):
    apart = resolve(Item("/", "full_process_dossier_rate"), "vi", files)
    [nation] = apart.chart.series
    assert nation.values == (45.8, 39.98, 36.8) and nation.alone == (0, 1, 2)
    monthly = resolve(Item("/xu-huong?bo-so-lieu=practice"), "vi", files)
    names, ours = monthly.chart.categories, monthly.chart.series[-1]
    assert [names[at] for at in ours.alone] == ["tháng 1/2023", "tháng 7/2025"]  # start, merger


def test_a_headline_without_a_figure_tells_what_is_known_instead(files):
    made = resolve(Item("/", "adult_online_service_rate"), "en", files)
    assert (made.figure, made.missing) == ("", "no published figure")
    assert [row[1] for row in made.table.rows] == ["40%", "70%", "13.8%"]
    assert "31 Dec 2025 (past)" in made.table.rows[0][2] and "PAPI" in made.table.rows[2][0]
    assert len(made.sources) == 3


def test_the_address_of_a_part_names_it_and_gives_it_again(files):
    for page, parts in exhibits.PAGES.items():
        for part in parts:
            try:
                made = resolve(Item(f"/{page}", part), "vi", files)
            except ExhibitError as error:
                assert {one.code for one in error.problems} <= {"silent", "part"}, (page, part)
                continue
            again = resolve(Item(expanded(shortened(made.address))), "vi", files)
            assert again == made, (page, part)
            first = page and part == next(iter(parts))
            assert ("noi-dung=" in made.address) is not first, (page, part)
    old = resolve(Item("/?noi-dung=ranks", "egdi_rank"), "vi", files)
    assert (old.part, old.address) == ("egdi_rank", "/?noi-dung=egdi_rank")
    assert resolve(Item("/"), "vi", files).part == "full_process_dossier_rate"  # as ever


def test_a_province_brings_its_parts(files):
    made = resolve(Item("/tinh-thanh?tinh=VN34-79&chi-so=population", "parts"), "vi", files)
    parts = dict(zip(made.chart.categories, made.chart.series[0].values, strict=True))
    assert set(parts) == {"TP. Hồ Chí Minh", "Bình Dương", "Bà Rịa - Vũng Tàu"}
    assert sum(parts.values()) == 12_976_090  # the sentence's own figure
    assert "12.976.090" in made.answer


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_ready_made_meetings_hold_together(files, lang):
    for made in (exhibits.overview(lang=lang, source=files),
                 exhibits.province("VN34-01", lang=lang, source=files)):  # fmt: skip
        assert made.problems == () and made.shown == made.slides and len(made.shown) >= 2
        for slide in made.shown:
            one = slide.exhibit
            assert one.title and one.answer and one.as_of and one.address.startswith("/")
            assert one.sources and (one.kind == "card") is bool(one.figure or one.missing)
            assert all(len(row) == len(one.table.columns) for row in one.table.rows)


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("/khong-co", "page"), ("https://example.org/", "address"), ("//example.org", "address"),
        ("javascript:alert(1)", "address"), ("/?" + "a=1&" * 99, "address"),
        ("/" + "x" * 3000, "address"), ("/xu-huong?chi-so=gone", "indicator"),
        ("/xu-huong?so-sanh=VN34-99", "area"), ("/tinh-thanh?tinh=VN34-99", "area"),
        ("/ban-do?tinh-den=v99", "version"), ("/ban-do?ky=1850", "choice"),
        ("/?bo-so-lieu=upload", "own"), ("/ban-do?dia-gioi=64", "choice"),
        ("/?noi-dung=gone", "part"), ("/quoc-te?noi-dung=map", "part"),
        ("/quoc-te?bo-so-lieu=practice", "silent"), ("/[", "page"), ("//[", "address"),
    ],
)  # fmt: skip
def test_what_is_gone_is_told(files, address, code):
    with pytest.raises(ExhibitError) as told:
        resolve(Item(address), "vi", files)
    assert code in {one.code for one in told.value.problems}
    assert all(told.value.messages(VI)) and all(told.value.messages(EN))


def test_all_problems_are_told_at_once_and_the_rest_still_works(files):
    items = (Item("/xu-huong?chi-so=gone&dia-gioi=99"), Item("/quoc-te"), Item("/", "gone"))
    made = exhibits.gather(Meeting("Họp", items), files)
    assert [bool(slide.exhibit) for slide in made.slides] == [False, True, False]
    assert [one.partition(" (")[0] for one in made.problems] == ["Mục 1", "Mục 1", "Mục 3"]
    assert exhibits.gather(Meeting("Trống", ()), files).slides == ()


def test_a_pinned_view_is_the_same_after_later_publications(tmp_path):
    with store(tmp_path) as held:
        publish(held, january(93.4), on="2031-05-05")
        at = "/xu-huong?chi-so=on_time_rate&so-sanh=VN34-01"
        first = resolve(Item(at), "vi", exhibits.library(date(2031, 6, 1)))
        assert first.address.endswith("&tinh-den=v1.2031-06-01")
        assert first.as_of == "01/06/2031, phiên bản 1"
        publish(held, january(91.2, "2026-11-23"), on="2031-06-10")
        later = exhibits.library(date(2032, 5, 1))
        assert resolve(Item(first.address), "vi", later) == first
        now = resolve(Item(at), "vi", later)
        assert (first.table.rows[-1][2], now.table.rows[-1][2]) == (93.4, 91.2)
        old = resolve(Item(f"{at}&tinh-den=v1"), "vi", later)
        assert replace(old, address="", as_of="") == replace(first, address="", as_of="")
        with pytest.raises(ExhibitError):  # before its own day, or not yet
            resolve(Item(f"{at}&tinh-den=v2.2031-06-01"), "vi", later)
