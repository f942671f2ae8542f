"""Write what a connector found: one table, one replacement of its file."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from specie.connect.outcome import Outcome
from specie.connect.table.file import TableError, open_table, replace_whole
from specie.connect.table.text import cell_text
from specie.model import Problem, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from specie.book import Book
    from specie.connect.entry import Entry
    from specie.connect.outcome import Change
    from specie.model import Message

WRITTEN = ("added", "updated")


def write(
    changes: Sequence[Change],
    problems: Iterable[Problem],
    book: Book,
    folder: Path,
    read: Callable[[Message], str],
    *,
    dry: bool,
) -> Outcome:
    """Write new and restated rows; a table that cannot be written is a problem, and its file is untouched."""
    by_table: defaultdict[str, list[Change]] = defaultdict(list)
    for change in changes:
        if change.kind in WRITTEN:
            by_table[change.entry.table].append(change)
    named, written = list(problems), []
    for table, own in by_table.items():
        try:
            written.append(_write_table(table, own, book, folder, read, dry=dry))
        except TableError as error:
            named.append(_problem(error, table))
    return Outcome(tuple(changes), tuple(named), () if dry else tuple(written), dry)


def _write_table(
    table: str,
    changes: Sequence[Change],
    book: Book,
    folder: Path,
    read: Callable[[Message], str],
    *,
    dry: bool,
) -> str:
    source = book.sources.get(table)
    file = open_table(folder, table, book.settings.encoding)
    elsewhere = [name for name in (source.files if source else ()) if name != file.path.name]
    if source and source.rows_read and elsewhere:
        raise TableError("format", elsewhere[0])

    def cells(entry: Entry) -> dict[str, str]:
        return {
            name: cell_text(cell, read, decimal_comma=file.decimal_comma)
            for name, cell in entry.cells.items()
        }

    added = [cells(change.entry) for change in changes if change.kind == "added"]
    replaced = {change.old.row: cells(change.entry) for change in changes if change.old is not None}
    content = file.with_rows(added, replaced)
    if not dry:
        replace_whole(file, content)
    return file.path.name


def _problem(error: TableError, table: str) -> Problem:
    wanted = f"{table}.csv"
    messages = {
        "format": (
            say("{file} is not a CSV file that can be written to: nothing was written", file=error.file),
            say("save the table as {wanted} and remove it from {file}", wanted=wanted, file=error.file),
        ),
        "encoding": (
            say(
                "{file} is in an encoding that does not hold the new rows: nothing was written",
                file=error.file,
            ),
            say("save {file} as UTF-8", file=error.file),
        ),
        "columns": (
            say("{file} has no column {columns}: nothing was written", file=error.file, columns=error.detail),
            say("add the columns to its header; they may stay empty in your own rows"),
        ),
        "changed": (
            say("{file} was changed while it was being read: nothing was written", file=error.file),
            say("close it elsewhere and run the command again"),
        ),
        "system": (
            say("{file} could not be written: {cause}", file=error.file, cause=error.detail),
            say("the file is as it was; check that the folder may be written to and has room"),
        ),
    }
    code = {"format": "SRC402", "encoding": "SRC403", "columns": "SRC404", "changed": "SRC405"}
    message, hint = messages[error.kind]
    return Problem(error.file, None, None, code.get(error.kind, "SRC406"), message, hint)
