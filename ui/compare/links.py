"""Two indicators against each other, as the page shows them: answer, scatter, coefficients."""

from __future__ import annotations

from kpi.catalogue import Indicator
from kpi.charts import look
from kpi.charts.scatter import Axis, Point, scatter
from kpi.compare import link as linking
from kpi.compare import words
from kpi.compare.link import Link
from kpi.figures import Scope
from kpi.language import Language
from ui import data, draw, markup, origins, shell
from ui.data import Figures

__all__ = ["answer", "below", "link", "picture", "table"]


def link(figures: Figures, x: Indicator, y: Indicator, scope: Scope) -> Link:
    """Pair two indicators over the provinces of an era, or over the ministries."""
    return draw.kept(
        figures, lambda: linking.link(figures, x, y, data.units(), scope),
        "link", x.id, y.id, scope,
    )  # fmt: skip


def answer(figures: Figures, shown: Link) -> str:
    """Say how the two move together, or why that is not told."""
    lang = shell.view().lang
    what = shown.x.id, shown.y.id, shown.scope, lang.code
    return draw.kept(figures, lambda: linking.answer(shown, lang), "said", *what)


def picture(figures: Figures, shown: Link) -> look.AnyChart:
    """Draw the scatter."""
    lang, units = shell.view().lang, data.units()
    points = [
        Point(lang.pick(units[area].name), x, y)
        for area, x, y in shown.pairs.rows[["area", "x", "y"]].itertuples(index=False)
    ]
    x, y = _axis(shown.x, shown.pairs.x_period, lang), _axis(shown.y, shown.pairs.y_period, lang)
    title = lang._("{y} and {x}", x=lang.pick(shown.x.short), y=lang.pick(shown.y.short))
    notes = [lang._("Up: {axis}", axis=y.title)]
    if shown.pairs.x_period != shown.pairs.y_period:
        notes.append(lang._("The two are of different periods."))
    return scatter(points, x, y, lang, title, notes, simulated=figures.simulated)


def below(figures: Figures, shown: Link) -> str:
    """Return the coefficients, what they do not say, and the sources."""
    lang = shell.view().lang
    told = markup.facts(words.coefficients(shown.found, lang)) if shown.found else ""
    return told + origins.below(
        figures, linking.sources(figures, shown), lang, linking.note(lang, shown.scope)
    )


def table(shown: Link) -> str:
    """Return the table behind the picture: both figures of each area, also where no name stands."""
    heads, lines = linking.side_by_side(shown, data.units(), shell.view().lang)
    return markup.table(heads, [list(line) for line in lines])


def _axis(indicator: Indicator, period: str | None, lang: Language) -> Axis:
    return Axis(indicator, linking.axis_name(indicator, period, lang))
