"""What somebody sends to be published: the rows of a file that was read, and its particulars."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from kpi.practice import PRACTICE
from kpi.store.refusals import StoreError
from kpi.store.states import ROW
from kpi.store.versions import File

if TYPE_CHECKING:
    from kpi.reading import Reading

__all__ = ["Sent", "left_out", "sent"]


@dataclass(frozen=True)
class Sent:
    """Rows to publish (`kpi.store.states.ROW`) and the file they came from."""

    file: File
    rows: pd.DataFrame


def sent(reading: Reading, data: bytes, skip_bad_lines: bool = False) -> Sent:
    """Take what was read of a file's bytes; lines with errors only if they are left out.

    Raises StoreError: `refused` (no table, or personal data), `has_errors`, `nothing_left` (also
    where an error concerns the whole file, which no choice can leave out), `practice`.
    """
    if reading.refused:
        raise StoreError("refused", file=reading.file)
    if reading.errors and not skip_bad_lines:
        raise StoreError("has_errors", file=reading.file, errors=reading.errors)
    if reading.observations.empty:
        raise StoreError("nothing_left", file=reading.file)
    if reading.observations["source"].eq(PRACTICE).any():
        raise StoreError("practice", file=reading.file)
    file = File(
        reading.file, hashlib.sha256(data).hexdigest(), reading.rows,
        left_out(reading), int(reading.named["why"].eq("repeated").sum()),
    )  # fmt: skip
    return Sent(file, reading.observations[list(ROW)].reset_index(drop=True))


def left_out(reading: Reading) -> int:
    """Count the lines that an error keeps from being used."""
    return int(reading.named["why"].eq("error").sum())
