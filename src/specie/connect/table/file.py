"""A table of the book as a CSV file: rows added in its own form, the others left byte for byte."""

from __future__ import annotations

import csv
import io
import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from specie.book.folder import FORMATS, table_called
from specie.book.headers import plain_name
from specie.book.read.dialect import Dialect, find_dialect
from specie.book.read.encoding import inspect_bytes
from specie.book.schema import all_schemas

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


NAMING = ("company_id", "metric")
"""Columns by which a row that is to be replaced is recognised."""


class TableError(Exception):
    """Why nothing was written: ``format``, ``encoding``, ``columns``, ``changed`` or ``system``."""

    def __init__(self, kind: str, file: str, detail: str = "") -> None:
        super().__init__(kind, file, detail)
        self.kind, self.file, self.detail = kind, file, detail


@dataclass(frozen=True, slots=True)
class TableFile:
    """A CSV file as it is: bytes, encoding, form, and where each record starts."""

    path: Path
    content: bytes
    encoding: str
    dialect: Dialect
    columns: Mapping[str, int]

    @property
    def decimal_comma(self) -> bool:
        """Files with semicolons write decimals with a comma."""
        return self.dialect.delimiter == ";"

    def with_rows(
        self, added: Sequence[Mapping[str, str]], replaced: Mapping[int, Mapping[str, str]]
    ) -> bytes:
        """Return the content with rows added at the end and others replaced by number (the header is row 1).

        Raises ``TableError`` where a row is not the one that was read, or a column or character has no place.
        """
        text = self.content.decode(self.encoding)
        if not text.strip():
            text = ",".join(self.dialect.header) + "\r\n"
        newline = "\r\n" if "\r\n" in text else "\n"
        try:
            records = _records(text, self.dialect)
        except csv.Error as error:
            raise TableError("format", self.path.name, str(error)) from None
        for row, cells in replaced.items():
            records[row - 1] = self._replaced(records[row - 1], cells, newline)
        whole = "".join(records)
        if added and whole and not whole.endswith("\n"):
            whole += newline
        whole += "".join(self._line(self._placed(cells), newline) for cells in added)
        try:
            # Named "utf-8-sig" or "utf-16" the mark at the start is written again.
            return whole.encode(self.encoding)
        except UnicodeEncodeError:
            raise TableError("encoding", self.path.name, self.encoding) from None

    def _placed(self, cells: Mapping[str, str]) -> list[str]:
        missing = [name for name, text in cells.items() if text and name not in self.columns]
        if missing:
            raise TableError("columns", self.path.name, ", ".join(missing))
        line = [""] * len(self.dialect.header)
        for name, text in cells.items():
            if name in self.columns:
                line[self.columns[name]] = text
        return line

    def _replaced(self, record: str, cells: Mapping[str, str], newline: str) -> str:
        """Put new cells into a record; columns that are not ours stay."""
        old = next(csv.reader(io.StringIO(record), delimiter=self.dialect.delimiter), [])
        new = self._placed(cells)
        if any(old[self.columns[name]].strip() != cells[name] for name in NAMING if name in cells):
            raise TableError("changed", self.path.name)
        ours = {self.columns[name] for name in cells if name in self.columns}
        line = [new[i] if i in ours else (old[i] if i < len(old) else "") for i in range(len(new))]
        return self._line(line, newline if record.endswith(("\n", "\r")) else "")

    def _line(self, cells: Sequence[str], newline: str) -> str:
        text = io.StringIO()
        csv.writer(text, delimiter=self.dialect.delimiter, lineterminator=newline).writerow(cells)
        return text.getvalue()


def open_table(folder: Path, table: str, encoding: str | None) -> TableFile:
    """Open the CSV file of a table; one that is not there begins with the header of its schema."""
    schema = next(schema for schema in all_schemas() if schema.table == table)
    path = _file_of(folder, table)
    content = _bytes(path) if path.exists() else b""
    known = inspect_bytes(path, encoding).encoding if content.strip() else (encoding or "utf-8")
    if known is None:
        raise TableError("encoding", path.name)
    try:
        text = content.decode(known)
    except UnicodeError:
        raise TableError("encoding", path.name, known) from None
    dialect = find_dialect(text.splitlines()[:20], schema.names)
    if dialect is None:
        dialect = Dialect(",", schema.names)
    return TableFile(path, content, known, dialect, _columns(dialect.header, schema.names))


def _columns(header: Sequence[str], names: Sequence[str]) -> dict[str, int]:
    by_name = {plain_name(name): position for position, name in reversed(list(enumerate(header)))}
    return {name: by_name[plain_name(name)] for name in names if plain_name(name) in by_name}


def _file_of(folder: Path, table: str) -> Path:
    """Find the table's file; one that is no CSV file is not written to."""
    own = [
        path
        for path in sorted(folder.iterdir())
        if path.suffix.casefold() in FORMATS and table_called(path.stem) == table
    ]
    plain = [path for path in own if path.suffix.casefold() == ".csv"]
    if own and not plain:
        raise TableError("format", own[0].name)
    return (plain[0] if plain else folder / f"{table}.csv").resolve()


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise TableError("system", path.name, error.strerror or type(error).__name__) from None


def _records(text: str, dialect: Dialect) -> list[str]:
    """Cut the text into records, each with its line end; lines before the header count as none."""
    lines = list(io.StringIO(text, newline=""))
    reader = csv.reader(lines, delimiter=dialect.delimiter)
    ends = [0]
    for _ in reader:
        ends.append(reader.line_num)
    records = ["".join(lines[a:b]) for a, b in pairwise(ends)]
    head = dialect.lines_before
    return ["".join(records[: head + 1]), *records[head + 1 :]]


def replace_whole(table: TableFile, content: bytes) -> None:
    """Put new content in the file's place in one step, unless somebody changed the file in between.

    A crash leaves the old file or the new one, never a half; the file beside it begins with a dot, which the
    book does not read.
    """
    path = table.path
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
        try:
            _fill(handle, content)
            _swap(temporary, table)
        finally:
            _remove(temporary)
    except OSError as error:
        raise TableError("system", path.name, error.strerror or type(error).__name__) from None


def _fill(handle: int, content: bytes) -> None:
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _swap(temporary: str, table: TableFile) -> None:
    path = table.path
    now = path.read_bytes() if path.exists() else None
    if (now or b"") != table.content:
        raise TableError("changed", path.name)
    mode = path.stat().st_mode & 0o777 if now is not None else 0o666 & ~_umask()
    Path(temporary).chmod(mode)
    Path(temporary).replace(path)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _remove(temporary: str) -> None:
    """Remove what a failure left behind; after a swap there is nothing."""
    with suppress(OSError):
        Path(temporary).unlink(missing_ok=True)
