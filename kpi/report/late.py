"""Who is late and why: indicators off their course, provinces, tasks, early warnings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from kpi.alerts import Alert
from kpi.alerts.words import SEVERITY_NAMES, answering, clearing, why
from kpi.course import WORDS, Judgement, explain, notes, word
from kpi.coverage import CONTEXT
from kpi.report.basis import Basis
from kpi.report.content import Block, Column, Grid, Head, Said
from kpi.tasks import Judged as JudgedTask
from kpi.tasks import words
from kpi.verdict_map import ORDER, answer, in_need

__all__ = ["late", "off_course", "tasks_late", "warned"]

_OFF = ORDER[ORDER.index("moderate") : ORDER.index("not_enough_data")]
_TASKS, _ALERTS, _NEEDY, _INDICATORS, _AREAS = 20, 10, 5, 4, 8  # the most that are named


def late(on: Basis) -> list[Block]:
    """Say what is behind, why, and whose job it is."""
    lang = on.lang
    return [
        Head(lang._("Who is late, and why")),
        Head(lang._("Indicators off course"), 2),
        *off_course(on, list(on.national().values())),
        Head(lang._("Provinces and cities"), 2),
        *_provinces(on),
        Head(lang._("Tasks past their deadline"), 2),
        *tasks_late(on, on.tasks),
        Head(lang._("Early warnings"), 2),
        *warned(on, [one for one in on.warnings.alerts if one.state == "alerting"]),
    ]


def off_course(on: Basis, judged: list[Judgement]) -> Iterator[Said]:
    """Say of each indicator that is off its course why, and who answers for it."""
    off = [one for one in judged if one.overall in _OFF]
    if not off:
        yield Said(on.lang._("No indicator that can be judged is off course."))
    for made in sorted(off, key=lambda one: ORDER.index(one.overall), reverse=True):
        yield Said(_reason(on, made), on.behind(made))


def _reason(on: Basis, made: Judgement) -> str:
    """Give the verdict, what it rests on, what came before, and who answers."""
    lang = on.lang
    start = lang._("- {name}: {verdict}.", name=on.name(made.indicator, made.area),
                   verdict=word(made.overall, lang).text)  # fmt: skip
    head = lang._("Answers for it: {head}.", head=lang.pick(made.indicator.owner.head))
    return " ".join((start, *_decisive(on, made), *notes(made, lang), head))


def _decisive(on: Basis, made: Judgement) -> Iterator[str]:
    """Say how long a deadline is past, else the formulas of the methods that decided."""
    if made.past and made.target is not None:
        days = (made.as_of - made.target.deadline).days
        yield on.lang._("The deadline passed {days} days ago.", days=on.lang.number(days))
        return
    style = WORDS[made.overall].style
    for line in explain(made, on.lang):
        if line.word.style == style and made.findings[line.method].value is not None:
            yield on.lang._("{method}: {text}.", method=line.name, text=line.text)


def _provinces(on: Basis) -> Iterator[Said]:
    """Count provinces by verdict, where at least half of them can be judged."""
    lang, areas = on.lang, [one.id for one in on.units.provinces]
    wide = [made for made in _by_indicator(on).values() if 2 * len(in_need(made)) >= len(areas)]
    if not wide:
        yield Said(lang._(
            "No indicator with a target has figures of at least half of the {all} provinces, so "
            "they are not judged beside each other.", all=lang.number(len(areas)),
        ))  # fmt: skip
    for made in wide[:_INDICATORS]:
        first = next(iter(made.values()))
        counted = answer(made, areas, lang, on.units)
        told = f"- {lang.pick(first.indicator.name)}: {counted} {_needy(on, made)}"
        rows = (on.row(one, one.latest) for one in made.values())
        yield Said(told.strip(), on.notes(row["source"] for row in rows if row is not None))


def _by_indicator(on: Basis) -> Mapping[str, dict[str, Judgement]]:
    found: defaultdict[str, dict[str, Judgement]] = defaultdict(dict)
    for (name, area), made in on.judged.judgements.items():
        if area.startswith("VN34-"):
            found[name][area] = made
    return {name: found[name] for name in on.catalogue if name in found}


def _needy(on: Basis, made: Mapping[str, Judgement]) -> str:
    """Name the provinces that follow the one in most need, where they are off course too."""
    off = [area for area in in_need(made) if made[area].overall in _OFF][1:_NEEDY]
    if not off:
        return ""
    names = ", ".join(on.lang.pick(on.units[area].name) for area in off)
    return on.lang._("Next: {areas}.", areas=names)


def tasks_late(on: Basis, tasks: tuple[JudgedTask, ...]) -> Iterator[Block]:
    """Count tasks past their deadline, and list them, the longest overdue first."""
    lang = on.lang
    behind = [one for one in tasks if one.state.kind in ("overdue", "unproven")]
    overdue = sum(one.state.kind == "overdue" for one in behind)
    yield Said(lang._(
        "Of {all} tasks {overdue} are overdue, and {unproven} have passed their deadline without "
        "a published result.", all=lang.number(len(tasks)), overdue=lang.number(overdue),
        unproven=lang.number(len(behind) - overdue),
    ))  # fmt: skip
    if behind[_TASKS:]:
        yield Said(lang._("The first {count} are listed: overdue ones first, then by deadline.",
                          count=lang.number(_TASKS)))  # fmt: skip
    if behind:
        yield _listed(on, behind[:_TASKS])


def _listed(on: Basis, behind: list[JudgedTask]) -> Grid:
    lang = on.lang
    return Grid(
        Said(lang._("Tasks past their deadline")),
        (
            Column(lang._("No."), 0.6), Column(lang._("Task"), 3.9),
            Column(lang._("Whose job"), 2.2), Column(lang._("Deadline"), 1.5),
            Column(lang._("State"), 1.9),
        ),
        tuple(_task(on, at, one) for at, one in enumerate(behind, 1)),
    )  # fmt: skip


def _task(on: Basis, at: int, one: JudgedTask) -> tuple[Said, ...]:
    lang, head = on.lang, one.task.responsible
    agencies = [lang.pick(each.name) for each in on.register.answering(one.task, on.catalogue)]
    named = words.who(agencies, led=one.task.agency is not None, lang=lang)
    return (
        Said(str(at)),
        Said(lang.pick(one.task.name), on.notes(one.task.sources)),
        Said(lang.pick(head) if head else named),
        Said(words.due(one, lang)),
        Said(words.state(one, lang)),
    )


def warned(on: Basis, alerts: list[Alert]) -> Iterator[Said]:
    """Count the warnings that fire by their weight, and name those of figures, gravest first."""
    lang = on.lang
    weights = [one.rule.severity for one in alerts]
    counts = "; ".join(
        f"{lang._(SEVERITY_NAMES[each])} {lang.number(weights.count(each))}"
        for each in SEVERITY_NAMES if each in weights
    )  # fmt: skip
    if not alerts:
        yield Said(lang._("No early warning fires."))
        return
    yield Said(lang._("{count} early warnings fire: {counts}.", count=lang.number(len(alerts)),
                      counts=counts))  # fmt: skip
    groups = _grouped(alerts)
    if groups[_ALERTS:]:
        yield Said(lang._("The {count} gravest of those that concern figures are named.",
                          count=lang.number(_ALERTS)))  # fmt: skip
    for group in groups[:_ALERTS]:
        yield _warning(on, group)


def _grouped(alerts: list[Alert]) -> list[list[Alert]]:
    """Put warnings of one rule and indicator together, the nation's first."""
    found: defaultdict[tuple[str, str], list[Alert]] = defaultdict(list)
    for one in alerts:
        if one.task is None and one.subject not in CONTEXT:
            found[one.rule.id, one.subject].append(one)
    return [sorted(group, key=lambda one: one.area != "VN") for group in found.values()]


def _warning(on: Basis, group: list[Alert]) -> Said:
    lang, one = on.lang, group[0]
    head = answering(one, on.catalogue).head
    told = lang._(
        "- {name} ({rule}, since {day}): {why} What clears it: {clears} ({head}).",
        name=on.name(on.catalogue[one.subject], one.area), rule=lang.pick(one.rule.name),
        day=lang.date(one.since), why=why(one, on.catalogue, lang),
        clears=clearing(one, on.catalogue, lang).rstrip("."),
        head=lang.pick(head) if head else lang._("not named"),
    )  # fmt: skip
    rows = on.figures.of(one.subject, one.area).sort_values("end")
    return Said(" ".join((told, *_elsewhere(on, group[1:]))), on.notes(rows["source"].tail(1)))


def _elsewhere(on: Basis, others: list[Alert]) -> Iterator[str]:
    """Name the other areas in which the same warning fires."""
    if not others:
        return
    lang = on.lang
    names = [lang.pick(on.units[one.area].name) for one in others[:_AREAS]]
    yield lang._("The same warning fires in {count} more areas: {areas}.",
                 count=lang.number(len(others)),
                 areas=", ".join([*names, *(["…"] if others[_AREAS:] else [])]))  # fmt: skip
