"""Files of figures: what is in them, and what the route gives and refuses."""

import csv
import io
from collections.abc import Iterator
from urllib.parse import quote

import openpyxl
import pandas as pd
import pytest

from kpi.catalogue import load_catalogue
from kpi.handout import handout
from kpi.language import language
from kpi.merger import view
from kpi.observations import load_published, newest
from kpi.units import load_units
from tests.screens import everything, opened
from tests.serving import ROOT, serve
from tests.test_server import ask
from tests.vintages import january, publish, store
from ui import data
from ui.server.figures import Part, figures_url

CATALOGUE, UNITS, EN = load_catalogue(), load_units(), language("en")
RATE = "full_process_dossier_rate"


@pytest.fixture(scope="module")
def rows() -> pd.DataFrame:
    seen = view(newest(load_published()), "34", CATALOGUE, UNITS)
    return seen[seen["indicator"] == RATE].reset_index(drop=True)


def test_the_workbook_holds_real_numbers_a_frozen_head_and_the_sources(rows):
    book = openpyxl.load_workbook(io.BytesIO(handout(rows, "xlsx", EN, CATALOGUE, UNITS)))
    figures, sources = book.worksheets
    assert (sources.title, figures.freeze_panes) == ("Sources", "A2")
    head = [cell.value for cell in figures[1]]
    lines = figures.iter_rows(min_row=2, values_only=True)
    told = next(one for one in (dict(zip(head, line, strict=True)) for line in lines)
                if (one["area"], one["period"]) == ("VN", "2024"))  # fmt: skip
    assert (told["value"], told["unit"], told["area_name"]) == (45.8, "%", "Viet Nam")
    assert told["status"] == "A"
    listed = {line[0]: line[1] for line in sources.iter_rows(min_row=2, values_only=True)}
    assert listed[told["source"]] == told["source_title"]


def test_hostile_texts_come_out_neutral_in_every_form(rows):
    bad = rows.head(1).assign(note_en="=1+1", source="@x", value=-1.5)
    for form in ("csv", "sdmx.csv"):
        text = handout(bad, form, EN, CATALOGUE, UNITS, "+mark").decode("utf-8-sig")
        head, line = csv.reader(io.StringIO(text))
        told = dict(zip(head, line, strict=True))
        assert not [cell for cell in line if cell[:1] in "=@+" and cell]
        assert "-1.5" in line
        assert told.get("note", "'=1+1") == "'=1+1"
    book = openpyxl.load_workbook(io.BytesIO(handout(bad, "xlsx", EN, CATALOGUE, UNITS)))
    cells = [cell for line in book.worksheets[0].iter_rows() for cell in line]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert "'=1+1" in [cell.value for cell in cells]


def test_sdmx_csv_has_ids_flags_and_the_unit(rows):
    text = handout(rows, "sdmx.csv", EN, CATALOGUE, UNITS).decode()
    first = next(csv.DictReader(io.StringIO(text)))
    assert first["INDICATOR"] == RATE
    assert first["UNIT_MEASURE"] == "percent"
    assert {"REF_AREA", "TIME_PERIOD", "OBS_VALUE", "OBS_STATUS", "SOURCE"} <= set(first)


def test_a_part_is_what_the_pages_show():
    figures = data.shared("published", "34", None)
    found = Part((RATE,), ("VN", "VN34-")).rows(figures)
    assert set(found["indicator"]) == {RATE}
    assert all(area == "VN" or area.startswith("VN34-") for area in found["area"])
    assert len(Part().rows(figures)) == len(figures.frame)
    assert set(Part(areas=("VN34-01",)).rows(figures)["area"]) == {"VN34-01"}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server on a store with version 1: 80, and version 2: 70."""
    folder = tmp_path_factory.mktemp("served")
    with store(folder) as held:
        publish(held, january(80.0))
        publish(held, january(70.0, "2026-05-01"))
        with serve(ROOT / "dashboard.py", folder / "log") as running:
            yield running.url


def hanoi(content: bytes) -> list[str]:
    table = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
    return [line["value"] for line in table if line["period"] == "2026-01"]


HANOI = "chi-so=on_time_rate&khu-vuc=VN34-01"


def test_the_route_gives_the_version_asked_for(served):
    status, headers, content = ask(f"{served}/dashboard-figures/ha-noi.csv?{HANOI}&tinh-den=v1")
    assert (status, hanoi(content)) == (200, ["80.0"])
    assert headers["Content-Disposition"] == 'attachment; filename="ha-noi.csv"'
    assert headers["X-Content-Type-Options"] == "nosniff"
    for pin in ("&tinh-den=v2", ""):
        assert hanoi(ask(f"{served}/dashboard-figures/x.csv?{HANOI}{pin}")[2]) == ["70.0"]
    mark = {"If-None-Match": headers["ETag"]}
    assert ask(f"{served}/dashboard-figures/ha-noi.csv?{HANOI}&tinh-den=v1", mark)[0] == 304


def test_practice_figures_are_marked_in_name_rows_and_sheet(served):
    where = f"{served}/dashboard-figures/x.xlsx?bo-so-lieu=practice&{HANOI}"
    _, headers, content = ask(where)
    assert headers["Content-Disposition"] == 'attachment; filename="mo-phong-x.xlsx"'
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.worksheets[0].title == "SỐ LIỆU MÔ PHỎNG"
    assert {line[0] for line in book.worksheets[0].iter_rows(min_row=2, values_only=True)} == {
        "SỐ LIỆU MÔ PHỎNG / SIMULATED"
    }


@pytest.mark.parametrize(
    "asked",
    [
        "x.csv?bo-so-lieu=upload", "x.exe", "x.csv?tinh-den=v9", "x.csv?chi-so=none",
        "x.csv?khu-vuc=VN35-", "x.csv?dia-gioi=35", "x.csv?lang=fr", "x%0d%0aSet-Cookie:1.csv",
        f"{'x' * 200}.csv", "x.csv?tinh-den=" + quote("nonsense'"),
    ],
)  # fmt: skip
def test_what_there_is_not_is_refused(served, asked):
    status, headers, _ = ask(f"{served}/dashboard-figures/{asked}")
    assert status == 404
    assert "Set-Cookie" not in headers


def test_too_much_for_a_workbook_is_refused(served):
    where = f"{served}/dashboard-figures/x.xlsx?bo-so-lieu=practice&dia-gioi=63"
    assert ask(where)[0] == 413


def test_pages_link_to_the_files_of_what_they_show():
    sent = everything(opened("trends", **{"chi-so": RATE, "so-sanh": "VN"}))
    url = figures_url(
        f"xu-huong-{RATE}-34", data.shared("published", "34", None), Part((RATE,), ("VN",)),
        "xlsx", "vi",
    )  # fmt: skip
    assert url.replace("&", "&amp;") in sent
