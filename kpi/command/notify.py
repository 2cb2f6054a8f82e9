"""`notify`: tell recipients what changed in the warnings, each thing once; for a scheduled run."""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kpi.catalogue import Catalogue, load_catalogue
from kpi.command.answers import add_language
from kpi.command.telling import as_json, name_place
from kpi.command.warnings import evaluated
from kpi.language import N_, Language, language
from kpi.moments import clock
from kpi.notices import (
    Digest,
    Recipients,
    Unsent,
    body,
    check,
    compose,
    load_recipients,
    send,
    title,
)
from kpi.notices.recipients import FILE
from kpi.store import Store, current
from kpi.store.place import shown, store_url
from kpi.store.versions import VIET_NAM
from kpi.tasks import load_register
from kpi.units import Units, load_units

if TYPE_CHECKING:
    from kpi.command.checking import Commands

__all__ = ["add_to"]

_WRONG_USAGE = 2
_FAILURES = ("failed", "unready")
_OUTCOMES = {
    "sent": N_("{recipient}: sent – {title}"),
    "would_send": N_("{recipient}: would be sent – {title}"),
    "nothing": N_("{recipient}: nothing new"),
    "failed": N_("{recipient}: not reached: {reason}. It is tried again on the next run."),
    "unready": N_("{recipient}: could not be sent: {reason}"),
    "elsewhere": N_("{recipient}: another run is telling it"),
}


@dataclass(frozen=True)
class _Told:
    """What came of one recipient's digest: a key of _OUTCOMES, and the letter."""

    digest: Digest
    outcome: str
    title: str
    body: str
    reason: str = ""


def add_to(commands: Commands) -> None:
    """Offer the command."""
    notify = commands.add_parser("notify", help="send recipients what changed in the warnings")
    notify.add_argument("--recipients", type=Path, default=FILE, metavar="FILE",
                        help="who is told what, as data/recipients.yml explains")  # fmt: skip
    notify.add_argument("--dry-run", action="store_true", help="say what would go to whom")
    add_language(notify)
    notify.set_defaults(run=_notify)


def _notify(args: argparse.Namespace, lang: Language) -> int:
    catalogue, units = load_catalogue(), load_units()
    try:
        who = load_recipients(args.recipients, catalogue, units, load_register(catalogue, units))
    except (OSError, ValueError) as error:
        print(lang._("The recipients cannot be read: {reason}", reason=str(error)),
              file=sys.stderr)  # fmt: skip
        return _WRONG_USAGE
    for problem in who.problems:
        print(lang._("A recipient has a problem and is left out: {where}", where=problem),
              file=sys.stderr)  # fmt: skip
    told = _all_told(who, catalogue, units, lang, dry_run=args.dry_run)
    if args.json:
        as_json([_object(one) for one in told])
    else:
        print("\n".join(_written(one, lang, dry_run=args.dry_run) for one in told)
              or lang._("The file names no recipient."))  # fmt: skip
    return 1 if who.problems or any(one.outcome in _FAILURES for one in told) else 0


def _all_told(
    who: Recipients, catalogue: Catalogue, units: Units, lang: Language, *, dry_run: bool
) -> list[_Told]:
    store = current() if dry_run else Store()
    name_place(shown(store_url()), lang)
    found = evaluated(catalogue, units, clock(), lang)
    words, before = (store.acknowledged(), store.digests()) if store else ((), ())
    told = []
    for recipient in who.all:
        own = language(recipient.language)
        digest = compose(recipient, found, words, before, catalogue)
        if digest.lost is not None:
            print(_lost(digest, digest.lost, lang), file=sys.stderr)
        letter = title(digest, own), body(digest, catalogue, units, own, who.dashboard)
        outcome, reason = "nothing", ""
        if dry_run:
            outcome, reason = _tried(digest, lang)
        elif store is not None and not digest.empty:
            outcome, reason = _sent(digest, *letter, store, lang)
        told.append(_Told(digest, outcome, *letter, reason))
    return told


def _lost(digest: Digest, begun: datetime, lang: Language) -> str:
    at = begun.astimezone(VIET_NAM)
    return lang._(
        "{recipient}: the digest of {day}, {time}, was begun and its end is not known. It is not "
        "sent again.",
        recipient=digest.recipient.id, day=lang.date(at.date()), time=f"{at:%H:%M}",
    )  # fmt: skip


def _tried(digest: Digest, lang: Language) -> tuple[str, str]:
    """Look whether a digest could be sent, and send nothing."""
    try:
        check(digest.recipient.address)
    except Unsent as error:
        return "unready", error.message(lang)
    return ("nothing" if digest.empty else "would_send"), ""


def _sent(digest: Digest, title: str, body: str, store: Store, lang: Language) -> tuple[str, str]:
    """Send one digest; it is kept before, so that nobody is told twice if we are stopped."""
    recipient = digest.recipient
    number = store.begin_digest(recipient.id, digest.day, digest.items, digest.seen)
    if number is None:
        return "elsewhere", ""
    try:
        send(recipient.address, title, body)
    except Unsent as error:
        store.end_digest(number, "failed")
        return "failed", error.message(lang)
    store.end_digest(number, "sent")
    return "sent", ""


def _written(one: _Told, lang: Language, *, dry_run: bool) -> str:
    said = lang._(_OUTCOMES[one.outcome], recipient=one.digest.recipient.id, title=one.title,
                  reason=one.reason)  # fmt: skip
    shows = dry_run and not one.digest.empty
    return said + "".join(f"\n    {line}".rstrip() for line in one.body.splitlines() if shows)


def _object(one: _Told) -> dict[str, object]:
    """Tell a program of one recipient; the address is never told."""
    digest = one.digest
    return {
        "recipient": digest.recipient.id, "outcome": one.outcome, "reason": one.reason or None,
        "new": [alert.id for alert in digest.new],
        "cleared": [cleared.id for cleared in digest.cleared],
        "acknowledged": [word.id for _, word in digest.acknowledged],
        "title": one.title, "body": one.body,
    }  # fmt: skip
