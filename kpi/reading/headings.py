"""Column names: which heading, Vietnamese, English or SDMX, stands for which field."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kpi.language import Text
from kpi.names import fold
from kpi.problems import Problem, safe

__all__ = ["FIELDS", "REQUIRED", "Headings", "read_headings"]

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
REQUIRED = ("indicator", "area", "period", "value")
_ALIASES = {
    "indicator": "mã chỉ tiêu; tên chỉ tiêu; indicator id; indicator code; indicator name; kpi",
    "area": "tỉnh thành; tỉnh thành phố; tỉnh tp; địa phương; đơn vị; tên tỉnh; tên đơn vị; "
    "mã tỉnh; mã đơn vị; mã địa phương; ref area; area id; area code; province; locality",
    "period": "thời gian; kỳ báo cáo; kỳ số liệu; thời kỳ; time period; time",
    "value": "trị số; số liệu; kết quả; obs value",
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


@dataclass(frozen=True)
class Headings:
    """Where each field stands (column number from 0), and the headings that say nothing."""

    names: tuple[str, ...]
    places: Mapping[str, int]
    unknown: tuple[str, ...]
    repeated: Mapping[int, str]

    def written(self, field: str) -> str | None:
        """Return the heading of a field as the file writes it."""
        place = self.places.get(field)
        return safe(self.names[place]) if place is not None else None

    def problems(self, line: int, given: Sequence[str]) -> list[Problem]:
        """Name fields that are there twice or not at all (those `given` may be absent)."""
        absent = [field for field in REQUIRED if field not in self.places and field not in given]
        missing = [
            Problem("missing_column", line, values={"field": FIELDS[field]}) for field in absent
        ]
        return missing + [
            Problem("repeated_column", line, name, name, values={"first": self.written(field)})
            for place, field in self.repeated.items()
            for name in [safe(self.names[place])]
        ]


def read_headings(names: Sequence[str]) -> Headings:
    """Match headings to fields; the first of two that mean the same field counts."""
    places: dict[str, int] = {}
    repeated: dict[int, str] = {}
    unknown: list[str] = []
    for place, name in enumerate(names):
        field = _field(name)
        if field is None:
            unknown += [safe(name)] if name.strip() else []
        elif field in places:
            repeated[place] = field
        else:
            places[field] = place
    return Headings(tuple(names), places, tuple(unknown), repeated)


@lru_cache(maxsize=1024)
def _field(name: str) -> str | None:
    """Look a heading up; a unit in brackets after the name does not count."""
    return _KEYS.get(fold(name[:80])) or _KEYS.get(fold(re.sub(r"\s*[(\[].*", "", name[:80])))
