"""Short links: the same code every time, read back exactly, leading nowhere else."""

import base64
import zlib

import pytest

from kpi.links import expanded, qr_code, shortened

ADDRESSES = (
    "/",
    "/ban-do?chi-so=full_process_dossier_rate&dia-gioi=34&tinh-den=v12.2026-11-22",
    "/xu-huong?chi-so=on_time_rate&so-sanh=VN,VN34-01,VN34-79&lang=en&tinh-den=v3",
    "/danh-muc?tim=" + "h%E1%BB%93+s%C6%A1",
)
HANDED_OUT = "1I9pB6L6EmmkENdRQ18gIAA"


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_code_is_the_address(address):
    code = shortened(address)
    assert expanded(code) == address and shortened(address) == code
    assert code.replace("-", "").replace("_", "").isalnum()


def test_codes_that_were_handed_out_stay_readable():
    """A meeting's handout from last year still has to open: these never change."""
    assert shortened(ADDRESSES[1]) == HANDED_OUT
    assert len(HANDED_OUT) < 40


def packed(text):
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    made = packer.compress(text.encode()) + packer.flush()
    return "1" + base64.urlsafe_b64encode(made).decode().rstrip("=")


@pytest.mark.parametrize(
    "code",
    ["", "1", "0abc", "1****", "2" + "A" * 20, "1" + "A" * 5000, shortened("/") + "A",
     packed("https://example.org/"), packed("//example.org/"), packed("/\\example.org"),
     packed("/a/b"), packed("javascript:alert(1)"), packed("/?" + "a" * 100_000)],
    ids=range(13),
)  # fmt: skip
def test_what_is_no_code_leads_nowhere(code):
    with pytest.raises(ValueError, match=r"short link|view's address"):
        expanded(code)


@pytest.mark.parametrize("address", ["https://x.org", "//x.org", "/a/b", "x", "/" + "x" * 3000])
def test_only_views_are_shortened(address):
    with pytest.raises(ValueError, match="view's address"):
        shortened(address)


def test_a_qr_code_is_a_picture_without_script():
    drawn = qr_code("https://example.vn/l/" + shortened("/"))
    assert drawn.startswith("<svg") and "<script" not in drawn and 'fill="#fff"' in drawn
