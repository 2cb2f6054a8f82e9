"""The tasks in time, by agency: a bar from start to deadline, and today's line through all.

Markup, not a chart of Vega's (`.kd-time` in the style sheet): names wrap, and a phone shows it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from html import escape
from itertools import count

from kpi.language import Language
from kpi.tasks import Judged, words
from ui import data, markup, shell
from ui.tasks.board import Board

__all__ = ["timeline"]

_MOST_TICKS = 6
_STEPS = (1, 2, 3, 6, 12, 24, 60)  # months between two ticks


class _Span:
    """The days drawn, and where on it a day stands, in percent."""

    def __init__(self, days: Sequence[date]) -> None:
        self.first = min(days).replace(day=1)
        self.last = max(days) + timedelta(max(10, (max(days) - self.first).days // 40))

    def at(self, day: date) -> float:
        """Return where a day stands: 0 to 100."""
        return 100 * (day - self.first).days / (self.last - self.first).days

    def ticks(self) -> list[date]:
        """Return months to name, a handful."""
        months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month
        step = next((one for one in _STEPS if months / one < _MOST_TICKS), _STEPS[-1])
        found: list[date] = []
        for at in count(-(-(self.first.year * 12 + self.first.month - 1) // step) * step, step):
            day = date(at // 12, at % 12 + 1, 1)
            if self.at(day) > 94:
                return found
            found.append(day)
        return found


def timeline(judged: Sequence[Judged], shown: Board) -> str:
    """Return the timeline of the tasks with a day at least; how many have none is said."""
    lang, today = shell.view().lang, data.today()
    drawn = [one for one in judged if one.start or one.due]
    left = len(judged) - len(drawn)
    note = lang._("{count} tasks name no day and are not drawn.", count=lang.number(left))
    if not drawn:
        return markup.paragraph(note)
    known = [day for one in drawn for day in (one.start, one.due, one.task.deadline) if day]
    span = _Span([*known, today])
    groups: defaultdict[str, list[Judged]] = defaultdict(list)
    for one in drawn:
        agencies = shown.answering(one)
        name = lang.pick(agencies[0].name) if agencies else lang._("No agency named by the source")
        groups[name].append(one)
    body = "".join(
        f'<div class="kd-lane" role="heading" aria-level="3">{escape(name)} '
        f"({lang.number(len(groups[name]))})</div>"
        f"<ul>{''.join(_bar(one, span, lang) for one in _by_day(groups[name]))}</ul>"
        for name in sorted(groups, key=lang.sort_key)
    )
    return (
        markup.section(lang._("The tasks in time, by agency"))
        + f'<div class="kd-time" style="--today:{span.at(today):.2f}%">'
        f"{_axis(span, today, lang)}{body}</div>"
        + (markup.paragraph(note) if left else "")
    )  # fmt: skip


def _by_day(tasks: Sequence[Judged]) -> list[Judged]:
    return sorted(tasks, key=lambda one: (one.due or date.max, one.task.id))


def _axis(span: _Span, today: date, lang: Language) -> str:
    marks = "".join(
        f'<span style="left:{span.at(day):.2f}%">{escape(lang.published(f"{day:%Y-%m}"))}</span>'
        for day in span.ticks()
    )
    far = ' class="kd-far"' if span.at(today) > 50 else ""
    now = escape(lang._("today {day}", day=lang.date(today)))
    return f'<div class="kd-axis"><div><b{far}>{now}</b>{marks}</div></div>'


def _bar(one: Judged, span: _Span, lang: Language) -> str:
    """Draw one task: its bar, the first deadline where it was moved, and when it was done."""
    look = words.LOOKS[one.state.kind]
    start, due = one.start or one.due, one.due
    begin, end = span.at(start or span.first), span.at(due) if due else 100.0
    kind = f"kd-{look}{'' if due else ' kd-endless'}"
    width = max(end - begin, 0)
    marks = [f'<s class="{kind}" style="left:{begin:.2f}%;width:{width:.2f}%"></s>']
    if due and one.task.deadline and due != one.task.deadline:
        marks.append(f'<u style="left:{span.at(one.task.deadline):.2f}%"></u>')
    if one.state.day:
        marks.append(f'<em style="left:{span.at(one.state.day):.2f}%">●</em>')
    told = " · ".join([words.due(one, lang)] * bool(due) + [words.state(one, lang)])
    return (
        f"<li><span>{escape(lang.pick(one.task.name))} <small>{escape(told)}</small></span>"
        f"<i>{''.join(marks)}</i></li>"
    )
