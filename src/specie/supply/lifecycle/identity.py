"""From the many ways in which a model is written to one name that can be compared."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

FULL_DATE = re.compile(r"[-@](?:20\d{6}|20\d{2}-\d{2}-\d{2})$")
"""A snapshot that names its day: claude-...-20241022, gpt-...-2024-08-06, ...@20240620."""
_VERTEX = re.compile(r"@(?=\d)")
_NO_VERSION = re.compile(r"@(?:default|latest)$")
_DOT = re.compile(r"(?<=\d)\.(?=\d)")
_DATED_HOST_VERSION = re.compile(r"(?<=\d{8})-v\d+$")
_CONTEXT = re.compile(r":(?:0|\d+k)$")
_ARN = re.compile(r"^arn:aws[a-z-]*:bedrock:[^/]*/")
_TUNED = re.compile(r"^ft:(?P<base>[^:]+)(?::.*)?$")


@dataclass(frozen=True, slots=True)
class ModelId:
    """What a written id says.

    ``provider`` is who serves it, as far as the writing tells (``us.anthropic.…`` is Amazon Bedrock), empty
    where it does not; ``developer`` who made it. ``key`` is the same for every writing of one model.
    """

    text: str
    name: str
    key: str
    provider: str = ""
    developer: str = ""
    tuned: bool = False


@dataclass(frozen=True, slots=True)
class _Forms:
    """How ids are written, from ``identity.toml``."""

    routes: tuple[tuple[str, str], ...]
    developers: dict[str, str]
    bedrock: re.Pattern[str]
    tails: re.Pattern[str]
    families: tuple[tuple[str, re.Pattern[str]], ...]
    words: dict[str, str]


@lru_cache(maxsize=16_384)
def identify(text: str) -> ModelId:
    """Read a model id as it is written in code, configuration, a bill or a table.

    >>> identify("us.anthropic.claude-3-5-sonnet-20241022-v2:0").key
    'claude-3-5-sonnet-20241022'
    """
    forms = _forms()
    name, provider, developer = _unrouted(text.strip().casefold(), forms)
    tuned = _TUNED.match(name)
    if tuned:
        name = tuned["base"]
    name = forms.tails.sub("", name)
    bedrock = forms.bedrock.match(name)
    if bedrock:
        provider = provider or "aws"
        developer = forms.developers.get(bedrock["vendor"], bedrock["vendor"])
        name = name[bedrock.end() :]
    if not provider and re.search(r"@(?:20\d{6}|default|latest)$", name):
        provider = "vertex"
    developer = developer or _developer(name, forms)
    return ModelId(text, name, _key(name), provider, developer, tuned is not None)


def provider_of(word: str) -> str:
    """Return the provider that a word names (``AWS Bedrock``, ``azure-openai``), empty where none does."""
    return _forms().words.get(re.sub(r"[\s_.-]+", "-", word.strip().casefold()), "")


def _key(name: str) -> str:
    plain = _CONTEXT.sub("", _CONTEXT.sub("", name))
    plain = _NO_VERSION.sub("", _DATED_HOST_VERSION.sub("", plain))
    return _DOT.sub("-", _VERTEX.sub("-", plain))


def _unrouted(name: str, forms: _Forms) -> tuple[str, str, str]:
    """Take off who routes the call: ``bedrock/``, ``vertex_ai/``, ``models/``, ``openai:``, an ARN."""
    provider = developer = ""
    if _ARN.match(name):
        name, provider = _ARN.sub("", name), "aws"
    found = True
    while found:
        found = False
        for prefix, by in forms.routes:
            if name.startswith(prefix) and len(name) > len(prefix):
                name, found = name[len(prefix) :], True
                provider = provider or by
        vendor, slash, rest = name.partition("/")
        if slash and rest and vendor in forms.developers:
            name, developer, found = rest, forms.developers[vendor], True
    return name, provider, developer


def _developer(name: str, forms: _Forms) -> str:
    return next((owner for owner, pattern in forms.families if pattern.match(name)), "")


@cache
def _forms() -> _Forms:
    raw = tomllib.loads((files("specie.supply.lifecycle") / "identity.toml").read_text("utf-8"))
    vendors: dict[str, str] = raw["developers"]
    regions, makers = ("|".join(raw[name]) for name in ("bedrock_regions", "bedrock_vendors"))
    return _Forms(
        routes=tuple(raw["routes"].items()),
        developers=vendors,
        bedrock=re.compile(rf"^(?:(?:{regions})\.)?(?P<vendor>{makers})\."),
        tails=re.compile(rf":(?:{'|'.join(raw['route_tails'])})$"),
        families=tuple((owner, re.compile(pattern)) for owner, pattern in raw["families"].items()),
        words=_words(raw["providers"]),
    )


def _words(providers: dict[str, Any]) -> dict[str, str]:
    return {word: provider for provider, words in providers.items() for word in (provider, *words)}
