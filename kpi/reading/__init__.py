"""Reading a table that somebody sends: any bytes in, observations and every problem out.

From bytes to tables: `text` and `legacy` (letters), `split`, `lines` and `body` (separated text),
`archives`, `formats` and `sheets` (spreadsheets), `fields`, `headings`, `head` and `tables` (what
the columns are, in any layout). From tables to meanings, column by column: `columns`, `cells`,
`numbers`, `digits`, `areas`. Then what must hold between them: `privacy`, `checks`, `totals`,
`jumps`. `profiles` keeps the answers to what a file does not say; `stages` tells how far it is.
"""

from kpi.reading.fields import FIELDS
from kpi.reading.profiles import Profile, ProfileError, load_profiles, save_profile
from kpi.reading.reader import MAX_BYTES, MAX_ROWS, read_table
from kpi.reading.result import ASIDE, QUESTIONS, Question, Reading, Scale
from kpi.reading.stages import STAGES

__all__ = [
    "ASIDE",
    "FIELDS",
    "MAX_BYTES",
    "MAX_ROWS",
    "QUESTIONS",
    "STAGES",
    "Profile",
    "ProfileError",
    "Question",
    "Reading",
    "Scale",
    "load_profiles",
    "read_table",
    "save_profile",
]
