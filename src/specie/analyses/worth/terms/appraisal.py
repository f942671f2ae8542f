"""One firm valued: at the stated inputs, over their ranges, and over terms that are not known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from specie.analyses.worth.terms.cap_table import share_classes_of
from specie.analyses.worth.terms.model import TAILS
from specie.analyses.worth.terms.plausible import PLAIN
from specie.kernel.growth import Bounds
from specie.kernel.terms.break_even import break_even
from specie.kernel.terms.contingent_claim import valuations
from specie.kernel.terms.ipo_chance import published_chance

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from specie.analyses.worth.terms.cap_table import CapTable
    from specie.analyses.worth.terms.model import Model
    from specie.analyses.worth.terms.plausible import TermSet
    from specie.kernel.terms.exit_value import AtExponentialTime
    from specie.kernel.terms.ipo_chance import Tail

    Floats: TypeAlias = NDArray[np.float64]

DISPUTED = 1e11
"""Dollars beyond which the published codes take different chances of an IPO."""


@dataclass(frozen=True, slots=True)
class Case:
    """The value of the firm and of each class under one set of terms and one set of inputs."""

    terms: TermSet
    firm: float
    values: Floats
    headline: float
    unique: bool = True

    @property
    def overvaluation(self) -> float:
        """How far the headline lies above the value, as a fraction of the value."""
        return self.headline / self.firm - 1


@dataclass(frozen=True, slots=True)
class Appraisal:
    """Everything computed about one firm."""

    table: CapTable
    stated: tuple[Case, ...]
    """Every set of terms at the stated inputs, plain first."""
    range: tuple[Case, ...]
    """The sets in the interval under every combination of inputs."""
    tails: Mapping[Tail, Case]
    """The first set under each reading of the chance of an IPO beyond $100bn."""
    without: Mapping[str, Case]
    """The stated case without one right of the newest class, for rights that it has."""

    @property
    def known(self) -> bool:
        """Whether every right that moves the price is written down."""
        return len(self.stated) == 1

    @property
    def case(self) -> Case:
        """The stated case: the known terms, or plain ones."""
        return self.stated[0]

    @property
    def disputed(self) -> bool:
        """Whether the readings of the chance of an IPO give values more than a thousandth apart."""
        firms = [case.firm for case in self.tails.values()]
        return max(firms) > 1.001 * min(firms)

    def firm(self) -> Bounds:
        """Least and greatest value of the firm."""
        return _bounds([case.firm for case in self.range])

    def overvaluation(self) -> Bounds:
        """Least and greatest overvaluation of the headline."""
        return _bounds([case.overvaluation for case in self.range])

    def a_share(self, place: int) -> Bounds:
        """Least and greatest value of one share of a class, as common."""
        return _bounds([case.values[place] / self.table.classes[place].shares for case in self.range])

    def stated_share(self, place: int) -> float | None:
        """Value of one share of a class at the stated inputs; None where terms are not known."""
        if not self.known:
            return None
        return float(self.case.values[place] / self.table.classes[place].shares)


def appraise(table: CapTable, model: Model, others: Sequence[CapTable] = ()) -> Appraisal:
    """Value a firm; ``others`` are the same firm at other ends of what its price is known to be."""
    stated = tuple(_solved(table, terms, [model.exit])[0] for terms in table.sets)
    counted = [case.terms for case in stated if in_interval(case.terms, model)]
    cases = [c for t in (table, *others) for terms in counted for c in _solved(t, terms, model.exits)]
    first = stated[0].terms
    tails: dict[Tail, Case] = {tail: _solved(table, first, [model.exit], tail)[0] for tail in TAILS}
    return Appraisal(table, stated, (*cases, *_disputed(table, tails)), tails, _without(table, first, model))


def in_interval(terms: TermSet, model: Model) -> bool:
    """Whether a set of terms is plain or frequent enough to count."""
    return terms.id == PLAIN or (terms.prevalence or 0.0) >= model.least_prevalence


def _disputed(table: CapTable, tails: Mapping[Tail, Case]) -> tuple[Case, ...]:
    """Where the firm is so large that the published codes disagree, the interval holds all readings."""
    return tuple(tails.values()) if table.headline > DISPUTED else ()


def _solved(
    table: CapTable,
    terms: TermSet,
    exits: Sequence[AtExponentialTime],
    tail: Tail = "clamped",
    without: str = "",
) -> list[Case]:
    classes = share_classes_of(table, terms, without)
    paid = table.newest_class.paid
    cases: list[Case] = []
    for value in valuations(classes, published_chance(tail), exits):
        found = break_even(value, table.newest, paid, cases[0].firm if cases else table.headline)
        assert found is not None, "a class that takes part in the equity can be worth any price"
        for firm in dict.fromkeys((found.firm, found.highest)):
            values = found.values if found.unique else value([firm])[0]
            cases.append(Case(terms, firm, values, table.headline, found.unique))
    return cases


def _without(table: CapTable, terms: TermSet, model: Model) -> dict[str, Case]:
    """Take away each right that the newest class is known to have, one at a time."""
    if not table.own:
        return {}
    rights = table.newest_class.rights
    lower = any(c.paid > 0 and (c.rights.rank or 1) > (rights.rank or 1) for c in table.classes)
    has = {
        "multiple": (rights.multiple or 1.0) > 1,
        "participating": bool(rights.participating),
        "ratchet": bool(rights.ratchet),
        "qualified": bool(rights.qualified),
        "rank": lower,
        "dividend": bool(rights.dividend),
    }
    return {
        name: _solved(table, terms, [model.exit], without=name)[0] for name, there in has.items() if there
    }


def _bounds(values: Sequence[float]) -> Bounds:
    return Bounds(np.float64(min(values)), np.float64(max(values)))
