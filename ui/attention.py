"""What needs attention: the indicators that are furthest off their course, with whose job it is."""

from __future__ import annotations

from html import escape

from kpi.course import Judgement, summary, word
from kpi.language import Language
from kpi.verdict_map import furthest
from ui import course, data, markup, shell, verdicts
from ui.data import Figures

__all__ = ["block"]

_LINES = 5


def block(figures: Figures) -> str:
    """Return five lines, the worst first: what, its verdict, why, who answers for it."""
    lang = shell.view().lang
    worst = furthest(course.judged(figures).judgements, _LINES)
    title = markup.section(lang._("Needs attention"))
    if not worst:
        nobody = lang._("No indicator of the nation that can be judged is off course.")
        return title + markup.paragraph(nobody)
    head = [lang._("What"), lang._("Verdict"), lang._("Why"), lang._("Who answers for it")]
    lines = [_line(figures, made, lang) for made in worst]
    return f'<div class="kd-course">{title}{markup.log(head, lines)}</div>'


def _line(figures: Figures, made: Judgement, lang: Language) -> tuple[str, str, str, str]:
    one, name = made.indicator, lang.pick(made.indicator.short)
    if made.area != "VN":
        name = f"{name} ({lang.pick(data.units()[made.area].name)})"
    return (
        verdicts.link(figures, one, made.area, name),
        markup.verdict(word(made.overall, lang)),
        escape(summary(made, lang)),
        escape(lang.pick(one.owner.head)),
    )
