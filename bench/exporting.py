"""`python -m bench.exporting`: seconds and kilobytes of each file of a meeting of 20 views."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Mapping
from dataclasses import replace

from kpi import meeting_files
from kpi.exhibits import Exhibit, Gathered, gather, overview
from kpi.pictures import drawable, to_png, to_svg
from kpi.show import to_html

VIEWS = 20
_WAYS: Mapping[str, Callable[[Gathered], bytes]] = {
    "pptx": meeting_files.presentation,
    "pdf, 16:9": meeting_files.handout,
    "pdf, A4": meeting_files.pages,
    "xlsx": meeting_files.tables,
    "html": to_html,
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
    print(f"\nmost memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3:.0f} MB")
    return 0


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
