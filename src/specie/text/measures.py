"""The vocabulary of what figures measure: ids, the words for them in both languages, and their names."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from specie.model import Term
from specie.model.claim import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

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
    Term("tokens"), Term("tax"), Term("purchase_price"), Term("contract_price"), Term("largest_customer"),
    Term("members"),
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
    quick = f"{_latin(_by_letter(word for word, _ in latin))}|{_led(word for word, _ in chinese)}"
    named = _latin("|".join(f"(?P<m{place}_{n}>{word})" for n, (word, place) in enumerate(latin)))
    rest = (f"(?P<m{place}_c{n}>{word})" for n, (word, place) in enumerate(chinese))
    return re.compile(quick), re.compile("|".join((named, *rest)))


def _by_letter(words: Iterable[str]) -> str:
    """The same words sorted by their first character, so that at most places none is tried."""
    starts = [start for word in words for start in _starts(word)]
    letters = dict.fromkeys(start[0] for start in starts if start[0].isalpha())
    sorted_in = (f"{one}(?:{'|'.join(w[1:] for w in starts if w[0] == one)})" for one in letters)
    return "|".join((*(w for w in starts if not w[0].isalpha()), *sorted_in))


def _led(words: Iterable[str]) -> str:
    """The same behind a look at the first character: each starts with one, or with a class of them."""
    starts = [start for word in words for start in _starts(word)]
    first = "".join(dict.fromkeys(w[1 : w.index("]")] if w[0] == "[" else w[0] for w in starts))
    return f"(?=[{first}])(?:{_by_letter(starts)})"


def _starts(word: str) -> list[str]:
    """A word that begins with a choice is written as one word for each: ``(?:a|b)?c`` as ac, bc and c."""
    if not word.startswith("(?:"):
        return [word]
    close = _closing(word)
    inner, rest = word[3:close], word[close + 1 :]
    repeat = rest[:1] if rest[:1] in ("?", "*") else ""
    rest = rest[len(repeat) :]
    tail = f"(?:{inner})*{rest}" if repeat == "*" else rest
    chosen = [start for choice in _choices(inner) for start in _starts(choice + tail)]
    return [*chosen, *(_starts(rest) if repeat else ())]


def _closing(word: str) -> int:
    """Return where the bracket that a word begins with is closed."""
    depth = 0
    for at, sign in enumerate(word):
        depth += (sign == "(") - (sign == ")")
        if depth == 0:
            return at
    return len(word)


def _choices(inner: str) -> list[str]:
    """Split at the bars that stand in no bracket."""
    parts, depth = [""], 0
    for sign in inner:
        depth += (sign in "([") - (sign in ")]")
        if sign == "|" and depth == 0:
            parts.append("")
        else:
            parts[-1] += sign
    return parts


def _latin(words: str) -> str:
    return f"(?<![a-z])(?:{words})(?![a-z])"


def _measure(entry: dict[str, Any]) -> Measure:
    words = (*entry["english"], *entry["chinese"])
    return Measure(entry["id"], frozenset(map(Kind, entry["kinds"])), words, entry.get("metric", ""))


@cache
def _raw() -> dict[str, Any]:
    return tomllib.loads((files("specie.text") / "measures.toml").read_text("utf-8"))
