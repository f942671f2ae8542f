"""A repository to its models, providers and findings; one file in memory at a time."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from specie.model.stack import StackProvider, StackScan
from specie.stack.assess import assessed, server_of
from specie.stack.judge import placed
from specie.stack.provider import provider
from specie.stack.read import read_contents
from specie.stack.walk import Walk, unreadable
from specie.supply.lifecycle import identify

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from specie.model.stack import Place, StackModel
    from specie.stack.read import Contents, Named
    from specie.stack.walk import File
    from specie.supply.lifecycle import Lifecycle

LARGEST = 2_000_000
"""Bytes of the largest file that is read: larger ones are data."""
MOST_PLACES = 10_000
"""Places kept of one model; more are counted."""
SOON = 90
"""Days before its end from which a model is an alarm."""


@dataclass(slots=True)
class _Found:
    """What the files read so far hold."""

    places: dict[tuple[str, str], list[Place]] = field(default_factory=lambda: defaultdict(list))
    left_out: dict[tuple[str, str], int] = field(default_factory=lambda: defaultdict(int))
    written: dict[tuple[str, str], tuple[str, bool]] = field(default_factory=dict)
    quiet: dict[Place, frozenset[str]] = field(default_factory=dict)
    packages: dict[str, dict[str, Place]] = field(default_factory=lambda: defaultdict(dict))
    callers: dict[str, list[Place]] = field(default_factory=lambda: defaultdict(list))

    def add(self, contents: Contents) -> None:
        """Add what one file holds."""
        called = tuple(name for name, _ in contents.markers)
        for name, place in contents.markers:
            self.callers[name].append(place)
        for package in contents.packages:
            self.packages[package.provider].setdefault(package.name.lower(), package.place)
        for named in contents.names:
            self._add_name(named, called)

    def _add_name(self, named: Named, called: tuple[str, ...]) -> None:
        key = (server_of(named.written, called) if named.known else "", identify(named.written).key)
        self.written.setdefault(key, (named.written, named.known))
        if len(self.places[key]) < MOST_PLACES:
            self.places[key].append(named.place)
        else:
            self.left_out[key] += 1
        if named.silenced:
            self.quiet[named.place] = named.silenced


def scan(
    path: Path,
    on: date,
    lifecycle: Lifecycle,
    *,
    exclude: Iterable[str] = (),
    largest: int = LARGEST,
    within: int = SOON,
) -> StackScan:
    """Look through a folder, or one file, and say what is known on a day of every model it names."""
    walk = Walk(largest, tuple(exclude))
    found = _Found()
    read = 0
    for file in walk.files(path):
        content = _content(file, walk)
        if content is None:
            continue
        contents = read_contents(file, content, lifecycle)
        if contents is None:
            walk.skipped["binary"] += 1
            continue
        read += 1
        if contents.is_list and path.is_dir():
            walk.skipped["list"] += 1
            continue
        walk.skipped["more names"] += int(contents.left_out)
        found.add(contents)
    models = _models(found, lifecycle, on)
    skipped = {reason: count for reason, count in sorted(walk.skipped.items()) if count}
    findings = placed(models, found.quiet, within)
    return StackScan(str(path), on, models, _providers(found), findings, read, skipped, tuple(walk.problems))


def _content(file: File, walk: Walk) -> bytes | None:
    """Read a file, never more than the largest size: one that grows meanwhile is left out."""
    try:
        with open(file.full, "rb") as handle:
            content = handle.read(walk.largest + 1)
    except OSError as error:
        walk.problems.append(unreadable(file.path, error))
        return None
    if len(content) > walk.largest:
        walk.skipped["large"] += 1
        return None
    return content


def _models(found: _Found, lifecycle: Lifecycle, on: date) -> tuple[StackModel, ...]:
    models = [
        assessed(written, key[0], known, tuple(found.places[key]), found.left_out[key], lifecycle, on)
        for key, (written, known) in found.written.items()
    ]
    return tuple(
        sorted(models, key=lambda model: (not model.known, model.provider, model.written.casefold()))
    )


def _providers(found: _Found) -> tuple[StackProvider, ...]:
    """Every provider that packages or calls show; packages that serve several providers stand last."""
    names = sorted({*found.packages, *found.callers}, key=lambda name: (not name, name))
    return tuple(
        StackProvider(
            name,
            provider(name).name,
            tuple(sorted(found.packages[name])),
            tuple(sorted((*found.packages[name].values(), *found.callers[name]))),
        )
        for name in names
    )
