"""What a text says in figures, and what came of checking it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from specie.model.evidence import Origin
    from specie.model.finding import Severity
    from specie.model.message import Message
    from specie.model.problem import Problem
    from specie.model.ref import Ref


class Kind(StrEnum):
    """What a figure measures."""

    MONEY = "money"
    SHARE = "share"
    """A part of a whole, as a fraction: 5 % is 0.05."""
    MULTIPLE = "multiple"
    """Times something: 2.5 times, 三十倍, price to sales of 36."""
    RATE = "rate"
    """A change or a ratio a year or a period: grew 12 %, 25 basis points, a CAGR, an interest rate."""
    COUNT = "count"
    """A number of things or a physical amount: 1,400 people, 10 GW, 300 million tokens."""
    DATE = "date"
    DURATION = "duration"


class Reach(StrEnum):
    """How a printed figure stands to the value it speaks of."""

    EXACT = "="
    ABOUT = "~"
    """About, nearly, 約, 近: either side, within the tolerance of the wording."""
    AT_LEAST = ">="
    """Over, more than, at least, 逾, 超過."""
    AT_MOST = "<="
    """Up to, under, less than, 不到, 至多."""
    RANGE = "range"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A piece of a text: code points from ``start`` up to, not including, ``end``."""

    start: int
    end: int

    def meets(self, other: Span) -> bool:
        """Tell whether two pieces share a code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Days:
    """The days that a date may mean: 2025 is the first of January to the last of December."""

    first: date
    last: date

    def meets(self, other: Days) -> bool:
        """Tell whether two dates may be the same day."""
        return self.first <= other.last and other.first <= self.last


@dataclass(frozen=True, slots=True)
class About:
    """What a figure is said of; empty where the text does not say or it cannot be read safely."""

    subjects: tuple[Ref, ...] = ()
    """Companies, studies, markets: nearest first; kind and id as in the fact tables where known."""
    measure: str = ""
    """What is measured, in the vocabulary of ``specie.text.measures``: valuation, revenue, raise, ..."""
    basis: str = ""
    """run-rate, trailing, forward, gaap, gross, net, pre-money, post-money, ...; empty where not said."""
    when: Days | None = None
    """The date or period the figure holds for."""
    horizon: bool = False
    """Said of a time that was in the future when the text was written, or as a forecast."""
    role: str = ""
    """Its part in a statement: from, to, change, part, whole, over (a length of time), or empty."""
    denominator: Span | None = None
    """Where the text says what a share, rate or multiple is of."""
    source: Span | None = None
    """Where the text says who states the figure."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One figure of a text.

    ``value`` is in base units: money in units of its currency (18.3 億美元 is 1830000000 USD), shares and
    rates as fractions, multiples as they are, durations in the ``unit`` named, dates None with ``when`` set.
    ``low`` and ``high`` enclose what the wording allows, rounding of the last printed digit included; a side
    that the wording leaves open is None.
    """

    span: Span
    text: str
    kind: Kind
    value: Decimal | None
    unit: str
    low: Decimal | None = None
    high: Decimal | None = None
    reach: Reach = Reach.EXACT
    when: Days | None = None
    about: About = About()
    sentence: Span = Span(0, 0)
    proposed: bool = False
    """Found by a language model and then in the text, not by the rules."""


class Standing(StrEnum):
    """What became of one check of one claim."""

    HOLDS = "holds"
    FAILS = "fails"
    NOT_CHECKED = "not checked"


@dataclass(frozen=True, slots=True)
class Check:
    """One check of some claims: what was compared, how it came out, with what it was compared."""

    standing: Standing
    spans: tuple[Span, ...]
    message: Message
    origins: tuple[Origin, ...] = ()


@dataclass(frozen=True, slots=True)
class Alarm:
    """Something a reader should know before using a figure; ``spans`` are the figures it is about."""

    code: str
    severity: Severity
    spans: tuple[Span, ...]
    message: Message
    hint: Message | None = None
    origins: tuple[Origin, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A text as it was read; all spans count code points of ``text``.

    Plain text and Markdown are kept as decoded, so that offsets are those of the file without its byte-order
    mark; other formats are the text that was taken out of them. ``breaks`` are the offsets at which a
    paragraph, table cell, list item or heading starts: no sentence reaches over one. ``pages`` are the
    offsets at which pages start, empty where there are none.
    """

    name: str
    format: str
    text: str
    breaks: tuple[int, ...] = ()
    pages: tuple[int, ...] = ()
    written: Days | None = None
    digest: str = ""


@dataclass(frozen=True, slots=True)
class TextCheck:
    """A document with its figures and what checking them gave, in the order of the text."""

    document: Document
    claims: tuple[Claim, ...]
    alarms: tuple[Alarm, ...]
    checks: tuple[Check, ...]
    problems: tuple[Problem, ...] = ()
