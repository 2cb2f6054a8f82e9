"""What needs attention: the indicators that are furthest off their course, with whose job it is."""

from __future__ import annotations

from html import escape

from kpi.course import Judgement, summary, word
from kpi.language import Language
from kpi.verdict_map import ORDER
from ui import course, data, markup, shell, verdicts
from ui.data import Figures

__all__ = ["block"]

_LINES = 5


def block(figures: Figures) -> str:
    """Return five lines, the worst first: what, its verdict, why, who answers for it."""
    lang, worst = shell.view().lang, _worst(figures)
    title = markup.section(lang._("Needs attention"))
    if not worst:
        nobody = lang._("No indicator of the nation that can be judged is off course.")
        return title + markup.paragraph(nobody)
    head = [lang._("What"), lang._("Verdict"), lang._("Why"), lang._("Who answers for it")]
    lines = [_line(figures, made, lang) for made in worst]
    return f'<div class="kd-course">{title}{markup.log(head, lines)}</div>'


def _worst(figures: Figures) -> list[Judgement]:
    """Return the indicators that are off course: of the nation, else of a group of its parts."""
    off = ORDER[ORDER.index("moderate") : ORDER.index("not_enough_data")]
    whole: dict[str, Judgement] = {}
    for (name, area), made in course.judged(figures).judgements.items():
        if area == "VN" or (area.startswith("VN-") and name not in whole):
            whole[name] = made
    late = (made for made in whole.values() if made.overall in off)
    return sorted(late, key=_need, reverse=True)[:_LINES]


def _need(made: Judgement) -> tuple[int, float]:
    """Weigh by the verdict, then by the share of the target that is missing."""
    target = 0.0 if made.target is None else abs(made.target.value)
    return ORDER.index(made.overall), (made.missing or 0.0) / (target or 1.0)


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
