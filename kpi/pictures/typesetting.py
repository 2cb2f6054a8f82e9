"""Typst, in this process and without the network: the one place that knows how it is called."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

import typst

from kpi.pictures.letters import FONTS

__all__ = ["typeset", "with_density"]

Form = Literal["pdf", "png"]


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    """Read the fonts once: the shipped ones, and the machine's for letters these lack."""
    return typst.Fonts(font_paths=[FONTS])


def typeset(source: bytes, data: Mapping[str, object], form: Form, density: float = 144) -> bytes:
    """Set a document; `data` reaches it as JSON and is never read as markup.

    `form`: `pdf`, or `png` of its only page with `density` dots an inch.
    """
    return typst.compile(
        source,
        font_paths=_fonts(),
        format=form,
        ppi=density,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )


def with_density(png: bytes, density: float) -> bytes:
    """Write into a PNG how large it is on paper (chunk pHYs, PNG specification 11.3.5.3)."""
    metre = round(density / 0.0254)
    said = b"pHYs" + struct.pack(">IIB", metre, metre, 1)
    chunk = struct.pack(">I", 9) + said + struct.pack(">I", zlib.crc32(said))
    header = 8 + 25  # the signature and IHDR
    return png[:header] + chunk + png[header:]
