"""Series over periods: lines with their names at the end, the target, and where a series breaks."""

from __future__ import annotations

from kpi.charts import look
from kpi.charts.series import spread
from kpi.exhibits.exhibit import Chart, Series
from kpi.language import Language
from kpi.pictures.letters import width, wrapped
from kpi.pictures.scale import Scale, scale
from kpi.pictures.svg import HALO, Box, polyline, tag, words

__all__ = ["lines"]

_LINE = 1.25  # height of a line of text, in its size
_WRITTEN = 14  # so many points of a single line have their value written beside them
_NAMED = 8  # so many series have names at their ends, the grey ones too


def lines(chart: Chart, lang: Language, box: Box, size: float) -> str:
    """Draw a line chart into a box; `size` is that of its type. A missing value is a gap."""
    ends = _end_words(chart, lang, size, box.width * 0.34)
    left = box.left + size * 3.6
    widest = max((width(part, size, bold=True) for end in ends for part in end), default=0)
    right = box.right - widest - size
    notes = [wrapped(why, size * 0.92, box.width * 0.3, most=2) for _, why in chart.breaks]
    head = size * (1.6 + _LINE * max((len(note) for note in notes), default=0))
    area = Box(left, box.top + head, right, box.bottom - size * 2)
    values = [value for one in chart.series for value in one.values]
    y = scale([*values, chart.target], area.bottom, area.top, ranks=chart.ranks)
    x = [area.left + area.width * (n + 0.5) / len(chart.categories)
         for n in range(len(chart.categories))]  # fmt: skip
    return "".join(
        [
            _grid(y, area, chart, lang, size),
            _names(chart.categories, x, area, size),
            _breaks(chart, x, notes, box.top + size, area, size),
            _target(chart, y, area, size),
            *(_series(one, chart, x, y, _colour(chart, one)) for one in _grey_first(chart)),
            _values(chart, lang, x, y, size),
            _ends(chart, ends, x, y, area, size),
        ]
    )


def _grey_first(chart: Chart) -> list[Series]:
    return sorted(chart.series, key=lambda one: one.chosen)


def _colour(chart: Chart, series: Series) -> str:
    if not series.chosen:
        return look.QUIET[0] if len(chart.series) <= _NAMED else look.FAINT[0]
    place = [one for one in chart.series if one.chosen].index(series)
    return look.SERIES[place % len(look.SERIES)][0]


def _grid(y: Scale, area: Box, chart: Chart, lang: Language, size: float) -> str:
    marks = [words(chart.unit, area.left - 6, area.top - size * 0.9, size, fill=look.MUTED[0])]
    for tick in y.ticks:
        place = y(tick)
        marks.append(
            tag("line", x1=area.left, x2=area.right, y1=place, y2=place, stroke="#D8DEE4")
            + words(
                lang.number(tick, y.decimals), area.left - 6, place + size * 0.35, size,
                fill=look.MUTED[0], anchor="end",
            )
        )  # fmt: skip
    return "".join(marks)


def _names(categories: tuple[str, ...], x: list[float], area: Box, size: float) -> str:
    """Write as many periods as there is room for, counted from the newest."""
    longest = max((width(name, size) for name in categories), default=0) + size
    step = max(1, -int(-longest * len(categories) // max(area.width, 1)))
    shown = range(len(categories) - 1, -1, -step)
    return "".join(
        words(categories[n], x[n], area.bottom + size * 1.5, size, fill=look.MUTED[0],
              anchor="middle")
        for n in shown
    )  # fmt: skip


def _breaks(
    chart: Chart, x: list[float], notes: list[list[str]], top: float, area: Box, size: float
) -> str:
    marks = []
    for (category, _), note in zip(chart.breaks, notes, strict=True):
        if category not in chart.categories:
            continue
        place = chart.categories.index(category)
        at = (x[place] + x[place - 1]) / 2 if place else area.left
        late = at > (area.left + area.right) / 2
        marks.append(
            tag("line", x1=at, x2=at, y1=top - size, y2=area.bottom, stroke=look.MUTED[0],
                stroke_dasharray="2 3")
        )  # fmt: skip
        marks += [
            words(line, at + (-5 if late else 5), top + n * size * _LINE, size * 0.92,
                  fill=look.MUTED[0], anchor="end" if late else None)
            for n, line in enumerate(note)
        ]  # fmt: skip
    return "".join(marks)


def _target(chart: Chart, y: Scale, area: Box, size: float) -> str:
    if chart.target is None:
        return ""
    place = y(chart.target)
    return tag(
        "line", x1=area.left, x2=area.right, y1=place, y2=place, stroke=look.GOAL[0],
        stroke_width=1.6, stroke_dasharray="6 4",
    ) + words(
        chart.target_name, area.right, place - 5, size, fill=look.GOAL[0], anchor="end", **HALO
    )  # fmt: skip


def _series(series: Series, chart: Chart, x: list[float], y: Scale, colour: str) -> str:
    """Draw a series in runs, cut where a value is missing, at breaks, before what stands alone."""
    cuts = {category for category, _ in chart.breaks}
    runs: list[list[tuple[float, float]]] = [[]]
    points = zip(chart.categories, x, series.values, strict=True)
    for n, (category, place, value) in enumerate(points):
        if category in cuts or n in series.alone or value is None:
            runs.append([])
        if value is not None:
            runs[-1].append((place, y(value)))
    thick = 2.4 if series.chosen else 1.1
    drawn = [polyline(run, stroke=colour, stroke_width=thick, stroke_linejoin="round")
             for run in runs if len(run) > 1]  # fmt: skip
    dotted = [point for run in runs for point in run if series.chosen or len(run) == 1]
    return "".join(drawn + [tag("circle", cx=a, cy=b, r=thick + 0.8, fill=colour)
                            for a, b in dotted])  # fmt: skip


def _values(chart: Chart, lang: Language, x: list[float], y: Scale, size: float) -> str:
    """Write the values of a single line beside its points, but the last, which has its own."""
    chosen = [one for one in chart.series if one.chosen]
    if len(chosen) != 1 or len(chart.categories) > _WRITTEN:
        return ""
    known = [(place, value) for place, value in zip(x, chosen[0].values, strict=True)
             if value is not None]  # fmt: skip
    return "".join(
        words(lang.number(value, chart.decimals, least=0), place, y(value) - size * 0.7, size,
              anchor="middle", **HALO)
        for place, value in known[:-1]
    )  # fmt: skip


def _named(chart: Chart) -> list[Series]:
    """Return the series that are named at their ends."""
    few = len(chart.series) <= _NAMED
    return [one for one in chart.series
            if (one.chosen or few) and any(value is not None for value in one.values)]  # fmt: skip


def _last(series: Series) -> float:
    return next(value for value in reversed(series.values) if value is not None)


def _end_words(chart: Chart, lang: Language, size: float, room: float) -> list[list[str]]:
    """Return name and last value of each named series, in lines that fit into `room`."""
    ends = []
    for one in _named(chart):
        last = lang.number(_last(one), chart.decimals, least=0)
        ends.append(wrapped(f"{one.name} {last}", size, room, most=3, bold=True))
    return ends


def _ends(
    chart: Chart, ends: list[list[str]], x: list[float], y: Scale, area: Box, size: float
) -> str:
    shown = _named(chart)
    gap = size * _LINE * max((len(end) for end in ends), default=1)
    places = spread([y(_last(one)) for one in shown], gap, area.top, area.bottom)
    marks = []
    for one, end, place in zip(shown, ends, places, strict=True):
        top = place + size * 0.35 - (len(end) - 1) * size * _LINE / 2
        marks += [
            words(line, area.right + size * 0.5, top + n * size * _LINE, size,
                  fill=_colour(chart, one), font_weight="700" if one.chosen else None)
            for n, line in enumerate(end)
        ]  # fmt: skip
    return "".join(marks)
