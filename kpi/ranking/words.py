"""A ranking in words: the answer, who cannot be told apart, who is not ranked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kpi.periods import parse_period
from kpi.ranking import intervals, places
from kpi.sentences import figure, told

if TYPE_CHECKING:
    from kpi.language import Language
    from kpi.ranking.board import Ranking
    from kpi.units import Units

__all__ = ["answer", "apart", "change", "name", "period_words", "together"]

_NAMED = 4  # of a list of names; the rest is counted


def answer(made: Ranking, units: Units, lang: Language) -> str:
    """Say who leads, whether that is more than chance, and who improved most."""
    said = [_leads(made, units, lang)]
    if made.refused is None and made.baseline is not None:
        said.append(_improves(made, made.baseline, units, lang))
    return " ".join(said)


def _improves(made: Ranking, baseline: str, units: Units, lang: Language) -> str:
    """Say who improved most, and among how many where not all compare."""
    best = made.compared.iloc[0]
    firsts = int((made.compared["delta_place"] == 1).sum())
    values = {
        "baseline": period_words(baseline, lang),
        "area": name(str(best.name), units, lang),
        "delta": change(float(best["delta"]), made, lang),
        "count": lang.number(firsts),
        "known": lang.number(len(made.compared)),
    }
    if best["delta"] <= 0:
        return lang._("None of {known} areas that compare has improved since {baseline}.", **values)
    if firsts > 1:
        return lang._(
            "Since {baseline} {count} of {known} areas that compare improved most, each by "
            "{delta}.",
            **values,
        )
    if len(made.compared) < len(made.table):
        return lang._(
            "Of the {known} areas that compare with {baseline}, {area} improved most: {delta}.",
            **values,
        )
    return lang._("Since {baseline} {area} improved most: {delta}.", **values)


def _leads(made: Ranking, units: Units, lang: Language) -> str:
    """Say who leads; where bounds are known or most figures are missing, only who is best known."""
    every = len(made.table) + len(made.bounds) + len(made.missing)
    values = {
        "period": _capital(period_words(made.period, lang)),
        "known": lang.number(len(made.table)),
        "all": lang.number(every),
    }
    if made.table.empty:
        return lang._("{period}: no exact figure is known of these areas.", **values)
    first = made.table.iloc[0]
    area, best = str(first.name), told(first, made.indicator, lang)
    values |= {"area": name(area, units, lang), "best": best}
    if len(made.table) == 1:
        return lang._(
            "{period}: only {area} has an exact figure ({best}); one area alone is not ranked.",
            **values,
        )
    if 2 * len(made.table) < every or len(made.bounds):
        return lang._(
            "{period}: only {known} of {all} areas have an exact figure; "
            "the best of them is {area} with {best}.",
            **values,
        )
    ties = made.table.index[made.table["place"] == first["place"]]
    if len(ties) > 1:
        names = _listed([name(str(one), units, lang) for one in ties], lang)
        return lang._(
            "{period}: {names} share the lead with {best} ({known} of {all} areas have figures).",
            **values,
            names=names,
        )
    if made.sure and first["last"] > 1:
        return lang._(
            "{period}: {area} stands first with {best}, but {count} of {known} areas "
            "may truly be first.",
            **values, count=lang.number((made.table["first"] == 1).sum()),
        )  # fmt: skip
    return lang._(
        "{period}: {area} leads with {best} ({known} of {all} areas have figures).", **values
    )


def together(made: Ranking, units: Units, lang: Language) -> str:
    """Say which neighbours in the list cannot be told apart; or why that is not known."""
    if len(made.table) < 2:
        return ""
    if places.relative(made.indicator):
        return lang._(
            "These are counts: places by level follow the areas’ size. Improvement is told in "
            "percent of each area’s own baseline."
        )
    if made.indicator.aggregation != "ratio":
        return lang._(
            "How far chance moves these places is not known: the figures are no shares of counted "
            "cases. A small lead may be none."
        )
    if not made.sure:
        return lang._(
            "How far chance moves these places is not known: numerator and denominator were not "
            "published for all areas. A small lead may be none."
        )
    near = intervals.meet(made.table["low"].to_numpy(), made.table["high"].to_numpy())
    values = {
        "level": lang.percent(100 * intervals.CONFIDENCE, 0),
        "pairs": lang.number(len(near)),
    }
    if not near.any():
        return lang._(
            "None of the {pairs} steps in the list is chance, at {level} confidence for all "
            "places together.",
            **values,
        )
    names = [name(str(area), units, lang) for area in made.table.index]
    runs = [_run(names[first : last + 1], lang) for first, last in _runs(list(near))]
    return lang._(
        "Not to be told apart, each from the next: {runs}. Of {pairs} steps in the list {count} "
        "may be chance, at {level} confidence for all places together.",
        **values, runs=_listed(runs, lang), count=lang.number(int(near.sum())),
    )  # fmt: skip


def _runs(near: Sequence[bool]) -> list[tuple[int, int]]:
    """Return first and last place of each run of neighbours that meet."""
    runs: list[tuple[int, int]] = []
    for at, meets in enumerate(near):
        if meets and runs and runs[-1][1] == at:
            runs[-1] = (runs[-1][0], at + 1)
        elif meets:
            runs.append((at, at + 1))
    return runs


def _run(names: Sequence[str], lang: Language) -> str:
    """Name a run of neighbours: all, or its ends where it is long."""
    if len(names) <= 3:
        return " – ".join(names)
    return lang._("{first} to {last} ({count} in a row)",
                  first=names[0], last=names[-1], count=lang.number(len(names)))  # fmt: skip


def apart(made: Ranking, units: Units, lang: Language) -> list[str]:
    """Say who is not ranked: known by a bound only, or without a figure."""
    said = []
    if len(made.bounds):
        listed = [
            f"{name(str(area), units, lang)} ({figure(row, made.indicator, lang)})"
            for area, row in made.bounds.iterrows()
        ]
        said.append(lang._("Known by a bound only, not ranked: {areas}.", areas="; ".join(listed)))
    if made.missing:
        names = sorted((name(area, units, lang) for area in made.missing), key=lang.sort_key)
        said.append(
            lang._("Without figures, not ranked ({count}): {areas}.",
                   count=lang.number(len(names)), areas=", ".join(names))
        )  # fmt: skip
    return said


def change(delta: float, made: Ranking, lang: Language) -> str:
    """Write an improvement with its sign: `+2,1 điểm`, `−3 bậc`, `+4,0 %`."""
    one = made.indicator
    sign = "+" if delta > 0 else ""
    if places.relative(one):
        return sign + lang.percent(delta, 1)
    if one.unit == "percent":
        return lang.points(delta, one.decimals)
    number = sign + lang.number(delta, one.decimals)
    if one.unit == "rank":
        return lang._("{number} places", number=number)
    return f"{number}\u00a0{lang.pick(one.unit_label)}".rstrip()


def period_words(text: str, lang: Language) -> str:
    """Write a period by its id."""
    return lang.period(parse_period(text))


def name(area: str, units: Units, lang: Language) -> str:
    """Name an area."""
    return lang.pick(units[area].name)


def _listed(names: Sequence[str], lang: Language) -> str:
    """Name the first few; count the rest."""
    rest = len(names) - _NAMED
    more = [lang._("and {rest} more", rest=lang.number(rest))] if rest > 0 else []
    return "; ".join([*names[:_NAMED], *more])


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
