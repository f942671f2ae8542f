"""The organisation as a whole: all AI money in, all measured cash benefit out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from specie.analyses.pays.portfolio.combine import add
from specie.analyses.pays.portfolio.scope import assumed_of_sums, weakest
from specie.analyses.pays.portfolio.shrunk import Part
from specie.analyses.pays.portfolio.value import less
from specie.kernel.portfolio.critical_value import critical_value
from specie.kernel.portfolio.sums import Total
from specie.model import PORTFOLIO, Verdict, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.pays.portfolio.holding import Holding
    from specie.analyses.pays.portfolio.scope import Scope
    from specie.model import Estimate, Grade, Message


class Return(StrEnum):
    """The return of the whole, three ways and the honest fourth."""

    POSITIVE = "positive"
    ZERO = "zero"
    NEGATIVE = "negative"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Whole:
    """Money in and measured benefit out of twelve months.

    ``spend`` is all of it, also what belongs to no initiative (``elsewhere``); ``unmeasured`` is the cost of
    initiatives without a measured benefit; ``benefit`` carries chance and the range of worth, ``declared``
    chance alone, every worth taken as declared.
    """

    spend: float
    elsewhere: float
    unmeasured: float
    benefit: Total
    declared: Total
    answer: Return

    @property
    def net(self) -> Total:
        """Benefit less all money in."""
        return less(self.benefit, self.spend)

    @property
    def missing(self) -> Total:
        """Benefit missing for a return of zero."""
        return Total(-self.net.point, -self.net.high, -self.net.low)

    @property
    def factor(self) -> Total | None:
        """Times the declared worth of every unit at which the return is zero; None without a sure benefit."""
        if self.declared.low <= 0:
            return None
        return Total(
            *(self.spend / end for end in (self.declared.point, self.declared.high, self.declared.low))
        )


def whole(scope: Scope) -> Whole | None:
    """Weigh all money in against all measured benefit out; None where no money was spent.

    Nobody picked the initiatives of this sum by their success, so their benefits are added as they were
    measured: shrinking is for sums over those that look best.
    """
    booked = sum(holding.cost for holding in scope.holdings)
    told = scope.spend.get("spend_12_months", PORTFOLIO.kind, PORTFOLIO.id)
    spend = told.point if told is not None and told.point is not None else booked
    if spend <= 0:
        return None
    parts = [as_measured(scope, holding) for holding in scope.measured]
    benefit, declared = add(parts), add(replace(part, least=1.0, most=1.0) for part in parts)
    unmeasured = sum(h.cost for h in scope.holdings if h.benefit is None)
    net = less(benefit, spend)
    return Whole(spend, max(spend - booked, 0.0), unmeasured, benefit, declared, _answer(scope, net, spend))


def as_measured(scope: Scope, holding: Holding) -> Part:
    """Benefit of an initiative before shrinking."""
    benefit = holding.benefit
    assert benefit is not None
    z = float(critical_value(0.0, scope.settings.level)[0])
    return Part(
        benefit.point, benefit.point - z * benefit.down, benefit.point + z * benefit.up, benefit.least,
        benefit.most, 1.0,
    )  # fmt: skip


def _answer(scope: Scope, net: Total, spend: float) -> Return:
    band = scope.settings.zero_band * spend
    if not scope.measured:
        return Return.UNKNOWN
    if -band <= net.low and net.high <= band:
        return Return.ZERO
    if net.low > 0:
        return Return.POSITIVE
    return Return.NEGATIVE if net.high < 0 else Return.UNKNOWN


def organisation_estimates(scope: Scope, found: Whole) -> Iterator[Estimate]:
    """Yield money in, benefit out, what remains, and what is not known."""
    yield scope.sum("money_in_year", found.spend, say("all rows of bills and costs in the period"))
    yield scope.sum("cost_unmeasured_year", found.unmeasured, _of_spend(scope, found))
    grade, assumptions = weakest(scope.measured), (*assumed_of_sums(), *_unmeasured(scope, found))
    count = say("of {count} initiatives with a measured cash benefit", count=len(scope.measured))
    yield scope.between(
        "hard_benefit_measured_year", found.benefit, scope.currency, "mover", grade, count,
        assumptions=assumptions,
    )  # fmt: skip
    of = _of_spend(scope, found)
    yield scope.between(
        "organisation_return_year", found.net, scope.currency, "mover", grade, of, assumptions=assumptions
    )
    ratio = Total(*(end / found.spend for end in found.net))
    yield scope.between(
        "organisation_roi_year", ratio, "fraction", "mover", grade, of, assumptions=assumptions
    )
    yield scope.between(
        "organisation_return_declared_year", less(found.declared, found.spend), scope.currency, "mover",
        grade, of, assumptions=(say("every unit is worth what was declared"), *assumptions[:1]),
    )  # fmt: skip
    yield from _turning(scope, found, grade)


def _turning(scope: Scope, found: Whole, grade: Grade) -> Iterator[Estimate]:
    """What would make the return of the whole zero: higher worths, or benefits nobody has measured."""
    if found.factor is not None:
        yield scope.between(
            "worth_for_zero", found.factor, "x", "mover", grade,
            say("of the declared worth of every unit, all at once"),
        )  # fmt: skip
    if found.unmeasured > 0 and found.net.point < 0:
        yield scope.between(
            "missing_benefit_year", found.missing, scope.currency, "mover", grade,
            say(
                "in {cost} of initiatives without a measured benefit, for a return of zero",
                cost=scope.money(found.unmeasured),
            ),
        )  # fmt: skip


def _of_spend(scope: Scope, found: Whole) -> Message:
    return say(
        "of {spend} of AI money in, {elsewhere} of it on no initiative", spend=scope.money(found.spend),
        elsewhere=scope.money(found.elsewhere),
    )  # fmt: skip


def _unmeasured(scope: Scope, found: Whole) -> Iterator[Message]:
    if found.unmeasured > 0:
        yield say(
            "initiatives without a measured benefit count with their cost of {cost} and no benefit",
            cost=scope.money(found.unmeasured),
        )
    early = scope.with_verdict(Verdict.TOO_EARLY)
    if early:
        yield say(
            "{count} that are too early count with their cost in full and their benefit so far",
            count=len(early),
        )
