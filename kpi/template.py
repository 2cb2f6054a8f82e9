"""The template that analysts download: the long form, filled in for one indicator."""

from __future__ import annotations

import csv
import io

from kpi.catalogue import Indicator
from kpi.language import Language
from kpi.reading.headings import FIELDS
from kpi.units import Units

__all__ = ["template_csv"]

_COLUMNS = (
    "indicator", "area", "period", "value", "numerator", "denominator", "status", "source", "note",
)  # fmt: skip


def template_csv(indicator: Indicator, period: str, units: Units, lang: Language) -> bytes:
    """Return a CSV with a head and one row for each of the 34 provinces, their values empty.

    UTF-8 with a byte order mark, so that spreadsheet programs show Vietnamese letters. The areas
    are ids beside the names in the notes, because a name alone may mean a former province.
    """
    rows = [
        [indicator.id, unit.id, period, "", "", "", "", "", lang.pick(unit.full_name())]
        for unit in sorted(units.provinces, key=lambda unit: lang.sort_key(lang.pick(unit.name)))
    ]
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([lang.pick(FIELDS[column]) for column in _COLUMNS])
    writer.writerows(rows)
    return out.getvalue().encode("utf-8-sig")
