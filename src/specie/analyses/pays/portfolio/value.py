"""What an initiative is expected to bring, and what deciding wrongly about it costs."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import ndtr

from specie.analyses.pays.portfolio.combine import span
from specie.kernel.portfolio.critical_value import critical_value
from specie.kernel.portfolio.sums import Total
from specie.model import Bound, Estimate, Grade, Verdict, say

if TYPE_CHECKING:
    from specie.analyses.pays.portfolio.holding import Holding
    from specie.analyses.pays.portfolio.scope import Scope
    from specie.analyses.pays.portfolio.shrunk import Part
    from specie.model import Message, Ref

YEAR = 365.0
WORTHS = 21
"""Points at which a range of worth is tried."""


def less(benefit: Total, cost: float) -> Total:
    """Benefit less a cost that is certain."""
    return Total(*(end - cost for end in benefit))


def net_of(holding: Holding, part: Part) -> Total:
    """Shrunken net of one initiative, with the range of its worth and the bills that may be its own."""
    net = less(span(part), holding.cost)
    return Total(net.point, net.low - holding.reach, net.high)


def own(scope: Scope, holding: Holding) -> bool:
    """Whether an initiative is judged by its own readings and not by those of others."""
    return scope.part(holding) is not None and holding.verdict is not Verdict.TOO_EARLY


def expected(scope: Scope, holding: Holding) -> Total | None:
    """Expected net cash of a year: its own shrunken net, or what is typical at its cost; None without either.

    An initiative that nobody has measured, or that is too early, is taken to fare like those that were.
    """
    part, typical = scope.part(holding), scope.shrinking.typical
    if part is not None and own(scope, holding):
        return net_of(holding, part)
    if typical is None or holding.cost <= 0:
        return None
    return Total(*(holding.cost * end for end in (typical.point, typical.low, typical.high)))


def wrong(scope: Scope, holding: Holding) -> float | None:
    """What a perfect answer would be worth a year: the smaller of expected gain and expected loss.

    Going on without knowing loses the expected loss, stopping without knowing the expected gain; the better
    of the two costs the smaller one. None where nothing is expected of it.
    """
    typical = scope.shrinking.typical
    part = scope.part(holding)
    if part is not None and own(scope, holding):
        return _whole(_regret(scope, holding, part), holding.cost)
    if typical is None or holding.cost <= 0:
        return None
    return holding.cost * min(typical.gain, typical.loss)


def _regret(scope: Scope, holding: Holding, part: Part) -> float:
    r"""The smaller of expected gain and loss, at the worth and the cost where it is largest.

    With net normal around m with error s, E max(net, 0) = s phi(m/s) + m Phi(m/s). The error is that of the
    robust interval, which is wider than a posterior would be; worth and cost have ranges without odds.
    """
    z = float(critical_value(0.0, scope.settings.level)[0])
    error = max(part.point - part.low, part.high - part.point) / z
    factor = np.linspace(part.least, part.most, WORTHS)[:, None]
    net = part.point * factor - np.array([[holding.cost, holding.cost + holding.reach]])
    if error == 0:
        # a worth that may turn the sign leaves the smaller of what it gains and what it loses at the ends
        return float(min(max(net.max(), 0.0), max(-net.min(), 0.0)))
    spread = error * np.maximum(np.abs(factor), 1e-12)
    gain = spread * np.exp(-0.5 * (net / spread) ** 2) / math.sqrt(2 * math.pi) + net * ndtr(net / spread)
    return float(np.maximum(np.minimum(gain, gain - net), 0.0).max())


def _whole(amount: float, cost: float) -> float:
    """An amount that is a millionth of the cost is none."""
    return amount if amount > 1e-6 * cost else 0.0


def basis(scope: Scope) -> Message:
    """Where the typical return comes from."""
    typical = scope.shrinking.typical
    return say("from {count} initiatives that were measured", count=0 if typical is None else typical.count)


def ceiling(scope: Scope, measure: str, subject: Ref, amount: float, of: Message) -> Estimate:
    """An amount that is at most as large as told."""
    return Estimate(
        measure, subject, scope.period, None, None, amount, scope.settings.level, scope.currency,
        "perfect_information", Grade.MODELLED, scope.origins, of, (basis(scope),), Bound.AT_MOST,
    )  # fmt: skip
