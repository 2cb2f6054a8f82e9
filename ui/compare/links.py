"""Two indicators against each other, as the page shows them: answer, scatter, coefficients."""

from __future__ import annotations

from dataclasses import dataclass

from kpi.catalogue import Indicator
from kpi.charts import look
from kpi.charts.scatter import Axis, Point, scatter
from kpi.compare import words
from kpi.compare.correlation import LEAST, Correlation, Pairs, correlate, paired
from kpi.language import Language
from kpi.periods import parse_period
from ui import data, draw, markup, origins, shell
from ui.data import Figures

__all__ = ["Link", "answer", "below", "link", "picture"]


@dataclass(frozen=True)
class Link:
    """Two indicators, the areas that have both, and how these move together (None: not told)."""

    x: Indicator
    y: Indicator
    pairs: Pairs
    found: Correlation | None

    @property
    def is_drawn(self) -> bool:
        """Whether there is a picture: two indicators, and areas that have both."""
        return self.x.id != self.y.id and len(self.pairs.rows) > 0


def link(figures: Figures, x: Indicator, y: Indicator) -> Link:
    """Pair two indicators over the provinces of the era."""
    units = data.units()
    areas = [one.id for one in (units.provinces if figures.era == "34" else units.formers)]

    def made() -> Link:
        pairs = paired(figures.of(x.id), figures.of(y.id), areas)
        return Link(x, y, pairs, correlate(list(pairs.rows["x"]), list(pairs.rows["y"])))

    return draw.kept(figures, made, "link", x.id, y.id)


def answer(figures: Figures, shown: Link) -> str:
    """Say how the two move together, or why that is not told."""
    code = shell.view().lang.code
    return draw.kept(figures, lambda: _answer(shown), "said", shown.x.id, shown.y.id, code)


def _answer(shown: Link) -> str:
    lang = shell.view().lang
    x, y = (lang.pick(one.short) for one in (shown.x, shown.y))
    if shown.x.id == shown.y.id:
        return lang._("Choose two different indicators.")
    if shown.found is not None:
        return words.related(shown.found, x, y, lang)
    number = len(shown.pairs.rows)
    if number < LEAST:
        return lang._(
            "Only {number} areas have both figures, {x} and {y}: of fewer than {least} nothing is "
            "said.",
            number=lang.number(number), least=lang.number(LEAST), x=x, y=y,
        )  # fmt: skip
    return lang._("All areas have the same value of {x} or of {y}: there is no link.", x=x, y=y)


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
    used = [
        source
        for one, period in ((shown.x, shown.pairs.x_period), (shown.y, shown.pairs.y_period))
        for source in _sources(figures, one, period)
    ]
    note = lang._(
        "Provinces are compared, not people: what holds for provinces need not hold for the "
        "people in them. A third thing may move both. Intervals: Fisher (1921) for Pearson's r, "
        "Bonett and Wright (2000) for Spearman's ρ; every province counts alike."
    )
    return told + origins.below(figures, used, lang, note)


def _sources(figures: Figures, indicator: Indicator, period: str | None) -> list[str]:
    rows = figures.of(indicator.id)
    return list(rows[rows["period"] == period]["source"].unique())


def _axis(indicator: Indicator, period: str | None, lang: Language) -> Axis:
    name = lang.pick(indicator.short)
    when = "" if period is None else f" ({lang.period(parse_period(period))})"
    return Axis(indicator, name + when)
