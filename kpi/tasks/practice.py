"""Tasks made up for practice: as many as Plan 02 has, so that every state can be seen.

Nothing in them is a task of anybody: names say so, and no document is cited. Days lie around the
day on which they are looked at, so that no state ever runs out.
"""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from kpi.language import Text
from kpi.tasks.judging import STATES, Kind
from kpi.tasks.model import Agency, Aim, Deferral, Deliverable, Register, Task, TaskPlan

__all__ = ["practice_register"]

_TASKS, _GROUPS = 67, 8
_PLAN = TaskPlan(
    "dien-tap", Text("Kế hoạch diễn tập (mô phỏng)", "Practice plan (simulated)"),
    Text("Kế hoạch diễn tập", "Practice plan"), total=_TASKS,
)  # fmt: skip
_PHASES = (Text("Giai đoạn một", "First phase"), Text("Giai đoạn hai", "Second phase"))
_WORK = (
    Text("Hoàn thiện quy chế", "Complete the rules"),
    Text("Nâng cấp hệ thống", "Upgrade the system"),
    Text("Làm sạch dữ liệu", "Clean the data"),
    Text("Kết nối nền tảng", "Connect the platform"),
    Text("Tập huấn cán bộ", "Train the staff"),
    Text("Bố trí kinh phí", "Provide the funds"),
)
_AIMS = (
    "full_process_dossier_rate", "adult_online_service_rate", "dossier_personal_id_rate",
    "leader_digital_signing_rate", "official_digital_signing_rate",
)  # fmt: skip
_EVIDENCE = "practice"
# Days from today to start and deadline, first and last of what is drawn.
_SPANS: dict[Kind, tuple[tuple[int, int], tuple[int, int]]] = {
    "overdue": ((-400, -200), (-150, -3)), "unproven": ((-400, -200), (-150, -3)),
    "soon": ((-200, -40), (0, 30)), "running": ((-120, -10), (40, 300)),
    "open": ((-200, -10), (1, 2)), "waiting": ((10, 90), (120, 300)),
    "late": ((-400, -250), (-200, -60)), "done": ((-400, -250), (-120, 60)),
}  # fmt: skip


def practice_register(register: Register, today: date, seed: int = 67) -> Register:
    """Make up tasks around a day, led by the agencies and under the pillars of `register`."""
    rng = np.random.default_rng(seed)
    leads = [one for name, one in register.agencies.items() if not name.startswith("VN34-")]
    leads += [register.agencies[area] for area in ("VN34-01", "VN34-79", "VN34-48")]
    tasks = [_task(number, leads, register, today, rng) for number in range(_TASKS)]
    return Register(
        {_PLAN.id: _PLAN}, register.pillars, register.agencies, {one.id: one for one in tasks}
    )


def _task(
    number: int, leads: list[Agency], register: Register, today: date, rng: np.random.Generator
) -> Task:
    kind: Kind = STATES[number % len(STATES)]
    pillars = list(register.pillars)
    pillar = int(rng.integers(len(pillars)))
    agency = leads[int(rng.integers(len(leads)))]
    begun, due = (today + timedelta(int(rng.integers(a, b + 1))) for a, b in _SPANS[kind])
    work, place = _WORK[pillar % len(_WORK)], number + 1
    moved = kind in ("overdue", "running") and number % 3 == 0
    first = due - timedelta(60) if moved else due
    group = number % _GROUPS + 1
    return Task(
        f"mp-{place:02}", _PLAN.id,
        Text(f"{work.vi} – nhiệm vụ mô phỏng số {place}", f"{work.en} – simulated task {place}"),
        None if number == 20 else agency,
        start=begun,
        deadline=None if kind == "open" else max(first, begun),
        deferrals=(_deferral(due, first),) if moved else (),
        deliverables=_deliverables(kind, begun, due, today, rng),
        aims=_aims(kind, number),
        pillar=pillars[pillar],
        group=Text(f"Nhóm nhiệm vụ {group} (mô phỏng)", f"Group {group} (simulated)"),
        phase=_PHASES[number % 2],
    )  # fmt: skip


def _deferral(to: date, first: date) -> Deferral:
    return Deferral(
        to, first - timedelta(10), Text("Cơ quan mô phỏng", "A simulated agency"),
        Text("Lý do mô phỏng: chờ kết nối dữ liệu", "Simulated reason: waiting for a connection"),
    )  # fmt: skip


def _aims(kind: Kind, number: int) -> tuple[Aim, ...]:
    """Give tasks under way an indicator; figures decide, so not where the state is meant."""
    if kind not in ("overdue", "running", "soon"):
        return ()
    return (Aim(_AIMS[number % len(_AIMS)], "VN"),)


def _deliverables(
    kind: Kind, begun: date, due: date, today: date, rng: np.random.Generator
) -> tuple[Deliverable, ...]:
    names = [
        Text("Báo cáo mô phỏng", "Simulated report"),
        Text("Sản phẩm mô phỏng", "Simulated deliverable"),
    ]
    if kind == "unproven":
        return tuple(Deliverable(name) for name in names)
    last = {"done": min(due, today), "late": due + timedelta(int(rng.integers(5, 55)))}.get(kind)
    halfway = begun + (min(due, today) - begun) / 2
    first = halfway if kind in ("done", "late", "overdue", "running", "soon") else None
    return (
        Deliverable(names[0], first, _EVIDENCE),
        Deliverable(names[1], last, _EVIDENCE),
    )
