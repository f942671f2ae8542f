"""Public facts that ship with the product: nine tables, each row with source, date and quality."""

from specie.facts.check import check
from specie.facts.fact import Fact
from specie.facts.partial_date import first_day, last_day
from specie.facts.room import Facts, open_facts
from specie.facts.schema import Column, Schema, schema, table_names

__all__ = [
    "Column", "Fact", "Facts", "Schema", "check", "first_day", "last_day", "open_facts", "schema",
    "table_names",
]  # fmt: skip
