"""Everything worked out from the ledger, before it is put into words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.analyses.pays.spend.bills import bill_files
from specie.analyses.pays.spend.cap import caps
from specie.analyses.pays.spend.changes import moves, spikes
from specie.analyses.pays.spend.cuts import cuts
from specie.analyses.pays.spend.outlook import Outlook, make_outlook

if TYPE_CHECKING:
    from specie.analyses.pays.spend.bills import BillFile
    from specie.analyses.pays.spend.cap import Cap
    from specie.analyses.pays.spend.changes import Move, Spike
    from specie.analyses.pays.spend.cuts import Cuts
    from specie.analyses.pays.spend.scope import Scope
    from specie.model import Message


@dataclass(frozen=True, slots=True, eq=False)
class Assessed:
    """The parts of the answer.

    ``unforecast`` says why there is no outlook; ``cuts`` is for the limit that is passed by most.
    """

    scope: Scope
    bills: tuple[BillFile, ...]
    outlook: Outlook | None
    unforecast: Message | None
    caps: tuple[Cap, ...]
    moves: tuple[Move, ...]
    spikes: tuple[Spike, ...]
    cuts: tuple[Cap, Cuts] | None

    def cap(self, name: str) -> Cap | None:
        """Return the cap of one budget scope."""
        return next((cap for cap in self.caps if cap.name == name), None)


def assess(scope: Scope) -> Assessed:
    """Work out every part."""
    made = make_outlook(scope)
    outlook, reason = (made, None) if isinstance(made, Outlook) else (None, made)
    limits = tuple(caps(scope, outlook))
    threatened = (cap for cap in limits if (cap.probability or 0.0) >= scope.settings.breach_watch)
    lists = [(cap, found) for cap in threatened if (found := cuts(scope, cap)) and found.lines]
    return Assessed(
        scope=scope,
        bills=bill_files(scope),
        outlook=outlook,
        unforecast=reason,
        caps=limits,
        moves=moves(scope),
        spikes=spikes(scope),
        cuts=max(lists, key=lambda pair: pair[1].excess, default=None),
    )
