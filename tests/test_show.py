"""The presentation as a document: its figures, its policy, and what hostile texts come to."""

import base64
import hashlib
import json
import re
from datetime import date

import pytest

from kpi import exhibits
from kpi.exhibits import Item, Meeting
from kpi.show import policy, to_html
from tests.vintages import RATE

VIEWS = (
    Item("/"),
    Item(f"/xu-huong?chi-so={RATE}", notes="Hỏi bộ chủ quản."),
    Item("/ban-do?chi-so=dti_rank&dia-gioi=63"),
    Item("/quoc-te"),
    Item("/ban-do?bo-so-lieu=practice&xem=ket-luan"),
)
LOADED = re.compile(r"(?:src|srcset|action|poster)\s*=|<link|<img|<iframe|@import|url\((?!#)")


@pytest.fixture(scope="module")
def source():
    return exhibits.library(date(2026, 11, 22))


def written(meeting, source, base=""):
    return to_html(exhibits.gather(meeting, source), base).decode()


def data(html):
    return json.loads(re.search(r'id="data">(.*?)</script>', html, re.DOTALL)[1])


def test_the_figures_are_the_exhibits_own(source):
    chart = data(written(Meeting("Họp", VIEWS), source))["charts"]["2"]
    assert chart["series"][0]["values"] == [45.8, 39.98, 36.8]
    assert chart["series"][0]["said"] == ["45,8\xa0%", "39,98\xa0%", "36,8\xa0%"]
    english = data(written(Meeting("M", VIEWS, lang="en"), source))["charts"]["2"]
    assert english["series"][0]["said"] == ["45.8%", "39.98%", "36.8%"]


def test_it_loads_nothing_and_runs_only_its_own_script(source):
    html = written(Meeting("Họp", VIEWS), source, "https://kpi.example.vn")
    assert not LOADED.search(html)
    for tag in ("style", "script"):
        (own,) = re.findall(f"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(own.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy()
    assert f'content="{policy()}"' in html and "default-src 'none'" in policy()
    assert "unsafe" not in policy() and "eval(" not in html and " style=" not in html
    assert " onclick" not in html and " onload" not in html


def test_a_map_has_both_archipelagos_and_its_credit(source):
    for lang, names in {
        "vi": ("Quần đảo Hoàng Sa", "(TP. Đà Nẵng)", "Quần đảo Trường Sa", "(tỉnh Khánh Hòa)"),
        "en": ("Hoang Sa archipelago", "Truong Sa archipelago"),
    }.items():
        html = written(Meeting("Họp", VIEWS[2:3], lang=lang), source)
        assert all(name in html for name in names) and "© OpenStreetMap" in html
        assert html.count('class="area"') == 63 and html.count('id="o-VN63-') == 63


def test_practice_figures_are_marked_on_their_slides_and_on_the_cover(source):
    html = written(Meeting("Họp", VIEWS), source)
    cover, *slides = html.split('<section class="slide ')[1:]
    marked = ["SỐ LIỆU MÔ PHỎNG" in slide for slide in slides]
    assert "SỐ LIỆU MÔ PHỎNG" in cover and marked == [False] * 4 + [True]
    assert "SỐ LIỆU MÔ PHỎNG" not in written(Meeting("Họp", VIEWS[:2]), source)


def test_every_slide_tells_source_period_and_day(source):
    for slide in written(Meeting("Họp", VIEWS), source).split('<section class="slide ')[2:]:
        for name in ("Kỳ số liệu", "Tính đến", "Nguồn"):
            assert f"<b>{name}:</b>" in slide


HOSTILE = "</script><img src=x onerror=alert(1)>{{7*7}}\"'&<b>" + "Ộ" * 440


def test_hostile_texts_stay_texts(source):
    meeting = Meeting(
        HOSTILE, (Item(VIEWS[1].address, "", HOSTILE, HOSTILE), Item(HOSTILE)), HOSTILE,
        "2026-11-22", HOSTILE, "vi",
    )  # fmt: skip
    html = written(meeting, source, "https://kpi.example.vn")
    assert "<img" not in html and html.count("</script>") == 2
    assert html.count("&lt;img src=x onerror=alert(1)&gt;") >= 5
    assert 'class="longer"' in html
    assert "Mục 2" in html and "không phải là địa chỉ" in html  # the item that cannot be shown


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_an_empty_meeting_says_so(source, lang):
    html = written(Meeting("", (), lang=lang), source)
    assert {"vi": "Cuộc họp chưa có mục nào.", "en": "This meeting has no item yet."}[lang] in html
    assert data(html)["charts"] == {}


def test_links_are_short_and_have_a_code_to_scan(source):
    meeting = Meeting("Họp", VIEWS[:2])
    with_links = written(meeting, source, "https://kpi.example.vn")
    assert len(re.findall(r'href="https://kpi\.example\.vn/l/1[\w-]{4,60}"', with_links)) == 3
    assert with_links.count('class="segno"') == 3  # the cover leads to the overview
    assert "/l/1" not in written(meeting, source) == written(meeting, source)
