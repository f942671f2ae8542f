"""Tables and figures as words: data and roles, no drawing and no prose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from specie.model.estimate import Estimate
from specie.model.message import Message, Quantity, Term
from specie.model.ref import Ref

if TYPE_CHECKING:
    from collections.abc import Mapping

Cell: TypeAlias = "str | int | float | date | Quantity | Term | Ref | Estimate | Message | None"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: a stable key and a title."""

    key: str
    title: Message


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under titled columns; ``note`` says what the reader must know to read it.

    ``about`` names the one thing it is a detail of: it then stands only on the page of that thing.
    """

    id: str
    title: Message
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: Message | None = None
    about: Ref | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart as data.

    ``kind`` names the form (``bar``, ``stacked_bar``, ``line``, ``band``, ``step``, ``ladder``,
    ``timeline``, ``event_study``, ``panel_lines``, ``waterfall``, ``interval_rows``, ``scatter``,
    ``calibration``); ``roles``
    says which field plays which part (``x``, ``y``, ``low``, ``high``, ``colour``, ``label``); ``units``
    gives the unit of a quantitative field; ``summary`` is the alternative text. ``about`` names the one thing
    it is a detail of (an initiative, a KPI): it is then drawn only on the page of that thing.
    """

    id: str
    kind: str
    title: Message
    data: tuple[Mapping[str, Cell], ...]
    roles: Mapping[str, str]
    titles: Mapping[str, Message]
    units: Mapping[str, str]
    summary: Message
    note: Message | None = None
    about: Ref | None = None
