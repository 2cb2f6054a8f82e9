"""Is it on course? The block that gives a verdict with its reasons, as one piece of HTML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from urllib.parse import urlencode

from kpi.catalogue import Indicator
from kpi.course import (
    Judgement,
    Word,
    amount,
    chance,
    explain,
    notes,
    of_horizon,
    summary,
    told_ahead,
    word,
)  # fmt: skip
from kpi.course import told as in_words
from kpi.language import Language
from ui import as_of, course, data, markup, pickers, shell
from ui.data import Figures
from ui.server.assets import site_path

__all__ = ["block", "link", "mark", "told", "why"]

_STATES = {"met": "met", "missed": "past", "open": "moderate"}  # the style of a horizon's sign
_SIGNS = {"met": "●", "missed": "✕", "open": "→", "superseded": "↷", "unknown": "–"}


def block(figures: Figures, indicator: Indicator, areas: Sequence[str]) -> str:
    """Return the verdict on the first area with all its reasons, and a line on each other one."""
    lang = shell.view().lang
    first, *others = (course.one(figures, indicator, area) for area in areas)
    lines = [_line(made, lang) for made in others]
    head = [lang._("Area"), lang._("Verdict"), lang._("Why")]
    beside = markup.section(lang._("The other areas")) + markup.log(head, lines) if lines else ""
    title = lang._("Is it on course?")
    if others:
        title = f"{_area(first, lang)}: {title[:1].lower()}{title[1:]}"
    return (
        f'<div class="kd-course">{markup.section(title)}{_overall(first, lang)}'
        f"{_reasons(first, lang)}{beside}</div>"
    )


def mark(figures: Figures, indicator: Indicator, area: str) -> str:
    """Return a verdict as a small link to its reasons; "" where there is none to give."""
    found = told(figures, indicator, area)
    if found is None:
        return ""
    to = link(figures, indicator, area, f"{found.sign} {found.text}")
    return f'<span class="kd-why kd-{found.style}">{to}</span>'


def told(figures: Figures, indicator: Indicator, area: str) -> Word | None:
    """Return the overall verdict in words (`kpi.course.told`); None without any."""
    made = course.judged(figures).one(indicator.id, area)
    return None if made is None else in_words(made, shell.view().lang)


def why(figures: Figures, indicator: Indicator, area: str) -> str:
    """Return the small way to a verdict's reasons; "" where there is none, or no link."""
    if figures.private or told(figures, indicator, area) is None:
        return ""
    to = link(figures, indicator, area, shell.view().lang._("Why this verdict"))
    return f'<span class="kd-why">{to}</span>'


def link(figures: Figures, indicator: Indicator, area: str, text: str) -> str:
    """Return the way to the reasons, as HTML; the bare text where it would end the visit.

    A link opens the page anew, and what a visitor brought is kept for one visit only.
    """
    if figures.private:
        return escape(text)
    moment, lang = data.as_of(), shell.view().lang
    choices = {
        pickers.INDICATOR: indicator.id, pickers.AREAS: area, "dia-gioi": figures.era,
        "bo-so-lieu": figures.workspace, "lang": lang.code,
        as_of.KEY: "" if moment is None else moment.text,
    }  # fmt: skip
    query = urlencode({name: value for name, value in choices.items() if value})
    to = f"{site_path('xu-huong')}?{query}"
    return f'<a href="{escape(to)}" target="_self">{escape(text)}</a>'


def _area(made: Judgement, lang: Language) -> str:
    return lang.pick(data.units()[made.area].name)


def _sign(made: Judgement, lang: Language) -> str:
    """Return the overall verdict with its sign, and a mark where the methods disagree."""
    mark, differ = markup.verdict(word(made.overall, lang)), lang._("methods disagree")
    return mark if made.agree else f"{mark} {_differ(differ)}"


def _differ(text: str) -> str:
    return f'<span class="kd-differ">≠ {escape(text)}</span>'


def _line(made: Judgement, lang: Language) -> tuple[str, str, str]:
    return escape(_area(made, lang)), _sign(made, lang), escape(summary(made, lang))


def _overall(made: Judgement, lang: Language) -> str:
    told = "" if made.agree else _differ(
        lang._("the methods disagree; the most cautious one counts")
    )  # fmt: skip
    mark = markup.verdict(word(made.overall, lang))
    return f'<p class="kd-overall">{mark} {told}</p>{markup.paragraph(summary(made, lang))}'


def _reasons(made: Judgement, lang: Language) -> str:
    """Return what the verdict rests on; the deadlines alone where there is none."""
    if made.reason:
        return _ahead_and_before(made, lang)
    head = [lang._("Method"), lang._("Verdict"), lang._("The formula with these figures")]
    told = explain(made, lang)
    lines = [(escape(one.name), markup.verdict(one.word), escape(one.text)) for one in told]
    used = lang._("Methods: {sources}", sources="; ".join(one.source for one in told))
    return (
        markup.tiles(_pace(made, lang))
        + markup.log(head, lines)
        + markup.paragraph(told_ahead(made, lang))
        + _ahead_and_before(made, lang)
        + f'<p class="kd-foot">{escape(used)}</p>'
    )


def _pace(made: Judgement, lang: Language) -> Iterator[tuple[str, str, str]]:
    """Give the tiles: what is needed, the best there was, the time left, and how likely it is."""
    one, target = made.indicator, made.target
    if target is None or made.past:
        return
    due = lang._("until {date}", date=lang.date(target.deadline))
    if made.required_pace is not None and made.overall != "achieved":
        yield amount(made.required_pace, one, lang, 2), lang._("needed a month from now"), due
    if made.best_pace is not None:
        held = lang._("over as long a time, where figures reach that far")
        yield amount(made.best_pace, one, lang, 2), lang._("best pace a month ever held"), held
    if made.months_left is not None:
        yield lang.number(made.months_left, 1, least=0), lang._("months left"), due
    if made.projection is not None:
        goal = lang.target(target.value, one)
        likely = lang._("probability of reaching {target} in time", target=goal)
        yield chance(made.projection.probability, lang), likely, lang._("from the projection")


def _ahead_and_before(made: Judgement, lang: Language) -> str:
    """Return all deadlines, superseded ones too, and what else must be known."""
    told = {horizon: of_horizon(horizon, made, lang) for horizon in made.horizons}
    lines = [
        markup.sign(_SIGNS[horizon.state], _STATES.get(horizon.state, "unknown"), text)
        for horizon, text in told.items()
    ]
    known = [text for text in notes(made, lang) if text not in told.values()]
    parts = ((lang._("All deadlines, none forgotten"), lines),
             (lang._("To be known beside it"), [escape(text) for text in known]))  # fmt: skip
    return markup.beside(*(markup.listed(title, some) for title, some in parts if some))
