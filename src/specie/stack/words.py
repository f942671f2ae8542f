"""The words of ``words.toml``, made ready once."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Words:
    """Which files are read, and how models, keys, providers and packages are written."""

    folders: frozenset[str]
    endings: frozenset[str]
    names: re.Pattern[str]
    generated: tuple[str, ...]
    seeds: tuple[str, ...]
    anchors: re.Pattern[str]
    keys: frozenset[str]
    key_words: frozenset[str]
    unknown: re.Pattern[str]
    no_model: re.Pattern[str]
    bare: frozenset[str]
    bare_names: re.Pattern[str]
    markers: tuple[tuple[str, tuple[str, ...], re.Pattern[str]], ...]
    """Provider, the stems one of which must be there, and the signs."""
    packages: dict[str, str]
    manifests: tuple[tuple[str, re.Pattern[str]], ...]

    def read(self, name: str) -> bool:
        """Tell whether a file of that name is read."""
        lower = name.lower()
        if lower.endswith(self.generated):
            return False
        return _ending(lower) in self.endings or self.names.match(name) is not None

    def takes_bare(self, name: str) -> bool:
        """Tell whether values need no quotes in a file of that name."""
        return _ending(name.lower()) in self.bare or self.bare_names.match(name) is not None

    def manifest(self, name: str) -> re.Pattern[str] | None:
        """Return how packages are written in a file of that name; None where it lists none."""
        return next((pattern for start, pattern in self.manifests if name.startswith(start)), None)


def _ending(name: str) -> str:
    dot = name.rfind(".")
    return name[dot:] if dot >= 0 else ""


@cache
def words() -> Words:
    """Read the file once."""
    raw = tomllib.loads((files("specie.stack") / "words.toml").read_text("utf-8"))
    return Words(
        folders=frozenset(raw["folders"]),
        endings=frozenset(raw["endings"]),
        names=_starts(raw["names"]),
        generated=tuple(raw["generated"]),
        seeds=tuple(raw["seeds"]),
        anchors=re.compile(rf"(?<![a-z0-9])(?:{'|'.join(raw['anchors'])})", re.IGNORECASE),
        keys=frozenset(raw["keys"]),
        key_words=frozenset(raw["key_words"]),
        unknown=re.compile(raw["unknown"], re.IGNORECASE),
        no_model=re.compile(raw["no_model"], re.IGNORECASE),
        bare=frozenset(raw["bare"]),
        bare_names=_starts(raw["bare_names"]),
        markers=tuple(
            (name, tuple(raw["stems"][name]), re.compile(text, re.MULTILINE))
            for name, text in raw["markers"].items()
        ),
        packages={name.lower(): provider for name, provider in raw["packages"].items()},
        manifests=tuple(_manifests(raw)),
    )


def _starts(names: list[str]) -> re.Pattern[str]:
    """Names as they are, or followed by a dot or a hyphen and more."""
    return re.compile(rf"(?:{'|'.join(map(re.escape, names))})(?:$|[.-])")


def _manifests(raw: dict[str, Any]) -> list[tuple[str, re.Pattern[str]]]:
    longest: list[str] = sorted(raw["packages"], key=len, reverse=True)
    names = "|".join(re.escape(name) for name in longest)
    flags = re.MULTILINE | re.IGNORECASE
    return [(start, re.compile(text.replace("{}", names), flags)) for start, text in raw["manifests"].items()]
