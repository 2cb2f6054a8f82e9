"""What the page on equity shows: the groups, the gap over time, those without the service."""

from __future__ import annotations

from kpi.charts import look
from kpi.charts.apart import apart
from kpi.charts.dumbbell import Track, dumbbell, place
from kpi.charts.lorenz import lorenz
from kpi.equity import captions, tables, words
from kpi.equity.gaps import Side
from kpi.equity.seen import Seen
from kpi.language import Language
from kpi.periods import parse_period
from ui import data, markup, origins, shell
from ui.data import Figures

__all__ = [
    "answer", "belonging", "by_period", "curve", "groups", "over_time", "picture", "spread",
    "those",
]  # fmt: skip


def answer(view: Seen) -> str:
    """Say who is behind, how far apart provinces are, and where half of those without it are."""
    lang = shell.view().lang
    if not view.period:
        return lang._("No figure has been published for these areas.")
    return words.answer(view.gaps, view.now, view.where, view.indicator, view.period, lang)


def picture(figures: Figures, view: Seen) -> look.AnyChart:
    """Draw each group beside the rest."""
    lang = shell.view().lang
    tracks = [
        Track(
            lang.pick(gap.group.name),
            tuple(_place(one, view) for one in (gap.inside, gap.outside)),
            tuple(words.side(one, view.indicator, lang) for one in (gap.inside, gap.outside)),
        )
        for gap in view.told
    ]
    return dumbbell(
        tracks,
        [lang._("the group"), lang._("all other provinces")],
        lang,
        captions.titled(view.indicator, view.period, lang),
        simulated=figures.simulated,
    )


def groups(figures: Figures, view: Seen) -> str:
    """Return the table of groups, and the sources of the figures."""
    lang = shell.view().lang
    rows = figures.of(view.indicator.id)
    used = rows[(rows["period"] == view.period) & rows["area"].isin(view.areas)]["source"]
    return markup.table(tables.group_heads(lang), tables.by_group(view, lang)) + origins.below(
        figures, used, lang, captions.how(view.gaps, lang), *_notes(view, lang)
    )


def over_time(figures: Figures, view: Seen) -> look.AnyChart:
    """Draw how far apart provinces were in each period."""
    lang = shell.view().lang
    note = lang._("Band: middle 80% of provinces, each alike")
    title = words.moved(view.course, view.indicator, lang)
    return apart(view.course, view.indicator, lang, title, [note], simulated=figures.simulated)


def spread(view: Seen) -> str:
    """Return the measures of the period as facts; why there are none where there are none."""
    lang = shell.view().lang
    if view.now is not None:
        return markup.facts(words.measures(view.now, view.indicator, data.units(), lang))
    if view.indicator.unit == "rank":
        return markup.paragraph(
            lang._("Ranks always run from 1 to the number of provinces: their gap says nothing.")
        )
    return markup.paragraph(
        lang._("Fewer than five provinces have a figure: how far apart they are is not told.")
    )


def by_period(view: Seen) -> str:
    """Return the table behind the gap over time, the newest period first."""
    lang, units = shell.view().lang, data.units()
    lines = [(one, dict(words.measures(one, view.indicator, units, lang))) for one in view.course]
    heads = list(dict.fromkeys(name for _, told in lines for name in told))
    body: list[list[markup.Cell]] = [
        [lang.period(parse_period(one.period)), *(told.get(name, "–") for name in heads)]
        for one, told in reversed(lines)
    ]
    return markup.table([lang._("Period"), *heads], body)


def curve(figures: Figures, view: Seen) -> look.AnyChart:
    """Draw how the shortfall is concentrated; `view.where` must be known."""
    lang, units, where = shell.view().lang, data.units(), view.where
    assert where is not None  # noqa: S101 - drawn only then
    ordered = sorted(where.provinces, key=lambda one: one.rate)
    axes = lang._("share of all cases"), lang._("share of those without it")
    names = [lang.pick(units[one.area].name) for one in ordered]
    return lorenz(
        where.curve, names, axes, lang, captions.index(where, lang),
        [lang._("Dashed: spread like the cases")],
        simulated=figures.simulated,
    )  # fmt: skip


def those(view: Seen) -> str:
    """Return where those without the service are: by group, and the provinces with the most."""
    lang = shell.view().lang
    if view.where is None:
        return markup.paragraph(_nobody(view, lang))
    return markup.facts(_by_group(view, lang)) + _provinces(view, lang)


def belonging(view: Seen) -> str:
    """Return who belongs to each group, by which rule, from which source."""
    lang, units = shell.view().lang, data.units()
    body: list[list[markup.Cell]] = []
    for group, members in view.groups:
        names = sorted(members, key=lambda area: lang.sort_key(lang.pick(units[area].name)))
        listed = ", ".join(_member(area, group.share(area, units), lang) for area in names)
        source = group.source
        origin = markup.Origin(
            source.title, f"{source.publisher}, {lang.published(source.published)}", source.url
        )
        body.append([
            lang.pick(group.name), lang.pick(group.definition), f"{len(members)}: {listed}",
            [origin],
        ])  # fmt: skip
    head = [lang._("Group"), lang._("Rule"), lang._("Provinces"), lang._("Source")]
    note = lang._(
        "In brackets: share of the people (GSO, 2020) living in the former provinces of the group."
    )
    return markup.table(head, body) + markup.paragraph(note)


def _member(area: str, share: float, lang: Language) -> str:
    name = lang.pick(data.units()[area].name)
    return name if share > 0.995 else f"{name} ({lang.percent(100 * share, 0)})"


def _place(one: Side, view: Seen) -> float | None:
    return None if one.value is None else place(one.value, view.indicator)


def _notes(view: Seen, lang: Language) -> list[str]:
    """Say how a tested distance is read; nothing where none was."""
    if all(gap.p is None for gap in view.gaps):
        return []
    return [
        lang._(
            "In brackets: the 95% interval of the difference (Newcombe 1998); chance: below 5% "
            "after Holm's adjustment (1979). With many cases small distances are sure too."
        )
    ]


def _nobody(view: Seen, lang: Language) -> str:
    if 2 * view.counted >= len(view.areas) > 0:
        return lang._("Nobody is without it in this period.")
    return lang._(
        "Numerator and denominator are published of {count} of {number} provinces: those without "
        "it cannot be counted, and nothing is filled in.",
        count=lang.number(view.counted), number=lang.number(len(view.areas)),
    )  # fmt: skip


def _by_group(view: Seen, lang: Language) -> list[tuple[str, str]]:
    where = view.where
    assert where is not None  # noqa: S101 - told only then
    unit = lang._("{number} of {whole}", number=lang.number(where.missing),
                  whole=lang.number(where.whole))  # fmt: skip
    told = [(lang._("Without it, of all cases"), unit)]
    for group, members in view.groups:
        missing, whole = (lang.percent(100 * share, 1) for share in where.shares(members))
        said = lang._("{missing} of those without it, {whole} of all cases",
                      missing=missing, whole=whole)  # fmt: skip
        told.append((lang.pick(group.name), said))
    return told


def _provinces(view: Seen, lang: Language) -> str:
    """Return the provinces with the most without the service, and what the others hold."""
    where, units = view.where, data.units()
    assert where is not None  # noqa: S101 - told only then
    head = [
        lang._("Province or city"), lang._("Without it"), lang._("Share of those without it"),
        lang._("Added up"), lang._("Share of its own cases"),
    ]  # fmt: skip
    held = tables.holders(where, None)
    body: list[list[markup.Cell]] = [
        [
            lang.pick(units[one.area].name),
            lang.number(one.missing),
            lang.percent(100 * one.share, 1),
            lang.percent(100 * one.reached, 1),
            lang.percent(100 * one.rate, 1),
        ]
        for one in held
    ]
    first, rest = (markup.table(head, some) for some in (body[: tables.MOST], body[tables.MOST :]))
    if len(body) <= tables.MOST:
        return first
    listed = tables.MOST
    return first + markup.fold(captions.rest(where, listed, held[listed - 1].reached, lang), rest)
