"""One province among all: a row an indicator, every area a tick, this one and the nation marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

import altair as alt
import pandas as pd

from kpi.charts import look
from kpi.charts.series import Row, area_name, source_note, usable
from kpi.standing import targets_now

if TYPE_CHECKING:
    from kpi.catalogue import Indicator, Source
    from kpi.language import Language
    from kpi.units import Units

ROW = 52  # px: the name of the indicator above its ticks
UP, DOWN = -12, 10  # px from the middle of a row to its words and to its ticks


def strips(  # noqa: PLR0913 - what the page shows, by name
    frame: pd.DataFrame,
    indicators: Sequence[Indicator],
    province: str,
    lang: Language,
    units: Units,
    *,
    today: date,
    nation: str = "VN",
    simulated: bool = False,
    sources: Mapping[str, Source] | None = None,
) -> look.AnyChart:
    """Draw each indicator's last common period on a scale from 0 to 1, better to the right.

    The scale is the catalogue's domain, so that it stays when the period changes. Areas of the
    province's own era only; an indicator without a figure for the province says so.
    """
    found = [_row(frame, one, province, nation, lang, units, today) for one in indicators]
    rows = [row for row, _ in found]
    order = [row["n"] for row in rows]
    layers = [
        *([look.watermark(lang)] if simulated else []),
        *_ticks(rows, order, lang),
        *_marks(rows, order, lang),
        *_words(rows, order),
    ]
    name = area_name(province, units, lang)
    title = lang._("{area} among all localities: further right is better", area=name)
    key = lang._("● {area}, and its place · ◆ national · ┃ target · thin: the others", area=name)
    used = pd.concat([part for _, part in found]) if found else frame[:0]
    notes = [key, source_note(used, lang, sources or {}, simulated)]
    chart = alt.layer(*layers).properties(
        width=look.WIDTH,
        height=ROW * len(rows),
        title=look.heading(title, notes, lang, simulated=simulated),
    )
    said = [f"{row['n']}: {row['l']}" for row in rows]
    return look.finish(chart, lang, describe=" · ".join([title, *said]))


def _row(  # noqa: PLR0917 - called once
    frame: pd.DataFrame,
    indicator: Indicator,
    province: str,
    nation: str,
    lang: Language,
    units: Units,
    today: date,
) -> tuple[Row, pd.DataFrame]:
    """Gather one indicator at the province's last period: `v` and `b` the others, packed."""
    rows = usable(frame, indicator)
    ours = rows[rows["area"] == province].tail(1)
    name = lang.pick(indicator.short)
    if ours.empty:
        return {"n": name, "l": lang._("no published figures"), "b": "", "v": ""}, ours
    here = rows[rows["period"] == ours["period"].iloc[0]]
    era = here["area"].str.startswith(province[:5]) & (here["area"] != province)
    others, national = here[era], here[here["area"] == nation]
    goal, _ = targets_now(indicator, province, today)
    own = ours.iloc[0]
    row: Row = {
        "n": name,
        "x": _scaled(own["value"], indicator),
        "l": lang.value(own["value"], indicator, own["of"]) + _rank(own, others, indicator),
        "v": " ".join(f"{_scaled(value, indicator):.4f}" for value in others["value"]),
        "b": "|".join(
            f"{area_name(area, units, lang)} {lang.value(value, indicator)}"
            for area, value in zip(others["area"], others["value"], strict=True)
        ),
    }
    if len(national):
        value = national["value"].iloc[0]
        row |= {"y": _scaled(value, indicator), "m": lang.value(value, indicator)}
    if goal is not None:
        row |= {"g": _scaled(goal.value, indicator), "h": lang.target(goal.value, indicator)}
    return row, pd.concat([ours, national])


def _scaled(value: float, indicator: Indicator) -> float:
    """Place a value on the catalogue's domain, 0 to 1, better at 1."""
    low, high = indicator.domain
    place = min(max((value - low) / (high - low), 0.0), 1.0)
    return round(place if indicator.direction == "higher" else 1 - place, 4)


def _rank(own: pd.Series, others: pd.DataFrame, indicator: Indicator) -> str:
    """Write the province's place among all with a figure, where there are others."""
    if others.empty or indicator.unit == "rank":
        return ""
    better = others["value"] > own["value"]
    if indicator.direction == "lower":
        better = others["value"] < own["value"]
    rank, count = int(better.sum()) + 1, len(others) + 1
    return f" · {rank}/{count}"


def _ticks(rows: list[Row], order: list[str], lang: Language) -> list[alt.Chart]:
    """Draw the whole scale as a line and each other area as a thin tick named when pointed at."""
    base = look.inline([{"n": row["n"]} for row in rows]).encode(y=_y(order))
    scale = base.mark_rule(strokeWidth=1, color=look.on(look.FAINT), yOffset=DOWN, tooltip=None)
    packed = [{key: row[key] for key in ("n", "v", "b")} for row in rows if row["v"]]
    ticks = (
        look.inline(packed)
        .transform_calculate(x="split(datum.v, ' ')", a="split(datum.b, '|')")
        .transform_flatten(["x", "a"])
        .transform_calculate(x="toNumber(datum.x)")
        .mark_tick(thickness=1.5, height=16, yOffset=DOWN, color=look.on(look.QUIET), opacity=0.8)
        .encode(y=_y(order), x=_x(), tooltip=alt.Tooltip("a:N", title=lang._("Area")))
    )
    return [scale.encode(x=alt.value(0), x2=alt.value("width")), *([ticks] if packed else [])]


def _marks(rows: list[Row], order: list[str], lang: Language) -> list[alt.Chart]:
    """Draw target, nation and province; each has its own shape as well as its colour."""
    shapes = {
        "g": ("h", look.GOAL, "M0,-1.6L0,1.6", 130, lang._("Target")),
        "y": ("m", look.INK, "diamond", 130, lang._("National")),
        "x": ("l", look.PRIMARY, "circle", 190, lang._("This area")),
    }
    layers = []
    for field, (words, colour, shape, size, name) in shapes.items():
        held = [{"n": row["n"], "x": row[field], "l": row[words]} for row in rows if field in row]
        if held:
            mark = look.inline(held).mark_point(
                shape=shape, size=size, filled=shape != "M0,-1.6L0,1.6", opacity=1,
                strokeWidth=3, color=look.on(colour), yOffset=DOWN,
            )  # fmt: skip
            says = alt.Tooltip("l:N", title=name)
            layers.append(mark.encode(y=_y(order), x=_x(), tooltip=says))
    return layers


def _words(rows: list[Row], order: list[str]) -> list[alt.Chart]:
    """Write each indicator's name on the left and the province's value on the right."""
    base = look.inline([{"n": row["n"], "l": row["l"]} for row in rows]).encode(y=_y(order))
    room = alt.ExprRef("width - 118")  # px; the value stands to the right
    name = base.mark_text(
        align="left", dy=UP, fontSize=14, limit=room, color=look.on(look.INK), tooltip=None
    )
    value = base.mark_text(
        align="right", dy=UP, fontSize=14, fontWeight="bold", color=look.on(look.PRIMARY)
    )
    return [
        name.encode(x=alt.value(0), text="n:N"),
        value.encode(x=alt.value("width"), text="l:N"),
    ]


def _x() -> alt.X:
    return alt.X("x:Q").axis(None).scale(domain=[0, 1], nice=False)


def _y(order: list[str]) -> alt.Y:
    return alt.Y("n:N").sort(order).axis(None).scale(padding=0)
