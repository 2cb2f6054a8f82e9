"""`python -m bench`: measure the dashboard and an empty app, print the table and the bars.

Exit code 0 when every bar holds, else 1.
"""

from __future__ import annotations

import asyncio
import sys

from bench import browser, crowd, exporting, pages, report, robustness
from bench.server import ROOT, serve

_FIRST_PORT = 8650


def main() -> int:
    """Run everything once; about two minutes."""
    dashboard, bare, plain = (
        ROOT / "dashboard.py",
        ROOT / "bench/bare.py",
        ROOT / "bench/bare_page.py",
    )
    with serve(dashboard, _FIRST_PORT) as ours, serve(bare, _FIRST_PORT + 1) as empty:
        of_pages = asyncio.run(pages.measure(ours, empty))
        of_crowd = asyncio.run(crowd.measure(ours, empty))
        with serve(plain, _FIRST_PORT + 2) as as_it_comes:
            loads = browser.measure(ours, as_it_comes)
    bars = report.bars(of_pages, of_crowd, loads)
    print(report.table(of_pages, of_crowd, loads), report.verdicts(bars), sep="\n\n")
    exporting.main()
    return max(robustness.main(), 0 if all(bar.holds for bar in bars) else 1)


if __name__ == "__main__":
    sys.exit(main())
