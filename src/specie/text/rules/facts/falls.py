"""Falls of indices and shares against the table of earlier episodes."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from specie.model import say
from specie.model.claim import Days, Kind
from specie.text.rules.facts.known import Known, agrees, days, differs, held, known, near, span_days
from specie.text.rules.patterns import search
from specie.text.rules.verdict import fails

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specie.facts import Fact, Facts
    from specie.model.claim import Claim
    from specie.text.rules.reading import Reading, Sentence
    from specie.text.rules.verdict import Outcome


_DATES = ("peak_date", "trough_date", "recovered_date")


def falls(reading: Reading) -> Iterator[Outcome]:
    """Fire where a sentence names an asset, the dates of its peak and its trough, and another fall.

    Also where a day of an episode is told with another year. Abstains where only one of the dates is told
    or another asset is named too, and from figures that are no fall.
    """
    yield from _days(reading)
    for sentence in reading.sentences:
        dates = [c.when for c in sentence.claims if c.kind is Kind.DATE and c.when is not None]
        shares = [
            c for c in sentence.claims if c.unit == "fraction" and (_fell(reading, c) or _falls_in(sentence))
        ]
        named = (
            [asset for asset, pattern in _assets().items() if pattern.search(sentence.text)] if shares else []
        )
        for asset in named if dates else ():
            mine = shares if len(named) == 1 else [c for c in shares if _owner(sentence, c, named) == asset]
            yield from _judged(sentence, mine, dates, by_asset(reading.facts).get(asset, ()))


def _falls_in(sentence: Sentence) -> bool:
    return (
        re.search(r"(?<![a-z])(?:lost|fell|down|dropped|fall of)(?![a-z])|跌|下挫", sentence.text.lower())
        is not None
    )


def _owner(sentence: Sentence, claim: Claim, named: list[str]) -> str:
    """Return the asset that is named last before a figure."""
    before = sentence.text[: claim.span.start - sentence.span.start]
    places = [(m.end(), asset) for asset in named for m in _assets()[asset].finditer(before)]
    return max(places)[1] if places else ""


def _days(reading: Reading) -> Iterator[Outcome]:
    """Fire where a day of an episode of an asset of the paragraph is told with another year."""
    for sentence in reading.sentences:
        for claim in sentence.claims:
            if claim.kind is Kind.DATE and claim.when is not None and span_days(claim.when) == 1:
                yield from _day(reading, claim, claim.when)


def _day(reading: Reading, claim: Claim, told: Days) -> Iterator[Outcome]:
    listed = _by_day(reading.facts).get((told.first.month, told.first.day), ())
    start, end = reading.paragraph(claim)
    words = reading.document.text[start:end] if listed else ""
    spoken = [(fact, day) for fact, day in listed if _assets()[fact.text("asset")].search(words)]
    if not spoken or any(day.meets(told) for _, day in spoken):
        return
    fact, day = spoken[0]
    message = say(
        "{thing}: {told} in the text, {known} in what is known",
        thing=say("{asset}, {episode}", asset=fact.text("asset"), episode=fact.text("name")),
        told=claim.text,
        known=day.first.isoformat(),
    )
    yield from fails("TXT303", message, claim, origins=(fact.origin,))


def _judged(
    sentence: Sentence, shares: list[Claim], dates: list[Days], episodes: tuple[tuple[Known, Days, Days], ...]
) -> Iterator[Outcome]:
    del sentence
    for row, peak, trough in episodes:
        both = any(near(d, peak, 3) for d in dates) and any(near(d, trough, 3) for d in dates)
        if not both:
            continue
        thing = say("{asset}, {episode}", asset=row.fact.text("asset"), episode=row.fact.text("name"))
        agreeing = [c for c in shares if agrees(c, row)]
        for claim in agreeing:
            yield from held(claim, row, thing)
        if not agreeing and len(shares) == 1:
            yield from differs(shares[0], (row,), thing)
        return


def _fell(reading: Reading, claim: Claim) -> bool:
    place = reading.shape.place(claim)
    start, end = reading.shape.sentence(place)
    return search(reading.shape, "fall.told", max(start, place - 40), min(end, place + 20))


@cache
def _by_day(facts: Facts) -> Mapping[tuple[int, int], tuple[tuple[Fact, Days], ...]]:
    """Return the days of peaks, troughs and recoveries by month and day."""
    found: dict[tuple[int, int], list[tuple[Fact, Days]]] = {}
    for fact in facts.rows("analogues"):
        for column in _DATES if fact.text("asset") in _assets() else ():
            day = days(fact, column)
            if day is not None and span_days(day) == 1:
                found.setdefault((day.first.month, day.first.day), []).append((fact, day))
    return {key: tuple(listed) for key, listed in found.items()}


@cache
def by_asset(facts: Facts) -> Mapping[str, tuple[tuple[Known, Days, Days], ...]]:
    """Return the episodes of each asset with the days of peak and trough."""
    found: dict[str, list[tuple[Known, Days, Days]]] = {}
    for fact in facts.rows("analogues"):
        row = known(fact, "drawdown", "fraction")
        peak, trough = days(fact, "peak_date"), days(fact, "trough_date")
        if row is not None and peak is not None and trough is not None:
            found.setdefault(fact.text("asset"), []).append((row, peak, trough))
    return {asset: tuple(listed) for asset, listed in found.items()}


@cache
def _assets() -> Mapping[str, re.Pattern[str]]:
    raw: dict[str, Any] = tomllib.loads(
        (files("specie.text.rules") / "patterns" / "fall.toml").read_text("utf-8")
    )
    return {asset: re.compile(pattern, re.IGNORECASE) for asset, pattern in raw["assets"].items()}
