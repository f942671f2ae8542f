"""What became of the bills: problems, and per file its rows and money."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from specie.book.focus import BillKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from specie.model import Problem


@dataclass(frozen=True, slots=True)
class BillFile:
    """One file: ``rows_read == rows_used + rows_set_aside``; money per currency code.

    ``billed`` and ``effective`` are totals as read, of every row whose amount and currency can be read, used
    or not; ``billed_used`` of the rows in ``bill_lines``. ``version`` is the FOCUS version its columns show.
    """

    file: str
    digest: str
    kind: BillKind = BillKind.FOREIGN
    version: str = ""
    rows_read: int = 0
    rows_used: int = 0
    rows_set_aside: int = 0
    billed: Mapping[str, Decimal] = field(default_factory=dict)
    billed_used: Mapping[str, Decimal] = field(default_factory=dict)
    effective: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BillsOutcome:
    """All files in the order given, and every problem found."""

    files: tuple[BillFile, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def digests(self) -> Mapping[str, str]:
        """File -> SHA-256, so that nobody reads a large bill twice for it."""
        return {bill.file: bill.digest for bill in self.files}
