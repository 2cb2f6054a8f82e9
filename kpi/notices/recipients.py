"""Who is told of warnings, and of which: `data/recipients.yml`, whose head explains the fields."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kpi.alerts import SEVERITIES, Alert
from kpi.alerts.words import answering, slug
from kpi.catalogue import DATA, Catalogue
from kpi.entries import Entry, Problems, each_of, one_of, read_yaml
from kpi.language import LANGUAGES
from kpi.notices.sending import holds_secret
from kpi.tasks import Register
from kpi.units import Units

__all__ = ["FILE", "Recipient", "Recipients", "load_recipients"]

FILE = DATA / "recipients.yml"
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")


@dataclass(frozen=True)
class Recipient:
    """One recipient: an address and the warnings wanted there; () stands for all.

    `severity`: the least grave one still told.
    """

    id: str
    address: str
    language: str = "vi"
    agencies: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    pillars: tuple[str, ...] = ()
    severity: str = "notice"

    def wants(self, one: Alert, catalogue: Catalogue) -> bool:
        """Tell whether an alert is for this recipient: by agency, area, pillar and severity."""
        pillar = one.task.task.pillar if one.task else catalogue[one.subject].pillar
        return (
            SEVERITIES.index(one.rule.severity) <= SEVERITIES.index(self.severity)
            and (not self.agencies or answering(one, catalogue).slug in self.agencies)
            and (not self.areas or one.area in self.areas)
            and (not self.pillars or pillar in self.pillars)
        )


@dataclass(frozen=True)
class Recipients:
    """The recipients in the file's order; `problems` as `file:line: reason`.

    `dashboard`: where the dashboard is served, "" where that is not said.
    """

    all: tuple[Recipient, ...]
    dashboard: str = ""
    problems: tuple[str, ...] = ()


def load_recipients(
    path: Path, catalogue: Catalogue, units: Units, register: Register
) -> Recipients:
    """Read the recipients; one with a problem is told and left out, the others are kept.

    Raises OSError or ValueError where there is no such file, or it is no list of recipients.
    """
    top, problems = read_yaml(path), Problems()
    entries = top.get("recipients")
    if not isinstance(entries, list):
        raise ValueError(f"{path.name}:1: a list is expected under `recipients:`")
    for field in top.keys() - {"recipients", "dashboard"}:
        problems.tell(top, field, f"unknown field {field!r}")
    readers, found = _readers(catalogue, units, register), dict[str, Recipient]()
    for entry in entries:
        if not isinstance(entry, Entry):
            problems.append(f"{path.name}: a recipient with fields is expected, not {entry!r}")
        elif (one := problems.build(Recipient, entry, **readers)) is not None:
            if one.id in found:
                problems.tell(entry, "id", f"{one.id!r} is defined twice")
            found.setdefault(one.id, one)
    return Recipients(tuple(found.values()), _dashboard(top, problems), tuple(problems))


def _dashboard(top: Entry, problems: Problems) -> str:
    told = top.get("dashboard") or ""
    if not isinstance(told, str) or not re.fullmatch(r"(https?://[^\s]+)?", told):
        problems.tell(top, "dashboard", "an address, as https://kpi.example.vn, is expected")
        return ""
    return told.rstrip("/")


def _readers(
    catalogue: Catalogue, units: Units, register: Register
) -> dict[str, Callable[[Any], Any]]:
    pillars = {*catalogue.pillars, *register.pillars}
    names = [one.owner.agency for one in catalogue.values()]
    names += [one.name for one in register.agencies.values()]
    return {
        "id": _own_id,
        "address": _address,
        "language": one_of({code: code for code in LANGUAGES}),
        "agencies": each_of({slug(name): slug(name) for name in names}),
        "areas": each_of({unit: unit for unit in _areas(units, register)}),
        "pillars": each_of({name: name for name in pillars}),
        "severity": one_of({name: name for name in SEVERITIES}),
    }


def _areas(units: Units, register: Register) -> Mapping[str, None]:
    named = [task.area for task in register.tasks.values()]
    return dict.fromkeys(["VN", *(unit.id for unit in units.provinces), *named])


def _own_id(raw: object) -> str:
    if not isinstance(raw, str) or not _ID.fullmatch(raw):
        raise ValueError(f"small letters, digits and dashes are expected, not {raw!r}")
    return raw


def _address(raw: object) -> str:
    """Read an address; what is wrong with it is told without it, for it may hold a secret."""
    if not isinstance(raw, str) or not raw.strip():
        raise ValueError("an Apprise address is expected, as mailto://… or json://…")
    if holds_secret(raw):
        raise ValueError(
            "a password or token stands in the file; name an environment variable instead, ${NAME}"
        )
    return raw.strip()
