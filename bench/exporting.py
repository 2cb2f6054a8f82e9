"""`python -m bench.exporting`: seconds and kilobytes of each file of a meeting of 20 views.

And what another viewer feels meanwhile: the seconds a click takes (a map is made anew from the
figures, as for a choice nobody made before) while nothing is exported, and while files are.
"""

from __future__ import annotations

import resource
import statistics
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import replace

from kpi import meeting_files
from kpi.exhibits import Exhibit, Gathered, Item, gather, overview, resolve
from kpi.pictures import drawable, to_png, to_svg

VIEWS = 20
_CLICK = Item("/ban-do?bo-so-lieu=practice")
_FORMATS = ("pptx", "docx", "pdf, 16:9", "xlsx", "html")
_ALONE = 10  # clicks while nothing is exported
_WAYS: Mapping[str, Callable[[Gathered], bytes]] = {
    "pptx": meeting_files.presentation,
    "docx": meeting_files.text,
    "pdf, 16:9": meeting_files.handout,
    "pdf, A4": meeting_files.pages,
    "xlsx": meeting_files.tables,
    "html": meeting_files.kit,
    "svg, each": lambda found: b"".join(to_svg(one).encode() for one in _drawn(found)),
    "png, each": lambda found: b"".join(to_png(one) for one in _drawn(found)),
}


def main() -> int:
    """Print one line a format: the first time, and the next."""
    start = time.perf_counter()
    found = _meeting()
    print(f"gathering {len(found.slides)} views: {time.perf_counter() - start:.1f} s\n")
    print(f"{'format':<12}{'first s':>9}{'next s':>9}{'kB':>9}")
    for name, make in _WAYS.items():
        (first, made), (further, _) = _timed(make, found), _timed(make, found)
        print(f"{name:<12}{first:9.2f}{further:9.2f}{len(made) / 1e3:9.0f}")
    print()
    _clicks(found)
    print(f"\nmost memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3:.0f} MB")
    return 0


def _clicks(found: Gathered) -> None:
    """Print how long another viewer's click takes beside each export."""
    alone = [_click() for _ in range(_ALONE)]
    print(f"{'click beside':<14}{'median ms':>10}{'worst ms':>10}{'clicks':>8}")
    _line("nothing", alone)
    for name in _FORMATS:
        export = threading.Thread(target=_WAYS[name], args=(found,))
        export.start()
        beside = [_click()]
        while export.is_alive():
            beside.append(_click())
        _line(name, beside)


def _line(name: str, clicks: list[float]) -> None:
    middle, worst = statistics.median(clicks) * 1e3, max(clicks) * 1e3
    print(f"{name:<14}{middle:10.0f}{worst:10.0f}{len(clicks):8}")


def _click() -> float:
    start = time.perf_counter()
    resolve(_CLICK)
    return time.perf_counter() - start


def _meeting() -> Gathered:
    """Return the overview of the practice figures, again and again until there are 20 views."""
    once = overview(practice=True)
    items = (once.meeting.items * VIEWS)[:VIEWS]
    return gather(replace(once.meeting, items=items))


def _drawn(found: Gathered) -> list[Exhibit]:
    return [one.exhibit for one in found.shown if one.exhibit and drawable(one.exhibit)]


def _timed(make: Callable[[Gathered], bytes], found: Gathered) -> tuple[float, bytes]:
    start = time.perf_counter()
    made = make(found)
    return time.perf_counter() - start, made


if __name__ == "__main__":
    raise SystemExit(main())
