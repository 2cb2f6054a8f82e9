"""What the map of verdicts draws: of each area the overall verdict, and what it rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kpi.course import REASONS, WORDS, Judgement, amount, dated_figure, word
from kpi.mapping import NATION, places

if TYPE_CHECKING:
    from datetime import date

    from kpi.catalogue import Indicator
    from kpi.language import Language
    from kpi.units import Units

__all__ = ["ORDER", "answer", "furthest", "in_need", "verdict_payload"]

# From what is best to what needs most; a map's legend and list go by it.
ORDER = (
    "achieved", "on_course", "moderate", "insufficient", "moving_away", "past_deadline",
    "not_enough_data",
)  # fmt: skip
_UNKNOWN = REASONS["no_figure"]
Made = Mapping[str, Judgement]  # by area


def verdict_payload(
    made: Made,
    indicator: Indicator,
    lang: Language,
    units: Units,
    areas: Sequence[str],
    *,
    today: date,
    simulated: bool = False,
) -> dict[str, Any]:
    """Build what the map of verdicts shows of one indicator, ready for JSON.

    `made` holds the judgements there are; `areas` are all areas of one era.
    """
    place = places(areas, lang, units)
    order: list[str] = place["areas"]
    rows = [_row(made.get(area), lang) for area in order]
    texts = sorted({text for row in rows for text in row[2:]})
    at = {area: n for n, area in enumerate(order)}
    return {
        **place,
        "title": lang.pick(indicator.name),
        "periods": [f"{today}"],
        "labels": {"head": "", "tails": [lang._("judged on {date}", date=lang.date(today))]},
        "verdicts": [[ORDER.index(name), int(agree), *map(texts.index, rest)]
                     for name, agree, *rest in rows],
        "texts": texts,
        "need": [at[area] for area in in_need(made) if area in at],
        "nation": _nation(made.get(NATION), lang),
        "targets": _targets(made, lang),
        "simulated": simulated,
    }  # fmt: skip


def in_need(made: Made) -> list[str]:
    """Return the areas with a verdict, those in most need first, the nation among them."""
    judged = [area for area, one in made.items() if one.overall != "not_enough_data"]
    return sorted(judged, key=lambda area: _need(made[area]), reverse=True)


def furthest(made: Mapping[tuple[str, str], Judgement], most: int) -> list[Judgement]:
    """Return the indicators that are off course, the furthest first: of the nation or its parts.

    `made`: judgements by indicator and area. A group of parts speaks where the nation has none.
    """
    off = ORDER[ORDER.index("moderate") : ORDER.index("not_enough_data")]
    whole: dict[str, Judgement] = {}
    for (name, area), one in made.items():
        if area == "VN" or (area.startswith("VN-") and name not in whole):
            whole[name] = one
    late = (one for one in whole.values() if one.overall in off)
    return sorted(late, key=_share_missing, reverse=True)[:most]


def _share_missing(made: Judgement) -> tuple[int, float]:
    """Weigh by the verdict, then by the share of the target that is missing."""
    target = 0.0 if made.target is None else abs(made.target.value)
    return ORDER.index(made.overall), (made.missing or 0.0) / (target or 1.0)


def answer(made: Made, areas: Sequence[str], lang: Language, units: Units) -> str:
    """Say how many areas have which verdict, and which one needs most."""
    ours = {area: one for area, one in made.items() if area in areas}
    counts = Counter(one.overall for one in ours.values())
    counts["not_enough_data"] += len(areas) - len(ours)
    told = "; ".join(
        f"{word(name, lang).text} {lang.number(counts[name])}"
        for name in reversed(ORDER) if counts[name]
    )  # fmt: skip
    said = lang._("Of {all} areas: {counts}.", all=lang.number(len(areas)), counts=told)
    worst = next(iter(in_need(ours)), None)
    if worst is None or _need(ours[worst])[0] < ORDER.index("moderate"):
        return said
    one = ours[worst]
    need = lang._(
        "In most need: {area}, {latest}, {missing} short.",
        area=lang.pick(units[worst].name), **_numbers(one, lang),
    )  # fmt: skip
    return f"{said} {need}"


def _need(one: Judgement) -> tuple[int, float]:
    return ORDER.index(one.overall), one.missing or 0.0


def _numbers(one: Judgement, lang: Language) -> dict[str, str]:
    latest = "" if one.latest is None else dated_figure(one.latest, one.indicator, lang)
    lacks = amount(abs(one.missing or 0.0), one.indicator, lang).removeprefix("+")
    return {"latest": latest, "missing": lacks}


def _row(one: Judgement | None, lang: Language) -> tuple[Any, ...]:
    """Return verdict, whether methods agree, value, what is missing, and why."""
    if one is None:
        return "not_enough_data", True, "", "", lang._(_UNKNOWN)
    numbers = _numbers(one, lang)
    lacks = numbers["missing"] if (one.missing or 0.0) > 0 else ""
    return one.overall, one.agree, numbers["latest"], lacks, _why(one, lang)


def _why(one: Judgement, lang: Language) -> str:
    """Name what decided: the reason where there is no verdict, else the most cautious methods."""
    if one.reason:
        return lang._(REASONS[one.reason])
    if one.past or ORDER.index(one.overall) < ORDER.index("moderate"):
        return ""
    style = WORDS[one.overall].style
    said = [word(found.verdict, lang).text for found in one.findings.values()
            if WORDS[found.verdict].style == style]  # fmt: skip
    return "; ".join(dict.fromkeys(said))


def _nation(one: Judgement | None, lang: Language) -> list[Any] | None:
    if one is None or one.overall == "not_enough_data":
        return None
    return [ORDER.index(one.overall), _numbers(one, lang)["latest"]]


def _targets(made: Made, lang: Language) -> list[str]:
    """Return each target the areas are judged against, in words."""
    goals = {(one.target.value, one.target.deadline): one for one in made.values() if one.target}
    return [
        lang._("Target {value} by {day}", value=lang.target(value, one.indicator),
               day=lang.date(day))
        for (value, day), one in sorted(goals.items(), key=lambda entry: entry[0])
    ]  # fmt: skip
