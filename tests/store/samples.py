"""Small figures for the store's tests, written out so that a reader can check by eye."""

import pandas as pd

from kpi.observations import OBSERVATION_COLUMNS
from kpi.store import File, Sent

RATE = "full_process_dossier_rate"
COUNT = "dossiers_received"


def rows(*given: tuple, **facts: object) -> pd.DataFrame:
    """Rows of (indicator, area, period, published, value), the other columns as `facts` says."""
    frame = pd.DataFrame(given, columns=["indicator", "area", "period", "published", "value"])
    blank = dict.fromkeys(("qualifier", "source", "note", "note_en"), "")
    numbers = dict.fromkeys(("numerator", "denominator", "of"), float("nan"))
    frame = frame.assign(**{**blank, **numbers, "status": "A", **facts})
    texts = {name: "str" for name in OBSERVATION_COLUMNS if name not in {"value", *numbers}}
    types = texts | dict.fromkeys(("value", *numbers), "float64")
    return frame[list(OBSERVATION_COLUMNS)].astype(types)


def base() -> pd.DataFrame:
    """What the project's files hold in these tests."""
    return rows(
        (RATE, "VN", "2024", "2025-01-15", 45.8),
        (RATE, "VN", "2025", "2026-01-10", 36.8),
        (RATE, "VN63-24", "2024", "2025", 50.0),
        (RATE, "VN63-27", "2024", "2025", 60.0),
    )


def as_sent(frame: pd.DataFrame, name: str = "bang.csv") -> Sent:
    return Sent(File(name, "0" * 64, len(frame)), frame)
