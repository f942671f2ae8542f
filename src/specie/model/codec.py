"""Words to plain JSON values and back, without loss: for the cache and for tests.

Every dataclass becomes ``{"!": "Estimate", ...fields}``; dates, decimals, enums and mappings carry a tag,
so that ``decode(encode(x)) == x``. Only the classes registered here can be made: a cache file is data,
never code.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, TypeAlias, cast

from specie.model.estimate import Estimate
from specie.model.evidence import Bound, CashClass, Grade, Origin, Verdict
from specie.model.exhibit import Column, Figure, Table
from specie.model.finding import Finding, Severity
from specie.model.message import Message, Quantity, Term
from specie.model.problem import Level, Problem
from specie.model.ref import Question, Ref, Role
from specie.model.result import Recipe, Result, Status

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"

_PLAIN = frozenset({str, int, float, bool})
_WORDS: dict[str, type[Any]] = {
    word.__name__: word
    for word in (Column, Estimate, Figure, Finding, Message, Origin, Problem, Quantity, Recipe, Ref, Result,
                 Table, Term)
}  # fmt: skip
_ENUMS: dict[str, type[Enum]] = {
    enum.__name__: enum
    for enum in (Bound, CashClass, Grade, Level, Question, Role, Severity, Status, Verdict)
}


def encode(value: object) -> Json:
    """Turn a word, or a structure of words, into JSON values; raises TypeError for anything else."""
    return _encode(value, {})


def _encode(value: object, done: dict[int, Json]) -> Json:
    """Encode; a word met again (the origins of a thousand estimates) is not encoded again."""
    if value is None or type(value) in _PLAIN:
        return cast("Json", value)
    known = done.get(id(value))
    if known is None:
        known = done[id(value)] = _encode_structure(value, done)
    return known


def _encode_structure(value: object, done: dict[int, Json]) -> Json:
    if isinstance(value, tuple | list):
        return [_encode(item, done) for item in value]
    kind = type(value)
    if _WORDS.get(kind.__name__) is kind:
        fields_of = {name: _encode(getattr(value, name), done) for name in field_names(kind)}
        return {"!": kind.__name__, **fields_of}
    if isinstance(value, Mapping):
        return {"!map": [[_encode(key, done), _encode(item, done)] for key, item in value.items()]}
    return _encode_leaf(value)


def _encode_leaf(value: object) -> Json:
    if isinstance(value, Enum):
        return {"!enum": type(value).__name__, "value": value.value}
    if isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, Decimal):
        return {"!decimal": str(value)}
    if isinstance(value, date):
        return {"!date": value.isoformat()}
    raise TypeError(f"{type(value).__name__} is not a word that can be stored")


@cache
def field_names(kind: type[Any]) -> tuple[str, ...]:
    """Names of the fields of a dataclass, looked up once."""
    return tuple(field.name for field in fields(kind))


def decode(value: Json) -> Any:
    """Undo :func:`encode`; lists come back as tuples; raises KeyError or ValueError for foreign data."""
    if isinstance(value, list):
        return tuple(decode(item) for item in value)
    if not isinstance(value, dict):
        return value
    if "!" in value:
        word = _WORDS[str(value["!"])]
        return word(**{key: decode(item) for key, item in value.items() if key != "!"})
    return _decode_tagged(value)


def _decode_tagged(value: dict[str, Json]) -> object:
    match value:
        case {"!enum": str(name), "value": raw}:
            return _ENUMS[name](raw)
        case {"!date": str(text)}:
            return date.fromisoformat(text)
        case {"!decimal": str(text)}:
            return Decimal(text)
        case {"!map": list(pairs)}:
            return dict(decode(pair) for pair in pairs)
        case _:
            raise ValueError(f"not a stored word: {sorted(value)}")
