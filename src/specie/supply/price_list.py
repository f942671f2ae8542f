"""The dated price list of ``genai-prices`` as plain values, so that reading it does not build the library.

The library takes a third of a second to import. What is needed of it, token prices and the rules by which a
name finds its model, lies beside this module in ``list_prices.json``, written by ``tools/prices.py`` from the
version it names. Where another version of the library is installed, that one is read instead.
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

LIBRARY = "genai-prices"
KINDS = ("input_mtok", "cache_read_mtok", "output_mtok")
"""Fresh input, cached input and output, each by the million tokens."""
_CLAUSES = ("starts_with", "ends_with", "contains", "regex", "equals", "or_", "and_")

_TESTS: dict[str, Callable[[str, str], bool]] = {
    "starts_with": lambda value, text: text.startswith(value),
    "ends_with": lambda value, text: text.endswith(value),
    "contains": lambda value, text: value in text,
    "regex": lambda value, text: re.search(value, text) is not None,
    "equals": lambda value, text: text == value,
}


@cache
def price_list() -> Mapping[str, Any]:
    """Return the list of the installed version: ``version``, ``source`` and ``providers``."""
    kept = json.loads((files("specie.supply") / "list_prices.json").read_text("utf-8"))
    return kept if kept["version"] == version(LIBRARY) else harvest()


def harvest() -> dict[str, Any]:
    """Take the list from the installed library."""
    from genai_prices.data_snapshot import get_snapshot

    number = version(LIBRARY)
    return {
        "version": number,
        "source": f"package {LIBRARY}/{number} (MIT), https://github.com/pydantic/genai-prices",
        "providers": [_provider(provider) for provider in get_snapshot().providers],
    }


def matches(clause: Any, text: str) -> bool:
    """Tell whether a name fits a rule of the list; the rule is ``[kind, value]``."""
    if clause is None:
        return False
    kind, value = clause
    if kind in ("or_", "and_"):
        return (any if kind == "or_" else all)(matches(part, text) for part in value)
    return _TESTS[kind](value, text if kind == "regex" else text.lower())


def _provider(provider: Any) -> dict[str, Any]:
    return {
        "id": provider.id,
        "match": _clause(provider.provider_match),
        "fallback": list(provider.fallback_model_providers or ()),
        "models": [_model(model) for model in provider.models],
    }


def _model(model: Any) -> list[Any]:
    """Id, rule, context window, whether it is deprecated, and its prices in the order of the list."""
    prices = model.prices if isinstance(model.prices, list) else [model.prices]
    steps = [_step(price) for price in prices]
    return [model.id, _clause(model.match), model.context_window, bool(model.deprecated), steps]


def _step(price: Any) -> list[Any]:
    """When it holds (always, from a day, between two times of the day) and the prices of each kind."""
    rates = getattr(price, "prices", price)
    when = _when(getattr(price, "constraint", None))
    return [when, *(_rate(getattr(rates, kind)) for kind in KINDS)]


def _when(constraint: Any) -> Any:
    if constraint is None:
        return None
    if hasattr(constraint, "start_date"):
        return constraint.start_date.isoformat()
    return [_hours(constraint.start_time), _hours(constraint.end_time)]


def _hours(time: Any) -> float:
    offset = time.utcoffset()
    shift = 0.0 if offset is None else offset.total_seconds()
    return ((time.hour * 3600 + time.minute * 60 + time.second - shift) / 3600) % 24


def _rate(price: Any) -> Any:
    """A plain price, or the base with ``[start, price]`` of every tier of context length."""
    if price is None:
        return None
    if hasattr(price, "tiers"):
        return [float(price.base), [[tier.start, float(tier.price)] for tier in price.tiers]]
    return float(price)


def _clause(clause: Any) -> Any:
    if clause is None:
        return None
    kind = next(name for name in _CLAUSES if hasattr(clause, name))
    value = getattr(clause, kind)
    if kind in ("or_", "and_"):
        return [kind, _clauses(value)]
    return [kind, value if kind == "regex" else value.lower()]


def _clauses(parts: Iterable[Any]) -> list[Any]:
    return [_clause(part) for part in parts]
