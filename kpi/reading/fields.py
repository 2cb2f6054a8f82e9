"""What the fields of an observation are called: in Vietnamese, in English and in SDMX."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from kpi.language import Text
from kpi.names import fold

__all__ = ["FIELDS", "FIGURES", "REQUIRED", "field_of", "forms", "is_code", "is_plain"]

# what a field is called when the reader is told about it; the Vietnamese name is the template's
FIELDS: Mapping[str, Text] = {
    "indicator": Text("chỉ tiêu", "indicator"),
    "area": Text("tỉnh", "area"),
    "period": Text("kỳ", "period"),
    "value": Text("giá trị", "value"),
    "numerator": Text("tử số", "numerator"),
    "denominator": Text("mẫu số", "denominator"),
    "of": Text("trên tổng số", "of"),
    "qualifier": Text("dấu so sánh", "qualifier"),
    "status": Text("trạng thái", "status"),
    "source": Text("nguồn", "source"),
    "published": Text("ngày công bố", "published"),
    "note": Text("ghi chú", "note"),
    "note_en": Text("ghi chú tiếng Anh", "note_en"),
}
_LONGEST = 200  # letters of a heading that are looked at
REQUIRED = ("indicator", "area", "period", "value")
FIGURES = ("value", "numerator", "denominator", "of")  # fields that hold numbers
_ALIASES = {
    "indicator": "mã chỉ tiêu; tên chỉ tiêu; indicator id; indicator code; indicator name; kpi",
    "area": "tỉnh thành; tỉnh thành phố; tỉnh tp; địa phương; đơn vị; tên tỉnh; tên đơn vị; "
    "mã tỉnh; mã đơn vị; mã địa phương; ref area; area id; area code; province; locality",
    "period": "thời gian; kỳ báo cáo; kỳ số liệu; thời kỳ; time period; time",
    "value": "trị số; số liệu; kết quả; tỷ lệ; tỉ lệ; obs value",
    "denominator": "tổng số; mẫu",
    "numerator": "tử",
    "status": "obs status; tình trạng; cờ",
    "source": "nguồn số liệu; obs source",
    "published": "công bố",
    "note": "comment; obs comment; diễn giải",
}
_KEYS = {
    fold(name): field
    for field, text in FIELDS.items()
    for name in (*text, field, *_ALIASES.get(field, "").split(";"))
    if name
}


_PLAIN = frozenset(  # headings that say nothing of the figures, and need not be told of
    fold(name)
    for name in (
        *("STT", "TT", "Số TT", "Số thứ tự", "No.", "DATAFLOW", "STRUCTURE", "STRUCTURE_ID"),
        *("STRUCTURE_NAME", "ACTION", "FREQ", "UNIT_MEASURE", "DECIMALS"),
    )
)


@lru_cache(maxsize=4096)
def field_of(name: str) -> str | None:
    """Look a heading up; a unit in brackets and an SDMX label after the name do not count."""
    return next((field for text in forms(name) if (field := _KEYS.get(fold(text)))), None)


def forms(name: str) -> Iterator[str]:
    """Yield a heading as written, then without brackets, unit and label."""
    yield name
    bare = re.sub(r"\s*[(\[][^)\]]*[)\]]?", " ", name).strip()
    yield bare
    yield re.split(r",|;| [-–—] |(?<=[A-Z]): ", bare)[0]


def is_code(name: str) -> bool:
    """Tell whether a heading of areas announces codes, not names."""
    words = fold(name[:_LONGEST]).split()
    return bool({"ma", "code", "id"} & set(words)) or words == ["ref", "area"]


def is_plain(name: str) -> bool:
    """Tell whether a heading, of running numbers for example, says nothing that is missed."""
    return fold(name) in _PLAIN
