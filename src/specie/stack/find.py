"""Names of models in a text: where a whole string is one, or where one is assigned to a model key.

A name counts where it is all that stands between two quotes, in a list of such names, as a bare value in
files that take those, behind ``models/`` in an address, or after an option ``--model``. Prose, comments and
parts of longer words do not count. Whether it is a model that exists is not decided here.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from specie.stack.keyed import keyed_names
from specie.stack.lines import commented
from specie.stack.mention import NAME_CHARS, Mention, name_in, stands_bare
from specie.stack.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.stack.lines import Lines

MOST_A_FILE = 2_000
"""Names taken from one file; a list of millions is no code."""
LONGEST = 200
_QUOTES = frozenset("\"'`")
_BETWEEN = NAME_CHARS | frozenset(",;| ")


def worth_looking(content: bytes) -> bool:
    """Tell quickly whether a file can hold the name of a model: one pass each for a few parts of names."""
    lower = content.lower()
    return any(seed in lower for seed in _seeds())


@cache
def _seeds() -> tuple[bytes, ...]:
    return (b"model", b"llm", b"openai", b"anthropic", b"bedrock", *(seed.encode() for seed in words().seeds))


def small(text: str) -> str:
    """Return the text in small letters and of the same length: a few letters grow, those are kept."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(char.lower() if char.isascii() else char for char in text)


def find_names(text: str, lines: Lines, *, bare: bool) -> list[Mention]:
    """Return the names of a text in its order, each place once, at most one more than ``MOST_A_FILE``."""
    lower = small(text)
    found: dict[int, Mention] = {}
    both = chain(keyed_names(text, lower, lines, bare=bare), _anchored(text, lower, lines, bare=bare))
    for mention in both:
        found.setdefault(mention.start, mention)
        if len(found) > MOST_A_FILE:
            break
    return [found[start] for start in sorted(found)]


def _anchored(text: str, lower: str, lines: Lines, *, bare: bool) -> Iterator[Mention]:
    """Yield what looks like the name of a known family where it stands alone."""
    seen: set[int] = set()
    for start, end in _tokens(text, lower):
        if start in seen:
            continue
        seen.add(start)
        token = text[start:end]
        if not words().anchors.search(token) or commented(lines, start):
            continue
        begin, name = name_in(start, token)
        if not name:
            continue
        if _quoted(text, start, end) or begin > start or stands_bare(lines, start, end, bare=bare):
            yield Mention(begin, name, keyed=False)


def _tokens(text: str, lower: str) -> Iterator[tuple[int, int]]:
    """Yield the ends of every run of name characters that holds a seed."""
    for seed in words().seeds:
        at = lower.find(seed)
        while at >= 0:
            start, end = _run(text, at)
            if end - start <= LONGEST:
                yield start, end
            at = lower.find(seed, max(end, at + len(seed)))


def _run(text: str, at: int) -> tuple[int, int]:
    start = end = at
    limit = at - LONGEST
    while start > 0 and start > limit and text[start - 1] in NAME_CHARS:
        start -= 1
    limit, size = at + LONGEST, len(text)
    while end < size and end < limit and text[end] in NAME_CHARS:
        end += 1
    return start, end


def _quoted(text: str, start: int, end: int) -> bool:
    """Tell whether a token, or the list of names it stands in, is all between two quotes."""
    left, right = start, end
    while left > 0 and start - left < LONGEST and text[left - 1] in _BETWEEN:
        left -= 1
    size = len(text)
    while right < size and right - end < LONGEST and text[right] in _BETWEEN:
        right += 1
    if left == 0 or right >= size:
        return False
    closing = text[right] if text[right] != "\\" else text[right + 1 : right + 2]
    opening = text[left - 1]
    if opening == "}" and text[left : left + 1] == "." and closing in _QUOTES:
        return True
    if opening not in _QUOTES or closing != opening:
        return False
    parts = [part for part in re.split(r"[,;| ]+", text[left:right]) if part]
    return all(words().anchors.search(part) for part in parts)
