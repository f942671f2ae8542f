"""Which column of a file is which column of its table."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.book.faults import Faults, Place
from specie.book.nearest import nearest
from specie.model import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from specie.book.schema import TableSchema


@dataclass(frozen=True, slots=True)
class Matched:
    """Column name to place in the file, from 1; ``usable`` is False when rows cannot be told apart."""

    positions: Mapping[str, int]
    usable: bool


def plain_name(name: str) -> str:
    """Fold case, width, spaces and hyphens of a column name: ``Ｖendor Id`` is ``vendor_id``."""
    folded = unicodedata.normalize("NFKC", name).strip().casefold()
    return re.sub(r"[\s\-_]+", "_", folded)


def match_header(header: Sequence[str], schema: TableSchema, file: str, faults: Faults) -> Matched:
    """Match a header to a schema; unknown, doubled and missing columns are named."""
    found: dict[str, list[int]] = {}
    unknown: list[tuple[int, str]] = []
    for position, name in enumerate(header, start=1):
        target = _target(name, schema)
        if target is None:
            unknown.append((position, name))
        else:
            found.setdefault(target, []).append(position)
            _spelling(name, target, Place(file, target, position), faults)
    for position, name in unknown:
        _unknown(
            name,
            [n for n in schema.names if n not in found],
            Place(file, name.strip() or None, position),
            schema,
            faults,
        )
    doubled = [name for name, positions in found.items() if len(positions) > 1]
    for name in doubled:
        _doubled(found[name], Place(file, name, found[name][1]), faults)
    missing = [column.name for column in schema.columns if column.required and column.name not in found]
    for name in missing:
        _missing(Place(file, name), schema, faults)
    return Matched({name: positions[0] for name, positions in found.items()}, not doubled and not missing)


def _target(name: str, schema: TableSchema) -> str | None:
    if name in schema.names:
        return name
    folded = plain_name(name)
    return next((known for known in schema.names if plain_name(known) == folded), None)


def _spelling(name: str, target: str, place: Place, faults: Faults) -> None:
    if name.strip() != target:
        message = say('column "{given}" was read as {column}', given=name, column=target)
        faults.file(place, "DAT009", (message, None), 1)


def _unknown(name: str, free: Sequence[str], place: Place, schema: TableSchema, faults: Faults) -> None:
    if not name.strip():
        return  # a column without a name is looked at with its cells
    near = nearest(plain_name(name), free)
    hint = (
        say("did you mean {name}?", name=near)
        if near
        else say("columns of {table}: {names}", table=schema.table, names=", ".join(schema.names))
    )
    faults.file(place, "DAT007", (say('unknown column "{name}": it is not read', name=name.strip()), hint), 1)


def _doubled(positions: Sequence[int], place: Place, faults: Faults) -> None:
    message = say(
        "{column} is there twice, as columns {first} and {second}: no row can be used",
        column=str(place.column),
        first=positions[0],
        second=positions[1],
    )
    faults.file(place, "DAT006", (message, say("rename or remove one of them")), 1)


def _missing(place: Place, schema: TableSchema, faults: Faults) -> None:
    message = say("required column {column} is missing: no row can be used", column=str(place.column))
    hint = say(
        "every row of {table} needs it, such as {example}",
        table=schema.table,
        example=schema.column(str(place.column)).example,
    )
    faults.file(place, "DAT008", (message, hint), 1)
