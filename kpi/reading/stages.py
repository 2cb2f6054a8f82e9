"""The stages in which a file is read, for whoever shows how far it is or stops it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kpi.language import N_

__all__ = ["STAGES", "Progress", "Tell", "teller"]

STAGES: Mapping[str, str] = {  # ids in their order, with what a reader is told (English msgids)
    "letters": N_("Opening the file"),
    "table": N_("Finding the table"),
    "columns": N_("Reading names and periods"),
    "values": N_("Reading numbers"),
    "checks": N_("Checking the figures"),
}
# share of the time that is over when a stage begins: 1.5 million rows of the benchmark
_BEGINS = {"letters": 0.0, "table": 0.15, "columns": 0.45, "values": 0.6, "checks": 0.7}
Progress = Callable[[str, float], None]
Tell = Callable[[str], None]


def teller(progress: Progress | None) -> Tell:
    """Return what is called as a stage begins, and with "" at the end of the last.

    It calls `progress` with the stage's id and the share done, 0 to 1; what that raises goes up.
    """

    def tell(stage: str) -> None:
        if progress:
            progress(stage or "checks", _BEGINS[stage] if stage else 1.0)

    return tell
