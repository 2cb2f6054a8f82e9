"""What the page of the ranking says and draws of the choices made."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import altair as alt
import pandas as pd

from kpi.charts.bump import bump
from kpi.periods import parse_period
from kpi.ranking import Ranking, ranking, reasons, words
from kpi.ranking.peers import Kind, densities, peers, populations
from ui import data, draw, markup, origins, shell
from ui.draw import once
from ui.ranking import listed
from ui.ranking.choices import Choice
from ui.tasks.ways import ways

__all__ = ["answer", "below", "list_of", "peers_of", "picture", "ranked"]


def ranked(shown: data.Figures, choice: Choice) -> Ranking | None:
    """Return the ranking, or None where no area has a figure; kept on the shelf of `shown`."""
    period = choice.period
    if period is None:
        return None
    return draw.kept(
        shown,
        lambda: ranking(
            choice.figures.of(choice.indicator.id), choice.indicator, choice.scope,
            choice.areas, period, choice.baseline,
        ),
        "ranking", choice.indicator.id, choice.areas, period, choice.baseline,
    )  # fmt: skip


def answer(made: Ranking) -> str:
    """Return the answer, as HTML."""
    return markup.answer(words.answer(made, data.units(), shell.view().lang))


def peers_of(shown: data.Figures, choice: Choice, area: str, kind: Kind | None) -> tuple[str, ...]:
    """Return the peers of an area in the period that is ranked."""
    if kind is None or choice.period is None:
        return ()
    return _peers(shown, area, kind, choice.period)


@once
def _peers(figures: data.Figures, area: str, kind: Kind, period: str) -> tuple[str, ...]:
    day, units = parse_period(period).end, data.units()
    sizes: dict[str, float] = {}
    if kind in ("population", "density"):
        sizes = populations(_people(figures), day)
    if kind == "density":
        sizes = densities(sizes, units)
    return peers(area, kind, units, day, sizes)


def _people(figures: data.Figures) -> pd.DataFrame:
    """Return the figures' own population, else the published one."""
    own = figures.of("population")
    held = own[own["area"].str.startswith(f"VN{figures.era}-")]
    return held if len(held) else data.figures("published", figures.era).of("population")


def list_of(
    choice: Choice, made: Ranking, area: str, kind: Kind | None, others: Collection[str]
) -> str:
    """Return where the marked area stands, the list, and what must be known of it, as HTML."""
    lang, units = shell.view().lang, data.units()
    if len(made.table) < 2:
        return _paragraphs(words.apart(made, units, lang))
    first = [
        reasons.standing(made, area, tuple(others), units, lang),
        words.together(made, units, lang),
        reasons.refused(made.refused, made, lang) if made.refused else "",
    ]
    last = [
        reasons.usual(choice.usual, made, lang),
        *words.apart(made, units, lang),
        listed.statuses(made, lang),
    ]
    return (
        _paragraphs(first)
        + _way(made, area)
        + (_about_peers(choice, area, kind, others) if kind else "")
        + listed.table(made, area, others, units, lang)
        + _paragraphs(last)
    )


def _way(made: Ranking, area: str) -> str:
    """Return the way to all figures of the marked area."""
    lang = shell.view().lang
    text = lang._("All figures of {area}", area=words.name(area, data.units(), lang))
    return f'<p class="kd-text kd-way">{ways(own=False).profile(text, area, made.scope)}</p>'


def _paragraphs(lines: Iterable[str]) -> str:
    return "".join(markup.paragraph(line) for line in lines if line)


def _about_peers(choice: Choice, area: str, kind: Kind, others: Collection[str]) -> str:
    lang, units = shell.view().lang, data.units()
    named = sorted((words.name(one, units, lang) for one in others), key=lang.sort_key)
    key = _key(named, words.name(area, units, lang))
    return markup.sources("", [], [key, reasons.peer_reason(kind, choice.scope, lang)])


def _key(names: list[str], area: str) -> str:
    lang = shell.view().lang
    if not names:
        return lang._("◆ {area}; it has no such peers.", area=area)
    return lang._("◆ {area} · ◇ its peers: {names}", area=area, names=", ".join(names))


def picture(made: Ranking, area: str, others: Collection[str]) -> alt.TopLevelMixin:
    """Return the chart of places from the baseline to now."""
    lang, units = shell.view().lang, data.units()
    first, last = (
        words.period_words(str(one), lang) for one in (made.moves.columns[0], made.period)
    )
    title = lang._(
        "{indicator}: places from {first} to {last}",
        indicator=lang.pick(made.indicator.name), first=first, last=last,
    )  # fmt: skip
    notes = [
        lang._("The same {count} areas in every period; place 1 at the top",
               count=lang.number(len(made.moves)))
    ]  # fmt: skip
    if made.merged:
        notes.append(lang._("Before 1 July 2025: figures of the former provinces, merged (E)"))
    simulated = data.figures(shell.view().workspace, "34").simulated
    return bump(
        made.moves, lang, units,
        title=title, notes=notes, ours=area, others=others, simulated=simulated,
    )  # fmt: skip


def below(choice: Choice, made: Ranking) -> str:
    """Return the sources of what is ranked, and what the files after it are, as HTML."""
    lang = shell.view().lang
    periods = {made.period, made.baseline}
    rows = choice.figures.of(choice.indicator.id)
    rows = rows[rows["area"].isin(choice.areas) & rows["period"].isin(periods)]
    files = lang._("This ranking to take away: places, intervals, improvement and peers.")
    return origins.below(choice.figures, rows["source"], lang, files)
