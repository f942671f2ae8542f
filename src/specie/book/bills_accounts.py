"""Account for a file: rows read, used and set aside, and its money, from the groups of its one scan."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from specie.book.bills_checks import aside_bits
from specie.book.bills_outcome import BillFile
from specie.book.store import sql_text

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from specie.book.bills_rollup import Rows


def file_totals(store: DuckDBPyConnection, rows: Rows, empty: BillFile) -> BillFile:
    """Move what is used into ``bill_lines`` and return the file's account."""
    aside = {"aside": aside_bits(rows.checks)}
    store.execute(sql_text("sql", "bills_lines"), aside)
    store.execute(sql_text("sql", "bills_seen"), aside)
    found = store.execute(sql_text("sql", "bills_totals"), aside).fetchall()
    read = sum(int(row[1]) for row in found) + rows.source.broken
    used = sum(int(row[2]) for row in found)
    heading = rows.source.heading
    known = [row for row in found if row[0] is not None]
    return BillFile(
        empty.file,
        empty.digest,
        heading.kind,
        heading.version,
        rows_read=read,
        rows_used=used,
        rows_set_aside=read - used,
        billed={str(row[0]): _money(row[3]) for row in known if row[3] is not None},
        billed_used={str(row[0]): _money(row[4]) for row in known if row[4] is not None},
        effective={str(row[0]): _money(row[5]) for row in known if row[5] is not None},
    )


def _money(value: Decimal) -> Decimal:
    """Drop the zeros that only say to how many places the sum was kept."""
    whole = value.normalize()
    return whole.quantize(Decimal(1)) if whole == whole.to_integral() else whole
