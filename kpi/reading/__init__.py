"""Reading a table that somebody sends: any bytes in, observations and every problem out.

From bytes to text (`text`), to rows with their physical lines (`rows`, `headings`), to meanings
column by column (`cells`, `numbers`, `areas`), to what must hold between them (`checks`).
"""

from kpi.reading.fields import FIELDS
from kpi.reading.reader import MAX_BYTES, MAX_ROWS, Reading, Scale, read_table

__all__ = ["FIELDS", "MAX_BYTES", "MAX_ROWS", "Reading", "Scale", "read_table"]
