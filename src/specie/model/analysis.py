"""The declaration of an analysis: light, so that listing them imports no numbers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from specie.model.evidence import Verdict
    from specie.model.finding import Severity
    from specie.model.message import Message
    from specie.model.ref import Question
    from specie.model.result import Result


@dataclass(frozen=True, slots=True)
class Param:
    """A number or word the user may set: name, default, meaning."""

    name: str
    default: float | int | str | bool
    meaning: Message


@dataclass(frozen=True, slots=True)
class Measure:
    """What a measure id means, for "why this number?": label, formula, and when it misleads."""

    id: str
    label: Message
    formula: str
    reading: Message


@dataclass(frozen=True, slots=True)
class Method:
    """What a method id means and who published it."""

    id: str
    label: Message
    reference: str


@dataclass(frozen=True, slots=True)
class Code:
    """A stable code of a problem or finding, for ``specie explain``.

    A finding whose code has a ``verdict`` answers "does it pay?" for its subject.
    """

    id: str
    title: Message
    meaning: Message
    remedy: Message
    severity: Severity | None = None
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything the engine, the command line, the page and the docs need to know of an analysis.

    ``needs`` are tables it cannot do without, ``any_of`` groups of which one table must be there, ``uses``
    tables it reads where they exist, ``facts`` shipped fact tables, ``after`` analyses whose results it
    reads, ``run`` the function as ``package.module:function`` with the signature
    ``(book: Book, facts: Facts, inputs: Inputs) -> Result``. ``leads`` says that its headline answers the
    question by itself: on the first screen it stands before the analyses that explain or support the answer.
    ``place`` orders the analyses of one question where reading one before another helps; else they go by id.
    """

    id: str
    question: Question
    title: Message
    summary: Message
    version: str
    run: str
    needs: tuple[str, ...] = ()
    any_of: tuple[tuple[str, ...], ...] = ()
    uses: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    params: tuple[Param, ...] = ()
    measures: tuple[Measure, ...] = ()
    methods: tuple[Method, ...] = ()
    codes: tuple[Code, ...] = ()
    leads: bool = False
    place: int = 0


@dataclass(frozen=True, slots=True)
class Inputs:
    """What the engine hands to an analysis besides the book and the facts."""

    level: float = 0.90
    seed: int = 0
    params: Mapping[str, float | int | str | bool] = field(default_factory=dict)
    results: Mapping[str, Result] = field(default_factory=dict)
