"""Lines and columns of a text, and which of it are comments."""

from __future__ import annotations

import re
from bisect import bisect_right

_COMMENT = re.compile(r"^\s*(?:#|//|/\*|\*(?:\s|$)|--\s|;|<!--|REM\s)")
_TRAILING = re.compile(r"(?:^|\s)(?:#|//)\s")


class Lines:
    """Offsets to lines and columns."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0]
        at = text.find("\n")
        while at >= 0:
            self._starts.append(at + 1)
            at = text.find("\n", at + 1)

    def place(self, offset: int) -> tuple[int, int]:
        """Return line and column, both from 1."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def text(self, line: int) -> str:
        """Return a line, without its end; empty where there is none."""
        if not 1 <= line <= len(self._starts):
            return ""
        end = self._starts[line] - 1 if line < len(self._starts) else len(self._text)
        return self._text[self._starts[line - 1] : end].rstrip("\r")

    def before(self, offset: int) -> str:
        """Return the line up to an offset, its last 400 characters."""
        start = self._starts[bisect_right(self._starts, offset) - 1]
        return self._text[max(start, offset - 400) : offset]

    def after(self, offset: int) -> str:
        """Return the next few characters of the line."""
        return self._text[offset : offset + 8].partition("\n")[0].rstrip("\r")

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self._starts)


def commented(lines: Lines, offset: int) -> bool:
    """Tell whether an offset lies in a comment, by the line alone."""
    before = lines.before(offset)
    if _COMMENT.match(before):
        return True
    mark = _TRAILING.search(before)
    if mark is None:
        return False
    code = before[: mark.start()]
    return code.count('"') % 2 == 0 and code.count("'") % 2 == 0


def starts_as_comment(line: str) -> bool:
    """Tell whether a line is nothing but a comment."""
    return _COMMENT.match(line) is not None
