"""A table of the text against its sentences: 12.5 in the row of the third quarter, 13.5 in the prose."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from specie.model import say
from specie.model.claim import Kind, Span
from specie.text.rules.interval import Interval, derived
from specie.text.rules.verdict import fails, holds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.model.claim import Claim
    from specie.text.rules.reading import Reading
    from specie.text.rules.verdict import Outcome


@dataclass(frozen=True, slots=True)
class Cell:
    """A number of a table with the words of its row and column, in the size that its heading names."""

    row: str
    column: str
    room: Interval
    span: Span


def table(reading: Reading) -> Iterator[Outcome]:
    """Fire where a sentence names one period and one heading of the text's own table and another value.

    The sentence must name exactly one row and one column of the table, a period on one side and a heading
    on the other, and the figure must be money or a count. Abstains where the figure is any other number of
    that row or column, and where the sentence holds two figures of the kind for the one period.
    """
    cells = tuple(_cells(reading.document.text))
    inside = [c.span for c in cells]
    if not cells:
        return
    first, last = min(s.start for s in inside), max(s.end for s in inside)
    for claim in reading.claims:
        if claim.kind in (Kind.MONEY, Kind.COUNT) and not first <= claim.span.start < last:
            cell = _spoken_of(reading, claim, cells)
            if cell is not None:
                yield from _compared(claim, cell, cells)


def _spoken_of(reading: Reading, claim: Claim, cells: tuple[Cell, ...]) -> Cell | None:
    """Return the only cell whose period and heading the clause of a figure names."""
    start, end = _clauses(reading.document.text, claim)
    words = reading.document.text[start:end].lower()
    if not _beside(reading.document.text, claim):
        return None
    periods = {label for c in cells for label in (c.row, c.column) if _names_period(label, words)}
    if len(periods) != 1:
        return None
    period = periods.pop()
    near = _near(reading.document.text, claim)
    found = [c for c in cells if period in (c.row, c.column) and _heading(c, period) in near]
    return found[0] if len(found) == 1 else None


def _near(text: str, claim: Claim) -> str:
    """Return the words directly before a figure, and those directly behind it."""
    return (text[max(claim.span.start - 40, claim.sentence.start) : claim.span.end + 20]).lower()


def _beside(text: str, claim: Claim) -> bool:
    """Tell whether a figure is told as a level, not as a change."""
    before = text[max(claim.span.start - 25, 0) : claim.span.start]
    return re.search(_raw()["change"], before, re.IGNORECASE) is None


def _clauses(text: str, claim: Claim) -> tuple[int, int]:
    """Return the part of a sentence between semicolons around a figure."""
    start = max(text.rfind(mark, claim.sentence.start, claim.span.start) for mark in ";；")
    ends = [at for mark in ";；" if (at := text.find(mark, claim.span.end, claim.sentence.end)) >= 0]
    return max(start + 1, claim.sentence.start), min(ends, default=claim.sentence.end)


def _heading(cell: Cell, period: str) -> str:
    """Return the first word of the label that is not the period."""
    label = cell.column if period == cell.row else cell.row
    found = re.match(r"[a-z]{4,}|[\u4e00-\u9fff]{2,}", label.strip().lower())
    return found[0] if found else "\0"


def _names_period(label: str, words: str) -> bool:
    """Tell whether a label of a table is a period and the words name it."""
    names = _periods().get(label.strip().lower())
    if names is not None:
        return any(re.search(name, words) for name in names)
    year = re.fullmatch(r"(?:19|20)\d\d(?:\s*年)?", label.strip())
    return year is not None and label.strip()[:4] in words


def _compared(claim: Claim, cell: Cell, cells: tuple[Cell, ...]) -> Iterator[Outcome]:
    said = derived(claim)
    if said is None:
        return
    near = [c for c in cells if c.row == cell.row or c.column == cell.column]
    if said.meets(cell.room):
        yield from holds(say("{figure} is what the table has", figure=claim.text), claim, cell.span)
    elif not any(said.meets(c.room) for c in near):
        message = say(
            "the text says {figure} where its table has another value for {row}, {column}",
            figure=claim.text, row=cell.row, column=cell.column,
        )  # fmt: skip
        yield from fails("TXT203", message, claim, cell.span)


def _cells(text: str) -> Iterator[Cell]:
    """Yield the numbers of every table: lines of as many cells, set apart by bars, tabs or commas."""
    at = 0
    block: list[tuple[int, list[tuple[int, str]]]] = []
    for line in (*text.splitlines(keepends=True), ""):
        row = _split(line, at)
        if block and (not row or len(row) != len(block[0][1])):
            yield from _of_block([cells for _, cells in block])
            block = []
        if row:
            block.append((at, row))
        at += len(line)


def _split(line: str, at: int) -> list[tuple[int, str]]:
    """Return the cells of a line with their offsets; none where the line is no row of a table."""
    bare = line.rstrip("\r\n")
    for mark in ("|", "\t", ","):
        pieces = bare.split(mark)
        if len(pieces) >= (4 if mark == "|" else 3) and (mark != "," or all(len(p) <= 30 for p in pieces)):
            offsets = [at]
            for piece in pieces[:-1]:
                offsets.append(offsets[-1] + len(piece) + 1)
            kept = list(zip(offsets, pieces, strict=True))
            return kept[1:-1] if mark == "|" and not pieces[0].strip() and not pieces[-1].strip() else kept
    return []


def _of_block(rows: list[list[tuple[int, str]]]) -> Iterator[Cell]:
    body = [r for r in rows[1:] if not all(set(p.strip()) <= set("-: ") for _, p in r)]
    if len(body) < 2 or any(_number(p) is not None for _, p in rows[0][1:] if not _year(p)):
        return
    for row in body:
        for (at, piece), (_, head) in zip(row[1:], rows[0][1:], strict=True):
            number = _number(piece)
            if number is not None:
                size = _size(head) * _size(row[0][1])
                step = Decimal(1).scaleb(int(number.as_tuple().exponent)) * size
                lead = len(piece) - len(piece.lstrip())
                room = Interval(number * size - step / 2, number * size + step / 2)
                yield Cell(
                    row[0][1].strip(), head.strip(), room, Span(at + lead, at + lead + len(piece.strip()))
                )


def _number(piece: str) -> Decimal | None:
    bare = piece.strip().replace(",", "")
    return Decimal(bare) if re.fullmatch(r"-?\d+(?:\.\d+)?", bare) else None


def _year(piece: str) -> bool:
    return re.fullmatch(r"(?:19|20)\d\d", piece.strip()) is not None


def _size(head: str) -> Decimal:
    """Return what a heading multiplies its numbers with: (USD m), 億元."""
    for pattern, size in _raw()["sizes"].items():
        if re.search(pattern, head, re.IGNORECASE):
            return Decimal(size)
    return Decimal(1)


@cache
def _raw() -> dict[str, Any]:
    return tomllib.loads((files("specie.text.rules") / "patterns" / "tables.toml").read_text("utf-8"))


@cache
def _periods() -> dict[str, list[str]]:
    return {label: names for labels, names in _raw()["periods"].items() for label in labels.split("|")}
