"""What is said of tasks: states, days, what is missing, and the answer in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from kpi import sentences
from kpi.catalogue import Catalogue
from kpi.language import N_, NBSP, Language
from kpi.tasks.judging import NEAR, Judged, Kind, counted
from kpi.tasks.model import Agency, Aim
from kpi.tasks.progress import Part

__all__ = [
    "LOOKS", "NAMES", "answer", "clearing", "completion", "due", "since", "state", "who",
]  # fmt: skip

Answering = Callable[[Judged], Sequence[Agency]]

NAMES: Mapping[Kind, str] = {
    "overdue": N_("overdue"),
    "unproven": N_("past the deadline, no published result"),
    "soon": N_("due soon"),
    "running": N_("running"),
    "open": N_("no deadline named"),
    "waiting": N_("not begun"),
    "late": N_("done late"),
    "done": N_("done in time"),
}
LOOKS: Mapping[Kind, str] = {  # verdict names of the style sheet
    "overdue": "past", "unproven": "moderate", "soon": "insufficient", "running": "running",
    "open": "unknown", "waiting": "unknown", "late": "late", "done": "met",
}  # fmt: skip


def state(one: Judged, lang: Language) -> str:
    """Say the state of a task, with its sign and days."""
    days = lang.number(one.state.days)
    told: Mapping[Kind, str] = {
        "overdue": lang._("✕ overdue by {days} days", days=days),
        "unproven": lang._("◇ {days} days past the deadline, outcome unknown", days=days),
        "soon": lang._("◐ due in {days} days", days=days)
        if one.state.days
        else lang._("◐ due today"),
        "running": lang._("▸ running, {days} days left", days=days),
        "open": lang._("– no deadline named"),
        "waiting": lang._("○ not begun"),
        "late": lang._("● done, {days} days late", days=days),
        "done": lang._("● done"),
    }
    return told[one.state.kind]


def who(agencies: Sequence[str], *, led: bool, lang: Language) -> str:
    """Say whose job a task is; `led` tells that it is its own agency, not an indicator's owner."""
    if not agencies:
        return lang._("no agency named by the source")
    names = ", ".join(agencies)
    if led:
        return names
    return lang._("not named; its indicator belongs to {agency}", agency=names)


def due(one: Judged, lang: Language) -> str:
    """Say the deadline; the first one stays in sight where it was moved."""
    if one.due is None or one.task.deadline is None:
        return lang._("no deadline named")
    if one.due == one.task.deadline:
        return lang.date(one.due)
    return lang._(
        "{due} (first {first})", due=lang.date(one.due), first=lang.date(one.task.deadline)
    )


def since(one: Judged, lang: Language) -> str:
    """Say since when a task is in its state."""
    if one.state.day:
        return lang._("done on {day}", day=lang.date(one.state.day))
    if one.state.kind in ("overdue", "unproven") and one.due:
        return lang._("past since {day}", day=lang.date(one.due))
    return lang._("begun {day}", day=lang.date(one.start)) if one.start else ""


def completion(one: Judged, lang: Language) -> str:
    """Say completion: exact, at least, or that it cannot be computed."""
    found = one.progress
    if found.share is None:
        return lang._("not known")
    share = lang.percent(100 * found.share, 0)
    return share if found.known == len(found.parts) else f"≥{NBSP}{share}"


def clearing(one: Judged, catalogue: Catalogue, lang: Language) -> str:
    """Say what would clear a task: the parts that are missing or unknown."""
    if one.progress.done:
        return lang._("nothing, all parts are there")
    if not one.progress.parts:
        return lang._("no deliverable and no indicator is named, so nothing can be checked off")
    return "; ".join(
        _missing(part, catalogue, lang) for part in one.progress.parts if part.share != 1
    )


def _missing(part: Part, catalogue: Catalogue, lang: Language) -> str:
    if not isinstance(part.of, Aim):
        name = lang.pick(part.of.name)
        if part.share is None:
            return lang._("“{name}”: nothing published yet", name=name)
        return lang._("“{name}”: not there yet", name=name)
    indicator = catalogue[part.of.indicator]
    name = lang.pick(indicator.short)
    if part.target is None:
        return lang._("{name}: no target is set", name=name)
    target = lang.target(part.target.value, indicator)
    if part.row is None:
        return lang._("{name}: a published figure that reaches {target}", name=name, target=target)
    value = sentences.figure(part.row, indicator, lang)
    return lang._("{name}: from {value} to {target}", name=name, value=value, target=target)


def answer(judged: Sequence[Judged], answering: Answering, lang: Language) -> str:
    """Say what is late and whose it is, with numbers; `answering` returns who answers for one."""
    if not judged:
        return lang._("No task fits these choices.")
    count = counted(judged)
    said = [_late(judged, count["overdue"], answering, lang)]
    if count["unproven"]:
        said.append(
            lang._(
                "{count} have passed their deadline without a published result.",
                count=lang.number(count["unproven"]),
            )
        )
    if count["soon"]:
        said.append(
            lang._("{count} are due within {days} days.", count=lang.number(count["soon"]),
                   days=NEAR)
        )  # fmt: skip
    return " ".join(said)


def _late(judged: Sequence[Judged], count: int, answering: Answering, lang: Language) -> str:
    everything = lang.number(len(judged))
    if not count:
        return lang._("Of {all} tasks none is known to be overdue.", all=everything)
    worst = judged[0]
    agencies = [lang.pick(one.name) for one in answering(worst)]
    return lang._(
        "{count} of {all} tasks overdue; the longest, by {days} days: “{name}” ({who}).",
        count=lang.number(count), all=everything, days=lang.number(worst.state.days),
        name=lang.pick(worst.task.name),
        who=", ".join(agencies) or lang._("no agency named by the source"),
    )  # fmt: skip
