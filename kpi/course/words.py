"""The verdicts in words: what a screen prints, with its sign, and never by colour alone.

The overall verdict of several methods is that of the most cautious one that says anything. They
disagree where there is no outcome that all of them allow.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from kpi.language import N_

if TYPE_CHECKING:
    from kpi.language import Language

__all__ = ["REASONS", "WORDS", "Word", "agreed", "overall", "word"]

_SIGNS = {
    "met": "●",
    "moderate": "◐",
    "insufficient": "○",
    "away": "▼",
    "past": "✕",
    "unknown": "–",
}


class Word(NamedTuple):
    """A verdict as a screen prints it: `sign` and `text`, in the style `kd-{style}`.

    Styles: met, moderate, insufficient, away, past, unknown (drawn hatched on maps).
    """

    text: str
    style: str

    @property
    def sign(self) -> str:
        """One character that tells the verdict without colour."""
        return _SIGNS[self.style]


WORDS: dict[str, Word] = {
    "achieved": Word(N_("reached"), "met"),
    "on_course": Word(N_("on course"), "met"),
    "moderate": Word(N_("moderate"), "moderate"),
    "insufficient": Word(N_("insufficient"), "insufficient"),
    "moving_away": Word(N_("moving away"), "away"),
    "accelerate": Word(N_("must accelerate"), "moderate"),
    "stagnation": Word(N_("stagnation or regression"), "insufficient"),
    "sun": Word(N_("sun: the line reaches the target"), "met"),
    "slightly_cloudy": Word(N_("slightly cloudy"), "moderate"),
    "cloud": Word(N_("cloud"), "insufficient"),
    "storm": Word(N_("storm: the line leads the wrong way"), "away"),
    "within_reach": Word(N_("within reach"), "met"),
    "beyond_best": Word(N_("needs more than ever done"), "moderate"),
    "impossible": Word(N_("impossible"), "insufficient"),
    "past_deadline": Word(N_("past the deadline, not met"), "past"),
    "not_enough_data": Word(N_("not enough data"), "unknown"),
}

REASONS: dict[str, str] = {
    "no_target": N_("No target is set for this indicator and area."),
    "no_figure": N_("No exact figure has been published for this indicator and area."),
    "one_point": N_("There is only one comparable figure; at least two are needed."),
    "few_changes": N_("The method asks for four changes, that is five comparable figures."),
    "not_positive": N_("A growth rate has no sense with zero or negative numbers."),
    "short_span": N_("The figures span less than half a year: too short for a rate a year."),
    "reached_before": N_("The baseline was as good as the target already."),
    "near_limit": N_("Within 1 % of the end of the scale."),
    "nothing_left": N_("Nothing is left to do."),
    "no_time": N_("No day is left."),
    "beyond_limit": N_("The target lies outside the limits of the unit."),
    "never_improved": N_("The figures never moved towards the target."),
    "past_deadline": N_("The deadline is past: the verdict is final."),
    "begins_later": N_("The deadline was over before the first figure."),
    "unbounded_unit": N_("Projections are made for scales with two ends only, as 0 to 100 %."),
    "few_points": N_("A projection asks for five comparable figures at least."),
    "no_skill": N_("No method would have foretold past figures better than “no change”."),
}

_GRADES = {  # the overall word each verdict amounts to
    "met": "on_course",
    "moderate": "moderate",
    "insufficient": "insufficient",
    "away": "moving_away",
}
_ORDER = ("on_course", "moderate", "insufficient", "moving_away", "past_deadline")
_OUTCOMES = {  # what a verdict allows: the target is reached, is fallen short of, slips away
    verdict: outcomes
    for outcomes, verdicts in (
        ({"reach"}, ("achieved", "on_course", "sun", "within_reach")),
        ({"short"}, ("moderate", "insufficient", "accelerate", "slightly_cloudy", "cloud")),
        ({"short", "away"}, ("stagnation", "beyond_best", "impossible")),
        ({"away"}, ("moving_away", "storm")),
        ({"past"}, ("past_deadline",)),
    )
    for verdict in verdicts
}


def word(verdict: str, lang: Language) -> Word:
    """Return a verdict in the reader's language; KeyError for a word that is none."""
    return WORDS[verdict]._replace(text=lang._(WORDS[verdict].text))


def overall(verdicts: Iterable[str]) -> str:
    """Return the most cautious of the verdicts that say anything, in Eurostat's words.

    `past_deadline` where a verdict is that, `not_enough_data` where none says anything. "Achieved"
    weighs as on course: whether a target is reached is a fact, not a method's opinion.
    """
    grades = [_grade(verdict) for verdict in verdicts if verdict != "not_enough_data"]
    return max(grades, key=_ORDER.index, default="not_enough_data")


def _grade(verdict: str) -> str:
    return verdict if verdict == "past_deadline" else _GRADES[WORDS[verdict].style]


def agreed(verdicts: Iterable[str]) -> bool:
    """Tell whether there is an outcome that all verdicts allow; those without data allow all."""
    allowed = [_OUTCOMES[verdict] for verdict in verdicts if verdict != "not_enough_data"]
    return not allowed or bool(set.intersection(*allowed))
