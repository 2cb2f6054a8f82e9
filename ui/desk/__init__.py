"""The desk: from a table that somebody brings to a published version, in five steps.

`files` (choose), `understood` and `questions` (what was recognised), `problems` (every one by its
line), `excerpt` (in its place), `comparing` (the dry run), `publishing`; `frame` goes around them.
`visit` is what one visit holds, `jobs` and `work` do what takes long, `words` says it.
"""

from ui.desk.frame import answer, show

__all__ = ["answer", "show"]
