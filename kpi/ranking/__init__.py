"""Ranking: level and improvement side by side, with what chance allows to be told apart.

`board.ranking` puts together what the other rooms work out: places under ties (`places`), which
figures compare (`likeness`), how sure a place is (`intervals`), how places moved (`course`);
`peers` says who is like whom, `words` says all of it.
"""

from kpi.ranking.board import Ranking, ranking
from kpi.ranking.likeness import Refusal, Scope

__all__ = ["Ranking", "Refusal", "Scope", "ranking"]
