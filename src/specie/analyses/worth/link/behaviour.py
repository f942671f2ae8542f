"""As whom the customers of a supplier may behave: your verdicts, your true share, or a published ruler."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from specie.analyses.worth.link.settings import Unused
from specie.kernel.growth import Bounds
from specie.kernel.renewal import complement, product
from specie.model import PORTFOLIO, Grade, Message, Ref, Status, Term, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from specie.analyses.worth.link.own_side import OwnSide
    from specie.analyses.worth.link.settings import Settings
    from specie.facts import Fact, Facts
    from specie.model import Origin, Result

PORTFOLIO_ANALYSIS = "pays/portfolio"
PASSED, NOT_PASSED = frozenset({"success"}), frozenset({"failure", "zero_return"})
COUNTED = frozenset({"initiative", "organisation", "respondent", "firm"})
GRADES = {"self-report": Grade.E, "prediction": Grade.MODELLED}


@dataclass(frozen=True, slots=True)
class Behaviour:
    """A share that does not pay and what becomes of it: the share of enterprise money not renewed."""

    id: str
    label: Term | Ref
    not_paying: Bounds | None
    """None where each initiative has a chance of its own."""
    lost: Bounds
    """Share of the money of enterprises that is not renewed."""
    unit: Term | None
    caution: Message | None
    grade: Grade
    origins: tuple[Origin, ...]
    level: float = 1.0

    @property
    def subject(self) -> Ref:
        """What its share is a number about."""
        return self.label if isinstance(self.label, Ref) else PORTFOLIO


def of_verdicts(own: OwnSide, origins: tuple[Origin, ...]) -> Behaviour | None:
    """As your verdicts of today on what runs on the supplier: money at risk over money paid."""
    if not own.judged or own.paid <= 0:
        return None
    low, high = own.risk
    lost = Bounds(low / own.paid, np.minimum(high / own.paid, 1.0))
    label = Term("your verdicts today")
    return Behaviour("verdicts", label, None, lost, Term("initiative"), None, Grade.MODELLED, origins)


def of_true_share(results: Mapping[str, Result], settings: Settings) -> Behaviour | None:
    """As your book's interval of the share that truly pays, found out by the renewal."""
    told = results.get(PORTFOLIO_ANALYSIS)
    share = None if told is None or told.status is not Status.OK else next(told.find("paying_share"), None)
    if share is None or share.low is None or share.high is None:
        return None
    not_paying = complement(Bounds(np.float64(share.low), np.float64(share.high)))
    lost = _lost(not_paying, settings)
    label, unit = Term("your share that truly pays"), Term("initiative")
    return Behaviour("book", label, not_paying, lost, unit, None, share.grade, share.origins, share.level)


def of_rulers(facts: Facts, settings: Settings) -> tuple[tuple[Behaviour, ...], tuple[Unused, ...]]:
    """As published rulers say, in the order given; those that count no outcome are named and left out."""
    found: list[Behaviour] = []
    unused: list[Unused] = []
    for id_ in settings.rulers:
        fact = facts.one("rulers", id_)
        why = _unfit(fact)
        if fact is None or why is not None:
            unused.append(Unused("rulers", id_, why or say("no such ruler")))
        else:
            found.append(_ruler(fact, settings))
    return tuple(found), tuple(unused)


def _unfit(fact: Fact | None) -> Message | None:
    if fact is None:
        return say("no published ruler has this id")
    if fact.text("result_of") not in PASSED | NOT_PASSED or fact.text("unit") not in COUNTED:
        return say("it is no share of initiatives or customers that pass or fail")
    return None


def _ruler(fact: Fact, settings: Settings) -> Behaviour:
    not_paying = not_passing(fact)
    label = Ref("ruler", fact.text("ruler_id"), f"{fact.text('publisher')}, {fact.text('study')}")
    return Behaviour(
        label.id,
        label,
        not_paying,
        _lost(not_paying, settings),
        Term(fact.text("unit")),
        fact.remark if fact.note else None,
        GRADES.get(fact.text("outcome_kind"), Grade.RECORDED),
        (fact.origin,),
    )


def not_passing(fact: Fact) -> Bounds:
    """Share that does not pass a ruler: with its interval where it has one, open where it is a floor."""
    result = fact.number("result") or 0.0
    low, high = fact.number("interval_low"), fact.number("interval_high")
    told = Bounds(np.float64(result if low is None else low), np.float64(result if high is None else high))
    told = _one_sided(told, fact.note)
    return complement(told) if fact.text("result_of") in PASSED else told


def _one_sided(told: Bounds, caution: str) -> Bounds:
    """A figure that its caution calls a ceiling or a floor leaves the other side open."""
    if caution.startswith("Ceiling"):
        return Bounds(np.float64(0.0), told.high)
    if caution.startswith("Floor"):
        return Bounds(told.low, np.float64(1.0))
    return told


def _lost(not_paying: Bounds, settings: Settings) -> Bounds:
    """What does not pay is cut at its chance, what pays at its own; both ends over the share that pays."""
    bad, good = settings.chances["cut_not_paying"], settings.chances["cut_paying"]
    ends = [
        (_mixed(share, float(bad.low), float(good.low)), _mixed(share, float(bad.high), float(good.high)))
        for share in (float(not_paying.low), float(not_paying.high))
    ]
    return Bounds(np.float64(min(e[0] for e in ends)), np.float64(max(e[1] for e in ends)))


def _mixed(share: float, bad: float, good: float) -> float:
    return share * bad + (1 - share) * good


def lost_revenue(behaviour: Behaviour, enterprises: Bounds) -> Bounds:
    """Share of all revenue that would go."""
    return product(behaviour.lost, enterprises)
