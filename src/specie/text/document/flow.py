"""A text that grows block by block and keeps where paragraphs, cells and pages start."""

from __future__ import annotations

from dataclasses import dataclass, field


class TooLongError(Exception):
    """The text has more characters than the limit."""


@dataclass(slots=True)
class Flow:
    """The text so far; ``limit`` is the most characters it may have."""

    limit: int
    breaks: list[int] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    size: int = 0
    _parts: list[str] = field(default_factory=list)
    _last: str = ""

    @property
    def text(self) -> str:
        """Everything that was added."""
        return "".join(self._parts)

    def add(self, text: str) -> None:
        """Add text to the block that is open."""
        if not text:
            return
        self._parts.append(text)
        self._last = text[-1]
        self.size += len(text)
        if self.size > self.limit:
            raise TooLongError

    def drop_last(self) -> None:
        """Take the last character back: the hyphen of a broken word."""
        kept = self._parts.pop()[:-1]
        self._parts.append(kept)
        self._last = kept[-1:]
        self.size -= 1

    def part(self, between: str = "\n") -> None:
        """End the open block; the next text starts one. Tabs keep empty cells apart, line ends do not."""
        if self.size and (self._last != "\n" if between == "\t" else self._last not in "\n\f"):
            self.add(between)
        if not self.breaks or self.breaks[-1] != self.size:
            self.breaks.append(self.size)

    def page(self) -> None:
        """Start a page."""
        self.part()
        self.pages.append(self.size)
