"""The indicator dictionary as a list of entries that open in place."""

from __future__ import annotations

from html import escape

import pandas as pd

from kpi.catalogue import Catalogue, Indicator, Target
from kpi.language import N_, Lang, Language, language
from kpi.periods import parse_period
from ui import data, markup

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


def entries(found: list[Indicator], opened: str, code: Lang) -> str:
    """Return the entries as HTML; the one called `opened` stands open."""
    held = data.figures("published", "34")
    written = held.shelf.kept(("dictionary", code), lambda: _written(code))
    return "".join(
        written[one.id].replace("<details", "<details open", one.id == opened) for one in found
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
        (lang._("Targets"), _targets(one, lang)),
        (lang._("Owner"), f"{lang.pick(one.owner.agency)} – {lang.pick(one.owner.head)}"),
        (lang._("Frequency"), lang._(_FREQUENCIES[one.frequency])),
        (lang._("From 63 to 34"), lang._(_AGGREGATIONS[one.aggregation])),
        (lang._("Figures there are"), _reach(one, known, lang)),
        (lang._("Source"), catalogue.sources[one.source].title),
        (lang._("Licence"), one.licence),
        (lang._("Id"), one.id),
    ]
    terms += [(lang.date(cut.day), lang.pick(cut.note)) for cut in one.breaks]
    terms += [(lang._("Note"), lang.pick(one.note))] if one.note else []
    pillar = lang.pick(catalogue.pillars[one.pillar])
    return (
        f'<details class="kd-entry"><summary><strong>{escape(lang.pick(one.name))}</strong> '
        f"<span>· {escape(pillar)}</span></summary>"
        f'<div class="kd-inside">{markup.facts(terms)}</div></details>'
    )


def _unit(one: Indicator, lang: Language) -> str:
    better = lang._("higher is better") if one.direction == "higher" else lang._("lower is better")
    label = lang._("rank") if one.unit == "rank" else lang.pick(one.unit_label)
    return ", ".join(part for part in (label, better) if part)


def _targets(one: Indicator, lang: Language) -> str:
    texts = [
        lang._(
            "{value} by {deadline}",
            value=lang.target(target.value, one),
            deadline=lang.date(target.deadline),
        )
        + _meant(target, lang)
        for target in one.targets
    ]
    return "; ".join(texts) or lang._("no target set")


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
