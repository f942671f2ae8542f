"""Every company that can be valued: those of the book with all there is, the others in short."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from specie.analyses.worth.intrinsic.need import need_of
from specie.analyses.worth.intrinsic.view import view_of
from specie.companies.comparable import chains, comparables
from specie.companies.outlook.case import DRAWN, Case, make_case
from specie.companies.outlook.simulate import simulate
from specie.kernel.growth import Bounds
from specie.kernel.valuation.equity import unsupported_share
from specie.kernel.valuation.sensitivity import influence

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from specie.analyses.worth.intrinsic.need import Need
    from specie.analyses.worth.intrinsic.view import View
    from specie.companies.comparable import Comparable
    from specie.companies.outlook.case import Refused, Sources
    from specie.companies.record import Company
    from specie.kernel.valuation.sensitivity import Influence

POOLED = 5_000
"""Draws from which the drivers are ranked: enough for shares good to two points."""
MOST_WITHOUT_BOOK = 6
"""Companies shown in full where the book names none: the dearest."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A driver and what knowing it would settle."""

    driver: str
    influence: Influence


@dataclass(frozen=True, slots=True)
class Valued:
    """One company with its views, what its price needs, and what moves its value."""

    case: Case
    views: tuple[View, ...]
    need: Need | None
    moved: tuple[Moved, ...]
    """Drivers by influence, the greatest first; empty for companies shown in short."""

    @property
    def company(self) -> Company:
        """Whose value."""
        return self.case.company

    @property
    def price(self) -> Comparable | None:
        """Its newest price that can be compared."""
        return self.case.price

    @property
    def range(self) -> Bounds:
        """From the lowest to the highest view, at revenue as stated."""
        return Bounds(
            np.float64(min(v.low.value for v in self.views)),
            np.float64(max(v.high.value for v in self.views)),
        )

    @property
    def unsupported(self) -> Bounds | None:
        """Part of the price over all views; None without a price."""
        return None if self.price is None else unsupported_share(self.range, self.price.bounds)


@dataclass(frozen=True, slots=True)
class Survey:
    """All companies, those of the book first."""

    given: Sources
    focus: tuple[Company, ...]
    full: tuple[Valued, ...]
    short: tuple[Valued, ...]
    refused: tuple[Refused, ...]

    @property
    def priced(self) -> tuple[Valued, ...]:
        """Companies shown in full that have a price."""
        return tuple(v for v in self.full if v.price is not None)


def make_survey(given: Sources, seed: int, paths: int, level: float) -> Survey:
    """Value every company there are facts for."""
    prices = {id_: chain[-1] for id_, chain in chains(comparables(given.ledger)[0]).items()}
    focus = given.ledger.focus or _dearest(prices, given)
    cases = {c.id: make_case(c, prices.get(c.id), given) for c in _all(focus, prices, given)}
    chosen = {c.id for c in focus}
    full = (_full(case, given, seed, paths, level) for case in _made(cases[id_] for id_ in chosen_in(focus)))
    rest = _made(case for id_, case in cases.items() if id_ not in chosen and id_ in prices)
    short = (_short(case, seed, max(100, paths // 10), level) for case in rest)
    refused = tuple(case for case in cases.values() if not isinstance(case, Case))
    return Survey(given, focus, tuple(v for v in full if v), tuple(v for v in short if v), refused)


def chosen_in(focus: Sequence[Company]) -> list[str]:
    """Ids of the companies of the book, each once, in its order."""
    return list(dict.fromkeys(c.id for c in focus))


def _dearest(prices: dict[str, Comparable], given: Sources) -> tuple[Company, ...]:
    ordered = sorted(prices.values(), key=lambda p: -(p.price.post or 0.0))
    cases = ((given.ledger.company(p.company), p) for p in ordered)
    able = (company for company, p in cases if isinstance(make_case(company, p, given), Case))
    return tuple(company for company, _ in zip(able, range(MOST_WITHOUT_BOOK), strict=False))


def _all(focus: Sequence[Company], prices: dict[str, Comparable], given: Sources) -> list[Company]:
    """Companies of the book, then every other one with a price, dearest first."""
    others = sorted(prices.values(), key=lambda p: (-(p.price.post or 0.0), p.company))
    every = [*focus, *(given.ledger.company(p.company) for p in others)]
    return list({company.id: company for company in every}.values())


def _made(cases: Iterable[Case | Refused]) -> list[Case]:
    return [case for case in cases if isinstance(case, Case) and case.sets]


def _views(case: Case, seed: int, paths: int, level: float) -> tuple[View, ...]:
    found = (view_of(simulate(case, view, seed, paths), level) for view in case.sets)
    return tuple(view for view in found if view is not None)


def _short(case: Case, seed: int, paths: int, level: float) -> Valued | None:
    views = _views(case, seed, paths, level)
    return Valued(case, views, None, ()) if views else None


def _full(case: Case, given: Sources, seed: int, paths: int, level: float) -> Valued | None:
    views = _views(case, seed, paths, level)
    return Valued(case, views, need_of(case, given.classes), _moved(views)) if views else None


def _moved(views: Sequence[View]) -> tuple[Moved, ...]:
    """Pool the views: what is not agreed between them counts as not known."""
    step = max(1, sum(len(v.values) for v in views) // POOLED)
    value = np.concatenate([v.values[::step] for v in views])
    found = (
        Moved(name, influence(np.concatenate([v.drawn[name][::step] for v in views]), value))
        for name in DRAWN
    )
    return tuple(sorted(found, key=lambda m: -m.influence.share))
