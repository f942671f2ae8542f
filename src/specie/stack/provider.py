"""What ``providers.toml`` says of providers and families of models."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files

from specie.model import Origin
from specie.model.stack import Pin

PLACE = "stack/providers.toml"
LOOKED_UP = date(2026, 11, 22)
"""Day on which the pages named in the file were looked up."""


@dataclass(frozen=True, slots=True)
class Provider:
    """Who serves models: id of the price list, name, company in the facts, page on a compatible endpoint."""

    id: str
    name: str
    company: str = ""
    compatible: str = ""
    same: str = ""
    """The provider this entry of the price list is another door to."""


@dataclass(frozen=True, slots=True)
class _Data:
    providers: dict[str, Provider]
    not_hosts: frozenset[str]
    clouds: dict[str, frozenset[str]]
    own: frozenset[str]
    weights: tuple[tuple[re.Pattern[str], str], ...]
    names: tuple[tuple[re.Pattern[str], bool], ...]


def provider(name: str) -> Provider:
    """Return what is known of a provider; one that the file does not have is called by its id."""
    return _data().providers.get(name) or Provider(name, name)


def sells_no_endpoint(name: str) -> bool:
    """Tell whether an entry of the price list is a router or a product with seats."""
    return name in _data().not_hosts


def takes(cloud: str, developer: str) -> bool:
    """Tell whether a cloud serves the models of a developer."""
    return developer in _data().clouds.get(cloud, frozenset())


def serves_its_own(developer: str) -> bool:
    """Tell whether who made a model serves it as well."""
    return developer in _data().own


def open_weights(key: str) -> tuple[bool | None, Origin | None]:
    """Tell whether the weights of a model can be had, and where; None where its family is not listed."""
    page = next((page for pattern, page in _data().weights if pattern.search(key)), None)
    if page is None:
        return None, None
    return bool(page), Origin(PLACE, as_of=LOOKED_UP, url=page)


def compatible_endpoint(name: str) -> tuple[bool | None, Origin | None]:
    """Tell whether a provider documents a compatible endpoint, and where; None where that is not known."""
    page = provider(name).compatible
    return (True, Origin(PLACE, as_of=LOOKED_UP, url=page)) if page else (None, None)


@lru_cache(maxsize=4096)
def pin_of(key: str, alias: bool) -> Pin:
    """Tell whether a name stands for one version; ``alias`` where a source says that it does not."""
    if alias:
        return Pin.FLOATING
    pinned = next((pinned for pattern, pinned in _data().names if pattern.search(key)), None)
    return Pin.UNSTATED if pinned is None else Pin.PINNED if pinned else Pin.FLOATING


@cache
def _data() -> _Data:
    raw = tomllib.loads((files("specie.stack") / "providers.toml").read_text("utf-8"))
    return _Data(
        {name: Provider(name, **entry) for name, entry in raw["providers"].items()},
        frozenset(raw["hosts"]["not_hosts"]),
        {cloud: frozenset(takes) for cloud, takes in raw["hosts"]["clouds"].items()},
        frozenset(raw["hosts"]["own"]),
        tuple((re.compile(entry["family"]), entry["page"]) for entry in raw["weights"]),
        tuple((re.compile(entry["pattern"]), entry["pinned"]) for entry in raw["names"]),
    )
