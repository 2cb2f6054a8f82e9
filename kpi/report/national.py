"""The report on the whole country."""

from __future__ import annotations

from kpi.report.annexes import by_province, methods
from kpi.report.basis import Basis
from kpi.report.changes import changed
from kpi.report.content import Report, Said
from kpi.report.late import late
from kpi.report.targets import against_targets, missing_figures

__all__ = ["national", "opening"]


def national(on: Basis) -> Report:
    """Return the periodic report: state, changes, who is late and why, what is missing."""
    lang = on.lang
    judged = list(on.national().values())
    annexes = (by_province(on), *((methods(on, judged),) if judged else ()))
    return Report(
        lang._("Progress towards the digital-transformation targets, as of {day}",
               day=lang.date(on.day)),
        (opening(on), *against_targets(on), *changed(on), *late(on), *missing_figures(on),
         Said(lang._("Annexes: I. {first}; II. {second}.", first=annexes[0].title,
                     second=annexes[1].title)) if judged else
         Said(lang._("Annex: {first}.", first=annexes[0].title))),
        annexes, on.simulated, lang.code,
    )  # fmt: skip


def opening(on: Basis) -> Said:
    """Say which figures a report is made of."""
    lang, rows = on.lang, on.figures.frame
    count = lang.number(int(rows["value"].notna().sum()))
    if on.simulated:
        return Said(lang._(
            "This report is an exercise. It is made of {count} simulated figures as of {day}; "
            "nothing in it is a published figure.", count=count, day=lang.date(on.day),
        ))  # fmt: skip
    told = lang._(
        "This report is made of {count} published figures known on {day}{version}. Where a figure "
        "comes from stands in the footnotes; what nobody has published is said to be missing.",
        count=count, day=lang.date(on.day), version=_version(on),
    )  # fmt: skip
    return Said(told)


def _version(on: Basis) -> str:
    return f" ({on.lang._('version {number}', number=on.versions[0].id)})" if on.versions else ""
