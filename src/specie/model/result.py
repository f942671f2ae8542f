"""What an analysis returns and what a whole run is."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specie.model.estimate import Estimate
    from specie.model.exhibit import Figure, Table
    from specie.model.finding import Finding
    from specie.model.message import Message
    from specie.model.problem import Problem


class Status(StrEnum):
    """How an analysis ended; none of them stops the run."""

    OK = "ok"
    NOT_ASSESSED = "not assessed"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Recipe:
    """What is needed to get the same digits again."""

    version: str
    parameters: tuple[tuple[str, str], ...] = ()
    seed: int = 0
    book_digest: str = ""
    facts_digest: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """Estimates, findings, tables and figures of one analysis.

    ``headline`` holds one to three sentences that answer the question for the brief's conclusion;
    ``key`` the few estimates worth the first screen; ``reason`` says why it was not assessed or failed.
    """

    analysis: str
    status: Status
    estimates: tuple[Estimate, ...] = ()
    findings: tuple[Finding, ...] = ()
    tables: tuple[Table, ...] = ()
    figures: tuple[Figure, ...] = ()
    headline: tuple[Message, ...] = ()
    key: tuple[Estimate, ...] = ()
    reason: Message | None = None
    recipe: Recipe | None = None

    def find(self, measure: str, subject_id: str | None = None) -> Iterator[Estimate]:
        """Yield the estimates of a measure, of one subject where given."""
        for estimate in self.estimates:
            if estimate.measure == measure and subject_id in (None, estimate.subject.id):
                yield estimate


@dataclass(frozen=True, slots=True)
class BookInfo:
    """Which book a run read."""

    name: str
    as_of: date
    digest: str
    currency: str
    path: str = ""
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class Timing:
    """How long one analysis took, in seconds, and whether its result came from the cache."""

    analysis: str
    seconds: float
    cached: bool


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a run was made of: written beside every output."""

    book: BookInfo
    files: tuple[tuple[str, str, int], ...]
    """Path within the book, SHA-256, rows read."""
    versions: tuple[tuple[str, str], ...]
    seed: int
    executor: str
    timings: tuple[Timing, ...]
    started: str
    finished: str


@dataclass(frozen=True, slots=True)
class Run:
    """The results of every analysis that was asked for, the book's problems, and the manifest."""

    book: BookInfo
    results: tuple[Result, ...]
    problems: tuple[Problem, ...]
    manifest: Manifest
    tables: Mapping[str, tuple[int, int, int]] = field(default_factory=dict)
    """Per table: rows read, used and set aside."""

    def __getitem__(self, analysis: str) -> Result:
        """Return the result of one analysis; raises KeyError when it was not run."""
        for result in self.results:
            if result.analysis == analysis:
                return result
        raise KeyError(analysis)
