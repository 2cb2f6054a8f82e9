"""A server under measurement: started as `streamlit run` does, ended with the block."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError

ROOT = Path(__file__).parents[1]
_START_LIMIT = 60.0  # seconds


@dataclass(frozen=True)
class Server:
    """A running server: `127.0.0.1:8501` and its process number."""

    host: str
    pid: int

    def memory(self) -> float:
        """Return what it holds in memory, in MB (10^6 bytes)."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text("ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6

    def worked(self) -> float:
        """Return the processor time it has used since its start, in seconds.

        Linux numbers a process's clock so: clock_getcpuclockid(3), MAKE_PROCESS_CPUCLOCK. The
        ticks of /proc are too coarse.
        """
        return time.clock_gettime((~self.pid << 3) | 2)

    async def quiet(self) -> None:
        """Wait until it does nothing of its own accord: less than 2 % of a second's time."""
        before = -1.0
        while (now := self.worked()) - before > 0.02:
            before = now
            await asyncio.sleep(1)


@contextmanager
def serve(script: Path, port: int) -> Iterator[Server]:
    """Run a script with the project's settings until the block ends.

    Raises RuntimeError when it does not answer within a minute.
    """
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        server = Server(f"127.0.0.1:{port}", process.pid)
        _wait(server, process)
        yield server
    finally:
        process.terminate()
        process.wait(_START_LIMIT)


def _wait(server: Server, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + _START_LIMIT
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://{server.host}/_stcore/health", timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"no server at {server.host}")
