"""Which ruler is stricter: the one that fewer of the same initiatives pass."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.ruler.ladder.reading import Share

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specie.analyses.ruler.ladder.apply import Applied
    from specie.model import Estimate

VERDICTS = ("success", "failure")
"""Results that judge an initiative; a share of barriers or of earlier failures does not."""


def by_strictness(applied: Sequence[Applied]) -> list[Applied]:
    """Rulers that count initiatives: verdicts with the strictest first, then the others by kind."""
    counted = [a for a in applied if isinstance(a.cash, Share)]
    verdicts = [a for a in counted if a.study.result_of in VERDICTS]
    others = [a for a in counted if a.study.result_of not in VERDICTS]
    return [
        *sorted(verdicts, key=lambda a: (_passed_or_last(a), a.study.id)),
        *sorted(others, key=lambda a: (a.study.result_of, a.study.id)),
    ]


def _passed_or_last(applied: Applied) -> float:
    return passed(applied, applied.own.point) if applied.own and applied.own.point is not None else 2.0


def passed(applied: Applied, share: float) -> float:
    """Turn a share into the share that passes: all but those that a ruler of failure counts."""
    return 1 - share if applied.study.result_of == "failure" else share


def passed_range(applied: Applied, estimate: Estimate) -> tuple[float, float] | None:
    """Turn the interval of an estimate round with its share."""
    if estimate.low is None or estimate.high is None:
        return None
    ends = passed(applied, estimate.low), passed(applied, estimate.high)
    return min(ends), max(ends)
