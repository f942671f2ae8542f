"""Shares that are credited to a study against the table of rulers."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from specie.facts import first_day, last_day
from specie.model import Quantity, say
from specie.model.claim import Days, Kind
from specie.text.rules.facts.known import Known, agrees, known
from specie.text.rules.interval import Interval, derived
from specie.text.rules.verdict import fails, holds, leaves

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specie.facts import Facts
    from specie.model.claim import Claim
    from specie.text.rules.reading import Reading, Sentence
    from specie.text.rules.verdict import Outcome


@dataclass(frozen=True, slots=True)
class _Publisher:
    """How a publisher is named, which rows are its, and by which words some of its statements are known."""

    who: re.Pattern[str]
    rows: tuple[str, ...]
    statements: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]


def studies(reading: Reading) -> Iterator[Outcome]:
    """Fire where a sentence names a study and the words of one of its statements with another share.

    Holds where the share is one of the study's. Abstains where the words fit no statement or several, where
    the share or its complement is any result of the publisher, and where two publishers are named.
    """
    for at, sentence in enumerate(reading.sentences):
        shares = [
            c
            for c in sentence.claims
            if c.kind in (Kind.SHARE, Kind.RATE) and c.unit == "fraction" and not _threshold(sentence, c)
        ]
        if not shares:
            continue
        publisher = _publisher(sentence.text) or _before(reading, at)
        if publisher is not None:
            rows = _rows(reading.facts, publisher)
            for claim in shares:
                yield from _judged(reading, sentence, claim, shares, publisher, rows)


def _judged(
    reading: Reading,
    sentence: Sentence,
    claim: Claim,
    shares: Sequence[Claim],
    publisher: _Publisher,
    rows: Sequence[Known],
) -> Iterator[Outcome]:
    agreeing = [row for row in rows if agrees(claim, row)]
    if agreeing:
        row = agreeing[0]
        message = say(
            "{figure} is a result of {publisher}: {population}, {numerator}",
            figure=claim.text, publisher=row.fact.text("publisher"),
            population=row.fact.message("population"), numerator=row.fact.message("numerator_definition"),
        )  # fmt: skip
        yield from holds(message, claim, origins=(row.fact.origin,))
        return
    meant = _meant(sentence, claim, shares, publisher)
    stated = [row for row in rows if row.fact.text("ruler_id") in meant and _edition(sentence, row)]
    if any(_complement(claim, row) for row in stated or rows):
        return
    if stated:
        yield from _other(claim, stated)
    else:
        message = say("{publisher} is named, and this statement is not among its known results",
                      publisher=rows[0].fact.text("publisher") if rows else "")  # fmt: skip
        yield from leaves(message, claim)


def _other(claim: Claim, stated: Sequence[Known]) -> Iterator[Outcome]:
    row = stated[0]
    message = say(
        "{publisher} has {known} for {population}: {numerator} The text has {figure}.",
        publisher=row.fact.text("publisher"), known=Quantity(row.value, "fraction"), figure=claim.text,
        population=row.fact.message("population"), numerator=row.fact.message("numerator_definition"),
    )  # fmt: skip
    yield from fails("TXT307", message, claim, origins=tuple(r.fact.origin for r in stated))


def _complement(claim: Claim, row: Known) -> bool:
    said = derived(claim)
    rest = Interval(1 - row.room.high, 1 - row.room.low)
    return said is not None and abs(row.value) <= 1 and said.meets(rest)


def _meant(
    sentence: Sentence, claim: Claim, shares: Sequence[Claim], publisher: _Publisher
) -> frozenset[str]:
    """Return the rows of the only statement whose words stand beside a share; empty for none or several."""
    text = _part(sentence, claim, shares)
    found = [rows for rows, pattern in publisher.statements if pattern.search(text)]
    return frozenset(found[0]) if len(found) == 1 else frozenset()


def _edition(sentence: Sentence, row: Known) -> bool:
    """Tell whether the dates of a sentence leave it open that the edition of a row is meant."""
    first, last = row.fact.text("fielded").split("/")[0], row.fact.text("fielded").split("/")[-1]
    fielded = Days(first_day(first) - timedelta(30), last_day(last) + timedelta(550))
    dates = [c.when for c in sentence.claims if c.kind is Kind.DATE and c.when is not None]
    return all(when.meets(fielded) for when in dates)


def _threshold(sentence: Sentence, claim: Claim) -> bool:
    """Tell whether a share is a limit in a definition: at least 5 percent of EBIT."""
    at, end = claim.span.start - sentence.span.start, claim.span.end - sentence.span.start
    before, behind = sentence.text[max(at - 12, 0) : at], sentence.text[end : end + 8]
    return re.search(_raw()["limit"], f"{before}#{behind}", re.IGNORECASE) is not None


def _part(sentence: Sentence, claim: Claim, shares: Sequence[Claim]) -> str:
    """Return the words from the share before to the share behind: those a statement may be made of."""
    at = shares.index(claim)
    offset = sentence.span.start
    start = shares[at - 1].span.end - offset if at else 0
    end = shares[at + 1].span.start - offset if at + 1 < len(shares) else len(sentence.text)
    return sentence.text[start:end]


def _publisher(text: str) -> _Publisher | None:
    if not _anybody().search(text):
        return None
    found = [one for one in _publishers() if one.who.search(text)]
    return found[0] if len(found) == 1 else None


def _before(reading: Reading, at: int) -> _Publisher | None:
    """Return the publisher of the sentence before, where the sentence goes on about the same study."""
    again = _raw()["again"]
    if at and re.search(again, reading.sentences[at].text, re.IGNORECASE):
        return _publisher(reading.sentences[at - 1].text)
    return None


def _rows(facts: Facts, publisher: _Publisher) -> tuple[Known, ...]:
    return _all_rows(facts, publisher.rows)


@cache
def _all_rows(facts: Facts, names: tuple[str, ...]) -> tuple[Known, ...]:
    found = (
        known(fact, "result", "fraction")
        for fact in facts.rows("rulers")
        if any(fact.text("ruler_id").startswith(name) for name in names)
    )
    return tuple(row for row in found if row is not None)


@cache
def _raw() -> dict[str, Any]:
    return tomllib.loads((files("specie.text.rules") / "patterns" / "studies.toml").read_text("utf-8"))


@cache
def _anybody() -> re.Pattern[str]:
    return re.compile("|".join(entry["who"] for entry in _raw()["publisher"]))


@cache
def _publishers() -> tuple[_Publisher, ...]:
    return tuple(
        _Publisher(
            re.compile(entry["who"]),
            tuple(entry["rows"]),
            tuple(
                (tuple(one["rulers"]), re.compile(one["words"], re.IGNORECASE))
                for one in entry.get("statement", ())
            ),
        )
        for entry in _raw()["publisher"]
    )
