"""The numbers that were told, to be found again as evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from specie.model.estimate import Estimate
    from specie.model.ref import Ref


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """Estimates by measure and subject."""

    by: Mapping[tuple[str, str, str], Estimate]

    def get(self, measure: str, subject: Ref) -> Estimate | None:
        """Return one estimate; None where it was not told."""
        return self.by.get((measure, subject.kind, subject.id))

    def all(self, subject: Ref, *measures: str) -> tuple[Estimate, ...]:
        """Return those of some measures that were told of a subject, in their order."""
        found = (self.get(measure, subject) for measure in measures)
        return tuple(estimate for estimate in found if estimate is not None)


def known(estimates: Iterable[Estimate]) -> Known:
    """Index estimates."""
    return Known({(e.measure, e.subject.kind, e.subject.id): e for e in estimates})
