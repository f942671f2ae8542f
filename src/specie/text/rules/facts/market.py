"""Sizes of markets and spending against the table of series: who says it, of what, for which year."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from specie.model import say
from specie.model.claim import Kind
from specie.text.rules.facts.known import Known, agrees, apart, days, differs, held, known, significant, slip

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specie.facts import Facts
    from specie.model.claim import Claim, Days
    from specie.text.rules.reading import Reading, Sentence
    from specie.text.rules.verdict import Outcome

_UNITS = {"usd": "USD", "ratio": "x", "fraction": "fraction"}


@dataclass(frozen=True, slots=True)
class _Series:
    """A series with the words that name it: all must stand in the sentence, none of the others."""

    name: str
    every: tuple[re.Pattern[str], ...]
    none: tuple[re.Pattern[str], ...]


def market(reading: Reading) -> Iterator[Outcome]:
    """Fire where a sentence names publisher and series, and its figure for a year is in no row of that year.

    A figure belongs to the year directly before or behind it. Without a year it fires only on a slip of a
    power of ten. Abstains where the words fit two series, and from changes and differences.
    """
    index = by_series(reading.facts)
    for sentence in reading.sentences:
        figures = [c for c in sentence.claims if c.kind is Kind.MONEY and c.value]
        told = figures and _anybody().search(sentence.text)
        named = [one for one in _series() if _names(one, sentence.text)] if told else []
        if len(named) == 1:
            for claim in figures:
                yield from _judged(sentence, claim, index.get(named[0].name, ()), figures)


def _judged(
    sentence: Sentence, claim: Claim, rows: tuple[Known, ...], figures: list[Claim]
) -> Iterator[Outcome]:
    when = _year(sentence, claim, figures)
    of_year = [row for row in rows if when is not None and row.when is not None and row.when.meets(when)]
    agreeing = [row for row in of_year or rows if agrees(claim, row)]
    if not rows or claim.about.role in ("change", "part"):
        return
    thing = say("{publisher}, {series}", publisher=rows[0].fact.text("publisher"), series=_title(rows[0]))
    if agreeing and (of_year or when is None):
        yield from held(claim, agreeing[0], thing)
    elif of_year and not agreeing and not any(agrees(claim, row) for row in rows):
        yield from differs(claim, of_year, thing)
    elif when is None and not agreeing:
        slipped = next((row for row in rows if significant(claim) >= 2 and apart(claim, row)), None)
        if slipped is not None:
            yield from slip(claim, slipped, thing)


def _title(row: Known) -> str:
    return row.fact.text("series").replace("_", " ")


def _names(one: _Series, text: str) -> bool:
    return all(p.search(text) for p in one.every) and not any(p.search(text) for p in one.none)


def _year(sentence: Sentence, claim: Claim, figures: list[Claim]) -> Days | None:
    """Return the year of a figure: the nearest before it with no figure between, or the first behind."""
    dates = [c for c in sentence.claims if c.kind is Kind.DATE and c.when is not None]
    before = [d for d in dates if d.span.end <= claim.span.start]
    if before and not any(before[-1].span.end <= f.span.start < claim.span.start for f in figures):
        return before[-1].when
    after = [d for d in dates if d.span.start >= claim.span.end]
    if after and not any(claim.span.end <= f.span.start < after[0].span.start for f in figures):
        return after[0].when
    return claim.about.when


@cache
def by_series(facts: Facts) -> Mapping[str, tuple[Known, ...]]:
    """Return the rows of each series."""
    found: dict[str, list[Known]] = {}
    for fact in facts.rows("market"):
        row = known(fact, "value", _UNITS[fact.text("unit")], when=days(fact, "date"))
        if row is not None:
            found.setdefault(fact.text("series"), []).append(row)
    return {name: tuple(rows) for name, rows in found.items()}


@cache
def _series() -> tuple[_Series, ...]:
    raw: dict[str, Any] = tomllib.loads(
        (files("specie.text.rules") / "patterns" / "market.toml").read_text("utf-8")
    )
    return tuple(
        _Series(entry["series"], _compiled(entry["all"]), _compiled(entry.get("none", ())))
        for entry in raw["named"]
    )


@cache
def _anybody() -> re.Pattern[str]:
    """Return what names the publisher of any series."""
    return re.compile("|".join(one.every[0].pattern for one in _series()), re.IGNORECASE)


def _compiled(expressions: list[str]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(expression, re.IGNORECASE) for expression in expressions)
