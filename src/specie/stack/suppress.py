"""Comments that silence findings: ``specie: ignore BRK801`` on the line or alone on the line above."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from specie.stack.lines import starts_as_comment

if TYPE_CHECKING:
    from specie.stack.lines import Lines

SIGN = b"specie:"
EVERY = frozenset({"*"})
_COMMENT = re.compile(r"specie:\s{0,4}ignore(?P<codes>(?:[\s,]{1,4}BRK\d{3})*)", re.IGNORECASE)


def silenced(lines: Lines, line: int) -> frozenset[str]:
    """Return the codes that are silenced on a line; ``*`` stands for all of them."""
    own = _codes(lines.text(line))
    above = lines.text(line - 1)
    return own | _codes(above) if starts_as_comment(above) else own


def is_silent(code: str, codes: frozenset[str]) -> bool:
    """Tell whether a code is among those silenced."""
    return "*" in codes or code in codes


def _codes(text: str) -> frozenset[str]:
    found: frozenset[str] = frozenset()
    for match in _COMMENT.finditer(text[:1_000] if len(text) > 1_000 else text):
        found |= frozenset(re.findall(r"BRK\d{3}", match["codes"].upper())) or EVERY
    return found
