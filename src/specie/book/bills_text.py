"""Bills as CSV: straight through DuckDB when the bytes are regular, otherwise record by record."""

from __future__ import annotations

import csv
import gzip
import shutil
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from specie.book.bills_source import TEXT, BillSource
from specie.book.focus import focus, read_heading
from specie.book.read.csv_records import records_of
from specie.book.read.dialect import Dialect, find_dialect
from specie.book.read.encoding import Bytes, guess_encoding, inspect_bytes
from specie.book.store import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

HEAD = 1 << 16
"""Characters in which the header must end."""
COMMA_DELIMITERS = (";",)
"""Delimiters that programs use where the comma is the decimal mark."""


@dataclass(frozen=True, slots=True)
class BrokenRow:
    """A row that cannot be split into the header's cells; ``cells`` is 0 for an open quotation mark."""

    row: int
    cells: int


@dataclass(frozen=True, slots=True)
class TextBill:
    """A CSV file before it is a relation: its bytes and, where it could be found, its header."""

    path: Path
    """The plain text, unpacked where the file was compressed."""
    nature: Bytes
    dialect: Dialect | None
    likely: str | None = None
    """What an unreadable file was probably written in."""


@dataclass(slots=True)
class Broken:
    """Rows set aside by the reader: the first by number, all by count."""

    width: int
    first: list[BrokenRow] = field(default_factory=list)
    count: int = 0

    def take(self, row: int, cells: int) -> None:
        """Count one more."""
        self.count += 1
        if len(self.first) < 50:
            self.first.append(BrokenRow(row, cells))


def unpack(path: Path, folder: Path) -> Path:
    """Return a plain file: the file itself, or its unpacked copy; raises OSError or zlib.error."""
    if path.suffix.casefold() != ".gz":
        return path
    plain = folder / "unpacked.csv"
    try:
        with gzip.open(path, "rb") as packed, plain.open("wb") as out:
            shutil.copyfileobj(packed, out, 1 << 20)
    except EOFError as error:
        raise zlib.error(str(error)) from error
    return plain


def inspect_text(path: Path, encoding: str | None) -> TextBill:
    """Look at the bytes and find the header."""
    nature = inspect_bytes(path, encoding)
    if nature.encoding is None:
        return TextBill(path, nature, None, guess_encoding(path))
    try:
        with path.open(encoding=nature.encoding, newline="") as lines:
            head = lines.read(HEAD)
    except UnicodeError:
        return TextBill(path, nature, None, guess_encoding(path))
    return TextBill(path, nature, find_dialect(head.splitlines(keepends=True), focus().names))


def text_sources(text: TextBill, file: str, folder: Path) -> Iterator[tuple[BillSource, Broken]]:
    """Yield the relations to try in turn: straight from regular bytes, then from a clean copy.

    The first is as good as the second where DuckDB splits every row; where it does not, it raises.
    """
    dialect = text.dialect
    if dialect is None:
        return
    if text.nature.regular and not dialect.lines_before and len(dialect.header) > 1:
        yield _source(file, dialect, _straight(text.path, dialect), "row_number() OVER () + 1", 0), Broken(0)
    staged, broken = _rewrite(text, dialect, folder)
    yield _source(file, dialect, staged, "_row", broken.count), broken


def count_records(path: Path) -> int:
    """Rows below the header of a file whose letters cannot be told."""
    with path.open(encoding="latin-1", newline="") as lines:
        filled = sum(1 for row in csv.reader(lines) if any(cell.strip() for cell in row))
    return max(filled - 1, 0)


def _source(file: str, dialect: Dialect, relation: str, row: str, broken: int) -> BillSource:
    heading = read_heading(dialect.header)
    cells = {name: f"c{place}" for name, place in heading.places.items()}
    comma = dialect.delimiter in COMMA_DELIMITERS
    types = dict.fromkeys(cells, TEXT)
    return BillSource(file, heading, relation, cells, types, row, decimal_comma=comma, broken=broken)


def _straight(path: Path, dialect: Dialect) -> str:
    return _csv_scan(
        path, dialect.delimiter, {f"c{i}": "VARCHAR" for i in range(len(dialect.header))}, skip=1
    )


def _csv_scan(path: Path, delimiter: str, columns: Mapping[str, str], skip: int) -> str:
    listed = ", ".join(f"'{name}': '{type_}'" for name, type_ in columns.items())
    return (
        f"read_csv('{quoted(str(path))}', header = false, skip = {skip}, delim = '{delimiter}', "
        f"quote = '\"', escape = '\"', auto_detect = false, strict_mode = true, columns = {{{listed}}})"
    )


def _rewrite(text: TextBill, dialect: Dialect, folder: Path) -> tuple[str, Broken]:
    """Write the cells that are read, with their row numbers, to a clean file."""
    places = sorted(read_heading(dialect.header).places.values())
    out = folder / "rows.csv"
    broken = Broken(len(dialect.header))
    with (
        text.path.open(encoding=text.nature.encoding, newline="", errors="replace") as lines,
        out.open("w", encoding="utf-8", newline="") as written,
    ):
        for _ in range(dialect.lines_before):
            next(lines)
        writer = csv.writer(written, lineterminator="\n", quoting=csv.QUOTE_ALL)
        header_seen = False
        for record in records_of(lines, dialect.delimiter):
            if (
                not record.broken
                and not any(cell.strip() for cell in record.cells)
                and len(record.cells) <= 1
            ):
                continue
            if not header_seen:
                header_seen = True
            elif record.broken or not _whole(record.cells, broken.width):
                broken.take(record.row, 0 if record.broken else len(record.cells))
            else:
                writer.writerow([record.row, *(record.cells[place] for place in places)])
    columns = {"_row": "BIGINT", **{f"c{place}": "VARCHAR" for place in places}}
    return _csv_scan(out, ",", columns, skip=0), broken


def _whole(cells: Sequence[str], width: int) -> bool:
    """Whether a row has the header's cells; blank ones beyond it do no harm, a NUL does."""
    if len(cells) < width or any(cell.strip() for cell in cells[width:]):
        return False
    return not any("\0" in cell for cell in cells)
