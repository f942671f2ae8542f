"""Which files of a folder are tables of the book."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from specie.book.faults import Explained, Faults, Place
from specie.book.nearest import nearest
from specie.book.schema import TABLES
from specie.model import say

if TYPE_CHECKING:
    from pathlib import Path

FORMATS = {".csv": "csv", ".tsv": "csv", ".parquet": "parquet", ".toml": "toml"}
WORKBOOK = "book.xlsx"
SETTINGS = "specie.toml"
PLAIN = (".csv", ".tsv", ".toml")
BILLS = "bills"
BILL_FORMATS = (".csv", ".parquet")


@dataclass(slots=True)
class Found:
    """Files of a book: per table those with its name, the workbook, the bills."""

    root: Path
    tables: dict[str, list[Path]] = field(default_factory=dict)
    workbook: Path | None = None
    bills: list[Path] = field(default_factory=list)

    @property
    def size(self) -> int:
        """Bytes of all files; compressed ones count tenfold."""
        rest = [*self.bills, *([self.workbook] if self.workbook else [])]
        return sum(map(self.size_of, self.tables)) + sum(map(_size, rest))

    def size_of(self, table: str) -> int:
        """Bytes of the files of one table, as in ``size``."""
        return sum(map(_size, self.tables.get(table, [])))


def _size(path: Path) -> int:
    """Bytes of a file, tenfold if compressed; none of one that cannot be opened, which its reader names."""
    try:
        return path.stat().st_size * (1 if path.suffix in PLAIN else 10)
    except OSError:
        return 0


def find_files(root: Path, faults: Faults) -> Found:
    """List the files of a book in a fixed order; a table-like file with an unknown name is named."""
    found = Found(root)
    for path in sorted(root.iterdir(), key=lambda p: p.name):
        if path.name.startswith((".", "~$")) or path.name.casefold() == SETTINGS:
            continue
        if path.is_dir():
            _folder(path, found, faults)
        else:
            _file(path, found, faults)
    return found


def _file(path: Path, found: Found, faults: Faults) -> None:
    table = table_called(path.stem)
    suffix = path.suffix.casefold()
    if path.name.casefold() == WORKBOOK:
        found.workbook = path
    elif suffix in FORMATS and table:
        found.tables.setdefault(table, []).append(path)
    elif suffix in (*FORMATS, ".xlsx", ".xls", ".xlsm", ".ods", ".txt"):
        faults.file(Place(path.name), "DAT001", _unknown_file(path, table))


def _folder(path: Path, found: Found, faults: Faults) -> None:
    if path.name.casefold() == BILLS:
        inside = sorted(
            (p for p in path.rglob("*") if p.is_file()), key=lambda p: p.relative_to(path).as_posix()
        )
        found.bills = [p for p in inside if p.suffix.casefold() in BILL_FORMATS or _compressed(p)]
    elif nearest(path.name, (BILLS,), 0.7):
        message = say('the folder "{name}" is not read', name=path.name)
        faults.file(Place(path.name), "DAT001", (message, say("did you mean {name}?", name=f"{BILLS}/")))


def _compressed(path: Path) -> bool:
    return path.name.casefold().endswith((".csv.gz", ".csv.zst"))


def table_called(name: str) -> str | None:
    """Return the table that a file or sheet name means, folding case, width and spaces; None if unknown."""
    folded = unicodedata.normalize("NFKC", name).strip().casefold()
    return folded if folded in TABLES else None


def _unknown_file(path: Path, table: str | None) -> Explained:
    message = say('"{name}" is no table of a book: it is not read', name=path.name)
    near = table or nearest(path.stem, TABLES)
    if path.suffix.casefold() not in FORMATS:
        wanted = f"{near}.csv" if near else WORKBOOK
        return message, say(
            "tables are CSV, Parquet or TOML files, or sheets of {workbook}: save it as {wanted}",
            workbook=WORKBOOK,
            wanted=wanted,
        )
    if near:
        return message, say("did you mean {name}?", name=f"{near}{path.suffix.casefold()}")
    return message, say("tables: {names}", names=", ".join(TABLES))
