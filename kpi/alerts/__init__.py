"""Early warning: rules as data, their states in time, and how often they were right.

`rules` reads `data/rules.yml`; `series` and `aims` judge what was known on a day; `states` turns
looks into pending, alerting and cleared; `evaluate` does so for everything, `groups` puts together
what is said of several areas; `score` replays the past; `words` says why.
"""

from kpi.alerts.editions import editions
from kpi.alerts.evaluate import Alert, Evaluation, evaluate
from kpi.alerts.groups import group_line, grouped
from kpi.alerts.rules import SEVERITIES, Rule, Rules, load_rules
from kpi.alerts.states import STATES, Look, State, Step, walk

__all__ = [
    "SEVERITIES",
    "STATES",
    "Alert",
    "Evaluation",
    "Look",
    "Rule",
    "Rules",
    "State",
    "Step",
    "editions",
    "evaluate",
    "group_line",
    "grouped",
    "load_rules",
    "walk",
]
