"""What a bill's header lacks or says oddly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.book.focus import BillKind, FocusColumn, Heading, focus
from specie.book.nearest import nearest
from specie.model import Level, Message, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specie.book.bills_faults import BillFaults

LISTED = 12
"""Unknown columns that are listed by name."""


def check_heading(heading: Heading, header: Sequence[str], faults: BillFaults) -> bool:
    """Name what is odd about the columns; return whether rows can be used."""
    if heading.kind is BillKind.FOREIGN:
        _foreign(header, faults)
        return False
    if heading.kind is BillKind.INVOICES:
        return True
    for written, name in heading.respelled:
        message = say('column "{given}" was read as {column}', given=written, column=name)
        faults.add("DAT311", Level.NOTE, message, row=1, column=name)
    _unknown(heading, faults)
    for name in heading.old:
        _old(name, faults)
    for column in heading.lacks("expected"):
        _expected(column, heading, faults)
    missing = heading.lacks("always")
    for column in missing:
        _missing(column, heading, faults)
    doubled = [name for name in heading.doubled if name in {c.name for c in focus().columns}]
    for name in doubled:
        message = say("{column} is there twice: no row can be used", column=name)
        faults.add("DAT312", Level.ERROR, message, say("remove one of the two"), row=1, column=name)
    return not missing and not doubled


def _foreign(header: Sequence[str], faults: BillFaults) -> None:
    names = [name.strip() for name in header if name.strip()]
    near = next((n for n in (nearest(name, focus().names, 0.8) for name in names) if n), None)
    message = say(
        "this is no bill in FOCUS format: its columns are {names}", names=", ".join(names[:LISTED]) or "?"
    )
    hint = (
        say("did you mean {name}? FOCUS names its columns like {example}", name=near, example="BilledCost")
        if near
        else say(
            "export the bill as FOCUS 1.0 to 1.4: its columns are named like {example}", example="BilledCost"
        )
    )
    faults.add("DAT303", Level.ERROR, message, hint, row=1)


def _some(names: Sequence[str]) -> str:
    rest = ["…"] if len(names) > LISTED else []
    return ", ".join([*names[:LISTED], *rest]) or "?"


def _unknown(heading: Heading, faults: BillFaults) -> None:
    missing = [c.name for need in ("always", "expected") for c in heading.lacks(need)]
    named = [name for name in heading.unknown if nearest(name, missing, 0.75) is None]
    if named:
        message = say("columns that are not in FOCUS are not read: {names}", names=_some(named))
        faults.add("DAT310", Level.NOTE, message, say("columns of the provider's own begin with x_"), row=1)


def _old(name: str, faults: BillFaults) -> None:
    message = say(
        "{column} was given up before FOCUS 1.0: it is now {name}", column=name, name=focus().before_1_0[name]
    )
    faults.add(
        "DAT313", Level.WARNING, message, say("export the bill as FOCUS 1.0 to 1.4"), row=1, column=name
    )


def _hint(column: FocusColumn, heading: Heading) -> Message:
    near = nearest(column.name, heading.unknown, 0.75)
    if near:
        return say('did you mean it by "{name}"?', name=near)
    old = next(
        (name for name, now in focus().before_1_0.items() if now == column.name and name in heading.old), None
    )
    if old:
        return say("before FOCUS 1.0 it was {name}: export the bill as FOCUS 1.0 to 1.4", name=old)
    return say(
        "FOCUS {version} requires it: export the bill with all mandatory columns", version=heading.version
    )


def _missing(column: FocusColumn, heading: Heading, faults: BillFaults) -> None:
    message = say("column {column} is missing: no row can be used", column=column.name)
    faults.add("DAT304", Level.ERROR, message, _hint(column, heading), row=1, column=column.name)


def _expected(column: FocusColumn, heading: Heading, faults: BillFaults) -> None:
    message = say("column {column} is missing: what it tells is unknown", column=column.name)
    faults.add("DAT305", Level.WARNING, message, _hint(column, heading), row=1, column=column.name)
