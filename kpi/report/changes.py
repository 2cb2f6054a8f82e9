"""What changed: the last two figures that compare, and what the last version brought."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from kpi.catalogue import Indicator
from kpi.command.telling import figure, where
from kpi.course import amount
from kpi.coverage import CONTEXT
from kpi.headlines import HEADLINES
from kpi.observations import usable
from kpi.periods import parse_period
from kpi.report.basis import Basis
from kpi.report.content import Block, Column, Grid, Head, Said
from kpi.sentences import figure as told_figure
from kpi.sentences import when
from kpi.standing import since_break
from kpi.store import current, largest

__all__ = ["changed", "last_two"]

_MOST, _MOVES = 15, 5  # lines of the table, and figures named of a new version


def changed(on: Basis) -> list[Block]:
    """Say how figures moved since the period before, and what the last version brought."""
    lang = on.lang
    moved = _moved(on)
    counted = lang._(
        "{count} indicators have two figures that compare: periods of one length, no break of the "
        "series between them.", count=lang.number(len(moved)),
    )  # fmt: skip
    shown = [Said(lang._("Those with the newest figures are shown."))] if moved[_MOST:] else []
    return [
        Head(lang._("What changed since the period before")),
        Said(counted),
        *shown,
        *([_table(on, moved[:_MOST])] if moved else []),
        *_apart(on, {one.id for one, _, _ in moved}),
        *(_version(on) if on.home == "VN" else ()),
    ]


Moved = tuple[Indicator, "pd.Series", "pd.Series"]


def _moved(on: Basis) -> list[Moved]:
    """Return the indicators with two figures that compare, the newest figures first."""
    found = []
    for one in on.catalogue.values():
        rows = on.figures.of(one.id, on.home)
        if one.id not in CONTEXT and (two := last_two(rows, one)) is not None:
            found.append((one, *two))
    return sorted(found, key=lambda each: each[2]["end"], reverse=True)


def last_two(rows: pd.DataFrame, one: Indicator) -> tuple[pd.Series, pd.Series] | None:
    """Return the last figure and the last before it for a period of the same length, or None.

    `rows`: of one indicator and area. Nothing is compared across a break, and no rounded figures.
    """
    known = usable(rows).sort_values(["end", "start"])
    known = known[(known["status"] != "F") & (known["qualifier"] == "")]
    if known.empty:
        return None
    alike, _ = since_break(known, one)
    kinds = [parse_period(text).frequency for text in alike["period"]]
    same = alike[[kind == kinds[-1] and kind != "R" for kind in kinds]]
    return (same.iloc[-2], same.iloc[-1]) if len(same) > 1 else None


def _table(on: Basis, moved: list[Moved]) -> Grid:
    lang = on.lang
    return Grid(
        Said(lang._("Change since the period before")),
        (
            Column(lang._("Indicator"), 2.6), Column(lang._("Before"), 2.0),
            Column(lang._("Last figure"), 2.0), Column(lang._("Change"), 1.5),
            Column(lang._("Direction"), 1.5),
        ),
        tuple(_row(on, *each) for each in moved),
    )  # fmt: skip


def _row(on: Basis, one: Indicator, old: pd.Series, new: pd.Series) -> tuple[Said, ...]:
    before, after = (round(float(row["value"]), one.decimals) for row in (old, new))
    step = round(after - before, one.decimals)  # of the figures as they are written
    return (
        Said(on.lang.pick(one.name)),
        Said(_dated(on, one, old), on.notes([old["source"]])),
        Said(_dated(on, one, new), on.notes([new["source"]])),
        Said(amount(step, one, on.lang)),
        Said(_sense(on, one, step)),
    )


def _dated(on: Basis, one: Indicator, row: pd.Series) -> str:
    return f"{told_figure(row, one, on.lang)} ({when(row, on.lang)})"


def _sense(on: Basis, one: Indicator, step: float) -> str:
    if not step:
        return on.lang._("= unchanged")
    better = (step > 0) == (one.direction == "higher")
    return on.lang._("▲ better") if better else on.lang._("▼ worse")


def _apart(on: Basis, told: set[str]) -> Iterator[Said]:
    """Name the figures of headlines that do not compare, for they cover different periods."""
    for name, *_ in HEADLINES:
        one = on.catalogue[name]
        rows = usable(on.figures.of(name, on.home)).sort_values(["end", "start"])
        if name in told or len(rows) < 2:
            continue
        figures = "; ".join(_dated(on, one, row) for _, row in rows.tail(3).iterrows())
        yield Said(
            on.lang._("{name}: {figures}. These cover different periods and do not compare.",
                      name=on.lang.pick(one.name), figures=figures),
            on.notes(rows.tail(3)["source"]),
        )  # fmt: skip


def _version(on: Basis) -> Iterator[Said]:
    """Say what the version shown brought that the one before did not have."""
    store, lang = current(), on.lang
    if store is None or len(on.versions) < 2:
        return
    new, old = (one.id for one in on.versions[:2])
    changes = store.compare(old, new)
    kinds = changes["kind"].value_counts()
    counts = {kind: lang.number(int(kinds.get(kind, 0))) for kind in ("new", "changed", "removed")}
    yield Said(lang._(
        "From version {old} to version {new}: {new_figures} figures new, {changed} changed, "
        "{removed} removed.",
        old=old, new=new, new_figures=counts["new"], changed=counts["changed"],
        removed=counts["removed"],
    ))  # fmt: skip
    for _, row in largest(changes, on.catalogue, _MOVES).iterrows():
        told = dict(row)
        yield Said(f"- {where(told, lang)}: {figure(told, 'old', lang)} → "
                   f"{figure(told, 'new', lang)}", (on.versions[0].source,))  # fmt: skip
