"""What every part of the analysis needs: the cases, their judgements, the settings, the origins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.analyses.pays.roi.case import make_case
from specie.analyses.pays.roi.evidence import read_evidence
from specie.analyses.pays.roi.read import read_records
from specie.analyses.pays.roi.settings import read_settings
from specie.analyses.pays.roi.verdict import judge
from specie.model import Quantity, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from specie.analyses.pays.roi.case import Case
    from specie.analyses.pays.roi.evidence import Evidence
    from specie.analyses.pays.roi.read import Records
    from specie.analyses.pays.roi.settings import Settings
    from specie.analyses.pays.roi.verdict import Judgement
    from specie.book import Book
    from specie.model import Inputs, Message, Origin, Result, Verdict


@dataclass(frozen=True, slots=True, eq=False)
class Scope:
    """One portfolio on one day; ``judged`` pairs each case with its judgement, in the order of the book."""

    book: Book
    settings: Settings
    records: Records
    evidence: Evidence
    judged: tuple[tuple[Case, Judgement], ...]
    spend: Result | None

    @property
    def cases(self) -> tuple[Case, ...]:
        """Every initiative."""
        return tuple(case for case, _ in self.judged)

    @property
    def currency(self) -> str:
        """Currency of the book."""
        return self.book.currency

    @property
    def rate(self) -> float | None:
        """The hurdle rate; None where the user set none."""
        return self.book.policy.hurdle_rate

    def money(self, amount: Decimal | float) -> Quantity:
        """An amount in the currency of the book."""
        return Quantity(amount, self.currency)

    def with_verdict(self, verdict: Verdict) -> Iterator[tuple[Case, Judgement]]:
        """Yield the cases of one verdict."""
        yield from ((case, told) for case, told in self.judged if told.verdict is verdict)

    def span(self, case: Case) -> Message:
        """Name the time that a verdict on a case is about."""
        return say("over all its time") if case.over_long_ago else say("in the last twelve months")

    def origins(self, *tables: str) -> tuple[Origin, ...]:
        """Where some tables were read; the list of initiatives where none of them was."""
        found = unique(origin for table in tables for origin in self.book.origins(table))
        return found or self.book.origins("initiatives")


def make_scope(book: Book, inputs: Inputs) -> Scope:
    """Read the tables and what others published, and judge every initiative."""
    settings = read_settings(inputs)
    records, evidence = read_records(book, settings), read_evidence(inputs)
    ledger = book.has("ledger")
    cases = (make_case(i, records, evidence, settings, ledger=ledger) for i in records.initiatives)
    return Scope(
        book,
        settings,
        records,
        evidence,
        tuple((case, judge(case, settings)) for case in cases),
        inputs.results.get("pays/spend"),
    )


def unique(origins: Iterable[Origin]) -> tuple[Origin, ...]:
    """Each origin once, in order."""
    return tuple(dict.fromkeys(origins))
