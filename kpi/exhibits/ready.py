"""Meetings that are ready made: an overview of the country, and the profile of a province."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from kpi.exhibits.library import Library, library
from kpi.exhibits.meeting import Item, Meeting
from kpi.exhibits.ministry import listed_apart
from kpi.exhibits.place import held, place_of
from kpi.exhibits.refusals import ExhibitError, Problem
from kpi.exhibits.resolve import Gathered, gather
from kpi.exhibits.view import AS_OF, understood
from kpi.headlines import HEADLINE, HEADLINES
from kpi.language import Lang, language
from kpi.observations import usable
from kpi.profile import KEY_FIGURES

__all__ = ["overview", "province"]


def overview(
    as_of: str | date = "",
    lang: Lang = "vi",
    source: Library | None = None,
    *,
    practice: bool = False,
) -> Gathered:
    """Return the state of the country as a meeting with its exhibits.

    `as_of`: `v12`, or a day; "" means now. What has no figures is left out; `problems` tells what
    else is missing, as a version that is not there.
    """
    base = _base(as_of, practice)
    cards = [Item(_to("", base), part=names[0]) for names in HEADLINES]
    items = [
        *cards,
        Item(_to("xu-huong", base | {"chi-so": HEADLINE})),
        Item(_to("ban-do", base)),
        Item(_to("", base), part="attention"),
        Item(_to("", base), part="ranks"),
        Item(_to("quoc-te", base)),
        Item(_to("ke-hoach", base)),
        Item(_to("canh-bao-som", base)),
    ]
    title = language(lang)._("How far against the targets?")
    return _without_silent(Meeting(title, tuple(items), lang=lang), source)


def province(
    area: str, as_of: str | date = "", lang: Lang = "vi", source: Library | None = None, *,
    practice: bool = False,
) -> Gathered:  # fmt: skip
    """Return the profile of a province (`VN34-79`, `VN63-79`) or a ministry (`VNM-…`) as a meeting.

    Raises ExhibitError for what is neither, or a version that is not there.
    """
    shelf = source or library()
    kind = shelf.units[area].kind if area in shelf.units else ""
    if kind not in ("province", "former", "ministry"):
        raise ExhibitError([Problem("area", area)])
    base = _base(as_of, practice)
    scope = "bo" if kind == "ministry" else area[2:4]
    home = _to("tinh-thanh", base | {"dia-gioi": scope, "tinh": area})
    view = understood(home, language(lang), shelf)
    figures, place = place_of(view)
    drawn = [
        one.id for one in held(view, figures, place) if len(usable(figures.of(one.id, area))) > 1
    ][:KEY_FIGURES]
    course = base | {"dia-gioi": figures.era, "so-sanh": area}
    tasks = kind == "ministry" and listed_apart(view, figures, place)
    items = (
        Item(home),
        *(Item(_to("xu-huong", course | {"chi-so": one})) for one in drawn),
        Item(_to("ke-hoach", base | {"co-quan": area})) if tasks else Item(home, "parts"),
    )
    title = view.lang._(
        "Where does {name} stand?", name=view.lang.pick(place.full_name(view.today))
    )
    return _without_silent(Meeting(title, items, lang=lang), shelf)


def _base(as_of: str | date, practice: bool) -> dict[str, str]:
    return {"bo-so-lieu": "practice"} if practice else {AS_OF: f"{as_of}"} if as_of else {}


def _to(page: str, choices: dict[str, str]) -> str:
    return f"/{page}?{urlencode(choices)}" if choices else f"/{page}"


def _without_silent(meeting: Meeting, source: Library | None) -> Gathered:
    """Leave out what has no figure: nobody asked for it by name."""
    found = gather(meeting, source)
    silent = Problem("silent").message(language("vi" if meeting.lang == "vi" else "en"))
    slides = tuple(slide for slide in found.slides if slide.problems != (silent,))
    kept = Meeting(meeting.title, tuple(slide.item for slide in slides), lang=meeting.lang)
    problems = tuple(one for one in found.problems if not one.endswith(silent))
    return Gathered(kept, slides, problems)
