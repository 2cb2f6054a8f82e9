"""Exhibits made by hand for the tests of what is made of them, and pages rendered from files."""

import shutil
import subprocess
from pathlib import Path

from kpi.exhibits.exhibit import Chart, Column, Exhibit, Series, Source, Table
from kpi.exhibits.meeting import Item, Meeting
from kpi.units import load_units
from kpi.verdict_map import ORDER

LETTERS = "ằẵẳắặ ềễểếệ ộỗổốồ ựữửứừ ỳỵỷỹý đĐ ƠƯ ợỡởớờ"
SOURCE = Source(f"Báo cáo {LETTERS}", "Văn phòng Chính phủ, 05/01/2026", "https://vd.gov.vn/?a=1&b")
VERDICT = "✕ quá hạn, chưa đạt"
UNITS = load_units()
PROVINCES = [area for area in UNITS if area.startswith("VN34-")]
COLOURS = ("#ffffcc", "#a1dab4", "#41b6c4", "#2c7fb8", "#253494")


def exhibit(chart: Chart | None = None, **given: object) -> Exhibit:
    """An exhibit complete with words; anything may be given in their place."""
    words = {
        "kind": "chart",
        "title": f"Hồ sơ toàn trình {LETTERS}, %",
        "answer": "36,8 % hồ sơ (12/2025); mục tiêu 80 % đã quá hạn.",
        "table": Table((Column("Kỳ"), Column("Cả nước", 1, "%")), (("2024", 45.8), ("2025", None))),
        "sources": (SOURCE,),
        "period": "12/2025",
        "as_of": "22/11/2026, phiên bản 12",
        "address": "/xu-huong?tinh-den=v12",
        "definition": "Tỷ lệ hồ sơ xử lý trực tuyến toàn trình.",
        "verdict": VERDICT,
        "method": "36,8 % so với 80 %: thiếu 43,2 điểm.",
        "chart": chart,
    }
    return Exhibit(**(words | given))  # type: ignore[arg-type]


def line(**given: object) -> Exhibit:
    nation = Series("Cả nước", (30.1, None, 33.5, 36.8))
    other = Series("Huế", (40.0, 41.2, 42.0, 42.6), chosen=False)
    chart = Chart("line", ("Q1", "Q2", "Q3", "Q4"), (nation, other), "%", 1, 80.0, "mục tiêu 80 %",
                  breaks=(("Q3", "sáp nhập"),))  # fmt: skip
    return exhibit(chart, **given)


def ranks() -> Exhibit:
    series = Series("Việt Nam", (99, 86, 71))
    return exhibit(Chart("line", ("2014", "2022", "2024"), (series,), "hạng", ranks=True))


def names() -> tuple[str, ...]:
    return tuple(UNITS[area].name.vi for area in PROVINCES)


def figures(step: float = 2.5) -> tuple[float | None, ...]:
    return tuple(None if n == 4 else n * step + 0.3 for n in range(len(PROVINCES)))


def bars(**given: object) -> Exhibit:
    series = Series("Toàn trình", figures())
    return exhibit(Chart("bar", names(), (series,), "%", 1, 80.0, "mục tiêu 80 %"), **given)


def dumbbell() -> Exhibit:
    pair = Series("2024", figures(1.5)), Series("2025", figures())
    return exhibit(Chart("dumbbell", names(), pair, "%", 1))


def scatter() -> Exhibit:
    pair = Series("Toàn trình, %", figures()), Series("Hài lòng, %", figures(1.1))
    return exhibit(Chart("scatter", names(), pair, "%", 1))


def country(**given: object) -> Exhibit:
    areas = tuple(zip(PROVINCES, figures(), strict=True))
    words = {"kind": "map", "areas": areas, "domain": (0.0, 20.0, 40.0, 60.0, 80.0, 100.0),
             "colours": COLOURS, "unit": "%", "decimals": 1}  # fmt: skip
    return exhibit(None, **(words | given))


def verdicts() -> Exhibit:
    found = tuple((area, ORDER[n % len(ORDER)]) for n, area in enumerate(PROVINCES))
    areas = tuple((area, float(ORDER.index(name))) for area, name in found)
    return exhibit(None, kind="map", areas=areas, verdicts=found)


def card() -> Exhibit:
    return exhibit(None, kind="card", figure="36,8 %")


def table(rows: int = 34, **given: object) -> Exhibit:
    columns = (Column("Địa phương"), Column("Hồ sơ", 0, "hồ sơ"), Column("Lý do"))
    cells = tuple((f"Đơn vị {n}", 1000.0 * n, "chưa có kết quả công bố") for n in range(rows))
    return exhibit(None, kind="table", table=Table(columns, cells), **given)


def every() -> list[Exhibit]:
    """One exhibit of each sort, one of them of practice figures."""
    return [card(), line(simulated=True), ranks(), bars(), dumbbell(), scatter(), country(),
            verdicts(), table()]  # fmt: skip


def meeting(exhibits: list[Exhibit], **of_all: str) -> Meeting:
    items = tuple(Item(one.address, notes="Ghi chú") for one in exhibits)
    return Meeting("Giao ban quý IV", items, "Hà Nội", "2026-11-22", "Nguyễn Văn A", **of_all)


def rendered(files: list[Path], profile: Path) -> None:
    """Turn office files into PDF beside them, by LibreOffice; its absence is a failure."""
    program = shutil.which("soffice")
    assert program, "LibreOffice is missing: run `make office`"
    subprocess.run(
        [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "pdf",
         "--outdir", str(files[0].parent), *map(str, files)],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip


def pages(pdf: Path) -> list[str]:
    """The text of each page of a PDF, spaces as one."""
    done = subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, timeout=60
    )
    return [" ".join(page.split()) for page in done.stdout.decode().split("\f")[:-1]]
