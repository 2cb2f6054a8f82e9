"""The overview's cards, tiles and tables as HTML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import pandas as pd

from kpi import overview as telling
from kpi import sentences
from kpi.catalogue import Indicator
from kpi.charts.bullet import bullet
from kpi.charts.sparkline import sparkline
from kpi.language import Language
from kpi.observations import usable
from kpi.periods import parse_period
from kpi.plan import Overview
from kpi.practice import PRACTICE
from kpi.standing import Standing, since_break, standing, targets_now
from ui import data, markup, origins, quality, shell, verdicts
from ui.data import Figures


def headlines(figures: Figures, shown: Sequence[Sequence[Indicator]], named: str = "") -> str:
    """Return the headline cards: the last value, its verdict, its points against the target.

    `shown`: each headline, with the measures that are easily taken for it; their figures stand
    under their names. The sources of all stand below the row. `named`: the card to be marked.
    """
    lang = shell.view().lang
    cards, cited = [], []
    for one, *beside in shown:
        others = [(other, row) for other in beside if (row := _widest(figures, other)) is not None]
        cards.append(_headline(figures, one, beside, others))
        cited.append(_cited(figures, one, [row for _, row in others]))
    if figures.simulated:
        below = origins.below(figures, [], lang)
    else:
        below = "".join(
            markup.sources(
                lang._("Sources of “{name}”", name=lang.pick(one.short)), origins.named(ids, lang)
            )
            for (one, *_), ids in zip(shown, cited, strict=True)
        )
    return markup.boxes(cards, "three", _place([one for one, *_ in shown], named)) + below


def _place(shown: Sequence[Indicator], named: str) -> int | None:
    """Return the place of the indicator that the address names."""
    return next((at for at, one in enumerate(shown) if one.id == named), None)


def _headline(
    figures: Figures,
    indicator: Indicator,
    beside: Sequence[Indicator],
    others: Sequence[tuple[Indicator, pd.Series]],
) -> str:
    lang, today = shell.view().lang, data.today()
    row = figures.latest(indicator.id, "VN")
    held = standing(indicator, row, today)
    told = verdicts.told(figures, indicator, "VN")
    above = markup.card(
        lang.pick(indicator.name),
        lang._("no published figure") if row is None else sentences.figure(row, indicator, lang),
        sign="" if told is None else f"{told.sign} {told.text}",
        verdict="unknown" if told is None else told.style,
        lines=[
            lang.pick(indicator.definition) if row is None else sentences.dated(row, lang, _by(row))
        ],
    )
    below = markup.card_lines(
        [*_against(indicator, held, lang, today), *_next(indicator, beside, lang, today)],
        [*_note(row, lang), *(_other(one, found, lang) for one, found in others)],
    )
    picture = _points(figures, indicator, held, lang, today)
    mark = verdicts.why(figures, indicator, "VN") + quality.mark(figures, indicator, "VN")
    return f'<div class="kd-headline"><div>{above}{mark}</div>{picture}{below}</div>'


def _cited(figures: Figures, indicator: Indicator, others: Sequence[pd.Series]) -> list[str]:
    """Return the ids of the sources of all that a headline card says."""
    row = figures.latest(indicator.id, "VN")
    rows = list(others) if row is None else [row, *others]
    documents = [goal.document for goal in targets_now(indicator, "VN", data.today()) if goal]
    return [*(str(one["source"]) for one in rows), *documents]


def _points(
    figures: Figures, indicator: Indicator, held: Standing | None, lang: Language, today: date
) -> str:
    if held is None:
        return ""
    bars = bullet(
        figures.of(indicator.id), indicator, lang, target=held.target, today=today,
        simulated=figures.simulated,
    )  # fmt: skip
    return f"<div>{bars}</div>"


def _against(
    indicator: Indicator, held: Standing | None, lang: Language, today: date
) -> Iterable[str]:
    now, _ = targets_now(indicator, "VN", today)
    if held is not None:
        yield sentences.against(held, indicator, lang) + "."
    elif now is not None:
        yield lang._(
            "The target {target} fell due on {deadline}; no agency has published a figure.",
            target=lang.target(now.value, indicator), deadline=lang.date(now.deadline),
        )  # fmt: skip


def _next(
    indicator: Indicator, beside: Sequence[Indicator], lang: Language, today: date
) -> Iterable[str]:
    """Say the next horizon: the indicator's own, else that of a measure beside it."""
    for one in (indicator, *beside):
        _, after = targets_now(one, "VN", today)
        if after is None:
            continue
        goal = {"target": lang.target(after.value, one), "deadline": lang.date(after.deadline)}
        if one is indicator:
            yield lang._("Next horizon: {target} by {deadline}.", **goal)
        else:
            name = lang.pick(one.short)
            yield lang._("Next horizon, for {name}: {target} by {deadline}.", name=name, **goal)
        return
    yield lang._("No later target is known.")


def ranks(figures: Figures, shown: Sequence[Indicator], named: str = "") -> str:
    """Return small cards: the last figure, how it moved, and its line (better is up).

    `named`: the card to be marked, or `ranks` for all of them.
    """
    lang = shell.view().lang
    known = [(one, row) for one in shown if (row := figures.latest(one.id, "VN")) is not None]
    cards = [_rank(figures.of(one.id, "VN"), one, row, lang) for one, row in known]
    sources = [str(row["source"]) for _, row in known]
    return markup.chosen(
        markup.section(lang._("In the world and at home"))
        + markup.boxes(cards, "four", _place([one for one, _ in known], named))
        + origins.below(figures, sources, lang),
        marked=named == "ranks",
    )


def _rank(rows: pd.DataFrame, indicator: Indicator, row: pd.Series, lang: Language) -> str:
    moved, broken = _moved(rows, indicator, lang)
    dated = [sentences.dated(row, lang), *(_note(row, lang) if row["status"] == "E" else [])]
    card = markup.card(
        lang.pick(indicator.short),
        lang.value(row["value"], indicator, row["of"], row["qualifier"]),
        sign=moved,
        foot=" · ".join([*dated, *broken]),
        small=True,
    )
    return card + sparkline(rows, indicator, lang)


def plan(figures: Figures, overview: Overview) -> str:
    """Return the central plan: what it set out to do, its parts and phases."""
    lang, on = shell.view().lang, _on(figures, overview)
    return (
        markup.section(lang._("The plan: Plan 02-KH/BCĐTW"))
        + _tiles(telling.plan(on))
        + markup.facts(telling.phases(on))
        + origins.below(figures, [overview.plan.document], lang)
    )


def programmes(figures: Figures, overview: Overview, named: str = "") -> str:
    """Return the counted programmes beside digital signing; the one named is marked."""
    lang, on = shell.view().lang, _on(figures, overview)
    numbers = [text for name in overview.progress for text in figures.of(name, "VN")["source"]]
    orders = [on.catalogue[name].targets[0].document for name in overview.signing]
    known = (
        markup.section(lang._("Programmes that are counted"))
        + _tiles(telling.counted(on))
        + origins.below(figures, numbers, lang)
    )
    signed = (
        markup.section(lang._("Digital signing"))
        + _tiles(telling.signing(on))
        + origins.below(figures, orders, lang)
    )
    return markup.beside(
        markup.chosen(known, marked=named == "programmes"),
        markup.chosen(signed, marked=named == "signing"),
    )


def _on(figures: Figures, overview: Overview) -> telling.Lines:
    return telling.Lines(overview, data.catalogue(), figures, data.today(), shell.view().lang)


def _tiles(lines: Iterable[telling.Line]) -> str:
    return markup.tiles((one.figure, one.what, one.remark) for one in lines)


def horizon(figures: Figures, overview: Overview) -> str:
    """Return the targets still to come, each with the document that set it."""
    lang = shell.view().lang
    head = [lang._("Indicator"), lang._("Target"), lang._("Deadline"), lang._("Document")]
    body: list[list[markup.Cell]] = [
        [*one, origins.cell(goal.document, lang)]
        for goal, one in telling.ahead(_on(figures, overview))
    ]
    title = lang._("The next horizon, 2026–2030")
    return markup.section(title) + markup.table(head, body)


def changes(figures: Figures) -> str:
    """Return the figures published last, each with its source."""
    lang, catalogue, units = shell.view().lang, data.catalogue(), data.units()
    head = [lang._("Published"), lang._("Indicator"), lang._("Area"), lang._("Value"),
            lang._("Period"), lang._("Source")]  # fmt: skip
    body: list[list[markup.Cell]] = [
        [
            lang.published(row["published"]),
            lang.pick(catalogue[row["indicator"]].short),
            lang.pick(units[row["area"]].name),
            sentences.figure(row, catalogue[row["indicator"]], lang),
            lang.period(parse_period(row["period"])),
            origins.cell(row["source"], lang),
        ]
        for _, row in telling.newest(figures.frame).iterrows()
    ]
    return markup.section(lang._("What changed last")) + markup.table(head, body)


def _widest(figures: Figures, indicator: Indicator) -> pd.Series | None:
    """Return the newest figure of the nation or of all localities together."""
    found = [figures.latest(indicator.id, area) for area in ("VN", "VN-PROVINCES")]
    known = [row for row in found if row is not None]
    return max(known, key=lambda row: row["end"]) if known else None


def _other(indicator: Indicator, row: pd.Series, lang: Language) -> str:
    where = "" if row["area"] == "VN" else lang.pick(data.units()[row["area"]].name)
    return lang._(
        "Another measure – {name}: {value} ({period})",
        name=lang.pick(indicator.short),
        value=sentences.told(row, indicator, lang),
        period="; ".join(filter(None, (sentences.when(row, lang), where, _by(row)))),
    )


def _note(row: pd.Series | None, lang: Language) -> list[str]:
    """Return what a figure's source leaves open, if anything."""
    note = "" if row is None else str(row["note" if lang.code == "vi" else "note_en"])
    return [note] if note else []


def _by(row: pd.Series) -> str:
    """Name who published a figure, or its source as it was written; of practice figures nobody."""
    known = data.catalogue().sources
    ids = [one for one in str(row["source"]).split("; ") if one not in ("", PRACTICE)]
    return ", ".join(dict.fromkeys(known[one].publisher if one in known else one for one in ids))


def _moved(rows: pd.DataFrame, indicator: Indicator, lang: Language) -> tuple[str, list[str]]:
    """Write how the last figure moved; where the series broke before it, say that instead."""
    known, year = since_break(usable(rows).sort_values("end"), indicator)
    if len(known) == 1:
        return "", [] if year is None else [sentences.changed(year, lang)]
    change = float(known["value"].iloc[-1] - known["value"].iloc[-2])
    if indicator.unit == "rank":
        change = -change
    arrow = "▲" if change > 0 else "▼" if change < 0 else "="
    size = lang.number(abs(change), indicator.decimals, least=0)
    return f"{arrow}{size}" if change else arrow, []
