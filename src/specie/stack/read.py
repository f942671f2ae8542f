"""One file to the names, packages and signs of providers in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.model.stack import Place
from specie.stack.catalog import listed
from specie.stack.decode import decoded
from specie.stack.find import MOST_A_FILE, find_names, worth_looking
from specie.stack.keyed import like_a_model
from specie.stack.lines import Lines
from specie.stack.suppress import SIGN, silenced
from specie.stack.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.stack.mention import Mention
    from specie.stack.walk import File
    from specie.supply.lifecycle import Lifecycle


MOST_KINDS = 60
"""Different models that one file of code or configuration calls; one with more is a list of models."""


@dataclass(frozen=True, slots=True)
class Named:
    """A model named at a place."""

    written: str
    known: bool
    place: Place
    silenced: frozenset[str]


@dataclass(frozen=True, slots=True)
class Package:
    """A package of a provider in a list of packages; the provider is empty where it serves several."""

    name: str
    provider: str
    place: Place


@dataclass(frozen=True, slots=True)
class Contents:
    """What one file holds."""

    names: tuple[Named, ...] = ()
    packages: tuple[Package, ...] = ()
    markers: tuple[tuple[str, Place], ...] = ()
    left_out: bool = False
    """Whether names beyond the most that are taken from one file were left out."""

    @property
    def is_list(self) -> bool:
        """Whether it is a list of models, a price list say, and calls none of them."""
        return len({named.written for named in self.names if named.known}) > MOST_KINDS


EMPTY = Contents()


def read_contents(file: File, content: bytes, lifecycle: Lifecycle) -> Contents | None:
    """Read what a file holds; None for a binary one."""
    name = file.path.rpartition("/")[2]
    manifest = words().manifest(name)
    if manifest is None and not worth_looking(content):
        return None if b"\x00" in content[:1024] and decoded(content) is None else EMPTY
    text = decoded(content)
    if text is None:
        return None
    lines = Lines(text)
    mentions = find_names(text, lines, bare=words().takes_bare(name))
    quiet = SIGN in content.lower()
    named = (_named(mention, file.path, lines, lifecycle, quiet) for mention in mentions[:MOST_A_FILE])
    return Contents(
        tuple(name for name in named if name is not None),
        tuple(_packages(text, lines, file.path, name)),
        tuple(_markers(text, lines, file.path)),
        len(mentions) > MOST_A_FILE,
    )


def _named(mention: Mention, path: str, lines: Lines, lifecycle: Lifecycle, quiet: bool) -> Named | None:
    known = listed(mention.text) or lifecycle.knows(mention.text)
    if not known and not (mention.keyed and like_a_model(mention.text)):
        return None
    line, column = lines.place(mention.start)
    place = Place(path, line, column, column + len(mention.text))
    return Named(mention.text, known, place, silenced(lines, line) if quiet else frozenset())


def _packages(text: str, lines: Lines, path: str, name: str) -> Iterator[Package]:
    manifest = words().manifest(name)
    if manifest is None:
        return
    for match in manifest.finditer(text):
        group = next(number for number, value in enumerate(match.groups(), start=1) if value)
        package = match[group]
        line, column = lines.place(match.start(group))
        place = Place(path, line, column, column + len(package))
        yield Package(package, words().packages[package.lower()], place)


def _markers(text: str, lines: Lines, path: str) -> Iterator[tuple[str, Place]]:
    """Yield the providers that a file calls, each with the first place that shows it."""
    lower = text.lower()
    for provider, stems, pattern in words().markers:
        match = pattern.search(text) if any(stem in lower for stem in stems) else None
        if match is not None:
            line, column = lines.place(match.start())
            yield provider, Place(path, line, column, column + len(match.group()))
