"""What a comparison says: who is better on how much, each difference, and how two move together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kpi.compare.lines import NO_SHARE, Difference, Line, is_sure, leads
from kpi.language import NBSP, Language

if TYPE_CHECKING:
    from kpi.catalogue import Indicator
    from kpi.compare.correlation import Correlation
    from kpi.compare.proportions import Interval

__all__ = ["answer", "apart", "chance", "coefficients", "related", "sureness"]


def answer(lines: Sequence[Line], sides: Sequence[str], lang: Language) -> str:
    """Say on how many indicators each side is better, and on how many none is."""
    judged = leads(lines)
    if not judged:
        return lang._("These have no indicator on which they compare: of one measure, one period.")
    won = [(side, sum(best == at for _, best in judged)) for at, side in enumerate(sides)]
    told = [
        lang._("{side} is better on {count}", side=side, count=lang.number(count))
        for side, count in won
        if count
    ]
    open_ = sum(best is None for _, best in judged)
    start = lang._("{number} indicators compare", number=lang.number(len(judged)))
    if len(judged) == 1:
        start = lang._("One indicator compares")
    parts = [start, *told]
    if open_:
        parts.append(
            lang._(
                "on {count} none is ahead: equal, or no further apart than chance",
                count=lang.number(open_),
            )
        )
    return "; ".join(parts) + "."


def apart(told: Difference, indicator: Indicator, lang: Language) -> str:
    """Write a difference with its sign and unit, and its interval where it was tested."""
    if told.value is None:
        return lang._(told.why)
    written = _signed(told.value, indicator, lang)
    if told.interval is None:
        return written
    low, high = (_plain(end, indicator, lang) for end in told.interval)
    return lang._("{difference} ({low} to {high})", difference=written, low=low, high=high)


def chance(told: Difference, lang: Language) -> str:
    """Say whether a difference is more than chance, or why that is not told; "" of no share."""
    if told.value is None or told.why == NO_SHARE:
        return ""
    if told.p is None:
        return lang._(told.why)
    return lang._("more than chance") if is_sure(told) else lang._("no more than chance")


def sureness(lines: Sequence[Line], first: str, lang: Language) -> str:
    """Say how many of the differences from the first side were tested, and how many are sure."""
    told = [one for line in lines for one in line.differences if one and one.value is not None]
    tested = [one for one in told if one.p is not None]
    if not tested:
        return lang._(
            "No difference can be tested: that needs numerator and denominator of a share on both "
            "sides."
        )
    return lang._(
        "{sure} of the {tested} differences from {first} that can be tested are more than chance; "
        "{rest} cannot be tested.",
        sure=lang.number(sum(map(is_sure, tested))),
        tested=lang.number(len(tested)),
        rest=lang.number(len(told) - len(tested)),
        first=first,
    )


def related(found: Correlation, x: str, y: str, lang: Language) -> str:
    """Say how two indicators move together; never that one is the other's cause."""
    values = {
        "x": x,
        "y": y,
        "r": lang.number(found.pearson, 2),
        "low": lang.number(found.interval.low, 2),
        "high": lang.number(found.interval.high, 2),
        "number": lang.number(found.number),
    }
    if found.interval.low <= 0 <= found.interval.high:
        return lang._(
            "Over {number} areas, no link is seen between {x} and {y}: "
            "r = {r}, and with so many areas it may be anything from {low} to {high}.",
            **values,
        )
    how = lang._("rise together") if found.pearson > 0 else lang._("move in opposite directions")
    return lang._(
        "Over {number} areas, {x} and {y} {how} ({strength}): r = {r}, from {low} to {high}. "
        "That one is the cause of the other is not shown.",
        how=how,
        strength=_strength(found.pearson, lang),
        **values,
    )


def coefficients(found: Correlation, lang: Language) -> list[tuple[str, str]]:
    """Return both coefficients with their intervals, and the number of areas, as facts."""
    return [
        ("Pearson r", _with_interval(found.pearson, found.interval, lang)),
        ("Spearman ρ", _with_interval(found.spearman, found.ranks_interval, lang)),
        (lang._("Areas with both figures"), lang.number(found.number)),
    ]


def _with_interval(value: float, interval: Interval, lang: Language) -> str:
    low, high = (lang.number(end, 2) for end in interval)
    return lang._(
        "{value} (95% interval {low} to {high})", value=lang.number(value, 2), low=low, high=high
    )


def _strength(r: float, lang: Language) -> str:
    """Name a coefficient by its size; the words are a habit, not a rule."""
    size = abs(r)
    if size >= 0.7:
        return lang._("strongly")
    return lang._("moderately") if size >= 0.4 else lang._("weakly")


def _signed(difference: float, indicator: Indicator, lang: Language) -> str:
    value = round(difference, indicator.decimals) + 0.0  # no sign before a nought
    if indicator.unit == "percent":
        return lang.points(value, indicator.decimals)
    sign = "+" if value > 0 else ""
    if indicator.unit == "rank":
        return lang._("{number} places", number=sign + lang.number(value))
    label = lang.pick(indicator.unit_label)
    written = sign + lang.number(value, indicator.decimals, least=0)
    return f"{written}{NBSP}{label}" if label else written


def _plain(end: float, indicator: Indicator, lang: Language) -> str:
    value = round(end, indicator.decimals) + 0.0
    return ("+" if value > 0 else "") + lang.number(value, indicator.decimals)
