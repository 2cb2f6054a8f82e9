"""The state against each target: headlines in sentences, all in a table, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator

from kpi.catalogue import Indicator, Target
from kpi.course import Judgement, amount, dated_figure, summary, word
from kpi.headlines import HEADLINE, HEADLINES
from kpi.report.basis import Basis
from kpi.report.content import Block, Column, Grid, Head, Said
from kpi.report.shown import drawn
from kpi.standing import targets_now

__all__ = ["against_targets", "missing_figures", "table_of"]

_FIRST = tuple(names[0] for names in HEADLINES)


def against_targets(on: Basis) -> list[Block]:
    """Say where the nation stands against each target that has a figure."""
    lang, judged = on.lang, on.national()
    made = list(judged.values())
    return [
        Head(lang._("State against the targets")),
        Head(lang._("The three headline targets"), 2),
        *(_headline(on, on.catalogue[name], judged.get(name)) for name in _FIRST),
        *drawn(on, f"/xu-huong?chi-so={HEADLINE}"),
        Head(lang._("All targets that have a figure"), 2),
        _counted(on, made),
        *([table_of(on, made)] if made else []),
    ]


def _headline(on: Basis, one: Indicator, made: Judgement | None) -> Said:
    if made is None:
        return Said(f"- {_silent(on, one)}", _document(on, one))
    told = on.lang._("{name}: {state}", name=on.name(one, made.area), state=summary(made, on.lang))
    return Said(f"- {told}", on.behind(made))


def _silent(on: Basis, one: Indicator) -> str:
    """Say that an indicator has no figure, and what was to be reached."""
    target = targets_now(one, "VN", on.day)[0]
    name = on.lang.pick(one.name)
    if target is None:
        return on.lang._("{name}: no figure has been published.", name=name)
    return on.lang._(
        "{name}: no figure has been published; the target is {target} by {deadline}.", name=name,
        target=on.lang.target(target.value, one), deadline=on.lang.date(target.deadline),
    )  # fmt: skip


def _document(on: Basis, one: Indicator) -> tuple[str, ...]:
    return on.of_target(targets_now(one, "VN", on.day)[0])


def _counted(on: Basis, made: list[Judgement]) -> Said:
    """Say how many targets were reached, missed, or are still to come."""
    lang, aimed = on.lang, [one for one in on.catalogue.values() if one.targets]
    reached = sum(one.overall == "achieved" for one in made)
    late = sum(one.overall == "past_deadline" for one in made)
    return Said(lang._(
        "Of {all} indicators with a target {known} have a figure: {reached} reached, {late} past "
        "the deadline and not met, {rest} still open or not to be judged.",
        all=lang.number(len(aimed)), known=lang.number(len(made)), reached=lang.number(reached),
        late=lang.number(late), rest=lang.number(len(made) - reached - late),
    ))  # fmt: skip


def table_of(on: Basis, made: list[Judgement]) -> Grid:
    """Return judgements as a table: figure, target, what is missing, verdict."""
    lang = on.lang
    return Grid(
        Said(lang._("State against the targets on {day}", day=lang.date(on.day))),
        (
            Column(lang._("Indicator"), 2.8), Column(lang._("Last figure"), 1.9),
            Column(lang._("Target, deadline"), 1.9), Column(lang._("Still missing"), 1.3),
            Column(lang._("Verdict"), 1.7),
        ),
        tuple(_row(on, one) for one in made),
    )  # fmt: skip


def _row(on: Basis, made: Judgement) -> tuple[Said, ...]:
    lang, one = on.lang, made.indicator
    latest = "–" if made.latest is None else dated_figure(made.latest, one, lang)
    verdict = word(made.overall, lang)
    return (
        Said(on.name(one, made.area)),
        Said(latest, on.of_figures(made)),
        Said(_goal(on, made.target, one), on.of_target(made.target)),
        Said(_lacks(on, made)),
        Said(f"{verdict.sign} {verdict.text}"),
    )


def _goal(on: Basis, target: Target | None, one: Indicator) -> str:
    if target is None:
        return "–"
    return f"{on.lang.target(target.value, one)}, {on.lang.date(target.deadline)}"


def _lacks(on: Basis, made: Judgement) -> str:
    if made.missing is None:
        return "–"
    if made.missing <= 0:
        return on.lang._("nothing")
    return amount(made.missing, made.indicator, on.lang).removeprefix("+")


def missing_figures(on: Basis) -> list[Block]:
    """Name the targets that no published figure tells anything about."""
    lang, known = on.lang, on.national()
    silent = [one for one in on.catalogue.values() if one.targets and one.id not in known]
    said = lang._(
        "{count} of {all} indicators with a target have no published figure of the nation. They "
        "are not estimated here.",
        count=lang.number(len(silent)), all=lang.number(len(silent) + len(known)),
    )  # fmt: skip
    return [Head(lang._("Figures that are missing")), Said(said), *_silent_table(on, silent)]


def _silent_table(on: Basis, silent: list[Indicator]) -> Iterator[Grid]:
    if not silent:
        return
    lang = on.lang
    yield Grid(
        Said(lang._("Targets without a published figure")),
        (
            Column(lang._("No."), 0.6), Column(lang._("Indicator"), 4.2),
            Column(lang._("Target, deadline"), 2.2), Column(lang._("Whose job"), 3.0),
        ),
        tuple(
            (
                Said(str(at)), Said(lang.pick(one.name)),
                Said(_goal(on, targets_now(one, "VN", on.day)[0], one), _document(on, one)),
                Said(lang.pick(one.owner.head)),
            )
            for at, one in enumerate(silent, 1)
        ),
    )  # fmt: skip
