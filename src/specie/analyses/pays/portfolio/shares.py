"""How many pay: what the verdicts say, which of them hold together, and the share that the data allow."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from specie.kernel.portfolio.multiple import (
    benjamini_hochberg,
    e_benjamini_hochberg,
    e_from_p,
    storey_true_nulls,
)
from specie.kernel.portfolio.paying_share import Identified, identified_share
from specie.model import PORTFOLIO, Estimate, Grade, Verdict, exact, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specie.analyses.pays.portfolio.holding import Holding
    from specie.analyses.pays.portfolio.organisation import Whole
    from specie.analyses.pays.portfolio.scope import Scope

MEASURED_AS = {
    Verdict.PAYS: "pays",
    Verdict.DOES_NOT_PAY: "does_not_pay",
    Verdict.TOO_EARLY: "too_early",
    Verdict.CANNOT_TELL: "cannot_tell",
}


@dataclass(frozen=True, slots=True)
class Kept:
    """Initiatives that one procedure finds above or below break-even."""

    procedure: str
    pays: tuple[Holding, ...]
    loses: tuple[Holding, ...]


def kept(scope: Scope) -> tuple[Kept, ...]:
    """Apply each procedure to all judged initiatives: one by one, and three that answer for all together."""
    judged = scope.assessed
    above = np.array([h.p_pays for h in judged])
    below = np.array([h.p_loses for h in judged])
    rate, one = scope.settings.false_discoveries, scope.settings.wrong_verdicts / 2
    found = [
        ("each alone", above <= one, below <= one),
        *(
            (
                name,
                benjamini_hochberg(above, rate, _share(above, name)).rejected,
                benjamini_hochberg(below, rate, _share(below, name)).rejected,
            )
            for name in ("benjamini_hochberg", "adaptive")
        ),
        (
            "e_benjamini_hochberg",
            e_benjamini_hochberg(e_from_p(above), rate).rejected,
            e_benjamini_hochberg(e_from_p(below), rate).rejected,
        ),
    ]
    return tuple(Kept(name, _chosen(judged, up), _chosen(judged, down)) for name, up, down in found)


def _share(p: np.ndarray, procedure: str) -> float:
    return storey_true_nulls(p) if procedure == "adaptive" else 1.0


def _chosen(judged: Sequence[Holding], chosen: np.ndarray) -> tuple[Holding, ...]:
    return tuple(holding for holding, yes in zip(judged, chosen.tolist(), strict=True) if yes)


def not_held(scope: Scope) -> tuple[Holding, ...]:
    """Verdicts "pays" that do not hold once all initiatives are looked at together."""
    held = {h.ref.id for found in kept(scope) if found.procedure == "benjamini_hochberg" for h in found.pays}
    return tuple(
        h for h in scope.with_verdict(Verdict.PAYS) if h.assessed and h.ref.id not in held
    )  # fmt: skip


def identified(scope: Scope) -> Identified | None:
    """Bound how many initiatives in use truly pay; None where none is in use."""
    used = [holding for holding in scope.holdings if holding.in_use]
    if not used:
        return None
    judged = [holding for holding in used if holding.assessed]
    return identified_share(
        [h.p_pays for h in judged], [h.p_loses for h in judged], len(used) - len(judged),
        scope.settings.level, scope.settings.dependence,
    )  # fmt: skip


def share_estimates(scope: Scope, whole: Whole | None) -> Iterator[Estimate]:
    """Yield the shares of verdicts in counts and in money, and the interval of the true paying share."""
    yield from _verdicts(scope, whole)
    found = identified(scope)
    if found is not None:
        yield Estimate(
            "paying_share", PORTFOLIO, scope.period, None, found.low / found.of, found.high / found.of,
            scope.settings.level, "fraction", "meinshausen_rice", _grade(scope), scope.origins,
            say(
                "of {count} initiatives in use, {unknown} of them not judged by a measurement",
                count=found.of, unknown=found.of - sum(h.assessed and h.in_use for h in scope.holdings),
            ),
            (
                say("an initiative pays where its cash benefit exceeds its full cost of these months"),
                say("those that were not judged may all pay, or none of them"),
                say("chance moves different initiatives independently of one another")
                if scope.settings.dependence == "independent"
                else say("chance moves different initiatives the same way, if at all together"),
            ),
        )  # fmt: skip


def _grade(scope: Scope) -> Grade:
    from specie.analyses.pays.portfolio.scope import weakest

    return weakest(scope.assessed)


def by_verdict(scope: Scope) -> dict[Verdict, tuple[Holding, ...]]:
    """Group the initiatives that have a verdict."""
    groups: defaultdict[Verdict, list[Holding]] = defaultdict(list)
    for holding in scope.holdings:
        if holding.verdict is not None:
            groups[holding.verdict].append(holding)
    return {verdict: tuple(groups[verdict]) for verdict in MEASURED_AS}


def _verdicts(scope: Scope, whole: Whole | None) -> Iterator[Estimate]:
    groups = by_verdict(scope)
    count = sum(map(len, groups.values()))
    for verdict, name in MEASURED_AS.items():
        if count:
            yield exact(
                f"share_{name}", PORTFOLIO, scope.period, len(groups[verdict]) / count, "fraction", "count",
                scope.origins, grade=Grade.RECORDED,
                denominator=say("of {count} initiatives with a verdict", count=count),
            )  # fmt: skip
        if whole is not None:
            money = sum(holding.cost for holding in groups[verdict])
            yield exact(
                f"money_share_{name}", PORTFOLIO, scope.period, money / whole.spend, "fraction", "share",
                scope.origins,
                denominator=say("of {spend} of AI money in", spend=scope.money(whole.spend)),
            )  # fmt: skip
