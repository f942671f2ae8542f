"""Which models exist, by the price list and the table of retirements, and who serves each."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from specie.stack.provider import provider, sells_no_endpoint
from specie.supply.lifecycle import identify
from specie.supply.price_list import price_list

if TYPE_CHECKING:
    from collections.abc import Iterator

_VERSION = re.compile(
    r"^(?:[-@](?:latest|preview|beta|exp|default|v?\d[\d.-]*|0?\d{3,8}|thinking|online))+(?::\w+)?$"
)
"""What may follow the name of a known model and still be that model: a date, a number, a stage."""
_TAIL = re.compile(
    r"(?:[-@](?:20\d{6}|20\d{2}-\d{2}-\d{2}|latest|00\d)|(?<!claude)(?<=[a-z]{4})-v\d(?::\d)?)$"
)
_PLAIN = re.compile(r"[^a-z0-9]+")
_BUILD = re.compile(r"(?:instruct|versatile|it|fp8|fp4|bf16|free)+$")


@lru_cache(maxsize=8192)
def listed(written: str) -> bool:
    """Tell whether the price list has a model of that name, or one of which it is a version."""
    key = identify(written).key
    if key in _names():
        return True
    return any(key.startswith(known) and _VERSION.match(key[len(known) :]) for known in _prefixes(key))


@lru_cache(maxsize=8192)
def hosts(written: str) -> tuple[str, ...]:
    """Name the providers of the price list that serve the same model, each once, by name.

    Two names are the same model when they differ only in vendor, punctuation, the word for a build and the
    date; a router over other providers is no host.
    """
    wanted = {_plain(form) for form in _forms(identify(written).key)}
    found = {host for form in wanted for host in _served().get(form, ())}
    return tuple(sorted({_door(host) for host in found}, key=str.casefold))


def serves(host: str, written: str) -> bool:
    """Tell whether a provider lists the model."""
    return any(host in _served().get(_plain(form), ()) for form in _forms(identify(written).key))


def _door(host: str) -> str:
    own = provider(host)
    return provider(own.same).name if own.same else own.name


def _prefixes(key: str) -> Iterator[str]:
    """Yield the known names that a key starts with, cut at a hyphen or an at sign."""
    for at, char in enumerate(key):
        if char in "-@:" and key[:at] in _names():
            yield key[:at]


@cache
def _names() -> frozenset[str]:
    """Every name that the price list states in full, in the form in which names are compared."""
    return frozenset(
        identify(name).key
        for seller in price_list()["providers"]
        for model in seller["models"]
        for name in _stated(model)
        if len(name) > 1
    )


@cache
def _served() -> dict[str, frozenset[str]]:
    """Who serves each model, under its plain name and that without its date."""
    found: dict[str, set[str]] = {}
    for seller in price_list()["providers"]:
        if sells_no_endpoint(seller["id"]):
            continue
        for model in seller["models"]:
            for name in _stated(model):
                for form in _forms(identify(name).key):
                    found.setdefault(_plain(form), set()).add(seller["id"])
    return {name: frozenset(sellers) for name, sellers in found.items()}


def _forms(key: str) -> tuple[str, ...]:
    """A name and the same without the date or number of a version at its end."""
    bare = _TAIL.sub("", key)
    return (key,) if bare == key else (key, bare)


def _plain(key: str) -> str:
    return _BUILD.sub("", _PLAIN.sub("", key)) or key


def _stated(model: list[Any]) -> Iterator[str]:
    """Yield the id of a model of the list and the names that its rule spells out."""
    yield str(model[0])
    yield from _spelled(model[1])


def _spelled(rule: Any) -> Iterator[str]:
    if rule is None:
        return
    kind, value = rule
    if kind in ("or_", "and_"):
        for part in value:
            yield from _spelled(part)
    elif kind == "equals" or (kind == "starts_with" and not value.endswith(("-", "-20", "/"))):
        yield value
