"""The template that analysts download: the long form, filled in with samples to be replaced."""

from __future__ import annotations

import csv
import io

from kpi.catalogue import Indicator
from kpi.language import Language
from kpi.reading import FIELDS
from kpi.units import Units

__all__ = ["template_csv"]

_COLUMNS = (
    "indicator", "area", "period", "value", "numerator", "denominator", "status", "source", "note",
)  # fmt: skip
_WHOLE = 1000  # denominator of the samples


def template_csv(indicator: Indicator, period: str, units: Units, lang: Language) -> bytes:
    """Return a CSV with a head and one sample row for each of the 34 provinces.

    UTF-8 with a byte order mark, so that spreadsheet programs show Vietnamese letters; separator
    and decimal mark are those such a program expects in the reader's country.
    """
    cells = [*_sample(indicator, lang), "", "", lang._("sample, replace by the real figure")]
    provinces = [lang.pick(unit.name) for unit in units.provinces]
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";" if lang.code == "vi" else ",", lineterminator="\r\n")
    writer.writerow([lang.pick(FIELDS[column]) for column in _COLUMNS])
    writer.writerows(
        [indicator.id, area, period, *cells] for area in sorted(provinces, key=lang.sort_key)
    )
    return out.getvalue().encode("utf-8-sig")


def _sample(indicator: Indicator, lang: Language) -> tuple[str, str, str]:
    """Return value, numerator and denominator: the middle of what the indicator's maps show."""
    middle = sum(indicator.domain) / 2
    value = f"{middle:.{indicator.decimals}f}"
    if indicator.unit == "percent" and indicator.aggregation == "ratio":
        parts = (f"{float(value) * _WHOLE / 100:.0f}", str(_WHOLE))
    else:
        parts = ("", "")
    return value.replace(".", "," if lang.code == "vi" else "."), *parts
