"""Which tags of a filing say what, read from ``concepts.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from specie.model import Term

FACT_UNITS = {"usd": "USD", "shares": "shares"}
"""Unit of a row to the key of the company facts."""
NAMED = (
    Term("revenue"),
    Term("cost_of_revenue"),
    Term("gross_profit"),
    Term("operating_income"),
    Term("net_income"),
    Term("research_and_development"),
    Term("interest_expense"),
    Term("capex"),
    Term("cash"),
    Term("total_debt"),
    Term("shares_outstanding"),
    Term("market_cap"),
)
"""Metrics that connectors write, as words that readers see."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to a figure: every tag of ``total``, and those of ``also`` that are there, added up."""

    total: tuple[str, ...]
    also: tuple[str, ...] = ()
    bound: str = "="

    @property
    def tags(self) -> tuple[str, ...]:
        """Every tag it may use."""
        return self.total + self.also


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric of the book and the ways to it, best first.

    ``kind`` is ``flow`` (over a period), ``point`` (on the day of a balance sheet) or ``cover`` (on the day
    that the cover of a filing names). A ``positive`` metric below zero is a fault of the filing's data.
    """

    name: str
    kind: str
    ways: tuple[Way, ...]
    unit: str = "usd"
    positive: bool = False

    @property
    def tags(self) -> tuple[str, ...]:
        """Every tag that may say it."""
        return tuple(dict.fromkeys(tag for way in self.ways for tag in way.tags))


@cache
def metrics() -> tuple[Metric, ...]:
    """Return every metric, in the order of the file."""
    text = (files("specie.connect.filings") / "concepts.toml").read_text("utf-8")
    return tuple(map(_metric, tomllib.loads(text)["metric"]))


def _metric(raw: dict[str, Any]) -> Metric:
    ways = [Way((tag,)) for tag in raw["concepts"]]
    ways += [
        Way(tuple(way["sum"]), tuple(way.get("also", ())), way.get("bound", "="))
        for way in raw.get("way", ())
    ]
    return Metric(raw["name"], raw["kind"], tuple(ways), raw.get("unit", "usd"), raw.get("positive", False))
