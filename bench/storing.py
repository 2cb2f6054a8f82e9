"""How fast many observations are planned, published and read back, beside pandas.to_sql.

    python -m bench.storing [--rows 1500000]

The same rows are written to a fresh SQLite file by `DataFrame.to_sql` alone and read back by
`read_sql` alone, then planned, published and read as of a version by the store, which also keeps
an order, a hash and the version before. Each side has a process of its own, so that its peak
memory is its own.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import numpy as np
import pandas as pd

from bench.reading import INDICATORS, ROOT

MOST_GB = 2.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print a table, and return 0 when the bar of memory is met."""
    parser = argparse.ArgumentParser(prog="python -m bench.storing")
    parser.add_argument("--rows", type=int, default=1_500_000)
    parser.add_argument("--only", choices=list(SIDES), help=argparse.SUPPRESS)
    args = parser.parse_args(arguments)
    if args.only:
        with tempfile.TemporaryDirectory() as folder:
            print(json.dumps(_measure(SIDES[args.only], Path(folder), args.rows)))
        return 0
    results = {name: json.loads(_run(name, args.rows)) for name in SIDES}
    return _report(results, args.rows)


def rows_of(count: int) -> pd.DataFrame:
    """Return so many rows as a file that was read gives them, each figure another one."""
    from kpi.catalogue import load_catalogue  # noqa: PLC0415
    from kpi.store.states import ROW  # noqa: PLC0415
    from kpi.units import load_units  # noqa: PLC0415

    indicators = np.array(list(load_catalogue()))[:INDICATORS]
    areas = np.array([unit.id for unit in load_units().formers])
    at = np.arange(count)
    days = pd.Timestamp("2025-06-30") - pd.to_timedelta(at // (len(areas) * INDICATORS), "D")
    chance = np.random.default_rng(20250701)
    texts = dict.fromkeys(("qualifier", "note", "note_en"), "")
    frame = pd.DataFrame(
        {
            "indicator": indicators[at % INDICATORS],
            "area": areas[at // INDICATORS % len(areas)],
            "period": days.strftime("%Y-%m-%d"),
            "published": "2026-01-31",
            "value": chance.uniform(0, 100, count).round(2),
            **dict.fromkeys(("numerator", "denominator", "of"), np.nan),
            "status": "A",
            "source": "bao-cao-tinh",
            **texts,
        }
    )
    return frame[list(ROW)].astype(dict.fromkeys(texts, "str"))


def _plain(folder: Path, count: int) -> dict[str, float]:
    import sqlite3  # noqa: PLC0415

    rows, times = rows_of(count), dict[str, float]()
    with closing(sqlite3.connect(folder / "plain.sqlite")) as connection:
        with _timed(times, "write"):
            rows.to_sql("observations", connection, index=False, chunksize=100_000)
            connection.commit()
        with _timed(times, "read"):
            read = pd.read_sql("SELECT * FROM observations", connection)
    return times | {"rows": len(read)}


def _store(folder: Path, count: int) -> dict[str, float]:
    from kpi.store import File, Sent, Store  # noqa: PLC0415

    rows, times = rows_of(count), dict[str, float]()
    store = Store(f"sqlite:///{folder}/store.sqlite")
    with _timed(times, "plan"):
        plan = store.plan([Sent(File("bench.csv", "0" * 64, count), rows)])
    with _timed(times, "write"):
        store.publish(plan, "bench", "bench")
    with _timed(times, "read"):
        read = store.as_of(1)
    return times | {"rows": len(read)}


SIDES: dict[str, Callable[[Path, int], dict[str, float]]] = {
    "pandas alone": _plain,
    "the store": _store,
}


@contextmanager
def _timed(times: dict[str, float], name: str) -> Iterator[None]:
    start = time.perf_counter()
    yield
    times[name] = time.perf_counter() - start


def _measure(
    side: Callable[[Path, int], dict[str, float]], folder: Path, count: int
) -> tuple[dict[str, float], float]:
    """Return seconds by step, and peak memory in GB (10^9 bytes)."""
    times = side(folder, count)
    return times, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e9


def _run(name: str, rows: int) -> bytes:
    command = [sys.executable, "-m", "bench.storing", "--only", name, "--rows", str(rows)]
    return subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout


def _report(results: dict[str, tuple[dict[str, float], float]], rows: int) -> int:
    print(f"{rows:,} rows, SQLite")
    base = results["pandas alone"][0]
    for name, (times, memory) in results.items():
        told = "".join(
            f"{step:>8} {seconds:>7.2f} s"
            + (f" {seconds / base[step]:>5.2f} x" if step in base else " " * 8)
            for step, seconds in times.items()
            if step != "rows"
        )
        print(f"{name:<14}{times['rows']:>10,} rows{told}{memory:>8.2f} GB")
    met = results["the store"][1] <= MOST_GB
    print(f"bar: {MOST_GB} GB: {'met' if met else 'NOT met'}")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
