"""The limit, the cheapest measures that hold it, and what each failure still takes with them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.kernel.measures_choice import Choice, cheapest, frontier
from specie.kernel.money import Range
from specie.model import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from specie.analyses.breaks.exit.candidates import Candidate, Piece
    from specie.analyses.breaks.exit.settings import Settings
    from specie.book import Book
    from specie.kernel.measures_choice import Problem
    from specie.model import Message, Result
    from specie.supply.failure import Failure


@dataclass(frozen=True, slots=True)
class Limit:
    """Most money that one failure may cost, and where that comes from."""

    money: float
    source: Message


@dataclass(frozen=True, slots=True, eq=False)
class Chosen:
    """What the search found; ``choice`` is None where nothing holds the limit or none is set."""

    limit: Limit | None
    failures: tuple[Failure, ...]
    parts: tuple[Piece, ...]
    """Those of all failures, benefit lost and use not paid of one initiative as one."""
    able: tuple[Candidate, ...]
    asked: Problem
    choice: Choice | None
    steps: tuple[Choice, ...]
    """Every set that is cheaper than all that leave as little; empty where there are too many measures."""

    @property
    def taken(self) -> tuple[Candidate, ...]:
        """Measures chosen."""
        return () if self.choice is None else self.of_choice(self.choice)

    def of_choice(self, choice: Choice) -> tuple[Candidate, ...]:
        """Return the measures of a set."""
        return tuple(c for c, on in zip(self.able, choice.chosen.tolist(), strict=True) if on)

    @property
    def bad_year(self) -> float | None:
        """What the suppliers take in a bad year; None where breaks/stress did not run."""
        rows = self.asked.loss
        return float(rows[-1].sum()) if rows.shape[0] > len(self.failures) else None

    def of(self, failure: Failure) -> tuple[Piece, ...]:
        """Return the parts of one failure."""
        return tuple(piece for piece in self.parts if piece.supplier == failure.supplier)

    def left(self, failure: Failure, taken: Sequence[Candidate] | None = None) -> Range:
        """What a failure still takes with some measures, those chosen unless told, case by case."""
        acting = self.taken if taken is None else taken
        rows = [left_of(piece, acting) for piece in self.of(failure)]
        return span([math.fsum(row[k] for row in rows) for k in range(3)])

    def worst_left(self, choice: Choice) -> tuple[int, float]:
        """Case that still takes most with a set of measures, and how much: a failure, or the bad year."""
        taken = self.of_choice(choice)
        left = [self.left(failure, taken).high for failure in self.failures]
        left += [float(bad) for bad in choice.left[len(left) :]]
        most = max(left)
        return left.index(most), most


def strongest(piece: Piece, taken: Sequence[Candidate]) -> Candidate | None:
    """Return the measure that removes most of a part; None where none acts on it."""
    acting = [c for c in taken if any(c.shares(piece))]
    return max(acting, key=lambda c: (c.share(piece), sum(c.shares(piece))), default=None)


def left_of(piece: Piece, taken: Sequence[Candidate]) -> tuple[float, float, float]:
    """What of a part is left with some measures: mild, typical and severe."""
    best = strongest(piece, taken)
    shares = (0.0, 0.0, 0.0) if best is None else best.shares(piece)
    low, typical, high = (m * (1 - s) for m, s in zip(piece.part.money.cases, shares, strict=True))
    return low, typical, high


def _bounds(limit: float, failures: Sequence[Failure], asked: Problem) -> list[float]:
    """The limit of each case; a failure that is under it because something is saved is left as it is."""
    bounds = [limit] * asked.loss.shape[0]
    for k, failure in enumerate(failures):
        if failure.money.high <= limit:
            bounds[k] = max(limit, float(asked.loss[k].sum()))
    return bounds


def span(cases: Sequence[float]) -> Range:
    """From the least to the most of three cases, the typical one as the point."""
    return Range(min(cases), cases[1], max(cases))


def find_limit(book: Book, settings: Settings, results: Mapping[str, Result]) -> Limit | None:
    """Take the parameter, else the policy, else the cash above the user's floor; None where there is none."""
    if settings.tail_limit is not None:
        return Limit(settings.tail_limit, say("parameter {name}", name="tail_limit"))
    if book.policy.max_tail_loss is not None:
        return Limit(book.policy.max_tail_loss, say("your policy {name}", name="max_tail_loss"))
    found = results.get("breaks/liquidity")
    told = {} if found is None else {e.measure: e for e in found.estimates if e.subject.kind == "portfolio"}
    cash, outflow, months = told.get("cash_now"), told.get("outflow_month"), book.policy.min_cash_months
    if cash is None or outflow is None or months is None or cash.point is None or outflow.high is None:
        return None
    free = max(cash.point - months * max(outflow.high, 0.0), 0.0)
    return Limit(free, say("cash above your floor of {name}, at the high end of the outflow",
                           name="min_cash_months"))  # fmt: skip


def choose(
    limit: Limit | None, failures: Sequence[Failure], parts: tuple[Piece, ...], able: tuple[Candidate, ...],
    asked: Problem, reserve_cost: float | None,
) -> Chosen:  # fmt: skip
    """Find the cheapest measures; ``reserve_cost`` is None where no reserve may be held."""
    cost = math.inf if reserve_cost is None else reserve_cost
    choice = (
        None
        if limit is None or not failures
        else cheapest(asked, _bounds(limit.money, failures, asked), cost)
    )
    steps = tuple(frontier(asked)) if failures else ()
    return Chosen(limit, tuple(failures), parts, able, asked, choice, steps)
