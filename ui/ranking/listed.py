"""The ranking as a list: level and improvement side by side, the bar of each figure, and files."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from html import escape
from typing import Any

import pandas as pd

from kpi.charts.series import status_words
from kpi.language import Language
from kpi.periods import parse_period
from kpi.ranking import Ranking, words
from kpi.ranking.intervals import CONFIDENCE
from kpi.sentences import figure
from kpi.units import Units
from ui.tasks.ways import ways

__all__ = ["as_table", "statuses", "table"]

OURS, PEER = "◆", "◇"
_KINDS = {OURS: "kd-ours", PEER: "kd-peer"}

Line = dict[Any, Any]


def table(made: Ranking, area: str, others: Collection[str], units: Units, lang: Language) -> str:
    """Return the list as HTML: the marked area with ◆, its peers with ◇. On a phone as cards."""
    heads, top = _heads(made, lang), _top(made)
    signs = dict.fromkeys(others, PEER) | {area: OURS}
    body = "".join(
        _row(_named(line, signs.get(line["area"], ""), made, units, lang),
             _KINDS.get(signs.get(line["area"], ""), ""), heads, _cells(line, made, top, lang))
        for line in made.table.rename_axis("area").reset_index().to_dict("records")
    )  # fmt: skip
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in heads.values())
    return (
        f'<table class="kd-table kd-ranking"><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table>"
    )


def _heads(made: Ranking, lang: Language) -> dict[str, str]:
    """Return the columns' names by the class of their cells."""
    heads = {"kd-area": lang._("Place and area"), "kd-level": lang._("Level")}
    if made.sure:
        level = lang.percent(100 * CONFIDENCE, 0)
        heads["kd-span"] = lang._("True place ({level})", level=level)
    if made.refused is None:
        heads |= {
            "kd-delta": lang._("Place by improvement"),
            "kd-by": lang._("Improvement"),
            "kd-moved": lang._("Places moved"),
        }
    return heads


def _named(line: Line, sign: str, made: Ranking, units: Units, lang: Language) -> str:
    """Return place and name; a ministry's leads to its profile (63 links would weigh too much)."""
    mark = f"<em>{sign}</em> " if sign else ""
    name, profile = words.name(line["area"], units, lang), made.scope == "bo"
    told = ways(own=False).profile(name, line["area"], "bo") if profile else escape(name)
    return f"<b>{lang.number(line['place'])}</b>{mark}{told}"


def _row(named: str, kind: str, heads: Mapping[str, str], cells: Iterable[str]) -> str:
    told = "".join(
        f'<td class="{column}" data-label="{escape(head)}"><div>{cell}</div></td>'
        for (column, head), cell in zip(list(heads.items())[1:], cells, strict=True)
    )
    return f'<tr class="{kind}"><th scope="row">{named}</th>{told}</tr>'


def _cells(line: Line, made: Ranking, top: float, lang: Language) -> list[str]:
    sure = [_span(line["first"], line["last"], lang)] if made.sure else []
    since = _since(line, made, lang) if made.refused is None else []
    return [_level(line, made, top, lang), *sure, *since]


def _level(line: Line, made: Ranking, top: float, lang: Language) -> str:
    """Return the figure with its status, and a bar from zero with the interval across it."""
    status = f" ({line['status']})" if line["status"] != "A" else ""
    said = escape(figure(line, made.indicator, lang) + status)
    if not top:
        return said
    bar = f'<s style="width:{_share(line["value"], top)}%"></s>'
    if made.sure:
        low, high = _share(line["low"], top), _share(line["high"], top)
        bar += f'<u style="left:{low}%;width:{max(round(high - low, 1), 0.3)}%"></u>'
    return f"<span>{said}</span><i>{bar}</i>"


def _share(value: float, top: float) -> float:
    return round(min(max(100 * value / top, 0), 100), 1)


def _top(made: Ranking) -> float:
    """Return what a bar's full width means; 0 where a bar from zero would say nothing."""
    one = made.indicator
    if one.unit == "rank" or made.table.empty or made.table["value"].min() < 0:
        return 0.0
    return float(one.domain[1] if one.valid[1] is not None else made.table["value"].max())


def _span(first: float, last: float, lang: Language) -> str:
    if first == last:
        return lang.number(first)
    return f"{lang.number(first)}–{lang.number(last)}"


def _since(line: Line, made: Ranking, lang: Language) -> list[str]:
    """Return place by improvement, improvement, and places moved; "–" where it does not compare."""
    if pd.isna(line["delta"]):
        return ["–", "–", "–"]
    estimated = " (E)" if made.merged else ""
    return [
        lang.number(line["delta_place"]),
        escape(words.change(line["delta"], made, lang) + estimated),
        _moved(line["moved"], lang),
    ]


def _moved(places: float, lang: Language) -> str:
    if places == 0:
        return "="
    up = places > 0
    sign, style = ("▲", "met") if up else ("▼", "away")
    number = lang.number(abs(places))
    words_of = lang._("up {number} places", number=number) if up else (
        lang._("down {number} places", number=number)
    )  # fmt: skip
    return f'<span class="kd-verdict kd-{style}" title="{escape(words_of)}">{sign}</span> {number}'


def statuses(made: Ranking, lang: Language) -> str:
    """Say what the letters behind the figures mean; "" where there are none."""
    found = set(made.table["status"]) | ({"E"} if made.merged else set())
    known = {letter: text for letter, text in status_words(lang).items() if letter in found - {"A"}}
    return " · ".join(f"({letter}) {text}" for letter, text in known.items())


def as_table(
    made: Ranking, peers: Collection[str], mark: str, units: Units, lang: Language
) -> pd.DataFrame:
    """Return the ranking as a table to take away; those not ranked stand in it without a place.

    `mark` says what the figures are where they are not published ones.
    """
    period = lang.period(parse_period(made.period))
    since = lang.period(parse_period(made.baseline)) if made.baseline else ""
    parts = [made.table, made.bounds, pd.DataFrame(index=list(made.missing))]
    rows = pd.concat([part for part in parts if len(part)])
    told = rows.reindex(columns=[
        "place", "value", "qualifier", "status", "low", "high", "first", "last",
        "base", "delta", "delta_place", "moved", "source",
    ])  # fmt: skip
    told.insert(list(told).index("base"), "baseline", since)
    first = {
        "indicator": lang.pick(made.indicator.name),
        "area": list(rows.index),
        "area_name": [words.name(str(area), units, lang) for area in rows.index],
        "period": period,
    }
    for at, (name, column) in enumerate(first.items()):
        told.insert(at, name, column)
    told["peer"] = ["1" if area in peers else "" for area in rows.index]
    if mark:
        told.insert(0, "mark", mark)
    return told.reset_index(drop=True)
