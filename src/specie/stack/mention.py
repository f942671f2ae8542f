"""A name in a text, and how a name may stand there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from specie.stack.lines import Lines

NAME_CHARS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.@:/+-")
_ADDRESS = re.compile(r"(?:^|/)(?:models|model|deployments|engines|foundation-model|inference-profile)/")
_METHOD = re.compile(r":[a-z][A-Za-z]+$")
_OPTION = re.compile(r"(?:--model|--model-id|--model-name|-m)(?:=|\s+)$")
_BARE_BEFORE = re.compile(r"(?:^|[\s-])[\w.-]{1,80}\s*[:=]\s*$|^\s*-\s+$|^\s*ENV\s+\w+\s+$|\[\s*$|,\s*$")
_BARE_AFTER = re.compile(r"\s*(?:$|[#,;\]]|\\$)|\s")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name at an offset; ``keyed`` where it is assigned to a model key."""

    start: int
    text: str
    keyed: bool

    @property
    def end(self) -> int:
        """Offset behind the last character."""
        return self.start + len(self.text)


def name_in(start: int, token: str) -> tuple[int, str]:
    """Return where the name starts in a token and the name: behind ``models/`` in an address."""
    name = token
    if "://" in token or token.startswith("/") or "/v1" in token:
        cuts = [match.end() for match in _ADDRESS.finditer(token)]
        if not cuts:
            return start, ""
        start, name = start + cuts[-1], token[cuts[-1] :].partition("/")[0]
        name = _METHOD.sub("", name)
    elif ":-" in token:  # what a shell takes where a variable is not set
        cut = token.rfind(":-") + 2
        start, name = start + cut, token[cut:]
    elif token.startswith("."):
        start, name = start + 1, token[1:]
    return start, name.rstrip(".:/+-")


def stands_bare(lines: Lines, start: int, end: int, *, bare: bool) -> bool:
    """Tell whether a name is a value without quotes, or follows an option ``--model``."""
    before = lines.before(start)
    if _OPTION.search(before):
        return True
    if not bare or not _BARE_AFTER.match(lines.after(end) or ""):
        return False
    return _BARE_BEFORE.search(before) is not None
