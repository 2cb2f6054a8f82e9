"""How fast a large table is read and checked, beside two bare readers in the same run.

    python -m bench.reading [--rows 1500000] [--repeats 5]

One table of many observations is made once, then read by `pandas.read_csv` alone, by DuckDB's
reader alone, and by this project, which also checks every cell. Each runs in a process of its own,
so that its peak memory is its own, and several times: the first, when nothing is loaded or kept
yet, and the least are told; the least counts. Bars: three times pandas' time, 1.5 GB.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pandas as pd

ROOT = Path(__file__).parents[1]
TODAY = date(2026, 2, 1)
MOST_TIMES, MOST_GB = 3.0, 1.5
INDICATORS = 12


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print a table, and return 0 when both bars are met."""
    parser = argparse.ArgumentParser(prog="python -m bench.reading")
    parser.add_argument("--rows", type=int, default=1_500_000)
    parser.add_argument("--repeats", type=int, default=5, help="the least of so many counts")
    parser.add_argument("--only", choices=["write", *READERS], help=argparse.SUPPRESS)
    parser.add_argument("file", nargs="?", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args(arguments)
    if args.only == "write":
        write_table(args.file, args.rows)
        return 0
    if args.only:
        print(json.dumps(_measure(READERS[args.only], args.file, args.repeats)))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "observations.csv"
        _run("write", file, "--rows", str(args.rows))  # memory it takes would count as a reader's
        times = ("--repeats", str(args.repeats))
        results = {name: json.loads(_run(name, file, *times)) for name in READERS}
        return _report(results, file.stat().st_size)


def write_table(file: Path, rows: int) -> None:
    """Write so many observations: distinct keys, ratios that agree with their parts, no defect."""
    from kpi.catalogue import load_catalogue  # noqa: PLC0415 - the bare readers do without
    from kpi.units import load_units  # noqa: PLC0415

    indicators = [
        one.id
        for one in load_catalogue().indicators.values()
        if (one.unit, one.aggregation, one.valid[1]) == ("percent", "ratio", 100)
    ][:INDICATORS]
    areas = [unit.name.vi for unit in load_units().formers]
    keys = len(indicators) * len(areas)
    last = date(2025, 6, 30)
    days = [(last - timedelta(back)).strftime("%d/%m/%Y") for back in range(rows // keys + 1)]
    at = np.arange(rows)
    chance = np.random.default_rng(20250701)
    whole = chance.integers(500, 200_000, rows)
    part = (whole * chance.uniform(0.05, 0.99, rows)).astype(int)
    pd.DataFrame(
        {
            "chỉ tiêu": np.array(indicators)[at % len(indicators)],
            "tỉnh": np.array(areas)[at // len(indicators) % len(areas)],
            "kỳ": np.array(days)[at // keys],
            "giá trị": np.round(100 * part / whole, 2),
            "tử số": part,
            "mẫu số": whole,
            "trạng thái": "A",
            "nguồn": "bao-cao-tinh",
            "ghi chú": "",
        }
    ).to_csv(file, index=False)


def _with_pandas(file: Path) -> int:
    return len(pd.read_csv(file))


def _with_duckdb(file: Path) -> int:
    import duckdb  # noqa: PLC0415 - a tool of measurement only

    return int(duckdb.read_csv(str(file)).to_arrow_table().num_rows)


def _with_project(file: Path) -> int:
    from kpi.catalogue import load_catalogue  # noqa: PLC0415
    from kpi.reading import read_table  # noqa: PLC0415
    from kpi.units import load_units  # noqa: PLC0415

    reading = read_table(
        file.read_bytes(), file.name, load_catalogue(), load_units(), today=TODAY, era="63"
    )
    if reading.problems:
        raise SystemExit(f"the table of the benchmark has problems: {reading.problems[:3]}")
    return len(reading.observations)


READERS: dict[str, Callable[[Path], int]] = {
    "pandas.read_csv alone": _with_pandas,
    "DuckDB's reader alone": _with_duckdb,
    "read and checked": _with_project,
}


def _measure(
    reader: Callable[[Path], int], file: Path, repeats: int
) -> tuple[float, float, float, int, float]:
    """Return what was measured.

    Least seconds, of clock and of processor; peak memory in GB (10^9 bytes); rows; and the seconds
    that the first time took by the clock.
    """
    times = []
    for _ in range(repeats):
        clock, processor = time.perf_counter(), time.process_time()
        rows = reader(file)
        times.append((time.perf_counter() - clock, time.process_time() - processor))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e9
    return *map(min, zip(*times, strict=True)), peak, rows, times[0][0]


def _run(name: str, file: Path, *more: str) -> bytes:
    command = [sys.executable, "-m", "bench.reading", "--only", name, *more, str(file)]
    return subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout


def _report(results: dict[str, tuple[float, float, float, int, float]], size: int) -> int:
    base, work, *_, cold = next(iter(results.values()))
    print(f"{size / 1e6:.0f} MB; times: by the clock, of the processor, and of the first reading")
    for name, (seconds, busy, memory, rows, first) in results.items():
        print(
            f"{name:<24}{rows:>10,} rows{seconds:>8.2f} s{seconds / base:>6.2f} x"
            f"{busy:>8.2f} s{busy / work:>6.2f} x{first:>8.2f} s{first / cold:>6.2f} x"
            f"{memory:>7.2f} GB"
        )
    seconds, _, memory, *_ = results["read and checked"]
    met = seconds <= MOST_TIMES * base and memory <= MOST_GB
    print(f"bars: {MOST_TIMES} x, {MOST_GB} GB: {'met' if met else 'NOT met'}")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
