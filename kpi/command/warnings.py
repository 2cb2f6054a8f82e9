"""`warnings`: what fires, since when, why, for whom, and what would clear it."""

from __future__ import annotations

import argparse
import sys
from datetime import date, datetime
from typing import TYPE_CHECKING

from kpi.alerts import Alert, Evaluation, editions, evaluate, load_rules
from kpi.alerts.editions import known
from kpi.alerts.words import SEVERITY_NAMES, STATE_NAMES, answering, clearing, why
from kpi.catalogue import Catalogue, load_catalogue
from kpi.command.answers import add_language, day
from kpi.command.telling import as_json, name_place
from kpi.language import Language
from kpi.store import published
from kpi.store.place import shown, store_url
from kpi.store.versions import VIET_NAM
from kpi.tasks import judge, load_register
from kpi.units import Units, load_units

if TYPE_CHECKING:
    from kpi.command.checking import Commands

__all__ = ["add_to", "evaluated"]


def add_to(commands: Commands) -> None:
    """Offer the command."""
    warnings = commands.add_parser("warnings", help="list early warnings")
    today = datetime.now(VIET_NAM).date()
    warnings.add_argument("--as-of", type=day, default=today, metavar="DATE")
    warnings.add_argument("--all", action="store_true", help="those that have cleared, too")
    add_language(warnings)
    warnings.set_defaults(run=_warnings)


def _warnings(args: argparse.Namespace, lang: Language) -> int:
    name_place(shown(store_url()), lang)
    catalogue, units = load_catalogue(), load_units()
    found = evaluated(catalogue, units, args.as_of, lang)
    told = [one for one in found.alerts if one.active or args.all]
    if args.json:
        as_json([_told(one, catalogue, lang) for one in told])
    else:
        lines = [_written(one, catalogue, units, lang) for one in told]
        print("\n".join([_headline(found, lang), *lines]))
    return 0


def evaluated(catalogue: Catalogue, units: Units, today: date, lang: Language) -> Evaluation:
    """Evaluate the published figures; problems of rules go to standard error."""
    rows = editions(published(), catalogue, units)
    seen = known(rows, today)
    tasks = judge(
        load_register(catalogue, units), catalogue,
        lambda name, area: seen[(seen["indicator"] == name) & (seen["area"] == area)], today,
    )  # fmt: skip
    found = evaluate(load_rules(catalogue), rows, catalogue, units, today, tasks=tasks)
    for problem in found.problems:
        print(lang._("A rule has a problem and is left out: {where}", where=problem),
              file=sys.stderr)  # fmt: skip
    return found


def _headline(found: Evaluation, lang: Language) -> str:
    states = [one.state for one in found.alerts]
    return lang._(
        "{day}: {alerting} alerts fire, {pending} are pending.", day=lang.date(found.day),
        alerting=lang.number(states.count("alerting")),
        pending=lang.number(states.count("pending")),
    )  # fmt: skip


def _told(one: Alert, catalogue: Catalogue, lang: Language) -> dict[str, object]:
    """Tell a program of one alert."""
    who = answering(one, catalogue)
    return {
        "id": one.id, "rule": one.rule.id, "severity": one.rule.severity,
        "indicator": None if one.task else one.subject, "task": one.subject if one.task else None,
        "area": one.area, "state": one.state, "since": f"{one.since}", "began": f"{one.began}",
        "began_earlier": one.at_least,
        "why": why(one, catalogue, lang), "clears": clearing(one, catalogue, lang),
        **{name: text and lang.pick(text) for name, text in who._asdict().items()},
        "history": [{"day": f"{step.day}", "state": step.state} for step in one.history],
    }  # fmt: skip


def _written(one: Alert, catalogue: Catalogue, units: Units, lang: Language) -> str:
    """Write one alert on one line, and why, for whom and what clears it below."""
    name = one.task.task.name if one.task else catalogue[one.subject].short
    who = answering(one, catalogue)
    parts = [
        lang._(SEVERITY_NAMES[one.rule.severity]), lang._(STATE_NAMES[one.state]),
        lang._("since {day}", day=lang.date(one.since)), lang.pick(one.rule.name),
        lang.pick(name), lang.pick(units[one.area].name) if one.area in units else one.area,
    ]  # fmt: skip
    office, contact = (lang.pick(text) if text else lang._("not stated")
                       for text in (who.head, who.contact))  # fmt: skip
    answers = lang._("Answers: {office}; contact point: {contact}", office=office, contact=contact)
    return (
        f"{' · '.join(parts)}\n    {why(one, catalogue, lang)}\n"
        f"    → {clearing(one, catalogue, lang)}\n    {answers}"
    )
