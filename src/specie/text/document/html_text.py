"""The text of an HTML page: what a reader sees, in blocks; scripts, menus and hidden parts left out."""

from __future__ import annotations

import re
import tomllib
from html.parser import HTMLParser
from importlib.resources import files
from typing import TYPE_CHECKING

from specie.text.document.apart import Taken
from specie.text.document.flow import Flow
from specie.text.document.raised import lowered, raised

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from specie.text.document.limits import Limits

Attributes = dict[str, str]

_TAGS = tomllib.loads((files("specie.text.document") / "html_tags.toml").read_text("utf-8"))
NEVER_READ: frozenset[str] = frozenset(_TAGS["never_read"])
NO_PROSE: frozenset[str] = frozenset(_TAGS["no_prose"])
BLOCKS: frozenset[str] = frozenset(_TAGS["blocks"])
VOID: frozenset[str] = frozenset(_TAGS["void"])
CAN_HIDE: frozenset[str] = frozenset(_TAGS["can_hide"])
PUBLISHED: frozenset[str] = frozenset(_TAGS["published"])
CELLS = frozenset({"td", "th"})
SHIFTS: dict[str, Callable[[str], str]] = {"sup": raised, "sub": lowered}
_SPACES = re.compile(r"[ \t\r\n\f]+")
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LINKED_DATA = re.compile(r'"datePublished"\s*:\s*"([^"]{4,40})"')


def take(data: bytes, limits: Limits) -> Taken:
    """Take the text out of a page that is given as UTF-8."""
    source = data.decode("utf-8")
    page = _parsed(source, limits, NEVER_READ | NO_PROSE)
    if not page.flow.text.strip():
        page = _parsed(source, limits, NEVER_READ)
    return Taken(page.flow.text, tuple(page.flow.breaks), (), tuple(page.dates))


def _parsed(source: str, limits: Limits, unread: frozenset[str]) -> _Page:
    page = _Page(Flow(limits.characters), unread)
    page.feed(source)
    page.close()
    return page


class _Page(HTMLParser):
    """Reads tags as they come; keeps no tree, so that depth costs nothing."""

    def __init__(self, flow: Flow, unread: frozenset[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.flow = flow
        self.dates: list[str] = []
        self._unread = unread
        self._closing = ""
        self._depth = 0
        self._shifts: list[str] = []
        self._pre = 0
        self._space = False
        self._row_open = False
        self._linked_data = False
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        if self._closing:
            self._depth += tag == self._closing
            return
        given: Attributes = {name: value or "" for name, value in attrs}
        self._note_date(tag, given)
        if tag in VOID:
            self._block(tag)
        elif tag in self._unread or (tag in CAN_HIDE and _is_hidden(given)):
            self._closing, self._depth = tag, 1
            self._linked_data = tag == "script" and "ld+json" in given.get("type", "")
        else:
            self._open(tag)

    def handle_startendtag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._closing:
            self._depth -= tag == self._closing
            if not self._depth:
                self._closing = ""
            return
        if tag in SHIFTS and self._shifts:
            self._shifts.pop()
        self._pre -= tag == "pre" and self._pre > 0
        self._in_title = self._in_title and tag != "title"
        self._block(tag)

    def handle_data(self, data: str) -> None:
        if self._closing:
            if self._linked_data:
                self.dates += _LINKED_DATA.findall(data)[:4]
        elif self._in_title:
            return
        elif self._pre:
            self._lines(data)
        else:
            self._words(data)

    def _open(self, tag: str) -> None:
        if tag in SHIFTS:
            self._shifts.append(tag)
        self._pre += tag == "pre"
        self._in_title = self._in_title or tag == "title"
        if tag == "tr":
            self._row_open = False
        if tag in CELLS:
            self._cell()
        else:
            self._block(tag)

    def _cell(self) -> None:
        self.flow.part("\t" if self._row_open else "\n")
        self._row_open, self._space = True, False

    def _block(self, tag: str) -> None:
        if tag in BLOCKS:
            self.flow.part()
            self._space = False

    def _lines(self, data: str) -> None:
        for number, line in enumerate(data.split("\n")):
            if number:
                self.flow.part()
            self.flow.add(line.rstrip("\r"))

    def _words(self, data: str) -> None:
        text = _SPACES.sub(" ", data)
        if self._shifts:
            text = SHIFTS[self._shifts[-1]](text)
        at_start = not self.flow.size or self.flow.breaks[-1:] == [self.flow.size]
        if text.startswith(" ") or self._space:
            text = ("" if at_start else " ") + text.lstrip(" ")
        self._space = text.endswith(" ")
        self.flow.add(text.rstrip(" "))

    def _note_date(self, tag: str, given: Attributes) -> None:
        if tag == "meta":
            name = given.get("property") or given.get("name") or given.get("itemprop") or ""
            if name.lower() in PUBLISHED:
                self.dates.append(given.get("content", ""))
        elif tag == "time" and ("pubdate" in given or given.get("itemprop", "").lower() == "datepublished"):
            self.dates.append(given.get("datetime", ""))


def _is_hidden(given: Attributes) -> bool:
    return (
        "hidden" in given
        or given.get("aria-hidden", "").lower() == "true"
        or _HIDING.search(given.get("style", "")) is not None
    )
