"""Read a CSV file as it stands.

Regular bytes go straight through DuckDB's reader, in constant memory on every core. Anything else (another
encoding, blank lines, ragged rows, stray quotes) goes through Python row by row, so that each fault gets its
place. Both give the same relation.
"""

from __future__ import annotations

import csv
from itertools import islice
from typing import TYPE_CHECKING

from specie.book.faults import Faults, Place
from specie.book.read.csv_records import Record as CsvRecord
from specie.book.read.csv_records import records_of
from specie.book.read.dialect import Dialect, find_dialect
from specie.book.read.encoding import Bytes, guess_encoding, inspect_bytes
from specie.book.read.staged import Record, Staged, relation_name, stage_query, stage_records
from specie.book.store import quoted
from specie.model import Quantity, say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from duckdb import DuckDBPyConnection

    from specie.book.schema import TableSchema

ENCODING_NAMES = {"cp950": "Big5", "gb18030": "GB18030", "cp1252": "Windows-1252", "utf-16-le": "UTF-16"}


def read_csv(
    path: Path,
    file: str,
    schema: TableSchema,
    store: DuckDBPyConnection,
    faults: Faults,
    override: str | None,
) -> Staged:
    """Stage a CSV file; one that cannot be read has no rows to use, and the faults say why."""
    nature = inspect_bytes(path, override)
    if nature.encoding is None:
        return _wrong_encoding(path, file, schema, nature, faults)
    try:
        dialect = find_dialect(_head(path, nature.encoding), schema.names)
    except UnicodeError:
        return _wrong_encoding(path, file, schema, nature, faults, override)
    if dialect is None:
        faults.file(
            Place(file), "DAT005", (say("the file is empty"), say("its first line holds the column names"))
        )
        return _staged(schema, file, nature, Dialect(",", ()), 0)
    rows = _read_regular(path, nature, dialect, schema.table, store)
    if rows is None:
        rows = _read_rows(path, file, nature, dialect, schema.table, store, faults)
    return _staged(schema, file, nature, dialect, rows)


def _staged(schema: TableSchema, file: str, nature: Bytes, dialect: Dialect, rows: int) -> Staged:
    return Staged(
        schema.table,
        file,
        nature.digest,
        relation_name(schema.table),
        dialect.header,
        rows,
        decimal_comma=dialect.delimiter == ";",
    )


def _head(path: Path, encoding: str) -> list[str]:
    with path.open(encoding=encoding, newline="") as lines:
        return list(islice(lines, 20))


def _read_regular(
    path: Path, nature: Bytes, dialect: Dialect, table: str, store: DuckDBPyConnection
) -> int | None:
    """Read through DuckDB; None when the bytes are not regular or DuckDB stumbles."""
    import duckdb

    loose = set(nature.loose_quotes) - {dialect.delimiter}
    if not nature.regular or loose or dialect.lines_before or len(dialect.header) < 2:
        return None
    width = len(dialect.header)
    columns = ", ".join(f"'c{i}': 'VARCHAR'" for i in range(1, width + 1))
    source = f"""read_csv('{quoted(str(path))}', header = false, skip = 1, delim = '{dialect.delimiter}',
        quote = '"', escape = '"', auto_detect = false, strict_mode = true, all_varchar = true,
        columns = {{{columns}}})"""
    try:
        return stage_query(store, table, width, f"SELECT row_number() OVER () + 1 AS _row, * FROM {source}")
    except duckdb.Error:
        return None


def _read_rows(
    path: Path,
    file: str,
    nature: Bytes,
    dialect: Dialect,
    table: str,
    store: DuckDBPyConnection,
    faults: Faults,
) -> int:
    """Read row by row in Python, naming each row that is not whole."""
    ragged = _Ragged(len(dialect.header), may_hold_nul=nature.nul)
    with path.open(encoding=nature.encoding, newline="", errors="replace") as lines:
        for _ in range(dialect.lines_before):
            next(lines)
        records = records_of(lines, dialect.delimiter)
        next(record for record in records if record[2] or any(cell.strip() for cell in record[1]))
        staged = stage_records(store, table, ragged.width, ragged.whole(records))
    ragged.report(file, table, faults)
    return staged + len(ragged.set_aside)


class _Ragged:
    """Sort records into whole ones and those with too many fields, too few, or a broken quote."""

    def __init__(self, width: int, *, may_hold_nul: bool) -> None:
        self.width = width
        self.may_hold_nul = may_hold_nul
        self.long: list[tuple[int, int]] = []
        self.short: list[tuple[int, int]] = []
        self.broken: list[tuple[int, str]] = []
        self.nul: list[int] = []

    @property
    def set_aside(self) -> list[int]:
        return sorted([r for r, _ in self.long] + [r for r, _ in self.broken] + self.nul)

    def whole(self, records: Iterator[CsvRecord]) -> Iterator[Record]:
        for row, cells, broken in records:
            if len(cells) == self.width and not self.may_hold_nul:
                yield row, cells
            elif broken:
                self.broken.append((row, broken))
            elif any("\0" in cell for cell in cells):
                self.nul.append(row)
            elif any(cell.strip() for cell in cells[self.width :]):
                self.long.append((row, len(cells)))
            else:
                yield row, self._padded(row, cells)

    def _padded(self, row: int, cells: list[str]) -> list[str | None]:
        if len(cells) < self.width and any(cell.strip() for cell in cells):
            self.short.append((row, len(cells)))
        return [*cells[: self.width], *[None] * (self.width - len(cells))]

    def report(self, file: str, table: str, faults: Faults) -> None:
        wanted = Quantity(self.width, "count")
        close = say('put quotes around a cell that holds the delimiter: "a, b"')
        faults.rows(
            Place(file),
            "DAT010",
            len(self.long),
            (
                (
                    row,
                    (
                        say(
                            "{given} fields where the header has {wanted}",
                            given=Quantity(given, "count"),
                            wanted=wanted,
                        ),
                        close,
                    ),
                )
                for row, given in self.long
            ),
        )
        faults.rows(
            Place(file),
            "DAT011",
            len(self.short),
            (
                (
                    row,
                    (
                        say(
                            "{given} fields where the header has {wanted}: the rest is unknown",
                            given=Quantity(given, "count"),
                            wanted=wanted,
                        ),
                        None,
                    ),
                )
                for row, given in self.short
            ),
        )
        faults.rows(
            Place(file),
            "DAT027",
            len(self.broken),
            (
                (
                    row,
                    (
                        say("a quotation mark is not closed or not doubled: {text}", text=text),
                        say('inside a quoted cell a quotation mark is written twice: ""'),
                    ),
                )
                for row, text in self.broken
            ),
        )
        faults.rows(
            Place(file),
            "DAT004",
            len(self.nul),
            (
                (
                    row,
                    (
                        say("the row holds a NUL byte"),
                        say("the file is damaged or not plain text: export it again"),
                    ),
                )
                for row in self.nul
            ),
        )
        faults.set_aside(table, file, self.set_aside)


def _wrong_encoding(
    path: Path, file: str, schema: TableSchema, nature: Bytes, faults: Faults, override: str | None = None
) -> Staged:
    """Name the byte and the likely encoding; count the rows, none of which is used."""
    guess = guess_encoding(path)
    likely = ENCODING_NAMES.get(guess or "", guess or "")
    hint = (
        say(
            'it looks like {likely}: save it as UTF-8, or set encoding = "{name}" under [read] in'
            " specie.toml",
            likely=likely,
            name=guess or "",
        )
        if guess and guess != override
        else say("save it as UTF-8")
    )
    message = (
        say("the file is not {encoding}, as specie.toml says", encoding=override)
        if override
        else say(
            "the file is not UTF-8: byte {byte}, line {line}", byte=nature.bad_byte, line=nature.bad_line
        )
    )
    faults.file(Place(file), "DAT003", (message, hint), nature.bad_line or None)
    rows = list(range(2, 2 + _count_rows(path)))
    faults.set_aside(schema.table, file, rows)
    return _staged(schema, file, nature, Dialect(",", ()), len(rows))


def _count_rows(path: Path) -> int:
    with path.open(encoding="latin-1", newline="") as lines:
        filled = sum(1 for row in csv.reader(lines) if any(cell.strip() for cell in row))
    return max(filled - 1, 0)
