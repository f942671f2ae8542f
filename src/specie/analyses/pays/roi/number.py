"""Make an estimate of a range of money: open sides, level and bound as they are."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from specie.model import Bound, Estimate

if TYPE_CHECKING:
    from specie.kernel.money import Range
    from specie.model import Grade, Message, Origin, Ref


def between(
    measure: str,
    subject: Ref,
    period: str,
    amount: Range,
    unit: str,
    method: str,
    origins: tuple[Origin, ...],
    *,
    level: float,
    grade: Grade,
    denominator: Message,
    assumptions: tuple[Message, ...] = (),
) -> Estimate | None:
    """Return the estimate of a range; None where it is open on both sides.

    Where one side is open only the other end is certain: it is told as a floor or a ceiling, without the
    point between them.
    """
    low = None if math.isinf(amount.low) else amount.low
    high = None if math.isinf(amount.high) else amount.high
    if low is None and high is None:
        return None
    closed = high if low is None else low
    whole = low is not None and high is not None
    bound = Bound.EXACT if whole else Bound.AT_MOST if low is None else Bound.AT_LEAST
    return Estimate(
        measure, subject, period, amount.point if whole or amount.point == closed else None, low, high, level,
        unit, method, grade, origins, denominator, assumptions, bound,
        exact=level >= 1 and amount.low == amount.high,
    )  # fmt: skip
