"""What every part of the analysis needs: the effects, metrics without readings, claims, date, origins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from specie.analyses.pays.effect.effect import Effect
    from specie.analyses.pays.effect.metric import Metric
    from specie.analyses.pays.effect.settings import Settings
    from specie.model import Origin


@dataclass(frozen=True, slots=True, eq=False)
class Scope:
    """One portfolio on one day.

    ``effects`` has one entry for every metric with readings; ``unread`` are metrics without; ``claims``
    counts claimed benefits by initiative; ``failed`` names the metrics whose estimate broke off,
    with the reason.
    """

    effects: tuple[Effect, ...]
    unread: tuple[Metric, ...]
    claims: Mapping[str, int]
    failed: tuple[tuple[Metric, str], ...]
    as_of: date
    settings: Settings
    origins: tuple[Origin, ...]

    @property
    def estimated(self) -> tuple[Effect, ...]:
        """Effects with an estimate."""
        return tuple(effect for effect in self.effects if effect.whole.test is not None)
