"""QR codes read off what is printed and shown, by a reader that had no part in drawing them."""

import io
import subprocess
from datetime import date
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from pptx import Presentation
from starlette.applications import Starlette
from starlette.testclient import TestClient

from kpi import exhibits, meeting_files
from kpi.exhibits import Item, Meeting
from kpi.links import expanded
from tests import showing
from ui.server.meetings import ROUTES
from ui.server.pictures import PICTURES, picture_url

HERE = TestClient(Starlette(routes=[PICTURES, *ROUTES]))
BASE = "https://kpi.example.vn"
VIEWS = ("/ban-do?chi-so=dti_rank&dia-gioi=63", "/xu-huong?bo-so-lieu=practice&so-sanh=VN,VN34-79")


def read(picture: Image.Image) -> list[str]:
    """What is written in the QR codes of a picture."""
    return [one.text for one in zxingcpp.read_barcodes(picture)]


def drawn(pdf: Path) -> list[Image.Image]:
    """The pages of a PDF as a printer of 150 dots an inch draws them."""
    command = ["pdftoppm", "-r", "150", "-png", str(pdf), str(pdf.with_suffix(""))]
    subprocess.run(command, check=True, timeout=60)
    return [Image.open(one) for one in sorted(pdf.parent.glob(f"{pdf.stem}-*.png"))]


@pytest.fixture(scope="module")
def gathered():
    meeting = Meeting("Giao ban", tuple(map(Item, VIEWS)), "Hà Nội", "2026-11-24")
    return exhibits.gather(meeting, exhibits.library(date(2026, 11, 22)))


def addresses(gathered) -> list[str]:
    return [one.exhibit.address for one in gathered.shown]


def views(codes: list[str], base: str = BASE) -> list[str]:
    """The addresses that short links lead to."""
    assert all(code.startswith(f"{base}/l/") for code in codes)
    return [expanded(code.rpartition("/")[2]) for code in codes]


def test_the_code_on_each_page_of_a_handout_leads_to_its_view(gathered, tmp_path):
    (tmp_path / "h.pdf").write_bytes(meeting_files.handout(gathered, BASE))
    codes = [read(page) for page in drawn(tmp_path / "h.pdf")]
    assert views([one for page in codes[1:] for one in page]) == addresses(gathered)


def test_the_page_of_a_view_leads_back_to_it(tmp_path):
    got = HERE.get(picture_url("ban-do", {"chi-so": "dti_rank", "dia-gioi": "63"}, "pdf"))
    (tmp_path / "p.pdf").write_bytes(got.content)
    [code] = {one for page in drawn(tmp_path / "p.pdf") for one in read(page)}
    [address] = views([code], "http://testserver")
    assert address == "/ban-do?chi-so=dti_rank&dia-gioi=63"
    assert code.removeprefix("http://") in " ".join(showing.pages(tmp_path / "p.pdf"))
    followed = HERE.get(code, follow_redirects=False)
    assert followed.headers["location"].endswith(address)


def test_the_code_on_each_slide_leads_to_its_view_as_the_office_draws_it(gathered, tmp_path):
    made = meeting_files.presentation(gathered, BASE)
    (tmp_path / "s.pptx").write_bytes(made)
    showing.rendered([tmp_path / "s.pptx"], tmp_path / "profile")
    codes = [read(page) for page in drawn(tmp_path / "s.pdf")]
    assert views([one for page in codes for one in page]) == addresses(gathered)
    said = [one._element.nvPicPr.cNvPr.get("descr")
            for slide in Presentation(io.BytesIO(made)).slides
            for one in slide.shapes if one.name == "QR code"]  # fmt: skip
    assert views(said) == addresses(gathered)
