"""One area among all: a row an indicator, every area a tick, this one and the whole marked.

The area is a province among those of its era, or a ministry among ministries.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

import altair as alt
import pandas as pd

from kpi.charts import look
from kpi.charts.series import Row, area_name, short, span_note, usable, value_format
from kpi.coverage import CONTEXT
from kpi.ministry import PREFIX
from kpi.standing import targets_now

if TYPE_CHECKING:
    from kpi.catalogue import Indicator
    from kpi.language import Language
    from kpi.units import Units

ROW = 52  # px: the name of the indicator above its ticks
UP, DOWN = 14, 36  # px from the top of a row to the middle of its words and of its ticks


def strips(
    frame: pd.DataFrame,
    indicators: Sequence[Indicator],
    province: str,
    lang: Language,
    units: Units,
    *,
    today: date,
    nation: str = "VN",
    simulated: bool = False,
) -> look.AnyChart:
    """Draw each indicator's last common period on a scale from 0 to 1, better to the right.

    The scale is the catalogue's domain, so that it stays when the period changes. Areas of the
    province's own era only; an indicator without a figure for the province says so. A place is
    told where at least half of the era's areas have a figure, and one side is the better.
    """
    found = {one.id: _of_period(frame, one, province) for one in indicators}
    others = _others(found.values(), province)
    every = _every(province, units)
    rows = [
        {"i": index} | _row(found[one.id], one, province, nation, others, every, lang, today)
        for index, one in enumerate(indicators)
    ]
    layers: list[look.Layer] = [
        *([look.watermark()] if simulated else []),
        look.together(rows, _scale(), *_ticks(others, lang, units), *_marks(lang), *_words()),
    ]
    name = area_name(province, units, lang)
    title, key = _said(name, indicators, lang, ministry=province.startswith(PREFIX))
    own = [rows[rows["area"] == province] for rows in found.values()]
    span = span_note(pd.concat(own).sort_values("end"), lang) if own else ""
    notes = [key, span]
    chart = alt.layer(*layers).properties(
        width=look.WIDTH,
        height=ROW * len(rows),
        title=look.heading(title, notes, lang, simulated=simulated),
    )
    said = [f"{row['n']}: {row['l']}" for row in rows]
    return look.finish(chart, lang, describe=" · ".join([title, *said]))


def _said(
    name: str, indicators: Sequence[Indicator], lang: Language, *, ministry: bool
) -> tuple[str, str]:
    """Return the title, and what the marks mean."""
    if ministry:
        return (
            lang._("{area} among all ministries: further right is better", area=name),
            lang._("● {area} · ◆ all ministries · ┃ target · │ others", area=name),
        )
    key = lang._("● {area} · ◆ whole country · ┃ target · │ others", area=name)
    if all(one.id in CONTEXT for one in indicators):
        return lang._("{area} among all localities", area=name), key
    return lang._("{area} among all localities: further right is better", area=name), key


def _every(area: str, units: Units) -> int | None:
    """Count the areas of an area's kind; None for ministries, of which not all have figures."""
    if area.startswith(PREFIX):
        return None
    return len(units.provinces if area.startswith("VN34-") else units.formers)


def _of_period(frame: pd.DataFrame, indicator: Indicator, province: str) -> pd.DataFrame:
    """Keep what can be drawn of one indicator in the province's last period."""
    rows = usable(frame, indicator)
    last = rows[rows["area"] == province]["period"].tail(1)
    return rows[rows["period"].isin(last)]


def _others(found: Iterable[pd.DataFrame], province: str) -> list[str]:
    """List the other areas of its era, or the other ministries: the order of a row's values."""
    areas = {str(area) for rows in found for area in rows["area"]}
    kind = PREFIX if province.startswith(PREFIX) else province[:5]
    return sorted(area for area in areas - {province} if area.startswith(kind))


def _row(  # noqa: PLR0917 - called once
    rows: pd.DataFrame,
    indicator: Indicator,
    province: str,
    nation: str,
    others: Sequence[str],
    every: int | None,
    lang: Language,
    today: date,
) -> Row:
    """Gather one indicator: `x` the province, `y` the nation, `g` the target, `v` the others.

    `l`, `m`, `h` say the first three in words; the others are words by `b`, `f`, `u` and places by
    the ends of the scale, `s` and `e`.
    """
    name = lang.pick(indicator.short)
    if indicator.id in CONTEXT:
        name = lang._("{indicator} (further right is more)", indicator=name)
    values = rows.drop_duplicates("area", keep="last").set_index("area")["value"]
    if values.empty:
        return {"n": name, "l": lang._("no published figures")}
    before, written, after = value_format(indicator, lang)
    worst, best = indicator.domain if indicator.direction == "higher" else indicator.domain[::-1]
    known = [short(values[area], indicator.decimals) if area in values else "" for area in others]
    own = rows[rows["area"] == province].iloc[-1]
    row: Row = {
        "n": name,
        "l": lang.value(own["value"], indicator, own["of"])
        + _place(own["value"], values[values.index.isin(others)], every, indicator, lang),
        "x": _scaled(own["value"], indicator),
        **(
            {"v": " ".join(known), "s": worst, "e": best, "f": written, "u": after}
            if others
            else {}
        ),
        **({"b": before} if before else {}),
    }
    if nation in values and indicator.aggregation != "sum":  # a total has no place among parts
        row |= {"y": _scaled(values[nation], indicator), "m": lang.value(values[nation], indicator)}
    goal, _ = targets_now(indicator, province, today)
    if goal is not None:
        row |= {"g": _scaled(goal.value, indicator), "h": lang.target(goal.value, indicator)}
    return row


def _scaled(value: float, indicator: Indicator) -> float:
    """Place a value on the catalogue's domain, 0 to 1, better at 1."""
    low, high = indicator.domain
    place = min(max((value - low) / (high - low), 0.0), 1.0)
    return round(place if indicator.direction == "higher" else 1 - place, 4)


def _place(
    own: float, others: pd.Series[float], every: int | None, indicator: Indicator, lang: Language
) -> str:
    """Write the province's place among those with a figure, if they are half of `every` area."""
    count = len(others) + 1
    if every is None or 2 * count < every or indicator.unit == "rank" or indicator.id in CONTEXT:
        return ""
    better = others < own if indicator.direction == "lower" else others > own
    place = f"{int(better.sum()) + 1}/{count}"
    return " · " + lang._("place {place}", place=place)


def _at(pixels: int) -> Row:
    """Place a mark so many pixels below the top of its row."""
    return {"value": {"expr": f"datum.i * {ROW} + {pixels}"}}


def _scale() -> alt.Chart:
    line: alt.Chart = alt.Chart().mark_rule(color=look.on(look.FAINT), tooltip=None)
    return line.encode(x=alt.value(0), x2=alt.value("width"), y=_at(DOWN))


def _ticks(others: Sequence[str], lang: Language, units: Units) -> list[alt.Chart]:
    """Draw each other area as a thin tick that tells its name and value when pointed at."""
    names = json.dumps([area_name(area, units, lang) for area in others], ensure_ascii=False)
    said = "(datum.b || '') + format(datum.x, datum.f) + datum.u"
    ticks = (
        alt.Chart()
        .transform_filter("datum.v")
        .transform_calculate(x="split(datum.v, ' ')", a=names)
        .transform_flatten(["x", "a"])
        .transform_filter("datum.x !== ''")
        .transform_calculate(a=f"datum.a + ' ' + {said}")
        .mark_rule(strokeWidth=1.5, color=look.on(look.QUIET), opacity=0.8)
    )
    place = "clamp((datum.x - datum.s) / (datum.e - datum.s), 0, 1) * width"
    return [
        ticks.encode(
            x={"value": {"expr": place}},
            y=_at(DOWN - 8),
            y2=_at(DOWN + 8),
            tooltip=alt.Tooltip("a:N", title=lang._("Area")),
        )
    ]


def _marks(lang: Language) -> list[alt.Chart]:
    """Draw target, nation and province; each has its own shape as well as its colour."""
    shapes = (
        ("g", "h", look.GOAL, "M0,-1.6L0,1.6", 130, lang._("Target")),
        ("y", "m", look.INK, "diamond", 130, lang._("National")),
        ("x", "l", look.PRIMARY, "circle", 190, lang._("This area")),
    )
    return [
        alt.Chart()
        .transform_filter(f"isValid(datum.{field})")
        .mark_point(
            shape=shape, size=size, filled=shape[0] != "M", opacity=1, strokeWidth=3,
            color=look.on(colour),
        )
        .encode(
            x={"value": {"expr": f"datum.{field} * width"}},
            y=_at(DOWN),
            tooltip=alt.Tooltip(f"{words}:N", title=name),
        )
        for field, words, colour, shape, size, name in shapes
    ]  # fmt: skip


def _words() -> list[alt.Chart]:
    """Write each indicator's name on the left and the province's value on the right."""
    room = alt.ExprRef("width - 8 * length(datum.l) - 8")  # px; the value stands to the right
    name = alt.Chart().mark_text(
        align="left", fontSize=14, limit=room, color=look.on(look.INK), tooltip=None
    )
    value = alt.Chart().mark_text(
        align="right", fontSize=14, fontWeight="bold", color=look.on(look.PRIMARY), tooltip=None
    )
    return [
        name.encode(x=alt.value(0), y=_at(UP), text="n:N"),
        value.encode(x=alt.value("width"), y=_at(UP), text="l:N"),
    ]
