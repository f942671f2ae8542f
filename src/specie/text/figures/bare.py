"""Counts that name nothing they count: of the 1,280 changes 96 were reverted, 共 310，其中 58."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from specie.model.claim import Claim, Kind, Span
from specie.text.figures.amount import amount_at
from specie.text.figures.names import names_a_thing
from specie.text.figures.part import NUMBER_WORD
from specie.text.figures.reach import limits, standing

if TYPE_CHECKING:
    from collections.abc import Iterator

_NUMBER = re.compile(
    r"(?<![a-z0-9.,:/$€£¥₩%#@_+^\\*=<>|-])(?<![:,.]\x20\x20)"
    r"(?P<whole>\d{1,3}(?:,\d{3})+|\d{1,9})(?P<part>\.\d{1,4})?"
    r"(?![a-z0-9%:/_$€£|=+]|[.,]\d|[ ]?[-/~x] ?\d|-[a-z]|[ ]?[年月日號點時分秒樓版代級屆輪季期章節頁條歲世折]|[ ]?\))"  # noqa: E501
)
_ROW = re.compile(
    r"\||\d[ ]*,[ ]*[\d-]+\.?\d*[ ]*(?:,|$)|^[^,，。]{1,30}(?:,[ ]?[\d.%-]+){2,}[ ]*$|\S {2,}\d"
)
_NAME = re.compile(r"(?P<before>.?.?)(?<![A-Za-z])[A-Z][A-Za-z]*[ \u00a0]\Z", re.DOTALL)
_DIGIT = re.compile(r"\d")
_YEAR = range(1900, 2100)


def bare(text: str, masked: str) -> Iterator[Claim]:
    """Yield whole numbers of running text that carry no unit.

    Abstains from rows of tables, from what may be a year, from one, and from the number of a name
    (Falcon 9), which a capital in the middle of a sentence tells.
    """
    yield from _spelt(text, masked)
    for start, line in _lines(masked):
        if "\t" in text[start : start + len(line)] or _ROW.search(line):
            continue
        for found in _NUMBER.finditer(line):
            claim = _claim(text, masked, start + found.start(), start + found.end(), found)
            if claim is not None:
                yield claim


def _spelt(text: str, masked: str) -> Iterator[Claim]:
    """Yield numbers from ten up that are written out: when it was one hundred and fifty."""
    end = 0
    for found in NUMBER_WORD.finditer(masked):
        amount = amount_at(masked, found.start()) if found.start() >= end else None
        if amount is None or amount.value < 10 or masked[amount.end : amount.end + 1].isalpha():
            continue
        end = amount.end
        low, high = limits(amount.value, amount.step, standing(masked, amount.start, amount.end))
        span = Span(amount.start, amount.end)
        yield Claim(span, text[span.start : span.end], Kind.COUNT, amount.value, "", low, high)


def _lines(masked: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in masked.split("\n"):
        if _DIGIT.search(line):
            yield start, line
        start += len(line) + 1


def _claim(text: str, masked: str, start: int, end: int, found: re.Match[str]) -> Claim | None:
    value = Decimal(found.group().replace(",", ""))
    year = found["part"] is None and "," not in found["whole"] and value in _YEAR
    if value < 2 or year or names_a_thing(masked, start) or _of_a_name(text, start):
        return None
    step = Decimal(1).scaleb(-(len(found["part"] or ".") - 1))
    stands = standing(masked, start, end)
    low, high = limits(value, step, stands)
    return Claim(Span(start, end), text[start:end], Kind.COUNT, value, "", low, high, stands.reach)


def _of_a_name(text: str, start: int) -> bool:
    """Tell whether a word with a capital that begins no sentence stands right before a number."""
    found = _NAME.search(text, max(0, start - 30), start)
    return found is not None and bool(
        re.fullmatch(r"[a-z0-9,)'’\u3400-\u9fff][ \u00a0]?|[ ]", found["before"])
    )
