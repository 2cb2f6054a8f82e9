"""What the desk says of files, problems and figures, and its own small pieces of HTML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from itertools import pairwise

from kpi.balance import Balance
from kpi.language import N_, Language
from kpi.periods import parse_period
from kpi.problems import safe
from kpi.reading import ASIDE, Reading
from ui import data

__all__ = ["CODES", "balance", "facts", "plain", "steps"]

CODES = {  # problem codes as a reader chooses among them
    "additivity": N_("provinces do not add up"),
    "ambiguous_area": N_("area with two meanings"),
    "area_conflict": N_("code and name disagree"),
    "bad_denominator": N_("denominator not above 0"),
    "bad_number": N_("no number"),
    "bad_period": N_("no period"),
    "bad_status": N_("unknown status"),
    "bad_structure": N_("cells or quotes out of place"),
    "conflict": N_("two values for one figure"),
    "duplicate": N_("repeated line"),
    "era_mismatch": N_("name of the other division"),
    "future_period": N_("period not over or not begun"),
    "jump_suspect": N_("unusually large change"),
    "missing_column": N_("missing column"),
    "missing_value": N_("no value"),
    "no_rows": N_("no line under the head"),
    "not_a_table": N_("sheet without a table"),
    "numerator_above_denominator": N_("numerator above denominator"),
    "out_of_range": N_("outside the valid range"),
    "ratio_mismatch": N_("value and its parts disagree"),
    "repeated_column": N_("two columns mean the same"),
    "unit_suspect": N_("percentage or ratio?"),
    "unknown_area": N_("unknown area"),
    "unknown_indicator": N_("unknown indicator"),
}
_LAYOUTS = {
    "long": N_("one figure a line"),
    "sdmx-csv": N_("SDMX-CSV"),
    "wide-period": N_("one column a period"),
    "wide-indicator": N_("one column an indicator"),
    "wide": N_("one column an indicator and period"),
}
_FORMATS = {"csv": N_("separated text"), "xlsx": "Excel (XLSX)", "xls": "Excel (XLS)"}
_MARKS = {"\t": "tab"}
_MARKDOWN = "\\`*_{}[]<>#+-.!|~$:^=&"
_MOST = 4  # names in a row, and runs of lines


def balance(one: Balance, lang: Language) -> str:
    """Account for every line of a file in a sentence."""
    counts = {name: lang.number(count) for name, count in one._asdict().items()}
    told = lang._(
        "{lines} lines = {usable} usable + {wrong} with errors + {repeated} repeated + {aside} "
        "set aside (titles, heads, notes, blank lines).",
        **counts,
    )
    if not one.partly:
        return told
    some = lang._("Of the usable ones {partly} have errors in some of their figures.", **counts)
    return f"{told} {some}"


def facts(reading: Reading, lang: Language) -> list[tuple[str, str]]:
    """Say how a file was understood: terms and what they are, without those that do not apply."""
    found = reading.observations
    sheets = [safe(name) for name in found["sheet"].unique() if name]
    short = {one.id: lang.pick(one.short) for one in data.catalogue().values()}
    told = [
        (lang._("Format"), _said(_FORMATS, reading.format, lang)),
        (lang._("Encoding"), (reading.encoding or "").upper()),
        (lang._("Separator"), _MARKS.get(reading.delimiter or "", reading.delimiter or "")),
        (lang._("Layout"), _said(_LAYOUTS, reading.layout or "", lang)),
        (lang._("Sheet"), _some(sheets, lang)),
        (lang._("Borders meant"), era(reading.era, lang)),
        (lang._("Indicator"), _some([short[one] for one in found["indicator"].unique()], lang)),
        (lang._("Period"), _periods(found["period"].unique(), lang)),
        (lang._("Areas"), lang.number(found["area"].nunique()) if len(found) else ""),
        (lang._("Columns not read"), _some([safe(one) for one in reading.unused], lang)),
        (lang._("Lines set aside"), _aside(reading, lang)),
    ]
    return [(term, text) for term, text in told if text]


def era(which: str | None, lang: Language) -> str:
    """Name a division; "" where the file needs none."""
    names = {"34": lang._("34 provinces"), "63": lang._("63 former provinces")}
    return names.get(which or "", "")


def _said(names: dict[str, str], key: str, lang: Language) -> str:
    return lang._(names[key]) if key in names else key.upper()


def _some(names: Sequence[str], lang: Language) -> str:
    """List names, the first few of very many."""
    if len(names) <= _MOST:
        return "; ".join(names)
    rest = lang.number(len(names) - _MOST)
    return lang._("{names} and {rest} more", names="; ".join(names[:_MOST]), rest=rest)


def _periods(ids: Iterable[str], lang: Language) -> str:
    known = sorted((parse_period(one) for one in ids), key=lambda one: (one.end, one.start))
    if len(known) <= _MOST:
        return "; ".join(lang.period(one) for one in known)
    return lang._(
        "{count} periods, from {first} to {last}",
        count=lang.number(len(known)), first=lang.period(known[0]), last=lang.period(known[-1]),
    )  # fmt: skip


def _aside(reading: Reading, lang: Language) -> str:
    """Say which lines are no row, and why."""
    groups = reading.aside.groupby("why", sort=False)["line"]
    return "; ".join(
        f"{lang._(ASIDE[str(why)])}: {_runs(sorted(lines), lang)}" for why, lines in groups
    )


def _runs(lines: Sequence[int], lang: Language) -> str:
    """Write line numbers as runs: 1–3, 8."""
    runs = [[lines[0], lines[0]]]
    for before, line in pairwise(lines):
        if line > before + 1:
            runs.append([line, line])
        runs[-1][1] = line
    told = [f"{a}–{b}" if b > a else str(a) for a, b in runs]
    return ", ".join(told[:_MOST]) + (", …" if len(told) > _MOST else "")


def plain(text: str) -> str:
    """Return a text in which nothing is Markdown."""
    return "".join(f"\\{char}" if char in _MARKDOWN else char for char in text)


def steps(names: Sequence[str], now: int, label: str) -> str:
    """Return the row of steps with the one that is on."""
    marks = ["done" if at < now else "now" if at == now else "next" for at in range(len(names))]
    current = {"now": ' aria-current="step"'}
    items = "".join(
        f'<li class="{mark}"{current.get(mark, "")}><span>{at}</span> <b>{escape(name)}</b></li>'
        for at, (name, mark) in enumerate(zip(names, marks, strict=True), 1)
    )
    return f'<ol class="kd-steps" aria-label="{escape(label)}">{items}</ol>'
