"""Dumbbells: a line a subject, a mark a side, so that distances are compared at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import altair as alt

from kpi.charts import look

if TYPE_CHECKING:
    from kpi.catalogue import Indicator
    from kpi.charts.series import Row
    from kpi.language import Language

__all__ = ["MARKS", "Track", "dumbbell", "place"]

TRACK = 54  # px: the words above its line
WORDS, LINE = 13, 37  # px from the top of a track to the middle of its words and of its line
ROOM = 38  # letters a line of the heading has on a phone
STEP = 4  # px between the sides' lanes, so that equal figures do not hide each other
EDGE = 84  # px kept free at both ends for the values beside the outer marks
AWAY, LETTER = 18, 7  # px a value takes beside a mark: without its letters, and each of them
MARKS = "●■◆▲✚▼"  # as the sides are named in the heading
_SHAPES = ("circle", "square", "diamond", "triangle-up", "cross", "triangle-down")


class Track(NamedTuple):
    """One subject: where each side stands (0 to 1, better at 1; None: nowhere), and in words."""

    name: str
    places: tuple[float | None, ...]
    words: tuple[str, ...]


def place(value: float, indicator: Indicator) -> float:
    """Place a value on the catalogue's domain: 0 to 1, the better end at 1."""
    low, high = indicator.domain
    at = min(max((value - low) / (high - low), 0.0), 1.0)
    return round(at if indicator.direction == "higher" else 1 - at, 4)


def dumbbell(
    tracks: Sequence[Track],
    sides: Sequence[str],
    lang: Language,
    title: str,
    notes: Sequence[str] = (),
    *,
    simulated: bool = False,
) -> look.AnyChart:
    """Draw a track a subject, up to six sides told apart by shape and colour.

    The outer marks have their values beside them; all tell side and value when pointed at.
    """
    rows = [row for at, track in enumerate(tracks) for row in _marks(at, track, sides)]
    spans = [_span(at, track) for at, track in enumerate(tracks)]
    said = [*_key(sides), *notes]
    layers: list[look.Layer] = [
        *([look.watermark()] if simulated else []),
        look.together(spans, *_lines()),
        look.together(rows, _points(lang, len(sides)), _values()),
    ]
    chart = alt.layer(*layers).properties(
        width=look.WIDTH,
        height=TRACK * len(tracks),
        title=look.heading(title, said, lang, simulated=simulated),
    )
    told = [f"{track.name}: {', '.join(track.words)}" for track in tracks]
    return look.finish(chart, lang, describe=" · ".join([title, *said, *told]))


def _key(sides: Sequence[str]) -> list[str]:
    """Name the sides by their marks, in lines that a phone has room for."""
    lines: list[str] = []
    for mark, side in zip(MARKS, sides, strict=False):
        if lines and len(lines[-1]) + len(side) < ROOM:
            lines[-1] += f" · {mark} {side}"
        else:
            lines.append(f"{mark} {side}")
    return lines


def _ends(track: Track) -> dict[int, int]:
    """Tell which sides stand outermost, their values written beside them: -1 left, 1 right."""
    known = [place for place in track.places if place is not None]
    ends = {track.places.index(min(known)): -1} if known else {}
    if known and max(known) > min(known):
        ends[len(track.places) - 1 - track.places[::-1].index(max(known))] = 1
    return ends


def _marks(at: int, track: Track, sides: Sequence[str]) -> list[Row]:
    """Gather a track's marks; `e` says at which end of it a value is written, 0 for none."""
    ends = _ends(track)
    return [
        {"i": at, "x": where, "k": side, "s": sides[side], "w": words, "e": ends.get(side, 0)}
        for side, (where, words) in enumerate(zip(track.places, track.words, strict=True))
        if where is not None
    ]


def _span(at: int, track: Track) -> Row:
    """Gather where a track's outer marks stand; `l` and `r` px are taken beside them by values."""
    known = [place for place in track.places if place is not None]
    taken = {end: AWAY + LETTER * len(track.words[side]) for side, end in _ends(track).items()}
    return {
        "i": at,
        "n": track.name,
        "a": min(known, default=0),
        "b": max(known, default=0),
        "l": taken.get(-1, 0),
        "r": taken.get(1, 0),
    }


def _x(field: str) -> dict[str, dict[str, str]]:
    return {"value": {"expr": f"{EDGE} + datum.{field} * (width - {2 * EDGE})"}}


def _y(pixels: int) -> dict[str, dict[str, str]]:
    return {"value": {"expr": f"datum.i * {TRACK} + {pixels}"}}


def _lines() -> list[alt.Chart]:
    """Draw the names, the stretch between the outer marks, and faintly the rest of the scale.

    The scale stops where a value is written: a line through digits is read as another digit.
    """
    faint: alt.Chart = alt.Chart().mark_rule(color=look.on(look.FAINT), tooltip=None)
    between = alt.Chart().mark_rule(color=look.on(look.QUIET), strokeWidth=4, tooltip=None)
    names = alt.Chart().mark_text(
        align="left", baseline="middle", fontSize=15, color=look.on(look.INK), tooltip=None
    )
    wide = f"(width - {2 * EDGE})"
    left = {"value": {"expr": f"{EDGE} + max(0, datum.a * {wide} - datum.l)"}}
    right = {"value": {"expr": f"{EDGE} + min({wide}, datum.b * {wide} + datum.r)"}}
    end = {"value": {"expr": f"width - {EDGE}"}}
    return [
        faint.encode(x=alt.value(EDGE), x2=left, y=_y(LINE)),
        faint.encode(x=right, x2=end, y=_y(LINE)),
        between.encode(x=_x("a"), x2=_x("b"), y=_y(LINE)),
        names.encode(x=alt.value(0), y=_y(WORDS), text="n:N"),
    ]


def _points(lang: Language, sides: int) -> alt.Chart:
    light, dark = ([pair[ground] for pair in look.SERIES[: len(_SHAPES)]] for ground in (0, 1))
    marks: alt.Chart = alt.Chart().mark_point(
        size=150,
        filled=True,
        opacity=1,
        strokeWidth=0,
        shape=alt.ExprRef(f"{list(_SHAPES)}[datum.k]"),
        fill=alt.ExprRef(f"(dark ? {dark} : {light})[datum.k]"),
    )
    said = [
        alt.Tooltip("s:N", title=lang._("Side")),
        alt.Tooltip("w:N", title=lang._("Value")),
    ]
    lane = f"datum.i * {TRACK} + {LINE} + {STEP} * (datum.k - {(sides - 1) / 2})"
    return marks.encode(x=_x("x"), y={"value": {"expr": lane}}, tooltip=said)


def _values() -> alt.Chart:
    """Write the values of the outer marks outside them."""
    texts: alt.Chart = alt.Chart().mark_text(
        align=alt.ExprRef("datum.e < 0 ? 'right' : 'left'"),
        dx=alt.ExprRef("12 * datum.e"),
        baseline="middle",
        color=look.on(look.INK),
        tooltip=None,
    )
    shown = texts.transform_filter("datum.e !== 0")
    return shown.encode(x=_x("x"), y=_y(LINE), text="w:N")
