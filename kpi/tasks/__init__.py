"""Tasks of plans: what is to be done, by whom, until when, and whether it was.

`files` reads `data/tasks/*.yml`, `table` a table that somebody sends, `practice` makes tasks up;
`progress` computes completion from deliverables and figures, `judging` the state on a day.
"""

from kpi.tasks.files import load_register
from kpi.tasks.head import FIELDS
from kpi.tasks.judging import NEAR, STATES, Judged, State, judge
from kpi.tasks.model import Agency, Aim, Deferral, Deliverable, Register, Task, TaskPlan
from kpi.tasks.practice import practice_register
from kpi.tasks.progress import Part, Progress, progress
from kpi.tasks.table import Brought, read_tasks
from kpi.tasks.template import tasks_table, template_table

__all__ = [
    "FIELDS",
    "NEAR",
    "STATES",
    "Agency",
    "Aim",
    "Brought",
    "Deferral",
    "Deliverable",
    "Judged",
    "Part",
    "Progress",
    "Register",
    "State",
    "Task",
    "TaskPlan",
    "judge",
    "load_register",
    "practice_register",
    "progress",
    "read_tasks",
    "tasks_table",
    "template_table",
]
