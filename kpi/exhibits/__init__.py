"""What can be shown away from its page: a chart, map, table or card with all that explains it.

`exhibit` and `meeting` are the nouns. `resolve` makes an exhibit of a saved address (`Item`) with
the figures of its version; `gather` all of a meeting; `ready` makes meetings of the country and of
a province; `file` reads and writes meetings. `library` says where figures come from, `view`
understands an address; `series`, `country`, `world`, `place` and `lists` build one page's each.
"""

from kpi.exhibits.exhibit import Chart, Column, Exhibit, Kind, Series, Shape, Source, Table
from kpi.exhibits.file import MeetingError, read_meeting, write_meeting
from kpi.exhibits.library import Library, library
from kpi.exhibits.meeting import Item, Meeting
from kpi.exhibits.ready import overview, province
from kpi.exhibits.refusals import ExhibitError, Problem
from kpi.exhibits.resolve import PAGES, Gathered, Slide, gather, resolve
from kpi.exhibits.view import PART, with_part

__all__ = [
    "PAGES",
    "PART",
    "Chart",
    "Column",
    "Exhibit",
    "ExhibitError",
    "Gathered",
    "Item",
    "Kind",
    "Library",
    "Meeting",
    "MeetingError",
    "Problem",
    "Series",
    "Shape",
    "Slide",
    "Source",
    "Table",
    "gather",
    "library",
    "overview",
    "province",
    "read_meeting",
    "resolve",
    "with_part",
    "write_meeting",
]
