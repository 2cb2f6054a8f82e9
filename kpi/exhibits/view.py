"""A saved address, understood: the page, the choices made there, the figures they are made of."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import cast
from urllib.parse import parse_qsl, urlencode, urlsplit

from kpi.catalogue import Catalogue, Indicator
from kpi.course import Judgement, judge, series_of
from kpi.exhibits.library import Library
from kpi.exhibits.refusals import ExhibitError, Problem
from kpi.figures import ERAS, Era, Figures, Workspace
from kpi.language import Language
from kpi.moments import Moment, moment, pinned
from kpi.units import Units

__all__ = ["AS_OF", "PART", "View", "understood", "with_part"]

AS_OF, PART = "tinh-den", "noi-dung"
_LONGEST, _MOST = 2000, 40  # letters of an address, choices in it
_FRAME = ("lang", AS_OF, PART)  # what is not the page's own choice


@dataclass(frozen=True)
class View:
    """What a page would show at an address; whatever in it is not there becomes a problem."""

    page: str  # `ban-do`; "" is the overview
    choices: Mapping[str, str]
    lang: Language
    library: Library
    problems: list[Problem] = field(default_factory=list)
    part: str = ""  # which of the page's exhibits its address names

    @property
    def catalogue(self) -> Catalogue:
        """The indicators."""
        return self.library.catalogue

    @property
    def units(self) -> Units:
        """The areas."""
        return self.library.units

    @cached_property
    def workspace(self) -> Workspace:
        """Published or practice figures; another visitor's own cannot be had."""
        asked = self.choices.get("bo-so-lieu", "published")
        if asked == "upload":
            self.problems.append(Problem("own"))
        elif asked not in ("published", "practice"):
            self.problems.append(Problem("choice", asked))
        return "practice" if asked == "practice" else "published"

    @cached_property
    def moment(self) -> Moment | None:
        """The version or day the address is pinned to."""
        asked = self.choices.get(AS_OF, "")
        if not asked or self.workspace != "published":
            return None
        found = moment(asked, self.library.versions(), self.library.today())
        if found is None:
            raise ExhibitError([*self.problems, Problem("version", asked)])
        return found

    @property
    def today(self) -> date:
        """The day that counts as today."""
        return self.moment.day if self.moment else self.library.today()

    def era(self, default: str = "34") -> Era:
        """Return the borders asked for."""
        return cast(Era, self.choice("dia-gioi", ERAS, default))

    def figures(self, era: str = "34") -> Figures:
        """Return the figures in an era's borders."""
        version = self.moment.version if self.moment else None
        return self.library.figures(self.workspace, cast(Era, era), version)

    def choice(self, key: str, options: Collection[str], default: str, code: str = "choice") -> str:
        """Return what the address holds under a key; what is no option is a problem (`code`)."""
        asked = self.choices.get(key, "")
        if not asked or asked in options:
            return asked or default
        self.problems.append(Problem(code, asked))
        return default

    def indicator(self, figures: Figures, default: str, key: str = "chi-so") -> Indicator:
        """Return the indicator asked for, which has figures."""
        offered = [one for one in self.catalogue if one in figures.by_indicator]
        usual = default if default in offered else next(iter(offered), "")
        found = self.choice(key, offered, usual, "indicator")
        self.sound()
        if not found:
            raise ExhibitError([Problem("silent")])
        return self.catalogue[found]

    def judged(self, figures: Figures, indicator: Indicator, area: str) -> Judgement:
        """Return one judgement; where nothing can be judged, one that holds the reason."""
        made = self.library.judged(figures, self.today).one(indicator.id, area)
        if made is not None:
            return made
        series = series_of(figures.of(indicator.id), indicator, area, self.today)
        return judge(indicator, series, self.today)

    def sound(self) -> None:
        """Raise ExhibitError if anything in the address is not there."""
        if self.problems:
            raise ExhibitError(dict.fromkeys(self.problems))

    def as_of(self, figures: Figures) -> str:
        """Write the day that counts, and the version of the figures where they have one."""
        day = self.lang.date(self.today)
        if figures.version is None:
            return day
        return self.lang._("{day}, version {version}", day=day, version=figures.version)

    def address(self, figures: Figures, page: str | None = None, **choices: str) -> str:
        """Write the address of this view, or of another page with its frame, pinned to its version.

        `choices`: in place of the view's own, hyphens as underscores.
        """
        if page is None:
            asked = {k: v for k, v in self.choices.items() if k not in _FRAME}
        else:
            own = {"bo-so-lieu": "practice"} if self.workspace == "practice" else {}
            asked = {**own, **{k.replace("_", "-"): v for k, v in choices.items() if v}}
        shown = [one for one in self.library.versions() if one.id == figures.version]
        at = self.moment.text if self.moment else pinned(shown[0], self.today) if shown else ""
        lang = self.lang.code if self.lang.code != "vi" else ""
        named = {**asked, PART: self.part, "lang": lang, AS_OF: at}
        query = urlencode({k: v for k, v in named.items() if v}, safe=",")
        path = f"/{self.page if page is None else page}"
        return f"{path}?{query}" if query else path


def with_part(address: str, part: str) -> str:
    """Return an address that opens its page with a part of it marked; "" leaves it as it is."""
    path, _, query = address.partition("?")
    asked = urlencode(dict(parse_qsl(query)) | {PART: part}, safe=",")
    return f"{path}?{asked}" if part else address


def understood(address: str, lang: Language, library: Library) -> View:
    """Take a saved address apart; ExhibitError for what is none."""
    try:
        parts = urlsplit(address if len(address) <= _LONGEST else "//")
        choices = dict(parse_qsl(parts.query, max_num_fields=_MOST))
    except ValueError:
        raise ExhibitError([Problem("address", address)]) from None
    if parts.scheme or parts.netloc or not parts.path.startswith("/"):
        raise ExhibitError([Problem("address", address)])
    page = parts.path.strip("/")
    return View("" if page == "tong-quan" else page, choices, lang, library)
