"""SQL for the cells of a bill: one typed expression per FOCUS column, whatever the file holds them as.

Money is exact. Decimal columns are summed as they are and text to 18 decimals. Binary floating point (DOUBLE)
has no exact decimals, so each row is rounded to 12 decimals first: the sum does not depend on the order of
rows or threads.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from specie.book.bills_source import BINARY, BillSource
from specie.book.store import quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

FAST_LIMIT = 999_999.0
"""Amounts up to this fit twelve decimals in 64 bits, which add up twice as fast as 128."""
INTEGERS = re.compile(r"U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?")


def money(source: BillSource, name: str) -> str:
    """Exact decimal of a cell; NULL where it is missing or no number."""
    if not source.has(name):
        return "CAST(NULL AS DECIMAL(38, 12))"
    cell, kind = source.cells[name], source.types[name]
    if source.is_text(name):
        return f"bill_number({cell}, {str(source.decimal_comma).lower()})"
    if kind in BINARY:
        width = 18 if source.limits.get(name, FAST_LIMIT + 1) <= FAST_LIMIT else 38
        return f"try_cast({cell} AS DECIMAL({width}, 12))"
    if kind.startswith("DECIMAL"):
        return cell
    return (
        f"try_cast({cell} AS DECIMAL(38, 12))"
        if INTEGERS.fullmatch(kind)
        else "CAST(NULL AS DECIMAL(38, 12))"
    )


def number(source: BillSource, name: str) -> str:
    """Floating point number of a cell, for checks that allow for rounding anyway."""
    if not source.has(name):
        return "CAST(NULL AS DOUBLE)"
    if source.is_text(name):
        return f"CAST({money(source, name)} AS DOUBLE)"
    return f"try_cast({source.cells[name]} AS DOUBLE)"


def time(source: BillSource, name: str) -> str:
    """Moment of a cell in UTC."""
    if not source.has(name):
        return "CAST(NULL AS TIMESTAMP)"
    cell, kind = source.cells[name], source.types[name]
    if source.is_text(name):
        return f"bill_time({cell})"
    if kind == "TIMESTAMP WITH TIME ZONE":
        return f"make_timestamp(epoch_us({cell}))"
    return (
        f"CAST({cell} AS TIMESTAMP)" if kind.startswith(("TIMESTAMP", "DATE")) else "CAST(NULL AS TIMESTAMP)"
    )


def text(source: BillSource, name: str) -> str:
    """Text of a cell as written."""
    if not source.has(name):
        return "CAST(NULL AS VARCHAR)"
    return source.cells[name] if source.is_text(name) else f"CAST({source.cells[name]} AS VARCHAR)"


def missing(source: BillSource, name: str) -> str:
    """Whether a cell says nothing."""
    cell = source.cells[name]
    return f"bill_text({cell}) IS NULL" if source.is_text(name) else f"{cell} IS NULL"


def entry(source: BillSource, name: str, keys: Sequence[str]) -> str:
    """Value under the first of some keys in a column of tags: a JSON scalar as written, or plain text.

    FOCUS tags are flat, so a pattern finds the key without parsing the whole; quotation marks inside a value
    are escaped there, so they cannot pass for a key. DuckDB runs a function of one column once per repeated
    text only when it cannot fail, which parsing JSON can.
    """
    if not source.has(name):
        return "CAST(NULL AS VARCHAR)"
    cell, kind = source.cells[name], source.types[name]
    if source.is_text(name) or kind == "JSON":
        named = "|".join(re.escape(json.dumps(key)) for key in keys)
        pattern = r"(?:" + named + r')\s*:\s*("(?:[^"\\]|\\.)*"|[^\s,}]+)'
        cell = cell if source.is_text(name) else f"CAST({cell} AS VARCHAR)"
        return f"regexp_extract({cell}, '{quoted(pattern)}', 1)"
    return f"coalesce({', '.join(_field(cell, kind, key) for key in keys)})"


def _field(cell: str, kind: str, key: str) -> str:
    """Value under a key of a map, a list of key and value, or a struct, written as a JSON text."""
    if kind.startswith("MAP("):
        return f"to_json(CAST({cell}['{quoted(key)}'] AS VARCHAR))::VARCHAR"
    if kind.endswith(")[]") and kind.startswith("STRUCT("):
        return f"to_json(CAST(map_from_entries({cell})['{quoted(key)}'] AS VARCHAR))::VARCHAR"
    if kind.startswith("STRUCT("):
        return f"to_json(CAST(to_json({cell}) ->> '{quoted(key)}' AS VARCHAR))::VARCHAR"
    return "CAST(NULL AS VARCHAR)"
