"""Faults of a bill told: a few rows by number, the rest counted, sums with their total."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from specie.book.bills_explain import explain_row, explain_sum
from specie.model import Level, Message, Problem, Quantity, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from duckdb import DuckDBPyConnection

    from specie.book.bills_checks import RowCheck
    from specie.book.bills_rollup import Rows

CAP = 50
"""Rows of one file and code that are named one by one."""


@dataclass(slots=True)
class BillFaults:
    """Problems of one file; ``heading`` gives the place of a column in it."""

    file: str
    problems: list[Problem] = field(default_factory=list)
    positions: dict[str, int] = field(default_factory=dict)

    def add(
        self,
        code: str,
        level: Level,
        message: Message,
        hint: Message | None = None,
        *,
        row: int | None = None,
        column: str | None = None,
        rows: int = 1,
    ) -> None:
        """Name one fault."""
        position = self.positions.get(column or "")
        self.problems.append(Problem(self.file, row, column, code, message, hint, level, position, rows))

    def more(self, code: str, level: Level, column: str | None, count: int) -> None:
        """Count what is not named one by one."""
        if count > 0:
            message = say("{count} more rows like this", count=Quantity(count, "count"))
            self.add(code, level, message, column=column, rows=count)


def name_rows(store: DuckDBPyConnection, rows: Rows, faults: BillFaults, as_of: Any) -> None:
    """Name the rows that the roll-up found faulty; a second scan, and only where there are any."""
    counts = _counts(store, rows.checks)
    if not counts:
        return
    samples = _samples(store, rows)
    for bit, count in sorted(counts.items()):
        check = rows.checks[bit]
        if check.summed:
            _name_sum(check, count, samples, bit, faults)
            continue
        found = _of_bit(samples, bit, check.column)
        for row, record in found:
            message, hint = explain_row(check.code, check.column, record, as_of)
            faults.add(check.code, check.level, message, hint, row=row, column=check.column)
        faults.more(check.code, check.level, check.column, count - len(found))


def _counts(store: DuckDBPyConnection, checks: tuple[RowCheck, ...]) -> dict[int, int]:
    masks = store.execute(
        "SELECT fault, sum(n_rows) FROM _bill_resolved WHERE fault <> 0 GROUP BY fault"
    ).fetchall()
    counts: dict[int, int] = {}
    for mask, count in masks:
        for bit in range(len(checks)):
            if mask >> bit & 1:
                counts[bit] = counts.get(bit, 0) + int(count)
    return counts


Sample = tuple[int, dict[str, Any], dict[str, float]]
"""Fault bits, the first rows with exactly these, and the money they are off by per check."""


def _samples(
    store: DuckDBPyConnection, rows: Rows
) -> list[tuple[int, list[dict[str, Any]], dict[int, dict[str, float]]]]:
    """First rows of each combination of faults, with their cells as written, and sums per currency."""
    source = rows.source
    shown = sorted({c.column for c in rows.checks if source.has(c.column)} | _also_shown(rows))
    cells = ", ".join(f"'{name}': CAST({source.cells[name]} AS VARCHAR)" for name in shown)
    sums = {bit: check for bit, check in enumerate(rows.checks) if check.summed}
    totals = "".join(f", sum({check.summed}) AS sum_{bit}" for bit, check in sums.items())
    first = f"min_by({{'row': _row, {cells}}}, _row, {CAP})"
    wanted = f"fault, upper(bill_text(currency)) AS unit, {first} AS first{totals}"
    query = rows.select(wanted, numbered=True, raw=shown) + " WHERE fault <> 0 GROUP BY ALL ORDER BY ALL"
    found = store.execute(query).fetchall()
    return [
        (mask, list(first), {bit: {unit or "": total or 0.0} for bit, total in zip(sums, rest, strict=True)})
        for mask, unit, first, *rest in found
    ]


def _also_shown(rows: Rows) -> set[str]:
    names = ("ChargePeriodStart", "BillingPeriodStart", "BillingPeriodEnd", "ChargeCategory")
    return {name for name in names if rows.source.has(name)}


def _of_bit(samples: Iterable[Any], bit: int, column: str) -> list[tuple[int, dict[str, Any]]]:
    found = [
        (int(record["row"]), record) for mask, first, _ in samples if mask >> bit & 1 for record in first
    ]
    return sorted(found, key=lambda pair: pair[0])[:CAP]


def _name_sum(check: RowCheck, count: int, samples: Iterable[Any], bit: int, faults: BillFaults) -> None:
    """One problem for all rows of a relation that does not hold, with what it is off by per currency."""
    off: dict[str, float] = {}
    first: int | None = None
    for mask, records, sums in samples:
        if mask >> bit & 1:
            rows = [int(record["row"]) for record in records]
            first = min([*rows, *([first] if first is not None else [])])
            for unit, total in sums[bit].items():
                off[unit] = off.get(unit, 0.0) + total
    message, hint = explain_sum(check.code, count, off)
    faults.add(check.code, check.level, message, hint, row=first, column=check.column, rows=count)
