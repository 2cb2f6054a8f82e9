"""The tasks as lists, what asks for attention first; a line opens in place."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import groupby

from kpi import sentences
from kpi.language import Language
from kpi.tasks import STATES, Agency, Aim, Judged, Part, words
from kpi.tasks.judging import counted
from ui import data, markup, origins, shell
from ui.tasks.board import UNNAMED, Board, Choice
from ui.tasks.ways import Ways, ways

__all__ = ["listed", "told"]

_QUIET = ("open", "waiting", "late", "done")


def told(judged: Sequence[Judged], shown: Board, choice: Choice) -> str:
    """Return the answer, the counts by state, and what is known of the agency or indicator."""
    lang, links = shell.view().lang, ways(own=shown.own)
    count = counted(judged)
    tiles = [
        (lang.number(count[kind]), lang._(words.NAMES[kind]), "")
        for kind in STATES
        if count[kind] or kind in ("overdue", "soon")
    ]
    about = _about(shown, choice, links, lang)
    return markup.answer(words.answer(judged, shown.answering, lang)) + about + markup.tiles(tiles)


def _about(shown: Board, choice: Choice, links: Ways, lang: Language) -> str:
    """Say what the chosen agency answers for, or which indicator is looked at."""
    lines = []
    catalogue = data.catalogue()
    if choice.agency and choice.agency != UNNAMED:
        agency = shown.register.agencies[choice.agency]
        own = shown.register.indicators_of(agency, catalogue)
        named = " · ".join(links.indicator(lang.pick(one.short), one.id) for one in own)
        name, head = (escape(lang.pick(text)) for text in (agency.name, agency.head))
        lines.append(f"<strong>{name}</strong>: {head}{_figures_of(agency, links, lang)}")
        if named:
            title = escape(lang._("Its indicators: {count}", count=lang.number(len(own))))
            lines.append(f"<details><summary>{title}</summary>{named}</details>")
    if choice.indicator:
        name = links.indicator(lang.pick(catalogue[choice.indicator].short), choice.indicator)
        back = links.tasks(lang._("show all tasks"))
        lines.append(escape(lang._("Tasks that should move")) + f": {name} · {back}")
    return "".join(f'<div class="kd-text kd-about">{line}</div>' for line in lines)


def _figures_of(agency: Agency, links: Ways, lang: Language) -> str:
    """Return the way to what is known of a ministry; "" for others, and where links end a visit."""
    units = data.units()
    if not links.linked or agency.id not in units or units[agency.id].kind != "ministry":
        return ""
    text = lang._("Its profile")
    return f" · {links.profile(text, agency.id, 'bo')}"


def listed(judged: Sequence[Judged], shown: Board, opened: str) -> str:
    """Return one list a state; the task called `opened` stands open.

    Lists of what needs nobody's attention today are folded where there are other lists.
    """
    lang, links = shell.view().lang, ways(own=shown.own)
    groups = [(kind, list(tasks)) for kind, tasks in groupby(judged, lambda one: one.state.kind)]
    parts = []
    for kind, tasks in groups:
        title = lang._(words.NAMES[kind])
        head = markup.section(f"{title[:1].upper()}{title[1:]} ({lang.number(len(tasks))})")
        lines = "".join(_line(one, shown, links, lang, opened) for one in tasks)
        here = any(one.task.id == opened for one in tasks)
        fold = kind in _QUIET and len(groups) > 1 and not here
        parts.append(_folded(head, lines) if fold else head + lines)
    return "".join(parts) + _named(shown, lang)


def _folded(head: str, lines: str) -> str:
    return f'<details class="kd-fold"><summary>{head}</summary>{lines}</details>'


def _named(shown: Board, lang: Language) -> str:
    """Say of how many tasks of a plan no source gives a name."""
    tasks, lines = list(shown.register.tasks.values()), []
    for plan in shown.register.plans.values():
        here = sum(task.plan == plan.id for task in tasks)
        if plan.total and here < plan.total:
            lines.append(
                lang._(
                    "{plan} has {all} tasks; publications name {count} of them. The others come "
                    "in by a task table.",
                    plan=lang.pick(plan.short), all=lang.number(plan.total),
                    count=lang.number(here),
                )
            )  # fmt: skip
    return "".join(f'<p class="kd-text kd-about">{escape(line)}</p>' for line in lines)


def _line(one: Judged, shown: Board, links: Ways, lang: Language, opened: str) -> str:
    agencies = shown.answering(one)
    names = [lang.pick(agency.name) for agency in agencies]
    who = words.who(names, led=one.task.agency is not None, lang=lang)
    share = one.progress.share
    bar = "" if share is None else f'<i><s style="width:{100 * share:.0f}%"></s></i>'
    cells = "".join(
        f'<span class="{kind}">{cell}</span>'
        for kind, cell in (
            (f"kd-verdict kd-{words.LOOKS[one.state.kind]}", escape(words.state(one, lang))),
            ("kd-what", escape(lang.pick(one.task.name))),
            ("kd-who", escape(who)),
            ("kd-when", _small(lang._("Deadline"), words.due(one, lang))),
            ("kd-much", _small(lang._("Completion"), words.completion(one, lang)) + bar),
        )
    )  # fmt: skip
    start = " open" if opened == one.task.id else ""
    return (
        f'<details class="kd-task" id="{escape(one.task.id)}"{start}><summary>{cells}</summary>'
        f'<div class="kd-inside">{_inside(one, agencies, shown, links, lang)}</div></details>'
    )


def _small(label: str, text: str) -> str:
    return f"<small>{escape(label)}</small> {escape(text)}"


def _inside(
    one: Judged, agencies: Sequence[Agency], shown: Board, links: Ways, lang: Language
) -> str:
    task, pick = one.task, lang.pick
    plan = shown.register.plans[task.plan]
    led = [links.tasks(pick(agency.name), co_quan=agency.id) for agency in agencies]
    head = task.responsible or (agencies[0].head if agencies else None)
    contact = task.contact or (task.agency.contact if task.agency else None)
    read = {name: lang._("(our reading)") for name in task.readings}
    terms = [
        (lang._("Whose job"), _led(task.agency, led, lang)),
        (lang._("Responsible head"), escape(pick(head) if head else lang._("not stated"))),
        (lang._("Contact point"), escape(pick(contact) if contact else lang._("not stated"))),
        (lang._("Since when"), escape(words.since(one, lang) or lang._("not stated"))),
        (lang._("Deadline"), escape(f"{words.due(one, lang)} {read.get('deadline', '')}")),
        (lang._("What clears it"), escape(words.clearing(one, data.catalogue(), lang))),
        (lang._("Plan"), links.tasks(pick(plan.name), ke_hoach=plan.id)),
        (lang._("Pillar"), _pillar(one, shown, links, lang) + escape(f" {read.get('pillar', '')}")),
    ]
    terms += [(lang._("Phase"), escape(pick(task.phase)))] if task.phase else []
    terms += [(lang._("Group of tasks"), escape(pick(task.group)))] if task.group else []
    terms += [(lang._("Named where"), escape(pick(task.place)))] if task.place else []
    terms += [(lang._("Note"), escape(pick(task.note)))] if task.note else []
    return _terms(terms) + _moved(one, lang) + _parts(one, links, lang) + _sources(one, shown, lang)


def _led(agency: Agency | None, led: Sequence[str], lang: Language) -> str:
    if agency or not led:
        return ", ".join(led) or escape(lang._("no agency named by the source"))
    told = escape(lang._("not named; its indicator belongs to {agency}", agency="\0"))
    return told.replace("\0", ", ".join(led))


def _pillar(one: Judged, shown: Board, links: Ways, lang: Language) -> str:
    if not one.task.pillar:
        return escape(lang._("not named by a source"))
    name = lang.pick(shown.register.pillars[one.task.pillar])
    return links.tasks(name, tru_cot_nhiem_vu=one.task.pillar)


def _terms(terms: Sequence[tuple[str, str]]) -> str:
    """Return terms and what they are, as HTML."""
    lines = (f"<div><dt>{escape(term)}</dt><dd>{told}</dd></div>" for term, told in terms)
    return f'<dl class="kd-facts">{"".join(lines)}</dl>'


def _moved(one: Judged, lang: Language) -> str:
    """Tell every deferral: who, when, why; the first deadline stays."""
    lines = [
        lang._(
            "Deadline moved to {to} by {by} on {day}: {why}",
            to=lang.date(late.to), by=lang.pick(late.by), day=lang.date(late.day),
            why=lang.pick(late.why),
        )
        for late in one.task.deferrals
    ]  # fmt: skip
    return "".join(f'<p class="kd-text kd-moved">{escape(line)}</p>' for line in lines)


def _parts(one: Judged, links: Ways, lang: Language) -> str:
    if not one.progress.parts:
        return ""
    head = [lang._("Must be there"), lang._("State"), lang._("Target"), lang._("Says so")]
    return markup.log(head, [_part(part, links, lang) for part in one.progress.parts])


def _part(part: Part, links: Ways, lang: Language) -> list[str]:
    if isinstance(part.of, Aim):
        return _aim(part, part.of, links, lang)
    words_ = {None: lang._("nothing published"), 0.0: lang._("not there yet")}
    state = (
        lang._("there since {day}", day=lang.date(part.since)) if part.since else words_[part.share]
    )
    evidence = _origins(part.of.evidence, lang)
    return [escape(lang.pick(part.of.name)), escape(state), "–", evidence]


def _aim(part: Part, aim: Aim, links: Ways, lang: Language) -> list[str]:
    one = data.catalogue()[aim.indicator]
    name = links.indicator(lang.pick(one.short), one.id)
    every = lang._("all its tasks")
    also = f" · {links.tasks(every, chi_so=one.id)}" if links.linked else ""
    state = escape(lang._("no published figure"))
    if part.row is not None:
        value = sentences.figure(part.row, one, lang)
        state = escape(f"{value} ({sentences.when(part.row, lang)})")
    target = escape(lang._("no target set"))
    if part.target:
        goal, due = lang.target(part.target.value, one), lang.date(part.target.deadline)
        target = escape(lang._("{target} by {deadline}", target=goal, deadline=due))
    source = "" if part.row is None else str(part.row["source"])
    return [name + also, state, target, _origins(source, lang)]


def _origins(ids: str, lang: Language) -> str:
    if not ids:
        return "–"
    names = (f"{one.title} ({one.detail})" if one.detail else one.title
             for one in origins.cell(ids, lang))  # fmt: skip
    return f'<span class="kd-foot">{escape("; ".join(names))}</span>'


def _sources(one: Judged, shown: Board, lang: Language) -> str:
    document = shown.register.plans[one.task.plan].document
    ids = [*one.task.sources, *([document] if document else [])]
    return markup.sources(lang._("Sources"), origins.named(ids, lang)) if ids else ""
