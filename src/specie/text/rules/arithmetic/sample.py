"""A printed share against the count it comes from: 37 of 120 companies (31 %), 52 家中有 31 家，約六成."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from specie.model import Quantity, say
from specie.model.claim import Kind, Span
from specie.text.rules.arithmetic.parted import parted
from specie.text.rules.interval import Interval, derived, positive
from specie.text.rules.patterns import matches
from specie.text.rules.verdict import fails, holds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specie.model.claim import Claim
    from specie.text.rules.reading import Reading
    from specie.text.rules.verdict import Outcome


def sample(reading: Reading) -> Iterator[Outcome]:
    """Fire where a share stands beside "n of N" and no rounding makes it of n and N.

    The count must be printed in digits directly beside the share, before it or in brackets behind it.
    Abstains where n is more than N (another meaning of "of") and where the share is a change.
    """
    text = reading.document.text
    listed = [c for c in reading.claims if c.unit == "fraction" and c.kind in (Kind.SHARE, Kind.RATE)]
    starts = [c.span.start for c in listed]
    for pattern in _counts():
        for found in pattern.finditer(text):
            share = _beside(found, listed, starts, text)
            part, whole = _number(found["n"]), _number(found["of"])
            if share is not None and 0 < part <= whole:
                yield from _judged(share, part, whole, Span(found.start("n"), found.end("n")))


def shares_of(reading: Reading) -> Iterator[Outcome]:
    """Fire where a part, its whole and the share of one in the other stand together and do not agree.

    The sentence must say "which is 24 % of the 400", 占營收 35 億的 20 %: figures of one unit joined by those
    words. Abstains for anything else.
    """
    judged: set[Claim] = set()
    for match in matches(reading.shape, "sample.share"):
        part, whole, share = match["part"], match["whole"], match["share"]
        rooms = positive(part), positive(whole), derived(share)
        if share in judged or part.kind is not whole.kind or not _fit(part, whole):
            continue
        if rooms[0] is not None and rooms[1] is not None and rooms[2] is not None:
            judged.add(share)
            yield from parted(part, whole, share, agrees=rooms[0].over(rooms[1]).meets(rooms[2]))


def _fit(part: Claim, whole: Claim) -> bool:
    """Tell whether two figures are of one unit; counts may leave it out."""
    return part.unit == whole.unit or (part.kind is Kind.COUNT and "" in (part.unit, whole.unit))


def _beside(found: re.Match[str], listed: Sequence[Claim], starts: Sequence[int], text: str) -> Claim | None:
    """Return the share that stands directly beside a count: behind it, or before its bracket."""
    at = bisect_left(starts, found.start())
    if at < len(listed) and _joined(text[found.end() : listed[at].span.start]):
        return listed[at]
    if at and _bracketed(text[listed[at - 1].span.end : found.start()]):
        return listed[at - 1]
    return None


def _joined(between: str) -> bool:
    return len(between) <= 40 and _words()["behind"].fullmatch(between) is not None


def _bracketed(between: str) -> bool:
    return _words()["before"].fullmatch(between) is not None


def _judged(share: Claim, part: int, whole: int, place: Span) -> Iterator[Outcome]:
    said = derived(share)
    if said is None:
        return
    exact = Decimal(part) / Decimal(whole)
    if said.meets(Interval(exact, exact)):
        message = say("{part} of {whole} is {share}", part=str(part), whole=str(whole), share=share.text)
        yield from holds(message, share, place)
    else:
        message = say(
            "{part} of {whole} is {result}, not {share}",
            part=str(part), whole=str(whole), share=share.text, result=Quantity(exact, "fraction"),
        )  # fmt: skip
        yield from fails("TXT110", message, share, place)


def _number(digits: str) -> int:
    return int(digits.replace(",", "").replace("，", ""))


@cache
def _raw() -> dict[str, list[str] | str]:
    return tomllib.loads((files("specie.text.rules") / "patterns" / "counts.toml").read_text("utf-8"))


@cache
def _counts() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in _raw()["counts"])


@cache
def _words() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(str(_raw()[name]), re.IGNORECASE) for name in ("behind", "before")}
