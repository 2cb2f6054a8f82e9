"""Time between two days, in years and in months of days.

A year has 365.25 days (the Julian year, IAU Style Manual 1989, section 5.15), a month a twelfth of
that: the mean over four calendar years, so that no span depends on where a leap day falls.
"""

from __future__ import annotations

from datetime import date

__all__ = ["DAYS_A_MONTH", "DAYS_A_YEAR", "months", "years"]

DAYS_A_YEAR = 365.25
DAYS_A_MONTH = DAYS_A_YEAR / 12


def years(first: date, last: date) -> float:
    """Return the years from one day to another, negative where the second is the earlier."""
    return (last - first).days / DAYS_A_YEAR


def months(first: date, last: date) -> float:
    """Return the months from one day to another, negative where the second is the earlier."""
    return (last - first).days / DAYS_A_MONTH
