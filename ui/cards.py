"""The overview's cards, tiles and tables as HTML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import pandas as pd

from kpi import sentences
from kpi.catalogue import Catalogue, Indicator
from kpi.charts.bullet import bullet
from kpi.charts.sparkline import sparkline
from kpi.language import NBSP, Language
from kpi.observations import usable
from kpi.periods import parse_period
from kpi.plan import Overview
from kpi.practice import PRACTICE
from kpi.standing import Standing, since_break, standing, targets_now
from ui import data, markup, origins, quality, shell, verdicts
from ui.data import Figures

_CHANGES = 8


def headlines(figures: Figures, shown: Sequence[Sequence[Indicator]]) -> str:
    """Return the headline cards: the last value, its verdict, its points against the target.

    `shown`: each headline, with the measures that are easily taken for it; their figures stand
    under their names. The sources of all stand below the row.
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
    return markup.boxes(cards, "three") + below


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
        lines=[lang.pick(indicator.definition) if row is None else _dated(row, lang, _by(row))],
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


def ranks(figures: Figures, shown: Sequence[Indicator]) -> str:
    """Return small cards: the last figure, how it moved, and its line (better is up)."""
    lang = shell.view().lang
    known = [(one, row) for one in shown if (row := figures.latest(one.id, "VN")) is not None]
    cards = [_rank(figures.of(one.id, "VN"), one, row, lang) for one, row in known]
    sources = [str(row["source"]) for _, row in known]
    return (
        markup.section(lang._("In the world and at home"))
        + markup.boxes(cards, "four")
        + origins.below(figures, sources, lang)
    )


def _rank(rows: pd.DataFrame, indicator: Indicator, row: pd.Series, lang: Language) -> str:
    moved, broken = _moved(rows, indicator, lang)
    dated = [_dated(row, lang), *(_note(row, lang) if row["status"] == "E" else [])]
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
    lang, catalogue = shell.view().lang, data.catalogue()
    return (
        markup.section(lang._("The plan: Plan 02-KH/BCĐTW"))
        + markup.tiles(_plan_counts(figures, overview, catalogue, lang))
        + markup.facts(_plan_phases(overview, lang, data.today()))
        + origins.below(figures, [overview.plan.document], lang)
    )


def programmes(figures: Figures, overview: Overview) -> str:
    """Return the counted programmes beside digital signing."""
    lang, catalogue, today = shell.view().lang, data.catalogue(), data.today()
    counted = [text for name in overview.progress for text in figures.of(name, "VN")["source"]]
    orders = [catalogue[name].targets[0].document for name in overview.signing]
    return markup.beside(
        markup.section(lang._("Programmes that are counted"))
        + markup.tiles(_progress(figures, overview, catalogue, lang))
        + origins.below(figures, counted, lang),
        markup.section(lang._("Digital signing"))
        + markup.tiles(_signing(figures, overview, catalogue, lang, today))
        + origins.below(figures, orders, lang),
    )


def _plan_counts(
    figures: Figures, plan: Overview, catalogue: Catalogue, lang: Language
) -> list[tuple[str, str, str]]:
    """Return the tiles of the plan: what it set out to do and what is known done, and its parts."""
    tiles = []
    for name in plan.plan.indicators:
        indicator = catalogue[name]
        goal = lang.number(indicator.targets[0].value)
        row = figures.latest(name, "VN")
        done = (
            lang._("how many are done has not been published")
            if row is None
            else lang._("done: {value}", value=sentences.figure(row, indicator, lang))
        )
        tiles.append((goal, lang.pick(indicator.name), done))
    tiles += [(lang.number(one.value), lang.pick(one.label), "") for one in plan.plan.counts]
    return tiles


def _plan_phases(plan: Overview, lang: Language, today: date) -> list[tuple[str, str]]:
    """Return the phases of the plan with their days, past ones said to be past."""
    return [
        (
            lang.pick(phase.name),
            f"{lang.date(phase.start)} – {lang.date(phase.end)}"
            + (f" ({lang._('past')})" if phase.end < today else ""),
        )
        for phase in plan.plan.phases
    ]


def _progress(
    figures: Figures, plan: Overview, catalogue: Catalogue, lang: Language
) -> list[tuple[str, str, str]]:
    """Return the tiles of counted programmes: done of the whole, and since when."""
    tiles = []
    for name in plan.progress:
        known = usable(figures.of(name, "VN")).sort_values("end")
        if known.empty:
            continue
        last, first = known.iloc[-1], known.iloc[0]
        whole = "" if pd.isna(last["of"]) else f"/{lang.number(last['of'])}"
        before = ""
        if first["period"] != last["period"]:
            period = lang.period(parse_period(first["period"]))
            before = f"{period}: {lang.number(first['value'])}"
        foot = " · ".join(part for part in (_dated(last, lang), before) if part)
        figure = f"{lang.number(last['value'])}{whole}"
        tiles.append((figure, lang.pick(catalogue[name].short), foot))
    return tiles


def _signing(
    figures: Figures, plan: Overview, catalogue: Catalogue, lang: Language, today: date
) -> list[tuple[str, str, str]]:
    """Return the tiles of digital signing: what is known, target and deadline of each group."""
    tiles = []
    for name in plan.signing:
        indicator = catalogue[name]
        row = figures.latest(name, "VN")
        goal = indicator.targets[0]
        due = lang._(
            "target {target} by {deadline}", target=lang.target(goal.value, indicator),
            deadline=lang.date(goal.deadline),
        )  # fmt: skip
        past = lang._("past") if goal.deadline < today else ""
        figure = "–" if row is None else sentences.figure(row, indicator, lang)
        unknown = lang._("no published figure") if row is None else ""
        foot = " · ".join(part for part in (due, past, unknown) if part)
        tiles.append((figure, lang.pick(indicator.short), foot))
    return tiles


def horizon(overview: Overview) -> str:
    """Return the targets still to come, each with the document that set it."""
    lang, catalogue, today = shell.view().lang, data.catalogue(), data.today()
    ahead = [goal for goal in overview.horizon if goal.deadline >= today]
    head = [lang._("Indicator"), lang._("Target"), lang._("Deadline"), lang._("Document")]
    body: list[list[markup.Cell]] = [
        [
            lang.pick(catalogue[goal.indicator].short),
            _bound(catalogue[goal.indicator]) + lang.target(goal.value, catalogue[goal.indicator]),
            lang.date(goal.deadline),
            origins.cell(goal.document, lang),
        ]
        for goal in sorted(ahead, key=lambda goal: goal.deadline)
    ]
    title = lang._("The next horizon, 2026–2030")
    return markup.section(title) + markup.table(head, body)


def _bound(indicator: Indicator) -> str:
    """Return the sign before a target that is a ceiling: 5 minutes at most."""
    ceiling = indicator.direction == "lower" and indicator.unit != "rank"
    return f"≤{NBSP}" if ceiling else ""


def changes(figures: Figures) -> str:
    """Return the figures published last, each with its source."""
    lang, catalogue, units = shell.view().lang, data.catalogue(), data.units()
    known = usable(figures.frame)
    last = known.sort_values(["published", "end"], ascending=False, kind="stable").head(_CHANGES)
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
        for _, row in last.iterrows()
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


def _dated(row: pd.Series, lang: Language, by: str = "") -> str:
    """Return when a figure is of and when it was published, with the name of who did."""
    period, end = sentences.when(row, lang), f" ({by})" if by else ""
    if not row["published"]:
        return period + end
    day = lang.published(row["published"])
    return lang._("{period}, published {published}", period=period, published=day) + end


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
