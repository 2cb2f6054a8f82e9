"""The table of one run, and the bars at real size."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bench.browser import Loads
from bench.crowd import VIEWERS, Crowd
from bench.pages import MAP_63, VERDICTS, Page


@dataclass(frozen=True)
class Bar:
    """One thing that must hold."""

    what: str
    found: str
    holds: bool


def table(pages: Sequence[Page], crowd: tuple[Crowd, Crowd], loads: Loads) -> str:
    """Return all that was measured, in lines."""
    return "\n".join([_machine(), "", *_pages(pages), "", *_crowd(crowd), "", *_loads(loads)])


def bars(pages: Sequence[Page], crowd: tuple[Crowd, Crowd], loads: Loads) -> list[Bar]:
    """Hold the measurements against the bars."""
    ours, empty = crowd
    slowest = max(pages, key=lambda page: page.ratio)
    judged = next(page for page in pages if page.name == VERDICTS)
    map_rerun = max(page.warm.most for page in pages if page.name in ("ban-do", MAP_63))
    share = ours.rate / empty.rate
    return [
        Bar("geometry fetched once, at most 20 kB", f"{_kb(loads.geometry)}",
            len(loads.geometry) == 1 and loads.geometry[0] <= 20_000),
        Bar("map rerun at most 10 kB", f"{map_rerun / 1e3:.1f} kB",
            map_rerun <= 10_000),
        Bar("slider without a rerun", f"{loads.slider_reruns} reruns", loads.slider_reruns == 0),
        Bar("warm rerun at most 2 × the empty page", f"{slowest.ratio:.1f} × ({slowest.name})",
            slowest.ratio <= 2),
        Bar("warm rerun with all provinces judged at most 3 × the empty page",
            f"{judged.ratio:.1f} ×", judged.ratio <= 3),
        Bar(f"{VIEWERS} viewers at half the empty page's rate or more", f"{share:.2f}",
            share >= 0.5),
        Bar("memory for each further viewer at most 1 MB", f"{ours.memory:.2f} MB",
            ours.memory <= 1),
    ]  # fmt: skip


def verdicts(held: Iterable[Bar]) -> str:
    """Return one line a bar."""
    return "\n".join(
        f"{'PASS' if bar.holds else 'MISS'}  {bar.what:<64}{bar.found}" for bar in held
    )


def _machine() -> str:
    cores = os.cpu_count()
    load = os.getloadavg()[0]
    return f"Python {platform.python_version()}, {cores} cores, load {load:.1f} at the end"


def _pages(pages: Sequence[Page]) -> Iterable[str]:
    yield (
        f"{'page':<20}{'first':>9}{'further':>9}{'click':>9}{'work':>9}"
        f"{'empty':>9}{'ratio':>7}{'first':>10}{'click':>10}"
    )
    yield f"{'':<20}{'ms':>9}{'ms':>9}{'ms':>9}{'cpu ms':>9}{'cpu ms':>9}{'kB':>17}{'kB':>10}"
    for page in pages:
        yield (
            f"{page.name:<20}{page.first.seconds * 1e3:>9.0f}{page.further.seconds * 1e3:>9.0f}"
            f"{page.warm.seconds * 1e3:>9.1f}{page.warm.work * 1e3:>9.1f}"
            f"{page.bare.work * 1e3:>9.1f}{page.ratio:>7.1f}"
            f"{page.further.size / 1e3:>10.1f}{page.warm.most / 1e3:>10.1f}"
        )


def _crowd(crowd: tuple[Crowd, Crowd]) -> Iterable[str]:
    ours, empty = crowd
    yield f"{VIEWERS} viewers{'map':>14}{'empty':>10}"
    yield f"runs/s{ours.rate:>18.0f}{empty.rate:>10.0f}"
    yield f"MB a viewer{ours.memory:>13.2f}{empty.memory:>10.2f}"


def _loads(loads: Loads) -> Iterable[str]:
    yield f"first page over HTTP   {loads.first / 1e3:.0f} kB"
    yield f"map page, no geometry  {loads.map / 1e3:.0f} kB"
    yield f"geometry               {_kb(loads.geometry)}"
    yield f"empty page, Streamlit's server as it comes  {loads.bare / 1e3:.0f} kB"


def _kb(sizes: Sequence[int]) -> str:
    return " + ".join(f"{size / 1e3:.1f} kB" for size in sizes) or "none"
