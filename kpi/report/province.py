"""The report on one province: its figures, what changed, what is late, what it was merged from."""

from __future__ import annotations

from kpi.alerts import Alert
from kpi.course import Judgement
from kpi.exhibits import Exhibit, ExhibitError
from kpi.report.annexes import methods
from kpi.report.basis import Basis
from kpi.report.changes import changed
from kpi.report.content import Annex, Block, Head, Report, Said
from kpi.report.late import off_course, tasks_late, warned
from kpi.report.national import opening
from kpi.report.shown import exhibit, shown
from kpi.report.targets import table_of
from kpi.tasks import Judged as JudgedTask

__all__ = ["of_province"]


def of_province(on: Basis, area: str) -> Report:
    """Return the report on a province in force (`VN34-79`).

    Raises ExhibitError where the province cannot be shown.
    """
    on = on.about(area)
    lang, name = on.lang, _within(on)
    found = {one: made for (one, of), made in on.judged.judgements.items() if of == area}
    judged = [found[one] for one in on.catalogue if one in found]
    subject = lang._("Progress of {name} towards the digital-transformation targets, as of {day}",
                     name=name, day=lang.date(on.day))  # fmt: skip
    return Report(
        subject,
        (opening(on), *_state(on, judged), *changed(on), *_late(on, judged)),
        (*_parts(on), *((methods(on, judged),) if judged else ())),
        on.simulated, lang.code,
    )  # fmt: skip


def _within(on: Basis) -> str:
    """Name the province inside a sentence: `tỉnh Khánh Hòa`, but `Thành phố Hồ Chí Minh`.

    Source: Decree 30/2020/NĐ-CP, Annex II, III.1.a and c.
    """
    name = on.lang.pick(on.units[on.home].full_name(on.day))
    capital = on.lang.code != "vi" or name == "Thành phố Hồ Chí Minh"
    return name if capital else name[:1].lower() + name[1:]


def _exhibit(on: Basis, part: str) -> Exhibit:
    return exhibit(on, f"/tinh-thanh?tinh={on.home}&dia-gioi=34", part)


def _state(on: Basis, judged: list[Judgement]) -> list[Block]:
    lang = on.lang
    return [
        Head(lang._("Figures, and state against the targets")),
        *shown(_exhibit(on, "profile")),
        *([table_of(on, judged)] if judged else
          [Said(lang._("No indicator with a target has a figure of this province."))]),
    ]  # fmt: skip


def _late(on: Basis, judged: list[Judgement]) -> list[Block]:
    lang = on.lang
    return [
        Head(lang._("What is late, and why")),
        Head(lang._("Indicators off course"), 2),
        *off_course(on, judged),
        Head(lang._("Tasks past their deadline"), 2),
        *tasks_late(on, tuple(one for one in on.tasks if _concerns(one, on.home))),
        Head(lang._("Early warnings"), 2),
        *warned(on, [one for one in on.warnings.alerts if _fires(one, on.home)]),
    ]


def _concerns(one: JudgedTask, area: str) -> bool:
    """Tell whether a task is of a province, or led by its People's Committee."""
    return one.task.area == area or (one.task.agency is not None and one.task.agency.id == area)


def _fires(one: Alert, area: str) -> bool:
    return one.state == "alerting" and one.area == area


def _parts(on: Basis) -> list[Annex]:
    """Return what each former province brings, where the province was merged from several."""
    if not on.units[on.home].parts[1:]:
        return []
    try:
        made = _exhibit(on, "parts")
    except ExhibitError:  # none of its figures was merged
        return []
    return [Annex(on.lang._("What each former province brings"), tuple(shown(made)))]
