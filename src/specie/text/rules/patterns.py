"""Patterns over shapes, kept as data: how two or three figures stand in a sentence that relates them.

A pattern is a regular expression in which

``<M:name>``   is one figure of a kind (a letter of ``shape.SIGNS``; several: one of them) and its name
``…``          is a gap of at most 40 characters without a figure, in one sentence
``‥``          is a gap of at most 24 characters without a figure, in one clause
``……``         is a gap of at most 60 characters, in one sentence, with nothing but dates and durations in it
``{word}``     is a list of words of the same file, under ``[words]``
``§``          is, in a class of characters, where sentences and paragraphs begin and end
``¶``          is the end of a sentence and the start of the next
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import count
from typing import TYPE_CHECKING, Any, Final

from specie.text.rules.shape import BREAK, SIGNS, STOP

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from specie.model.claim import Claim
    from specie.text.rules.shape import Shape

_ALL: Final = "".join(SIGNS.values())
_GAP: Final = f"[^{_ALL}{STOP}{BREAK}。！？!?;；]{{0,40}}?"
_CLAUSE: Final = f"[^{_ALL}{STOP}{BREAK}。！？!?;；，,]{{0,24}}?"
_DATED: Final = f"[^{_ALL.replace(SIGNS['D'], '').replace(SIGNS['T'], '')}{STOP}{BREAK}。！？!?;；]{{0,60}}?"
_FIGURE: Final = re.compile(r"<([A-Z]+)(?::([a-z_]+))?>")
_NAMED: Final = re.compile(r"\(\?P<([a-z]+)>")
_CAPITAL: Final = re.compile(r"(?<![\\?])[A-Z]")
"""A capital letter that is neither ``\\W`` nor the P of a named group: shapes have none, which is faster."""
_WORD: Final = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True, eq=False)
class Match:
    """Figures that a pattern relates, by name, with where the pattern lies in the shape."""

    figures: Mapping[str, Claim]
    words: Mapping[str, str]
    start: int
    end: int

    def __getitem__(self, name: str) -> Claim:
        """Return a figure by its name in the pattern."""
        return self.figures[name]

    def get(self, name: str) -> Claim | None:
        """Return a figure by its name, None where the pattern has none of that name."""
        return self.figures.get(name)


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way in which a relation is worded."""

    expression: re.Pattern[str]
    figures: tuple[str, ...]
    signs: tuple[str, ...]
    crosses: bool

    def may_fit(self, signs: str) -> bool:
        """Tell whether a piece with these signs has as many figures, and of the kinds, that are asked for."""
        return len(signs) >= len(self.signs) and all(any(s in signs for s in kinds) for kinds in self.signs)


def matches(shape: Shape, name: str) -> tuple[Match, ...]:
    """Return every place where one of the patterns of a list fits; a list is ``file.list``."""
    if name not in shape.found:
        shape.found[name] = tuple(_everywhere(shape, name))
    return shape.found[name]


def _everywhere(shape: Shape, name: str) -> Iterator[Match]:
    seen: set[tuple[int, ...]] = set()
    for pattern in patterns(name):
        for signs, parts in (shape.pairs if pattern.crosses else shape.parts).items():
            if pattern.may_fit(signs):
                for start, end in parts:
                    yield from _found(shape, pattern, start, end, seen)


def within(shape: Shape, name: str, start: int, end: int) -> Iterator[Match]:
    """Yield the places between two offsets of a shape where one of the patterns of a list fits."""
    seen: set[tuple[int, ...]] = set()
    for pattern in patterns(name):
        yield from _found(shape, pattern, start, end, seen)


def _found(
    shape: Shape, pattern: Pattern, start: int, end: int, seen: set[tuple[int, ...]]
) -> Iterator[Match]:
    for found in pattern.expression.finditer(shape.text, start, end):
        figures = {n: shape.at(found.start(n)) for n in pattern.figures if found[n] is not None}
        key = tuple(sorted(c.span.start for c in figures.values())) or (found.start(),)
        if key not in seen:
            seen.add(key)
            words = {n.split("__")[0]: t for n, t in found.groupdict().items() if t and n not in figures}
            yield Match(figures, words, found.start(), found.end())


def search(shape: Shape, name: str, start: int, end: int) -> bool:
    """Tell whether one of the patterns of a list fits anywhere between two offsets of the shape."""
    return any(pattern.expression.search(shape.text, start, end) for pattern in patterns(name))


@cache
def patterns(name: str) -> tuple[Pattern, ...]:
    """Return the compiled patterns of a list."""
    file, listed = name.split(".")
    raw = _file(file)
    return tuple(_compiled(text, raw.get("words", {})) for text in raw[listed]["patterns"])


def lowered(pattern: str) -> str:
    """Return a pattern for texts whose capitals are small letters: much faster than ignoring case."""
    return _CAPITAL.sub(lambda m: m[0].lower(), pattern)


def words(file: str, name: str) -> str:
    """Return one text of a file of patterns."""
    return str(_file(file)[name])


@cache
def _file(file: str) -> dict[str, Any]:
    return tomllib.loads((files("specie.text.rules") / "patterns" / f"{file}.toml").read_text("utf-8"))


def _compiled(text: str, words: Mapping[str, str]) -> Pattern:
    while _WORD.search(text):
        text = _WORD.sub(lambda m: f"(?:{words[m[1]]})", text)
    text = _NAMED.sub(_numbered(), text)
    figures = tuple(m[2] for m in _FIGURE.finditer(text) if m[2])
    signs = tuple("".join(SIGNS[letter] for letter in m[1]) for m in _FIGURE.finditer(text) if m[2])
    crosses = "¶" in text
    text = text.replace("§", STOP + BREAK)
    text = _FIGURE.sub(
        _sign,
        text.replace("……", _DATED)
        .replace("‥", _CLAUSE)
        .replace("…", _GAP)
        .replace("¶", f"\\s*{STOP}[\\s{STOP}]*"),
    )
    return Pattern(re.compile(lowered(text)), figures, signs, crosses)


def _numbered() -> Callable[[re.Match[str]], str]:
    """Give a named group of words that a pattern holds several times a number in each place."""
    number = count()
    return lambda found: f"(?P<{found[1]}__{next(number)}>"


def _sign(found: re.Match[str]) -> str:
    signs = "[" + "".join(SIGNS[letter] for letter in found[1]) + "]"
    return f"(?P<{found[2]}>{signs})" if found[2] else signs
