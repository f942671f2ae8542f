"""Cells as text of a table file."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from specie.model import Message

if TYPE_CHECKING:
    from collections.abc import Callable

    from specie.connect.entry import Cell


def number_text(value: float, *, decimal_comma: bool = False) -> str:
    """Write a number plainly: no exponent, no digits that it does not have."""
    text = format(Decimal(repr(value)).normalize(), "f") if value != int(value) else str(int(value))
    return text.replace(".", ",") if decimal_comma else text


def cell_text(cell: Cell, read: Callable[[Message], str], *, decimal_comma: bool = False) -> str:
    """Write one cell; messages in the language of ``read``."""
    if isinstance(cell, Message):
        return read(cell)
    if isinstance(cell, int | float):
        return number_text(cell, decimal_comma=decimal_comma)
    return cell.isoformat() if isinstance(cell, date) else cell
