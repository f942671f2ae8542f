"""What is reported of companies, shipped or the user's own, in one shape."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from specie.kernel.growth import Bounds, bounds_of
from specie.model import Grade, Ref, Term

if TYPE_CHECKING:
    from datetime import date

    from specie.companies.span import Span
    from specie.model import Message, Origin

MARKET_VALUE = Term("market value")
REVENUE = ("revenue", "revenue_run_rate")
"""Metrics that say what a company sells in a period; they are never negative."""
STRENGTH = (Grade.FILED, Grade.COMPANY, Grade.PRESS, Grade.MODELLED, Grade.RUMOUR)
"""Grades of a company fact, best first."""


def weaker(*grades: Grade) -> Grade:
    """Return the weakest of the grades: a ratio is as good as its worse half."""
    return max(grades, key=STRENGTH.index)


@dataclass(frozen=True, slots=True)
class Vouch:
    """What stands behind a row: where it was read, how good that is, and whether the user wrote it."""

    origin: Origin
    quality: str
    marks: tuple[str, ...]
    note: Message | str
    """A shipped note is translated for the reader, the user's own stays as written."""
    as_of: date
    own: bool
    stale: bool


@dataclass(frozen=True, slots=True)
class Price:
    """One round, sale or listing; ``post`` is None where no price was stated.

    ``relation`` says how the row repeats money or a price of the row ``of``: conflict, part, extension.
    """

    company: str
    on: Span
    series: str
    kind: str
    status: str
    lead: str
    amount: float | None
    post: float | None
    bound: str
    vouch: Vouch
    relation: str = ""
    of: tuple[str, ...] = ()
    label: Term | None = None

    @property
    def named(self) -> Term | str:
        """What readers call the row: the shipped name in their language, the user's own as written."""
        return self.label or self.series

    @property
    def key(self) -> tuple[str, str, str]:
        """What names the row."""
        return (self.company, self.on.text, self.series)

    @property
    def bounds(self) -> Bounds:
        """What the stated price leaves possible; only for rows with a price."""
        return bounds_of(self.post or 0.0, self.bound)

    @property
    def grade(self) -> Grade:
        """Company where its own page says so, rumour by status, press otherwise."""
        if self.status == "rumour":
            return Grade.RUMOUR
        return Grade.COMPANY if self.vouch.quality == "primary" else Grade.PRESS


@dataclass(frozen=True, slots=True)
class Reported:
    """One figure of a company's accounts or statements, as stated, for the period that ends on ``end``."""

    company: str
    end: Span
    period: str
    metric: str
    basis: str
    gross_net: str
    value: float
    bound: str
    vouch: Vouch
    unit: str = "usd"
    """``usd`` or ``fraction``."""
    status: str = ""
    """How certain the user calls the row (rumour, reported, ...); shipped rows say it by their basis."""

    @property
    def bounds(self) -> Bounds:
        """What the stated figure leaves possible: a result or a burn may lie on either side of zero."""
        if self.metric in REVENUE:
            return bounds_of(self.value, self.bound)
        low = -np.inf if self.bound == "<=" else self.value
        high = np.inf if self.bound == ">=" else self.value
        return Bounds(np.float64(low), np.float64(high))

    @property
    def grade(self) -> Grade:
        """Who vouches for the figure; a rumour is one whoever is said to vouch."""
        if self.status == "rumour":
            return Grade.RUMOUR
        by_basis = {"gaap": Grade.FILED, "run-rate": Grade.COMPANY, "guidance": Grade.MODELLED}
        return by_basis.get(self.basis, Grade.PRESS)


@dataclass(frozen=True, slots=True)
class Company:
    """A firm, and whether it has a price of its own."""

    id: str
    name: str
    kind: str = ""
    listed: str = ""
    priced: bool = True
    note: str = ""

    @property
    def ref(self) -> Ref:
        """The company as a thing a number can be about."""
        return Ref("company", self.id, self.name)
