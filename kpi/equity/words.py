"""What equity looks like in words: the group furthest behind, the gap, and where those are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kpi.equity.concentration import Concentration
from kpi.equity.gaps import Gap, Side
from kpi.equity.spread import Spread
from kpi.language import Language
from kpi.periods import parse_period

if TYPE_CHECKING:
    from kpi.catalogue import Indicator
    from kpi.units import Units

__all__ = [
    "answer", "chance", "concentrated", "difference", "furthest", "measures", "moved", "side",
]  # fmt: skip

_SURE = 0.05


def answer(
    found: Sequence[Gap], now: Spread | None, where: Concentration | None,
    indicator: Indicator, period: str, lang: Language,
) -> str:  # fmt: skip
    """Say in one sentence who is behind, how far apart the best and worst are, where half are."""
    parts = [_group(found, indicator, lang)]
    if now is not None:
        parts.append(
            lang._("best and worst province are {gap} apart", gap=_size(now.gap, indicator, lang))
        )
    if where is not None:
        parts.append(_half(where, lang))
    return _opened("; ".join(parts), indicator, period, lang)


def concentrated(where: Concentration, indicator: Indicator, period: str, lang: Language) -> str:
    """Say in how few provinces half of those without the service are."""
    return _opened(_half(where, lang), indicator, period, lang)


def _half(where: Concentration, lang: Language) -> str:
    return lang._(
        "half of all without it are in {count} of {number} provinces",
        count=lang.number(where.half),
        number=lang.number(len(where.provinces)),
    )


def _opened(said: str, indicator: Indicator, period: str, lang: Language) -> str:
    when = lang.period(parse_period(period))
    return f"{lang.pick(indicator.short)} ({when}): {said}."


def furthest(found: Sequence[Gap], indicator: Indicator) -> Gap | None:
    """Return the group furthest behind the rest, or least ahead; None where no group is told."""
    sign = 1 if indicator.direction == "higher" else -1
    told = [gap for gap in found if gap.difference is not None]
    return min(told, key=lambda gap: sign * (gap.difference or 0.0), default=None)


def _group(found: Sequence[Gap], indicator: Indicator, lang: Language) -> str:
    gap = furthest(found, indicator)
    if gap is None or gap.difference is None:
        known = max((one.inside.known + one.outside.known for one in found), default=0)
        number = max((one.inside.number + one.outside.number for one in found), default=0)
        return lang._(
            "only {known} of {number} provinces have a figure, too few to set groups side by side",
            known=lang.number(known), number=lang.number(number),
        )  # fmt: skip
    values = {
        "group": _lower(lang.pick(gap.group.name)),
        "inside": side(gap.inside, indicator, lang),
        "outside": side(gap.outside, indicator, lang),
        "apart": _size(abs(gap.difference), indicator, lang),
    }
    if _behind(gap.difference, indicator):
        return lang._("{group} {inside}, the rest {outside}: {apart} behind", **values)
    return lang._("no group is behind; {group} {inside}, the rest {outside}", **values)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _behind(difference: float, indicator: Indicator) -> bool:
    return difference < 0 if indicator.direction == "higher" else difference > 0


def side(one: Side, indicator: Indicator, lang: Language) -> str:
    """Write where a side stands, or of how few provinces there is a figure."""
    if one.value is None:
        return lang._(
            "{known} of {number} have a figure",
            known=lang.number(one.known), number=lang.number(one.number),
        )  # fmt: skip
    return lang.value(round(one.value, indicator.decimals), indicator)


def difference(gap: Gap, indicator: Indicator, lang: Language) -> str:
    """Write how far a group is from the rest, with its interval where both were counted."""
    if gap.difference is None:
        return "–"
    written = _size(gap.difference, indicator, lang, signed=True)
    if gap.interval is None:
        return written
    low, high = (lang.number(end, indicator.decimals) for end in gap.interval)
    return lang._("{difference} ({low} to {high})", difference=written, low=low, high=high)


def chance(gap: Gap, indicator: Indicator, lang: Language) -> str:
    """Say whether the distance is more than chance, or that this is not told."""
    if gap.difference is None:
        return lang._("too few figures")
    if gap.p is None and indicator.unit != "percent":
        return lang._("no test: not a share")
    if gap.p is None:
        return lang._("not testable: numerator and denominator not published")
    return lang._("more than chance") if gap.p < _SURE else lang._("no more than chance")


def measures(
    now: Spread, indicator: Indicator, units: Units, lang: Language
) -> list[tuple[str, str]]:
    """Return the measures of one period as facts: what, and how much."""
    best, worst = (lang.pick(units[area].name) for area in (now.best, now.worst))
    told = [
        (
            lang._("Gap, best to worst"),
            f"{_size(now.gap, indicator, lang)} ({best} – {worst})",
        ),
        (lang._("Standard deviation"), _size(now.deviation, indicator, lang)),
    ]
    if now.ratio is not None:
        told.append(("P90/P10", lang.number(now.ratio, 2)))
    if now.variation is not None:
        told.append((lang._("Coefficient of variation"), lang.percent(100 * now.variation, 1)))
    return told


def moved(found: Sequence[Spread], indicator: Indicator, lang: Language) -> str:
    """Say how the gap moved since the first period that compares with the last one."""
    alike = [one for one in found if one.age == found[-1].age]
    first, last = alike[0], alike[-1]
    if len(alike) < 2:
        return lang._("Best to worst: {gap}", gap=_size(last.gap, indicator, lang))
    return lang._(
        "Best to worst: {before} ({since}), {now} ({until})",
        before=_size(first.gap, indicator, lang),
        since=lang.period(parse_period(first.period)),
        now=_size(last.gap, indicator, lang),
        until=lang.period(parse_period(last.period)),
    )


def _size(value: float, indicator: Indicator, lang: Language, *, signed: bool = False) -> str:
    """Write a distance: in points, places or the indicator's own unit."""
    rounded = round(value, indicator.decimals) + 0.0
    sign = "+" if signed and rounded > 0 else ""
    if indicator.unit == "percent":
        number = sign + lang.number(rounded, indicator.decimals, least=0)
        return lang._("{number} points", number=number)
    if indicator.unit == "rank":
        return lang._("{number} places", number=sign + lang.number(rounded, 1, least=0))
    return sign + lang.value(rounded, indicator)
