"""Read the bills of a book (FOCUS 1.0 to 1.4, CSV or Parquet), one scan each, into ``bill_lines``."""

from __future__ import annotations

import tempfile
import zlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from specie.book.bills_accounts import file_totals
from specie.book.bills_across import name_overlaps, name_rules, name_strangers
from specie.book.bills_faults import BillFaults, name_rows
from specie.book.bills_groups import name_groups
from specie.book.bills_header import check_heading
from specie.book.bills_invoices import Invoices
from specie.book.bills_outcome import BillFile, BillsOutcome
from specie.book.bills_rollup import roll_up, rows_of, store_rules
from specie.book.bills_source import BillSource, open_parquet
from specie.book.bills_text import Broken, count_records, inspect_text, text_sources, unpack
from specie.book.digest import file_digest
from specie.book.focus import BillKind, focus
from specie.book.read.csv_file import ENCODING_NAMES
from specie.book.store import sql_text
from specie.model import Level, Quantity, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from duckdb import DuckDBPyConnection

    from specie.book.bills_rollup import Rows
    from specie.book.bills_text import TextBill
    from specie.book.settings import Settings

__all__ = ["BillFile", "BillsOutcome", "load_bills"]


@dataclass(slots=True)
class _Loading:
    """Bills on their way into the store."""

    store: DuckDBPyConnection
    settings: Settings
    invoices: Invoices
    known: Mapping[Path, str]
    digests: dict[str, BillFile] = field(default_factory=dict)
    sizes: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Opened:
    """A bill that may be read: the relations to try in turn, and its header as written."""

    sources: Iterator[tuple[BillSource, Broken]]
    header: Sequence[str]


def load_bills(
    con: DuckDBPyConnection,
    files: Sequence[Path],
    root: Path,
    settings: Settings,
    digests: Mapping[Path, str] | None = None,
) -> BillsOutcome:
    """Create ``bill_lines`` from all bills; needs the tables ``initiatives`` and ``vendors``.

    Bad data never raises. Each file is scanned once for the roll-up and its checks, once more only to show
    rows that are at fault. ``digests`` are those already known; the others are worked out beside the scan.
    """
    con.execute(sql_text("sql", "bills_table"))
    store_rules(con, settings.bills)
    loading = _Loading(con, settings, Invoices(con), digests or {})
    told = [_load(loading, path, path.relative_to(root).as_posix()) for path in files]
    problems = [problem for _, faults in told for problem in faults.problems]
    problems += name_overlaps(con)
    problems += loading.invoices.compare()
    if files:
        problems += name_strangers(con)
        problems += name_rules(con, settings.bills)
    for table in (
        "rules",
        "seen",
        "groups",
        "firsts",
        "texts",
        "clean",
        "meant",
        "resolved",
        "invoiced",
        "charged",
    ):
        con.execute(f"DROP TABLE IF EXISTS _bill_{table}")
    return BillsOutcome(tuple(bill for bill, _ in told), tuple(problems))


def _load(loading: _Loading, path: Path, file: str) -> tuple[BillFile, BillFaults]:
    """Read one file while its digest is worked out; wait for the digest only where it may be a twin."""
    faults = BillFaults(file)
    with ThreadPoolExecutor(1) as side, tempfile.TemporaryDirectory(prefix="specie-bill-") as folder:
        digest = side.submit(lambda: loading.known.get(path) or file_digest(path))
        size = path.stat().st_size
        if size in loading.sizes and (twin := loading.digests.get(digest.result())) is not None:
            return _twice(twin, file, faults), faults
        bill = replace(_read(loading, path, BillFile(file, ""), faults, Path(folder)), digest=digest.result())
    loading.sizes.add(size)
    loading.digests[bill.digest] = bill
    return bill, faults


def _twice(twin: BillFile, file: str, faults: BillFaults) -> BillFile:
    message = say(
        "the same bytes as {first}: none of these {count} rows is used",
        first=twin.file,
        count=Quantity(twin.rows_read, "count"),
    )
    faults.add("DAT306", Level.ERROR, message, say("remove one of the two"), rows=max(twin.rows_read, 1))
    return BillFile(
        file,
        twin.digest,
        twin.kind,
        twin.version,
        twin.rows_read,
        0,
        twin.rows_read,
        twin.billed,
        {},
        twin.effective,
    )


def _read(loading: _Loading, path: Path, empty: BillFile, faults: BillFaults, folder: Path) -> BillFile:
    """Open a file by its form and roll it up."""
    import duckdb

    text = None
    try:
        if path.suffix.casefold() == ".parquet":
            source = open_parquet(path, empty.file, loading.store)
            opened: _Opened | None = _Opened(iter([(source, Broken(0))]), source.header)
        else:
            text = inspect_text(unpack(path, folder), loading.settings.encoding)
            opened = _open_text(text, empty.file, faults, folder)
    except (duckdb.Error, OSError, zlib.error) as error:
        return _unreadable(empty, faults, error)
    if opened is None:
        lost = count_records(text.path) if text and text.nature.size else 0
        return BillFile(empty.file, empty.digest, rows_read=lost, rows_set_aside=lost)
    return _roll(loading, opened, empty, faults)


def _unreadable(empty: BillFile, faults: BillFaults, error: Exception) -> BillFile:
    reason = str(error).splitlines()[0][:160] if str(error) else type(error).__name__
    message = say("the file cannot be read: {reason}", reason=reason)
    faults.add("DAT307", Level.ERROR, message, say("export it again as CSV (also .csv.gz) or Parquet"))
    return empty


def _open_text(text: TextBill, file: str, faults: BillFaults, folder: Path) -> _Opened | None:
    """Return what to try, or None for a file that is empty or in another encoding."""
    if text.nature.encoding is None or (text.dialect is None and text.likely):
        _encoding(text, faults)
        return None
    if text.dialect is None:
        message = say("the file is empty"), say("export it again, or remove it from bills/")
        faults.add("DAT301", Level.ERROR, *message)
        return None
    return _Opened(text_sources(text, file, folder), text.dialect.header)


def _encoding(text: TextBill, faults: BillFaults) -> None:
    name = text.likely or ""
    message = say(
        "the file is not UTF-8: byte {byte}, line {line}",
        byte=text.nature.bad_byte,
        line=text.nature.bad_line,
    )
    hint = (
        say(
            'it looks like {likely}: save it as UTF-8, or set encoding = "{name}" under '
            "[read] in specie.toml",
            likely=ENCODING_NAMES.get(name, name),
            name=name,
        )
        if name
        else say("save it as UTF-8")
    )
    faults.add("DAT308", Level.ERROR, message, hint, row=text.nature.bad_line or None)


def _roll(loading: _Loading, opened: _Opened, empty: BillFile, faults: BillFaults) -> BillFile:
    """Roll up the first relation that can be read to its end."""
    import duckdb

    failed: Exception | None = None
    for source, broken in opened.sources:
        faults.problems.clear()
        faults.positions = {name: place + 1 for name, place in source.heading.places.items()}
        try:
            return _use(loading, source, broken, opened.header, empty, faults)
        except duckdb.Error as error:
            failed = error
    faults.problems.clear()
    return _unreadable(empty, faults, failed or ValueError(empty.file))


def _use(
    loading: _Loading,
    source: BillSource,
    broken: Broken,
    header: Sequence[str],
    empty: BillFile,
    faults: BillFaults,
) -> BillFile:
    usable = check_heading(source.heading, header, faults)
    _name_broken(broken, faults)
    if source.heading.kind is BillKind.INVOICES:
        return loading.invoices.take(source, empty, faults)
    if not usable:
        return _not_used(loading.store, source, empty)
    rows = rows_of(source, loading.settings.bills, loading.settings.as_of)
    roll_up(loading.store, rows)
    categories = list(focus().column("ChargeCategory").allowed)
    loading.store.execute(sql_text("sql", "bills_meant"), {"categories": categories})
    loading.store.execute(sql_text("sql", "bills_resolve"), {"file": source.file})
    _tell(loading, rows, faults)
    bill = file_totals(loading.store, rows, empty)
    if not bill.rows_read:
        faults.add("DAT302", Level.WARNING, say("the file has column names and no rows"), row=1)
    loading.invoices.remember()
    return bill


def _tell(loading: _Loading, rows: Rows, faults: BillFaults) -> None:
    name_rows(loading.store, rows, faults, loading.settings.as_of)
    name_groups(loading.store, rows, faults, loading.settings.bills.initiative_tag)


def _not_used(store: DuckDBPyConnection, source: BillSource, empty: BillFile) -> BillFile:
    counted = store.execute(f"SELECT count(*) FROM {source.relation}").fetchall()
    lost = int(counted[0][0]) + source.broken
    return BillFile(empty.file, empty.digest, source.heading.kind, source.heading.version, lost, 0, lost)


def _name_broken(broken: Broken, faults: BillFaults) -> None:
    for row in broken.first:
        message = (
            say(
                "{given} fields where the header has {wanted}: the row is not used",
                given=Quantity(row.cells, "count"),
                wanted=Quantity(broken.width, "count"),
            )
            if row.cells
            else say("a quotation mark is not closed or not doubled: the row is not used")
        )
        faults.add("DAT309", Level.ERROR, message, say("export the bill again"), row=row.row)
    faults.more("DAT309", Level.ERROR, None, broken.count - len(broken.first))
