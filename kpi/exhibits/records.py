"""Exhibits of what is kept about the figures: the dictionary of indicators, the log of versions."""

from __future__ import annotations

from collections.abc import Sequence

from kpi.catalogue import Indicator
from kpi.exhibits.exhibit import Exhibit
from kpi.exhibits.lists import Words, listed
from kpi.exhibits.pieces import unit_of
from kpi.exhibits.refusals import ExhibitError, Problem
from kpi.exhibits.view import View
from kpi.language import N_
from kpi.search import find
from kpi.store import Version
from kpi.store.versions import VIET_NAM

__all__ = ["dictionary", "versions"]

_KINDS = {
    "base": N_("files of the project"),
    "publish": N_("published"),
    "rollback": N_("rolled back"),
}


def dictionary(view: View) -> Exhibit:
    """Return the indicators that `/danh-muc` lists, or all that is said of the one opened."""
    opened = view.choice("chi-so", view.catalogue, "", "indicator")
    pillar = view.choice("tru-cot", view.catalogue.pillars, "")
    view.sound()
    if opened:
        return _entry(view, view.catalogue[opened])
    lang, words = view.lang, view.choices.get("tim", "")
    shown = [one for one in find(words, view.catalogue) if pillar in ("", one.pillar)]
    if not shown:
        raise ExhibitError([Problem("silent")])
    heads = (lang._("Indicator"), lang._("What it measures"), lang._("Unit"), lang._("Owner"))
    lines = [
        (
            lang.pick(one.name),
            lang.pick(one.definition),
            _unit(one, view),
            lang.pick(one.owner.agency),
        )
        for one in shown
    ]
    said = lang._("{found} of {all} indicators.", found=len(shown), all=len(view.catalogue))
    title = lang._("What does each figure mean, and who answers for it?")
    return listed(view, view.figures(), Words(title, said, heads, lines), (), "dictionary")


def _entry(view: View, one: Indicator) -> Exhibit:
    lang, contact = view.lang, one.owner.contact
    lines = [
        (lang._("What it measures"), lang.pick(one.definition)),
        (lang._("Numerator"), lang.pick(one.numerator) if one.numerator else "–"),
        (lang._("Denominator"), lang.pick(one.denominator) if one.denominator else "–"),
        (lang._("Unit"), _unit(one, view)),
        (lang._("Owner"), lang.pick(one.owner.agency)),
        (lang._("Responsible head"), lang.pick(one.owner.head)),
        (lang._("Contact point"), lang.pick(contact) if contact else lang._("not stated")),
        *_targets(one, view),
        *((lang.date(cut.day), lang.pick(cut.note)) for cut in one.breaks),
    ]
    heads = (lang._("Indicator"), lang.pick(one.short))
    ids = [one.source, *(goal.document for goal in one.targets)]
    words = Words(lang.pick(one.name), lang.pick(one.definition), heads, lines)
    return listed(view, view.figures(), words, ids, "dictionary")


def _unit(one: Indicator, view: View) -> str:
    return unit_of(one, view.lang) or view.lang._("rank")


def _targets(one: Indicator, view: View) -> Sequence[tuple[str, str]]:
    """Return every target that was ever set, with its deadline and whose it is."""
    lang = view.lang
    if not one.targets:
        return [(lang._("Targets"), lang._("no target set"))]
    lines = []
    for goal in one.targets:
        whose = "" if goal.area == "VN" else lang.pick(view.units[goal.area].name)
        former = lang._("superseded") if goal.superseded else ""
        told = (lang.target(goal.value, one), lang.date(goal.deadline), whose, former)
        lines.append((lang._("Target"), ", ".join(filter(None, told))))
    return lines


def versions(view: View) -> Exhibit:
    """Return the log that `/phien-ban` shows: who published what, when and why, newest first."""
    section = view.choice("muc", ("nhat-ky", "so-sanh", "mot-so-lieu", "hoan-tac"), "nhat-ky")
    view.sound()
    last = view.moment.version if view.moment else None
    known = [one for one in view.library.versions() if last is None or one.id <= last]
    if not known or view.workspace != "published" or section != "nhat-ky":
        raise ExhibitError([Problem("silent")])
    lang = view.lang
    heads = (lang._("Version"), lang._("When"), lang._("Who"), lang._("What"), lang._("Note"),
             lang._("Rows changed"), lang._("Files (SHA-256)"))  # fmt: skip
    newest = known[0]
    said = lang._(
        "{count} versions are kept; the newest is version {version} of {day}, by {author}: {kind}.",
        count=lang.number(len(known)), version=newest.id,
        day=lang.date(newest.at.astimezone(VIET_NAM).date()),
        author=_author(newest, view), kind=_kind(newest, view),
    )  # fmt: skip
    lines = [_version(one, view) for one in known]
    title = lang._("How have the published figures changed?")
    return listed(view, view.figures(), Words(title, said, heads, lines), (), "versions")


def _version(one: Version, view: View) -> tuple[str, ...]:
    lang, at = view.lang, one.at.astimezone(VIET_NAM)
    files = "; ".join(f"{file.name} ({file.sha256[:8]}…)" for file in one.files)
    return (
        f"{one.id}", f"{lang.date(at.date())} {at:%H:%M}", _author(one, view), _kind(one, view),
        one.note, lang.number(one.rows), files or "–",
    )  # fmt: skip


def _author(one: Version, view: View) -> str:
    return view.lang._("the program") if one.kind == "base" else one.author


def _kind(one: Version, view: View) -> str:
    if one.target is not None:
        return view.lang._("rolled back to version {target}", target=one.target)
    return view.lang._(_KINDS[one.kind])
