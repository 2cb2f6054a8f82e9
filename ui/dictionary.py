"""The indicator dictionary as a list of entries that open in place."""

from __future__ import annotations

from html import escape
from urllib.parse import urlencode

import pandas as pd

from kpi.catalogue import Catalogue, Indicator, Source, Target
from kpi.language import N_, Lang, Language, language
from kpi.periods import parse_period
from kpi.search import find
from ui import data, markup, origins, quality
from ui.tasks import board

_FREQUENCIES = {
    "A": N_("yearly"),
    "S": N_("half-yearly"),
    "Q": N_("quarterly"),
    "M": N_("monthly"),
    "I": N_("irregular"),
}
_AGGREGATIONS = {
    "sum": N_("sum of the former provinces"),
    "ratio": N_("sum of numerators over sum of denominators"),
    "weighted_mean": N_("weighted mean of the former provinces, marked as estimated"),
    "none": N_("not merged: shown for the units it was published for"),
}


def found(words: str, pillar: str, opened: str, code: Lang) -> str:
    """Return the entries of a pillar ("" for all) that hold all words, and how many there are.

    The one called `opened` stands open.
    """
    lang, catalogue = language(code), data.catalogue()
    shown = [one for one in find(words, catalogue) if pillar in ("", one.pillar)]
    if not shown:
        text = lang._("No indicator holds all these words. Try fewer or shorter words.")
        return markup.answer(text)
    held = data.figures("published", "34")
    written = held.shelf.kept(("dictionary", code), lambda: _written(code))
    text = lang._("{found} of {all} indicators.", found=len(shown), all=len(catalogue))
    return (
        f'{markup.answer(text)}<div class="kd-entries">'
        + "".join(
            written[one.id].replace("<details", "<details open", one.id == opened) for one in shown
        )
        + "</div>"
    )


def _written(code: Lang) -> dict[str, str]:
    lang, catalogue = language(code), data.catalogue()
    known = data.reach("published")
    return {one.id: _entry(one, catalogue, known, lang) for one in catalogue.values()}


def _entry(one: Indicator, catalogue: Catalogue, known: pd.DataFrame, lang: Language) -> str:
    terms = [(lang._("What it measures"), lang.pick(one.definition))]
    if one.numerator and one.denominator:
        terms += [
            (lang._("Numerator"), lang.pick(one.numerator)),
            (lang._("Denominator"), lang.pick(one.denominator)),
        ]
    terms += [
        (lang._("Unit"), _unit(one, lang)),
        *([] if one.targets else [(lang._("Targets"), lang._("no target set"))]),
        *_owner(one, lang),
        (lang._("Frequency"), lang._(_FREQUENCIES[one.frequency])),
        (lang._("From 63 to 34"), lang._(_AGGREGATIONS[one.aggregation])),
        (lang._("Figures there are"), _reach(one, known, lang)),
        (lang._("Source"), _from(catalogue.sources[one.source], lang)),
        (lang._("Licence"), one.licence),
        (lang._("Id"), one.id),
    ]
    terms += [(lang.date(cut.day), lang.pick(cut.note)) for cut in one.breaks]
    terms += [(lang._("Note"), lang.pick(one.note))] if one.note else []
    pillar = lang.pick(catalogue.pillars[one.pillar])
    mark = quality.mark(data.figures("published", "34"), one)
    return (
        f'<details class="kd-entry"><summary><strong>{escape(lang.pick(one.name))}</strong> '
        f"<span>· {escape(pillar)}</span></summary>"
        f'<div class="kd-inside">{markup.facts(terms)}{_targets(one, lang)}{_tasks(one, lang)}'
        f"{mark}</div></details>"
    )


def _owner(one: Indicator, lang: Language) -> list[tuple[str, str]]:
    """Tell who answers; a contact that nobody published is said to be so."""
    contact = one.owner.contact
    return [
        (lang._("Owner"), lang.pick(one.owner.agency)),
        (lang._("Responsible head"), lang.pick(one.owner.head)),
        (lang._("Contact point"), lang.pick(contact) if contact else lang._("not stated")),
    ]


def _tasks(one: Indicator, lang: Language) -> str:
    """Return the way to the tasks that should move an indicator; "" where documents name none."""
    count = len(board.register().tasks_of(one.id))
    if not count:
        return ""
    way = urlencode({"chi-so": one.id, **({} if lang.code == "vi" else {"lang": lang.code})})
    told = lang._("Tasks that should move it: {count}", count=lang.number(count))
    return markup.linked(told, (f"ke-hoach?{way}", lang._("show them")))


def _unit(one: Indicator, lang: Language) -> str:
    better = lang._("higher is better") if one.direction == "higher" else lang._("lower is better")
    label = lang._("rank") if one.unit == "rank" else lang.pick(one.unit_label)
    return ", ".join(part for part in (label, better) if part)


def _targets(one: Indicator, lang: Language) -> str:
    """Return the targets, each with the document that set it; "" for none."""
    head = [lang._("Target"), lang._("Deadline"), lang._("Document")]
    body: list[list[markup.Cell]] = [
        [
            lang.target(target.value, one) + _meant(target, lang),
            lang.date(target.deadline),
            origins.cell(target.document, lang),
        ]
        for target in one.targets
    ]
    return markup.table(head, body) if body else ""


def _from(source: Source, lang: Language) -> str:
    return f"{source.title} ({source.publisher}, {lang.published(source.published)})"


def _meant(target: Target, lang: Language) -> str:
    """Say whose target it is, where not the nation's, and that it no longer counts."""
    whose = "" if target.area == "VN" else lang.pick(data.units()[target.area].name)
    former = lang._("superseded") if target.superseded else ""
    meant = ", ".join(part for part in (whose, former) if part)
    return f" ({meant})" if meant else ""


def _reach(one: Indicator, known: pd.DataFrame, lang: Language) -> str:
    if one.id not in known.index:
        return lang._("no published figure")
    row = known.loc[one.id].to_dict()
    first, last = (lang.period(parse_period(str(row[name]))) for name in ("first", "last"))
    return lang._(
        "{areas} areas, {first} to {last}; newest published {published}",
        areas=lang.number(row["areas"]),
        first=first,
        last=last,
        published=lang.published(str(row["published"])),
    )
