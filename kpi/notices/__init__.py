"""Warnings sent to who should know: recipients as data, one digest each, nothing told twice.

`recipients` reads the file; `digest` sets what fires against what was told before; `letter` puts
it in words; `sending` delivers it by Apprise. What was told is kept by `kpi.store`.
docs/early-warning.md tells how to run it.
"""

from kpi.notices.digest import Digest, compose
from kpi.notices.letter import body, title
from kpi.notices.recipients import Recipient, Recipients, load_recipients
from kpi.notices.sending import Unsent, check, send

__all__ = [
    "Digest",
    "Recipient",
    "Recipients",
    "Unsent",
    "body",
    "check",
    "compose",
    "load_recipients",
    "send",
    "title",
]
