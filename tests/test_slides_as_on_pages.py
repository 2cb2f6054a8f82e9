"""Every number that a page shows, read back out of the PPTX of the same address.

The pages are read as their visitors see them (cards, lists, the table behind the picture), the
slides with python-pptx. A slide holds a figure whole where a page rounds it: both are the same when
the slide's figure, rounded to the decimals on the page, is the page's; nothing more is let pass.
"""

import io
import json
import re
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from html.parser import HTMLParser

import pytest
from pptx import Presentation

from kpi import meeting_files
from kpi.exhibits import Item, Meeting
from kpi.headlines import HEADLINES
from tests.screens import answer, everything, opened
from ui.meeting.shown import gathered

PRACTICE = {"bo-so-lieu": "practice"}
NUMBER = re.compile(r"-?\d{1,3}(?:\.\d{3})+(?:,\d+)?|-?\d+(?:,\d+)?")
SPACES = str.maketrans({"\xa0": " ", "\u202f": " ", "−": "-"})


class Cells(HTMLParser):
    """Collects the tables of a page: `rows[name, column]` is the first line of that cell."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.rows: dict[tuple[str, str], str] = {}
        self.name, self.column, self.open, self.skip = "", "", "", ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "th" and given.get("scope") == "row":
            self.name, self.open = "", "th"
        elif tag == "td":
            self.column, self.open = given.get("data-label") or "", "td"
        elif tag in ("small", "b"):
            self.skip = tag

    def handle_endtag(self, tag: str) -> None:
        if tag == self.open:
            self.open = ""
        if tag == self.skip:
            self.skip = ""

    def handle_data(self, data: str) -> None:
        if self.skip or not data.strip():
            return
        if self.open == "th":
            self.name += data.translate(SPACES)
        elif self.open == "td":
            self.rows.setdefault((self.name.strip(), self.column), data.translate(SPACES).strip())


def html(screen) -> str:
    return "".join(one.value for one in screen.html)


def pictures(screen) -> str:
    """The charts of a page as the browser is told to draw them."""
    specs = [node.proto.spec for node in screen.main if hasattr(node.proto, "spec")]
    return "".join(json.dumps(json.loads(one), ensure_ascii=False) for one in specs).translate(
        SPACES
    )


def cells(screen) -> dict[tuple[str, str], str]:
    return Cells(html(screen)).rows


def column(screen, name: str) -> dict[str, str]:
    return {row: text for (row, head), text in cells(screen).items() if head == name}


def behind(page: str, key: str, **address: str) -> dict[tuple[str, str], str]:
    """The table behind a page's picture: (area, period) and the value in words."""
    screen = opened(page, **address)
    screen.session_state[key] = True
    table = screen.run().dataframe[-1].value
    assert not screen.exception
    return {(row["Địa bàn"], row["Kỳ số liệu"]): row["Giá trị"].translate(SPACES)
            for row in table.to_dict("records")}  # fmt: skip


def slides(address: str, part: str = ""):
    """The slides of one view, without the cover."""
    made = gathered(Meeting("m", (Item(address, part),)))
    assert made.problems == ()
    deck = Presentation(io.BytesIO(meeting_files.presentation(made)))
    return list(deck.slides)[1:]


def charted(address: str, part: str = "") -> dict[tuple[str, str], float]:
    """The numbers behind the charts of a view: (category, series) and the value."""
    found = {}
    for slide in slides(address, part):
        for shape in slide.shapes:
            for plot in shape.chart.plots if shape.has_chart else ():
                for series in plot.series:
                    for name, value in zip(plot.categories, series.values, strict=True):
                        if value is not None:
                            found[str(name), series.name] = value
    return found


def tabled(address: str, part: str = "") -> list[list[str]]:
    return [[cell.text.translate(SPACES) for cell in row.cells]
            for slide in slides(address, part) for shape in slide.shapes if shape.has_table
            for row in list(shape.table.rows)[1:]]  # fmt: skip


def text(address: str, part: str = "") -> str:
    said = [shape.text_frame.text for slide in slides(address, part) for shape in slide.shapes
            if shape.has_text_frame]  # fmt: skip
    return "\n".join(said).translate(SPACES)


def shown(words: str) -> Decimal:
    """The number at the start of what a page says, as `71,23 %` or `hạng 1.071/2.000`."""
    found = NUMBER.search(words)
    assert found, words
    return Decimal(found[0].replace(".", "").replace(",", "."))


def same(value: float, words: str) -> bool:
    """Tell whether a slide's number reads as the page says."""
    page = shown(words)
    whole, step = Decimal(repr(float(value))), Decimal(1).scaleb(page.as_tuple().exponent)
    rounded = {whole.quantize(step, way) for way in (ROUND_HALF_UP, ROUND_HALF_EVEN)}
    return page in rounded


def agree(slide: dict, page: dict) -> None:
    """Compare figure by figure; neither may hold one that the other has not."""
    assert slide.keys() == page.keys()
    assert [key for key in page if not same(slide[key], page[key])] == []


@pytest.mark.parametrize("workspace", ["published", "practice"])
@pytest.mark.parametrize("name", [names[0] for names in HEADLINES])
def test_a_headline(name, workspace):
    screen = opened("overview", **{"bo-so-lieu": workspace})
    made = gathered(Meeting("m", (Item(f"/?bo-so-lieu={workspace}", name),))).slides[0].exhibit
    title = made.title.split(",")[0]
    until = '(?=<div class="kd-headline"|$)'
    (card,) = re.findall(
        f'aria-level="3">{re.escape(title)}</div>(.*?){until}', html(screen), re.DOTALL
    )
    told = card.translate(SPACES)
    (large,) = re.findall(r"<strong[^>]*>(.*?)</strong>", told)[:1]
    if made.missing:
        assert made.missing.translate(SPACES) in told
        for _, value, _ in tabled(f"/?bo-so-lieu={workspace}", name):
            assert value in told
        return
    assert large in text(f"/?bo-so-lieu={workspace}", name)
    drawn = charted(f"/?bo-so-lieu={workspace}", name)
    ours = {when: value for (when, series), value in drawn.items() if series == "Việt Nam"}
    bars = dict(re.findall(r"<li><b>([^<]*)</b> +<span>([^<]*)</span>", told))
    assert bars
    for value, when in bars.items():
        period = when.split(",")[0].strip()
        assert same(ours[period], value)


@pytest.mark.parametrize(("page", "key", "address"), [
    ("ban-do", "table-ban-do-full_process_dossier_rate-34", PRACTICE),
    ("ban-do", "table-ban-do-dti_rank-63", {"chi-so": "dti_rank", "dia-gioi": "63", "ky": "2022"}),
])  # fmt: skip
def test_a_map(page, key, address):
    """The picture holds colours; the notes under it hold the figure of each area."""
    rows = behind("province_map", key, **address)
    query = "&".join(f"{name}={value}" for name, value in address.items())
    (slide,) = slides(f"/{page}?{query}")
    said = slide.notes_slide.notes_text_frame.text.translate(SPACES)
    told = re.sub(r"<[^>]*>", "", answer(opened("province_map", **address))).partition(":")[0]
    when = told[0].lower() + told[1:]
    ours = {area: value for (area, at), value in rows.items()
            if at == when and area != "Việt Nam" and value}  # fmt: skip
    found = dict(re.findall(r"^([^:\n]+): (-?[\d.,]+(?: %)?)(?:;.*)?$", said, re.MULTILINE))
    assert len(ours) in (31, 63)
    assert {name: shown(value) for name, value in found.items()} == {
        name: shown(value) for name, value in ours.items()
    }


def test_trends():
    address = PRACTICE | {"so-sanh": "VN,VN34-01,VN34-79"}
    rows = behind("trends", "table-xu-huong-full_process_dossier_rate-34", **address)
    drawn = charted("/xu-huong?bo-so-lieu=practice&so-sanh=VN,VN34-01,VN34-79")
    chosen = ("Việt Nam", "Hà Nội", "TP. Hồ Chí Minh")
    agree(
        {(area, when): value for (when, area), value in drawn.items() if area in chosen},
        {(area, when): value for (area, when), value in rows.items() if area in chosen and value},
    )


def test_a_ranking():
    listed = column(opened("ranking", **PRACTICE), "Mức đạt được")
    page = {name.lstrip("◆◇ "): words for name, words in listed.items()}  # signs of peers
    drawn = charted("/xep-hang?bo-so-lieu=practice")
    agree({name: value for (name, series), value in drawn.items() if series == "Hồ sơ toàn trình"},
          page)  # fmt: skip
    assert len(page) == 31


def test_a_comparison():
    page = cells(opened("compare", **PRACTICE))
    drawn = charted("/so-sanh?bo-so-lieu=practice")
    assert len(drawn) == 24
    assert [key for key, value in drawn.items() if not same(value, page[key])] == []
    listed = tabled("/so-sanh?bo-so-lieu=practice", "table")
    assert len(listed) == 19
    for name, _, *values in listed:
        for side, value in zip(("Hà Nội", "TP. Hồ Chí Minh"), values, strict=True):
            assert value.startswith(page[name, side])


def test_equity():
    screen = opened("equity", **PRACTICE)
    page, groups = cells(screen), charted("/cong-bang?bo-so-lieu=practice", "groups")
    heads = {"nhóm": "Nhóm này", "các tỉnh còn lại": "Các tỉnh còn lại"}
    assert len(groups) == 6
    assert [key for key, value in groups.items()
            if not same(value, page[key[0], heads[key[1]]])] == []  # fmt: skip
    where = charted("/cong-bang?bo-so-lieu=practice", "concentration")
    assert len(where) == 8
    assert [
        name for (name, head), value in where.items() if not same(value, page[name, head])
    ] == []
    screen.session_state["periods"] = True
    apart = cells(screen.run())
    gap = charted("/cong-bang?bo-so-lieu=practice", "gap")
    periods = dict.fromkeys(when for when, _ in gap)
    assert len(periods) == 43
    for when in periods:
        between = gap[when, "cao nhất"] - gap[when, "thấp nhất"]
        assert same(between, apart[when, "Khoảng cách tốt nhất – kém nhất"]), when
        assert same(gap[when, "P90"] / gap[when, "P10"], apart[when, "P90/P10"]), when
    drawn = pictures(screen)  # the names at the ends of the lines
    for name in ("cao nhất", "P90", "trung vị", "P10", "thấp nhất"):
        (said,) = set(re.findall(rf'"{name} ([\d,]+ %)"', drawn))
        assert same(gap[[*periods][-1], name], said)


@pytest.mark.parametrize("workspace", ["published", "practice"])
def test_a_province(workspace):
    screen = opened("province", **{"bo-so-lieu": workspace, "tinh": "VN34-79"})
    tiles = re.findall(
        r"<dt>([^<]*)</dt><dd>([^<]*)</dd><dd class=\"kd-foot\">([^<]*)<", html(screen)
    )
    page = {name: (own.translate(SPACES), foot.translate(SPACES)) for name, own, foot in tiles}
    screen.session_state["table-tinh-VN34-79"] = True
    rows = screen.run().dataframe[-1].value.to_dict("records")
    newest = {row["Chỉ tiêu"]: row["Giá trị"].translate(SPACES) for row in rows if row["Giá trị"]}
    drawn = charted(f"/tinh-thanh?bo-so-lieu={workspace}&tinh=VN34-79")
    for (name, series), value in drawn.items():
        own, foot = page.get(name, (newest[name], ""))
        if series == "TP. Hồ Chí Minh":
            assert same(value, own), name
        elif foot:  # the page tells the nation's figure of the first indicators
            assert same(value, foot.partition("Cả nước:")[2]), name
    assert {name for name, _ in drawn} <= newest.keys()


def test_ranks_in_the_world():
    page = column(opened("rankings"), "Hạng EGDI")
    drawn = charted("/quoc-te")
    agree({year: value for (year, series), value in drawn.items() if series == "Việt Nam"},
          {year: words for year, words in page.items() if words != "–"})  # fmt: skip


@pytest.mark.parametrize("part", ["attention", "ranks"])
def test_tables_of_the_overview(part):
    told = re.sub(r"<[^>]*>", " ", everything(opened("overview"))).translate(SPACES)
    said = " ".join(told.split())
    rows = tabled("/", part)
    assert len(rows) >= 4
    for row in rows:
        for number in NUMBER.findall(" ".join(row)):
            assert re.search(rf"(?<![\d.,]){re.escape(number)}(?![\d])", said), (row, number)
