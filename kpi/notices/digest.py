"""What is new to one recipient since the last digest: warnings that fire, cleared, acknowledged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from kpi.alerts import Alert, Evaluation
from kpi.catalogue import Catalogue
from kpi.notices.recipients import Recipient
from kpi.store import Acknowledgement, Digested

__all__ = ["Cleared", "Digest", "compose"]


@dataclass(frozen=True)
class Cleared:
    """A warning that was told as firing and fires no more; `alert` is None where no rule sees it.

    That happens where the rule or the task was taken out, or it cleared more than a year ago.
    """

    id: str
    alert: Alert | None


@dataclass(frozen=True)
class Digest:
    """One recipient's news of a day, the gravest first; `firing` counts all that fire for them.

    `seen`: the recipient's newest digest when this was made, 0 for none. `lost`: when a digest
    was begun whose end is not known, None where all ended; its items are not told again.
    """

    recipient: Recipient
    day: date
    new: tuple[Alert, ...]
    cleared: tuple[Cleared, ...]
    acknowledged: tuple[tuple[Alert, Acknowledgement], ...]
    firing: int
    seen: int
    lost: datetime | None = None

    @property
    def empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not (self.new or self.cleared or self.acknowledged)

    @property
    def items(self) -> tuple[tuple[str, str], ...]:
        """What is told, as the store keeps it."""
        return (
            *(("new", one.id) for one in self.new),
            *(("cleared", one.id) for one in self.cleared),
            *(("acknowledged", f"{word.id}") for _, word in self.acknowledged),
        )


def compose(
    recipient: Recipient,
    found: Evaluation,
    words: Sequence[Acknowledgement],
    before: Sequence[Digested],
    catalogue: Catalogue,
) -> Digest:
    """Set what fires against what the recipient was told.

    `words`: all acknowledgements; `before`: all digests, the oldest first. A warning that cleared
    and fires anew since it was told is new again.
    """
    ours = [one for one in before if one.recipient == recipient.id]
    told = [one for one in ours if one.outcome != "failed"]
    fires, heard = _open(told), {what for one in told for kind, what in one.items
                                 if kind == "acknowledged"}  # fmt: skip
    firing = {one.id: one for one in found.alerts if one.state == "alerting"}
    mine = {name: one for name, one in firing.items() if recipient.wants(one, catalogue)}
    by_id = {one.id: one for one in found.alerts}
    return Digest(
        recipient, found.day,
        tuple(one for one in mine.values() if one.id not in fires or one.fired > fires[one.id]),
        tuple(Cleared(name, by_id.get(name)) for name in fires if name not in firing),
        tuple((mine[word.alert], word) for word in reversed(words)
              if word.alert in mine and f"{word.id}" not in heard),
        len(mine), max((one.id for one in ours), default=0),
        told[-1].at if told and told[-1].outcome is None else None,
    )  # fmt: skip


def _open(told: Sequence[Digested]) -> dict[str, date]:
    """Return the warnings told as firing and not yet as cleared, with the day of the telling."""
    fires: dict[str, date] = {}
    for one in told:
        for kind, what in one.items:
            if kind == "new":
                fires[what] = one.day
            elif kind == "cleared":
                fires.pop(what, None)
    return fires
