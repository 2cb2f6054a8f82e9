"""Short links: a view's address, packed into a code that is the address itself.

`/l/<code>` needs no table anywhere: the code is the address, compressed (raw deflate with the
preset dictionary below) and written in the letters of base64url, behind a digit that names the
dictionary. The same address always gives the same code. A code leads to a page of this dashboard
or to nothing: only a page's name and its choices come out of it, never a host.
"""

from __future__ import annotations

import base64
import binascii
import io
import re
import zlib
from urllib.parse import parse_qsl, urlencode, urlsplit

import segno

__all__ = ["PATH", "expanded", "qr_code", "short_link", "shortened"]

PATH = "l"
_FORM = "1"
_LONGEST = 2000
_PAGE = re.compile(r"/[a-z0-9-]{0,40}")
# Never to be changed: codes that were handed out are read with it. What is asked for most stands
# last. Another dictionary gets another digit.
_WORDS = (
    b"&co-quan-tra-loi=&dia-phuong=&linh-vuc=&muc-do=&canh-bao=da-het/canh-bao-som?"
    b"&tru-cot-nhiem-vu=&trang-thai=overdue&co-quan=&ke-hoach=/ke-hoach?/chat-luong?/xep-hang?"
    b"&chi-so-quoc-te=gii&chi-so-quoc-te=gci/quoc-te?satisfaction_rate&population&dti_rank&"
    b"papi_portal_users&digital_economy_grdp_share&leader_digital_signing_rate&data_reuse_rate&"
    b"digitised_dossier_rate&online_payment_rate&on_time_rate&full_process_service_rate&"
    b"dossier_personal_id_rate&adult_online_service_rate&online_dossier_rate&"
    b"lang=en&bo-so-lieu=practice&xem=ket-luan&mo=VN34-&ky=2025-12&ky=2024&dia-gioi=63&dia-gioi=34"
    b"&tinh=VN34-/tinh-thanh?tinh=VN34-/ban-do?chi-so=full_process_dossier_rate&so-sanh=VN34-"
    b"&so-sanh=VN,VN34-/xu-huong?chi-so=full_process_dossier_rate&tinh-den=v1.2026-12-&tinh-den=v"
)


def shortened(address: str) -> str:
    """Return the code of a view's address; ValueError where it is none of this dashboard's."""
    path, choices = _plain(address)
    text = f"{path}?{urlencode(choices, safe=',')}" if choices else path
    packer = zlib.compressobj(9, zlib.DEFLATED, -15, zdict=_WORDS)
    packed = packer.compress(text.encode()) + packer.flush()
    return _FORM + base64.urlsafe_b64encode(packed).decode().rstrip("=")


def short_link(base: str, address: str) -> str:
    """Return a view's short link; `base`: the dashboard's address, "" where it is not known."""
    return f"{base.rstrip('/')}/{PATH}/{shortened(address)}" if base else ""


def expanded(code: str) -> str:
    """Return the address in a code; ValueError for anything that `shortened` does not give."""
    if not code.startswith(_FORM) or len(code) > _LONGEST:
        raise ValueError("not a short link")
    try:
        packed = base64.b64decode(code[1:] + "=" * (-len(code[1:]) % 4), b"-_", validate=True)
        reader = zlib.decompressobj(-15, zdict=_WORDS)
        text = reader.decompress(packed, _LONGEST).decode()
    except (binascii.Error, zlib.error, UnicodeDecodeError) as error:
        raise ValueError("not a short link") from error
    if shortened(text) != code:
        raise ValueError("not a short link")
    return text


def _plain(address: str) -> tuple[str, list[tuple[str, str]]]:
    """Return the page and its choices, and nothing else of an address."""
    parts = urlsplit(address if len(address) <= _LONGEST else "//")
    if parts.scheme or parts.netloc or not _PAGE.fullmatch(parts.path):
        raise ValueError(f"not a view's address: {address[:80]!r}")
    return parts.path, parse_qsl(parts.query, max_num_fields=40)


def qr_code(url: str) -> str:
    """Return the QR code of an address as SVG (error correction M), in the colour of the text."""
    drawn = io.BytesIO()
    segno.make(url, micro=False, error="m").save(
        drawn, kind="svg", xmldecl=False, svgns=True, omitsize=True, dark="#000000",
        light="#ffffff", border=2,
    )  # fmt: skip
    return drawn.getvalue().decode().strip()
