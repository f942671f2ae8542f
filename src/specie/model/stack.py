"""What a repository calls: models and providers, where they are written, and what is known of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from specie.model.estimate import Estimate
    from specie.model.evidence import Origin
    from specie.model.finding import Severity
    from specie.model.message import Message
    from specie.model.problem import Problem


class Pin(StrEnum):
    """Whether a name stands for one fixed version of a model."""

    PINNED = "pinned"
    """Dated or numbered: it answers the same until it is shut down."""
    FLOATING = "floating"
    """An alias: the provider may put another version behind it."""
    UNSTATED = "not stated"
    """A name without a version, of a provider that does not say whether such names move."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something is written; lines and columns count from 1, columns in code points.

    ``end`` is the column behind the last character. ``path`` is relative to what was scanned, with slashes.
    """

    path: str
    line: int
    column: int
    end: int


@dataclass(frozen=True, slots=True)
class Ending:
    """When a model is shut down, as far as its provider has said."""

    provider: str
    model: str
    """As the source names it."""
    state: str
    """``retired``, ``scheduled``, ``announced without a date``, ``promised`` or ``promise over``."""
    announced: date | None
    shuts_down: date | None
    not_before: date | None
    days_left: int | None
    notice_days: int | None
    replacements: tuple[str, ...]
    origin: Origin
    via: str = ""
    remark: Message | None = None
    alias_of: str = ""
    """The snapshot that the written alias points to."""
    own: bool = False


@dataclass(frozen=True, slots=True)
class Pricing:
    """List price in dollars for a million tokens, input and output, now and a year ago."""

    provider: str
    model: str
    input: Decimal
    output: Decimal
    input_before: Decimal | None
    """A year before; None where the list says nothing of that day."""
    output_before: Decimal | None
    changed_on: tuple[date, ...]
    """Days within the last year on which the list price changed."""
    origin: Origin

    @property
    def rose(self) -> bool:
        """Whether input or output costs more than a year ago."""
        if self.input_before is None or self.output_before is None:
            return False
        return self.input > self.input_before or self.output > self.output_before


@dataclass(frozen=True, slots=True)
class Portability:
    """What moving elsewhere could rest on: evidence, not a score. None is not assessed."""

    open_weights: bool | None
    weights: Origin | None
    """Where the weights can be had, for open ones."""
    compatible: bool | None
    """Whether the provider answers at an endpoint of the form that OpenAI uses."""
    endpoint: Origin | None
    hosts: tuple[str, ...]
    """Providers of the price list that serve the same model."""


@dataclass(frozen=True, slots=True)
class StackModel:
    """One model at one provider, with every place that names it.

    ``known`` is False for what is written as a model but neither priced nor in the table of retirements.
    """

    written: str
    provider: str
    """Who serves it: id of the price list, ``vertex``, or empty where nothing says."""
    provider_name: str
    company: str
    """Company behind the provider in the shipped facts; empty where there is none."""
    developer: str
    known: bool
    pin: Pin
    places: tuple[Place, ...]
    places_left_out: int = 0
    ending: Ending | None = None
    elsewhere: tuple[Ending, ...] = ()
    """What others who serve it have said, where its provider has said nothing."""
    ends_read_on: date | None = None
    """Newest day on which its provider's retirements were read; None where none of it are known at all."""
    pricing: Pricing | None = None
    portability: Portability | None = None
    failure: Estimate | None = None
    """Chance that the supplier fails within a year; None is not assessed."""


@dataclass(frozen=True, slots=True)
class StackProvider:
    """A provider that code or a list of packages names."""

    provider: str
    name: str
    packages: tuple[str, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class StackFinding:
    """One thing a developer should act on, at one place.

    ``fingerprint`` stays the same when lines move. ``suppressed`` ones are shown to tools, not counted.
    """

    code: str
    severity: Severity
    place: Place
    written: str
    provider: str
    message: Message
    hint: Message | None
    fingerprint: str
    origins: tuple[Origin, ...] = ()
    suppressed: bool = False


@dataclass(frozen=True, slots=True)
class StackScan:
    """A repository with the models and providers it names, and what was not looked at."""

    root: str
    on: date
    models: tuple[StackModel, ...]
    providers: tuple[StackProvider, ...]
    findings: tuple[StackFinding, ...]
    files: int
    """Files that were read."""
    skipped: Mapping[str, int]
    """Files and folders not looked at, by reason."""
    problems: tuple[Problem, ...] = ()

    @property
    def open_findings(self) -> tuple[StackFinding, ...]:
        """Findings that no comment silences."""
        return tuple(finding for finding in self.findings if not finding.suppressed)
