"""What is wrong with a charge and what to do about it, in words that are not yet in any language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from specie.book.focus import focus
from specie.model import Message, Quantity, say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

LONGEST = 80
"""Characters of a cell that are shown."""

Explained = tuple[Message, Message | None]
Cells = dict[str, Any]


def shown(value: object) -> str:
    """Return a cell on one line, cut where it is long."""
    line = " ".join(str(value if value is not None else "").split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def explain_row(code: str, column: str, cells: Cells, as_of: date) -> Explained:
    """Say what is wrong with one row; ``cells`` are its texts as written."""
    return _ROWS[code](column, cells, as_of)


def _example(column: str) -> Message:
    return say("write it like {example}", example=focus().column(column).example)


def _missing(column: str, _cells: Cells, _as_of: date) -> Explained:
    return say("{column} is missing: the row is not used", column=column), say(
        "FOCUS requires it in every row: export the bill again"
    )


def _no_number(column: str, cells: Cells, _as_of: date) -> Explained:
    text = shown(cells[column])
    message = say('{column} is not a number: "{text}"', column=column, text=text)
    if re.fullmatch(r"\s*[-+]?\d{1,3},\d{3}\s*", text):
        return message, say(
            "it can be read two ways: write a decimal point, and no separators between thousands"
        )
    if re.search(r"[%％]", text):
        return message, say("{column} is an amount, not a share: remove the percent sign", column=column)
    return message, _example(column)


def _no_time(column: str, cells: Cells, _as_of: date) -> Explained:
    text = shown(cells[column])
    message = say('{column} is not a date: "{text}"', column=column, text=text)
    if re.fullmatch(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}.*", text):
        return message, say(
            "day and month can be read two ways: a spreadsheet saved it so, use the export itself"
        )
    if re.fullmatch(r"\d{5}([.,]\d+)?", text):
        return message, say("a spreadsheet saved it as a day number: use the export itself")
    return message, _example(column)


def _end_unread(column: str, cells: Cells, as_of: date) -> Explained:
    if not shown(cells[column]) or shown(cells[column]).upper() == "NULL":
        message = say("{column} is missing: only the start of the charge period is used", column=column)
        return message, say("FOCUS requires it in every row: export the bill again")
    message, hint = _no_time(column, cells, as_of)
    return message, hint


def _end_first(column: str, cells: Cells, _as_of: date) -> Explained:
    return say(
        "the charge period ends before it starts: {start} to {end}",
        start=shown(cells.get("ChargePeriodStart")),
        end=shown(cells[column]),
    ), say("the row is not used: ask the issuer for a corrected bill")


def _late(column: str, cells: Cells, as_of: date) -> Explained:
    return say(
        "charge of {day}, after the book's date {as_of}: the row is not used",
        day=shown(cells[column]),
        as_of=as_of,
    ), say("set as_of in specie.toml to a later date to use it")


def _read_as(column: str, cells: Cells, _as_of: date) -> Explained:
    return say(
        '{column} was not written as FOCUS asks and was still read: "{text}"',
        column=column,
        text=shown(cells[column]),
    ), _example(column)


def _effective(column: str, cells: Cells, _as_of: date) -> Explained:
    text = shown(cells[column])
    hint = say(
        "the row counts with its BilledCost; the effective cost of its group is too low by what is unknown"
    )
    if not text or text.upper() == "NULL":
        return say("{column} is missing", column=column), hint
    return say('{column} is not a number: "{text}"', column=column, text=text), hint


def _negative(column: str, cells: Cells, _as_of: date) -> Explained:
    return say(
        "{column} is negative in a row of category {category} that is no correction: {amount}",
        column=column,
        category=shown(cells.get("ChargeCategory")),
        amount=shown(cells[column]),
    ), say('FOCUS marks refunds with ChargeClass "Correction" and credits with ChargeCategory "Credit"')


def _outside(column: str, cells: Cells, _as_of: date) -> Explained:
    return say(
        "the charge period starts {start}, outside the billing period {first} to {end}",
        start=shown(cells[column]),
        first=shown(cells.get("BillingPeriodStart")),
        end=shown(cells.get("BillingPeriodEnd")),
    ), say("the row counts on the day of its charge period; a late charge should be marked as a correction")


_ROWS: Mapping[str, Callable[[str, Cells, date], Explained]] = {
    "DAT320": _missing,
    "DAT321": _no_number,
    "DAT322": _missing,
    "DAT324": _missing,
    "DAT325": _no_time,
    "DAT326": _end_first,
    "DAT327": _late,
    "DAT328": _end_unread,
    "DAT330": _read_as,
    "DAT331": _effective,
    "DAT332": _negative,
    "DAT333": _outside,
}


def explain_sum(code: str, count: int, off: Mapping[str, float]) -> Explained:
    """Say in how many rows a relation does not hold and by how much in all, per currency."""
    rows = Quantity(count, "count")
    known = [Quantity(round(total, 6), unit) for unit, total in sorted(off.items()) if len(unit) == 3]
    total = _listed(known)
    if code == "DAT334":
        return say(
            "ListUnitPrice x PricingQuantity is not ListCost in {rows} rows, off by {total} in all",
            rows=rows,
            total=total,
        ), say("savings against list prices cannot be trusted for these rows")
    if code == "DAT335":
        return say(
            "ContractedUnitPrice x PricingQuantity is not ContractedCost in {rows} rows, off by "
            "{total} in all",
            rows=rows,
            total=total,
        ), say("savings from negotiated prices cannot be trusted for these rows")
    return say(
        "ContractedCost is not BilledCost in {rows} credit rows, off by {total} in all",
        rows=rows,
        total=total,
    ), say("FOCUS sets the two equal for credits: ask the issuer which one is right")


def _listed(amounts: list[Quantity]) -> Message:
    """Several amounts in one message."""
    if not amounts:
        return say("an unknown amount")
    text = say("{amount}", amount=amounts[0])
    for amount in amounts[1:]:
        text = say("{first} and {second}", first=text, second=amount)
    return text
