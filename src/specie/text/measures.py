"""The vocabulary of what figures measure: ids, the words for them in both languages, and their names."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from specie.model import Term
from specie.model.claim import Kind

TERMS = (
    Term("valuation"), Term("raise"), Term("revenue"), Term("segment_revenue"), Term("bookings"),
    Term("market_cap"), Term("market_size"), Term("capex"), Term("spending"), Term("investment"),
    Term("contract"), Term("backlog"), Term("gross_margin"), Term("operating_margin"),
    Term("net_margin"), Term("gross_profit"), Term("operating_income"), Term("net_income"), Term("eps"),
    Term("dividend"), Term("ebitda"), Term("free_cash_flow"), Term("cash_burn"), Term("cash"),
    Term("debt"), Term("cost"), Term("savings"), Term("price_per_token"), Term("stock_price"),
    Term("unit_price"), Term("price_to_sales"), Term("price_to_earnings"), Term("market_share"),
    Term("stake"), Term("zero_return"), Term("failure"), Term("success"), Term("production"),
    Term("pilot"), Term("adoption"), Term("renewal"), Term("productivity"), Term("error_rate"),
    Term("employees"), Term("users"), Term("customers"), Term("sample"), Term("power"), Term("chips"),
    Term("tokens"), Term("tax"),
)  # fmt: skip
"""The name of every measure, for the faces; in the order of the vocabulary."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that figures measure."""

    id: str
    kinds: frozenset[Kind]
    words: tuple[str, ...]
    metric: str = ""
    """Its name in the facts on financials; empty where they do not have it."""


@cache
def measures() -> dict[str, Measure]:
    """Return every measure by its id."""
    return {entry["id"]: _measure(entry) for entry in _raw()["measure"]}


@dataclass(frozen=True, slots=True)
class Mention:
    """A word of the vocabulary at its place; ``name`` is a measure or a basis."""

    start: int
    end: int
    name: str


def measure_mentions(folded: str, start: int, end: int) -> list[Mention]:
    """Return the words of measures in a piece of a folded text, in order."""
    return _mentions(_measure_patterns(), tuple(measures()), folded, start, end)


def basis_mentions(folded: str, start: int, end: int) -> list[Mention]:
    """Return the words that name a basis in a piece of a folded text, in order."""
    return _mentions(_basis_patterns(), tuple(entry["id"] for entry in _raw()["basis"]), folded, start, end)


_Patterns = tuple[re.Pattern[str], re.Pattern[str]]


def _mentions(
    patterns: _Patterns, names: tuple[str, ...], folded: str, start: int, end: int
) -> list[Mention]:
    """Find a word quickly, then ask at its place which one it is."""
    quick, named = patterns
    found: list[Mention] = []
    for hit in quick.finditer(folded, start, end):
        place = _place(named, hit.group())
        if place is None:
            place = _group(named.match(folded, hit.start(), end))
        if place is not None:
            found.append(Mention(hit.start(), hit.end(), names[place]))
    return found


@lru_cache(maxsize=16384)
def _place(named: re.Pattern[str], word: str) -> int | None:
    """Which entry a word is of; None where only what follows it in the text can tell."""
    return _group(named.fullmatch(word))


def _group(which: re.Match[str] | None) -> int | None:
    return int(which.lastgroup.partition("_")[0][1:]) if which and which.lastgroup else None


@cache
def _measure_patterns() -> _Patterns:
    return _patterns([(word, place) for place, one in enumerate(measures().values()) for word in one.words])


@cache
def _basis_patterns() -> _Patterns:
    return _patterns(
        [(word, place) for place, entry in enumerate(_raw()["basis"]) for word in entry["patterns"]]
    )


def _patterns(pairs: list[tuple[str, int]]) -> _Patterns:
    """Longer words first; the quick pattern has no groups, so that it is passed by at most places at once."""
    ordered = sorted(pairs, key=lambda pair: -len(pair[0]))
    latin = [pair for pair in ordered if pair[0].isascii()]
    chinese = [pair for pair in ordered if not pair[0].isascii()]
    quick = f"{_by_letter([word for word, _ in latin])}|{_led([word for word, _ in chinese])}"
    groups = [
        [f"(?P<m{place}_{n}>{word})" for n, (word, place) in enumerate(half)] for half in (latin, chinese)
    ]
    groups[1] = [group.replace("_", "_c", 1) for group in groups[1]]
    return re.compile(quick), re.compile("|".join((_latin("|".join(groups[0])), *groups[1])))


def _by_letter(words: list[str]) -> str:
    """The same words sorted by their first letter, so that at most places none is tried."""
    grouped = [word for word in words if not word[0].isalpha()]
    letters = dict.fromkeys(word[0] for word in words if word[0].isalpha())
    rest = (f"{one}(?:{'|'.join(w[1:] for w in words if w[0] == one)})" for one in letters)
    return _latin("|".join((*grouped, *rest)))


def _led(words: list[str]) -> str:
    """The same words behind a look at the first character: each starts with one, or with a class of them."""
    first = "".join(dict.fromkeys(w[1:4] if w[0] == "[" else w[0] for w in words))
    return f"(?=[{first}])(?:{'|'.join(words)})"


def _latin(words: str) -> str:
    return f"(?<![a-z])(?:{words})(?![a-z])"


def _measure(entry: dict[str, Any]) -> Measure:
    words = (*entry["english"], *entry["chinese"])
    return Measure(entry["id"], frozenset(map(Kind, entry["kinds"])), words, entry.get("metric", ""))


@cache
def _raw() -> dict[str, Any]:
    return tomllib.loads((files("specie.text") / "measures.toml").read_text("utf-8"))
