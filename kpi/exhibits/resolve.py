"""From a saved view to what it shows, with the figures of its version; nothing here draws."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from kpi.exhibits import (
    cards,
    compared,
    country,
    fair,
    indexed,
    lists,
    nation,
    place,
    ranked,
    records,
    series,
    trusted,
    world,
)
from kpi.exhibits.exhibit import Exhibit
from kpi.exhibits.library import Library, library
from kpi.exhibits.meeting import Item, Meeting
from kpi.exhibits.refusals import ExhibitError, Problem
from kpi.exhibits.view import PART, View, understood
from kpi.headlines import HEADLINES, RANKS
from kpi.language import LANGUAGES, Lang, language
from kpi.problems import safe
from kpi.store import StoreError

__all__ = ["PAGES", "Gathered", "Slide", "gather", "resolve"]

_CARDS = tuple(names[0] for names in HEADLINES)
Builder = Callable[[View], Exhibit]

# What each page can show, by part; the first is what its button adds to a meeting. Another page
# joins here: its address, and a function that makes an exhibit of a view.
PAGES: Mapping[str, Mapping[str, Builder]] = {
    "": {
        **{name: partial(cards.card, name=name) for name in _CARDS},
        "attention": lists.attention,
        "ranks": lists.ranks,
        **{name: partial(cards.rank, name=name) for name in RANKS},
        "plan": nation.plan,
        "programmes": nation.programmes,
        "signing": nation.signing,
        "horizon": nation.horizon,
        "newest": nation.newest,
    },
    "ban-do": {"map": country.country},
    "xu-huong": {"trend": series.trend, "course": series.course},
    "tinh-thanh": {"profile": place.profile, "parts": place.parts},
    "xep-hang": {"ranking": ranked.ranked, "moves": ranked.moves},
    "so-sanh": {"comparison": compared.compared, "table": compared.tabled},
    "cong-bang": {"groups": fair.groups, "gap": fair.gap, "concentration": fair.where},
    "bo-chi-so": {"standing": indexed.standing, "points": indexed.points},
    "quoc-te": {
        "rank": world.editions,
        "score": world.score,
        **{name: partial(world.piece, name=name) for name in world.PIECES},
    },
    "ke-hoach": {"tasks": lists.tasks},
    "canh-bao-som": {"warnings": lists.warnings},
    "danh-muc": {"dictionary": records.dictionary},
    "phien-ban": {"versions": records.versions},
    "chat-luong": {"scores": trusted.scores, "failures": trusted.failures},
}


@dataclass(frozen=True)
class Slide:
    """An item of a meeting with what it shows; `problems`: why it shows nothing."""

    item: Item
    exhibit: Exhibit | None
    problems: tuple[str, ...] = ()

    @property
    def headline(self) -> str:
        """The presenter's own, else the exhibit's answer."""
        return self.item.headline or (self.exhibit.answer if self.exhibit else self.item.address)


@dataclass(frozen=True)
class Gathered:
    """A meeting with all it shows; `problems` of all items at once, each with its number."""

    meeting: Meeting
    slides: tuple[Slide, ...]
    problems: tuple[str, ...]

    @property
    def shown(self) -> tuple[Slide, ...]:
        """The items that can be shown."""
        return tuple(slide for slide in self.slides if slide.exhibit)

    @property
    def simulated(self) -> bool:
        """Whether anything is made of practice figures."""
        return any(slide.exhibit and slide.exhibit.simulated for slide in self.slides)


def resolve(item: Item, lang: Lang = "vi", source: Library | None = None) -> Exhibit:
    """Return what a saved view shows, in a language; ExhibitError for all that is not there.

    Raises `kpi.store.StoreError` where the store cannot be read.
    """
    view = understood(item.address, language(lang), source or library())
    if view.page not in PAGES:
        raise ExhibitError([Problem("page", f"/{view.page}")])
    parts = PAGES[view.page]
    part = item.part or view.choices.get(PART, "") or next(iter(parts))
    if part not in parts:
        raise ExhibitError([Problem("part", part)])
    # the overview shows its cards beside each other: none of them is the page
    view = replace(view, part=part if view.page == "" or part != next(iter(parts)) else "")
    _ = view.workspace, view.moment  # what holds for every page is looked at first
    made = parts[part](view)
    view.sound()
    return made


Resolve = Callable[[Item, Lang, Library], Exhibit]


def gather(meeting: Meeting, source: Library | None = None, make: Resolve = resolve) -> Gathered:
    """Return all that a meeting shows; an item that cannot be shown leaves the others working.

    `make`: in place of `resolve`, one that keeps what it made.
    """
    code, held = _code(meeting.lang), source or library()
    lang = language(code)
    slides = tuple(_slide(item, code, held, make) for item in meeting.items)
    problems = tuple(
        lang._("Item {number} (“{name}”): {problem}", number=number,
               name=safe(slide.item.headline or slide.item.address)[:80], problem=problem)
        for number, slide in enumerate(slides, 1)
        for problem in slide.problems
    )  # fmt: skip
    return Gathered(meeting, slides, problems)


def _slide(item: Item, code: Lang, held: Library, make: Resolve) -> Slide:
    try:
        return Slide(item, make(item, code, held))
    except ExhibitError as error:
        return Slide(item, None, error.messages(language(code)))
    except StoreError as error:
        return Slide(item, None, (error.message(language(code)),))


def _code(text: str) -> Lang:
    return next((code for code in LANGUAGES if code == text), "vi")
