"""What would run, in which order, and why or why not."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING

from specie.model import Message, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from specie.book import Book
    from specie.model import Analysis


class UnknownAnalysisError(ValueError):
    """An analysis was asked for that does not exist; ``close`` holds the nearest ids."""

    def __init__(self, asked: str, known: Iterable[str]) -> None:
        self.asked = asked
        self.known = sorted(known)
        self.close = get_close_matches(asked, self.known, n=3, cutoff=0.4)
        super().__init__(f"unknown analysis {asked!r}; known: {', '.join(self.known)}")


@dataclass(frozen=True, slots=True)
class Step:
    """One analysis of a plan: whether it can run on this book, and why (not)."""

    analysis: Analysis
    runs: bool
    reason: Message


@dataclass(frozen=True, slots=True)
class Plan:
    """Steps in waves: the analyses of one wave do not need each other."""

    waves: tuple[tuple[Step, ...], ...]

    @property
    def steps(self) -> tuple[Step, ...]:
        """All steps in running order."""
        return tuple(step for wave in self.waves for step in wave)


def make_plan(book: Book, known: Mapping[str, Analysis], asked: Sequence[str] | None = None) -> Plan:
    """Order the asked analyses (all when None) and what they read from; see :class:`UnknownAnalysisError`."""
    wanted = _with_upstream(known, expand(known, asked))
    sorter = TopologicalSorter({id_: set(known[id_].after) & wanted.keys() for id_ in wanted})
    sorter.prepare()
    waves: list[tuple[Step, ...]] = []
    while sorter.is_active():
        ready = sorted(sorter.get_ready(), key=list(known).index)
        waves.append(tuple(_step(book, known[id_], wanted[id_]) for id_ in ready))
        sorter.done(*ready)
    return Plan(tuple(waves))


def expand(known: Mapping[str, Analysis], asked: Sequence[str] | None) -> list[str]:
    """Resolve ids, all of them when None; a bare question (``pays``) stands for all of its analyses."""
    if asked is None:
        return list(known)
    ids: list[str] = []
    for name in asked:
        group = [id_ for id_ in known if id_ == name or id_.startswith(f"{name}/")]
        if not group:
            raise UnknownAnalysisError(name, known)
        ids += [id_ for id_ in group if id_ not in ids]
    return ids


def _with_upstream(known: Mapping[str, Analysis], asked: Sequence[str]) -> dict[str, str]:
    """Map each wanted id to the id that asked for it (itself when the user did)."""
    wanted = {id_: id_ for id_ in asked}
    queue = list(asked)
    while queue:
        reader = queue.pop()
        for id_ in known[reader].after:
            if id_ in known and id_ not in wanted:
                wanted[id_] = reader
                queue.append(id_)
    return wanted


def _step(book: Book, analysis: Analysis, asked_by: str) -> Step:
    missing = [table for table in analysis.needs if not book.has(table)]
    if missing:
        return Step(analysis, runs=False, reason=say("not assessed: add {tables}", tables=", ".join(missing)))
    for group in analysis.any_of:
        if not any(book.has(table) for table in group):
            reason = say("not assessed: add one of {tables}", tables=", ".join(group))
            return Step(analysis, runs=False, reason=reason)
    return Step(analysis, runs=True, reason=_why(book, analysis, asked_by))


def _why(book: Book, analysis: Analysis, asked_by: str) -> Message:
    tables = [t for t in (*analysis.needs, *sum(analysis.any_of, ()), *analysis.uses) if book.has(t)]
    read = ", ".join(dict.fromkeys(tables)) or ", ".join(f"facts/{table}" for table in analysis.facts)
    if asked_by != analysis.id:
        return say("reads {tables}; needed by {analysis}", tables=read, analysis=asked_by)
    return say("reads {tables}", tables=read)
