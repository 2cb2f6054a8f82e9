"""The table of tasks as a file: a template to fill in, and the tasks shown to take away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import pandas as pd

from kpi.catalogue import Catalogue
from kpi.language import N_, Language
from kpi.tasks.head import FIELDS
from kpi.tasks.judging import Judged, Kind
from kpi.tasks.model import Deferral, Register, Task
from kpi.units import Units

__all__ = ["tasks_table", "template_table"]

_SAMPLES = (
    {"id": "1", "plan": N_("Name of the plan"), "name": N_("Sample task, replace it"),
     "agency": "VNM-bo-cong-an", "start": date(2025, 7, 1), "deadline": date(2025, 12, 31),
     "deliverables": N_("First sample deliverable; second sample deliverable"),
     "done": date(2025, 9, 30), "aims": "services_25_in_force"},
    {"id": "2", "plan": N_("Name of the plan"), "name": N_("Sample task with a moved deadline"),
     "agency": "VN34-01", "start": date(2025, 7, 1), "deadline": date(2025, 9, 30),
     "to": date(2026, 3, 31), "by": N_("Document and agency that decided it"),
     "day": date(2025, 9, 15), "why": N_("The reason as decided"), "area": "VN34-01"},
)  # fmt: skip


def template_table(register: Register, units: Units, lang: Language) -> pd.DataFrame:
    """Return all columns with two sample tasks, which the reader takes without a problem."""
    known = {one.id: lang.pick(one.name) for one in register.agencies.values()}
    rows = []
    for sample in _SAMPLES:
        told = {name: _told(value, lang) for name, value in sample.items()}
        told["agency"] = known.get(told["agency"], told["agency"])
        told["area"] = lang.pick(units[told.get("area", "VN")].name)
        rows.append(told)
    return _headed(rows, lang)


def tasks_table(
    judged: Iterable[Judged], register: Register, catalogue: Catalogue, units: Units,
    lang: Language, states: Mapping[Kind, str],
) -> pd.DataFrame:  # fmt: skip
    """Return one row a task, in the template's columns, then its state (named by `states`)."""
    rows = []
    for one in judged:
        row = _row(one.task, register, units, lang)
        share = one.progress.share
        row[lang._("State")] = states[one.state.kind]
        row[lang._("Days")] = str(one.state.days or "")
        row[lang._("Completion, at least (%)")] = "" if share is None else f"{100 * share:.0f}"
        row[lang._("Sources")] = "; ".join(catalogue.sources[name].title
                                           for name in one.task.sources)  # fmt: skip
        rows.append(row)
    return _headed(rows, lang)


def _row(task: Task, register: Register, units: Units, lang: Language) -> dict[str, str]:
    pick = lang.pick
    last = task.deferrals[-1] if task.deferrals else None
    return {
        "id": task.id,
        "plan": pick(register.plans[task.plan].name),
        "pillar": pick(register.pillars[task.pillar]) if task.pillar else "",
        "group": pick(task.group) if task.group else "",
        "phase": pick(task.phase) if task.phase else "",
        "name": pick(task.name),
        "agency": pick(task.agency.name) if task.agency else "",
        "head": pick(task.responsible) if task.responsible else "",
        "contact": pick(task.contact) if task.contact else "",
        "start": _told(task.start, lang),
        "deadline": _told(task.deadline, lang),
        **_moved(last, lang),
        "deliverables": "; ".join(pick(one.name) for one in task.deliverables),
        "done": "; ".join(_told(one.done, lang) for one in task.deliverables).rstrip("; "),
        "aims": "; ".join(one.indicator for one in task.aims),
        "area": pick(units[task.area].name),
        "note": pick(task.note) if task.note else "",
    }


def _moved(last: Deferral | None, lang: Language) -> dict[str, str]:
    if last is None:
        return {}
    return {"to": _told(last.to, lang), "by": lang.pick(last.by), "day": _told(last.day, lang),
            "why": lang.pick(last.why)}  # fmt: skip


def _told(value: object, lang: Language) -> str:
    """Write a day as the reader of tables understands it, and translate a sample's words."""
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}" if lang.code == "vi" else value.isoformat()
    return lang._(str(value)) if value else ""


def _headed(rows: list[dict[str, str]], lang: Language) -> pd.DataFrame:
    extra = [name for name in (rows[0] if rows else {}) if name not in FIELDS]
    columns = [*FIELDS, *extra]
    table = pd.DataFrame([[row.get(name, "") for name in columns] for row in rows], columns=columns)
    return table.rename(columns={name: lang._(text) for name, text in FIELDS.items()})
