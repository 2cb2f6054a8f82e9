"""How fast all indicators of all provinces are judged, beside a plain loop in the same run.

    python -m bench.judging [--repeats 1]

The practice panel in both eras: all at once (`judge_all`), the same without projections, and a
plain loop that finds the figures of each indicator and area and judges them alone. The least time
of several counts. What the dashboard pays is less: one version of the data is judged once.
Bars: all at once is the faster way, and takes at most ten seconds for both eras.

    python -m bench.judging --rerun

The same at the size of all 34 provinces × 30 indicators, each with a target: judged once, and then
asked for by every rerun of the page that shows the most of it, the map of verdicts, beside an empty
page with as many widgets. Bar: a warm rerun costs at most three empty ones.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

import pandas as pd

from bench import pages
from bench.server import ROOT, serve
from bench.thirty import thirty
from kpi.catalogue import load_catalogue
from kpi.course import judge, judge_all, series_of
from kpi.merger import view
from kpi.practice import practice_panel
from kpi.units import load_units

TODAY = date(2026, 11, 22)
MOST_SECONDS = 10.0
MOST_RATIO = 3.0
_FIRST_PORT = 8653


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print a table, and return 0 when both bars are met."""
    parser = argparse.ArgumentParser(prog="python -m bench.judging")
    parser.add_argument("--repeats", type=int, default=1, help="the least of so many counts")
    parser.add_argument("--rerun", action="store_true", help="34 × 30 and a rerun of its page")
    given = parser.parse_args(arguments)
    if given.rerun:
        return _rerun()
    repeats = given.repeats
    catalogue, panel = load_catalogue(), practice_panel()
    totals = {"all at once": 0.0, "plain loop": 0.0}
    print(f"{'era':>4} {'judgements':>11}  {'way':<28} {'seconds':>8}")
    for era in ("34", "63"):
        frame = view(panel, era, catalogue, load_units())
        count = len(judge_all(frame, catalogue, TODAY).frame)
        for name, way in _ways(frame).items():
            seconds = min(_timed(way) for _ in range(repeats))
            totals[name] = totals.get(name, 0.0) + seconds
            print(f"{era:>4} {count:>11}  {name:<28} {seconds:>8.2f}")
    holds = totals["all at once"] < min(totals["plain loop"], MOST_SECONDS)
    print(f"all at once {totals['all at once']:.2f} s, plain loop {totals['plain loop']:.2f} s:",
          "holds" if holds else "FAILS")  # fmt: skip
    return 0 if holds else 1


def _rerun() -> int:
    """Measure 34 × 30 judged at once, and a warm rerun of the map of verdicts; print both."""
    panel, catalogue = thirty()
    frame = view(panel, "34", catalogue, load_units())
    frame = frame[frame["area"].str.startswith("VN34-")]
    begin = time.perf_counter()
    made = judge_all(frame, catalogue, TODAY)
    print(f"34 × 30: {len(made.frame)} judgements in {time.perf_counter() - begin:.2f} s, once")
    dashboard, bare = ROOT / "bench/judged.py", ROOT / "bench/bare.py"
    with serve(dashboard, _FIRST_PORT) as ours, serve(bare, _FIRST_PORT + 1) as empty:
        (page,) = asyncio.run(pages.measure(ours, empty, {pages.VERDICTS: "chi-so"}))
    holds = page.ratio <= MOST_RATIO
    print(
        f"warm rerun {page.warm.work * 1e3:.1f} ms of the server, empty page "
        f"{page.bare.work * 1e3:.1f} ms: {page.ratio:.1f} ×,", "holds" if holds else "FAILS",
    )  # fmt: skip
    return 0 if holds else 1


def _ways(frame: pd.DataFrame) -> dict[str, Callable[[], object]]:
    catalogue = load_catalogue()
    return {
        "all at once": partial(judge_all, frame, catalogue, TODAY),
        "all at once, no projections": partial(judge_all, frame, catalogue, TODAY, ahead=False),
        "plain loop": partial(_loop, frame),
    }


def _loop(frame: pd.DataFrame) -> None:
    """Judge each indicator and area alone."""
    for name, one in load_catalogue().items():
        rows = frame[frame["indicator"] == name] if one.targets else frame.iloc[:0]
        for area in rows["area"].unique():
            judge(one, series_of(frame, one, area, TODAY), TODAY)


def _timed(way: Callable[[], object]) -> float:
    begin = time.perf_counter()
    way()
    return time.perf_counter() - begin


if __name__ == "__main__":
    sys.exit(main())
