"""The model that is asked: its name, its address, and the key from the environment."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from specie.model import Message, say

if TYPE_CHECKING:
    from collections.abc import Mapping

KEY = "SPECIE_LLM_KEY"
HERE = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Model:
    """A model behind an OpenAI-compatible endpoint; ``seconds`` bounds one question."""

    name: str
    url: str
    key: str = field(default="", repr=False)
    seconds: float = 120.0

    @property
    def host(self) -> str:
        """Where the text is sent."""
        parts = urlsplit(self.url)
        return parts.netloc.rpartition("@")[2]


class EndpointError(ValueError):
    """The address cannot be asked; ``message`` says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.template)
        self.message = message


def model_at(name: str, endpoint: str, environ: Mapping[str, str] | None = None) -> Model:
    """Return the model to be asked; raises EndpointError for a wrong address or one that leaks the key."""
    known = os.environ if environ is None else environ
    try:
        parts = urlsplit(endpoint)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise EndpointError(say("not an address: {url}", url=endpoint)) from None
    if (
        parts.scheme not in ("http", "https")
        or not host
        or parts.query
        or parts.fragment
        or "@" in parts.netloc
    ):
        raise EndpointError(say("not an address: {url}", url=endpoint))
    key = known.get(KEY, "").strip()
    if not key.isascii() or not key.isprintable():
        raise EndpointError(say("{name} is not a key", name=KEY))
    if key and parts.scheme == "http" and host not in HERE:
        raise EndpointError(say("the key would travel unprotected: use https for {host}", host=host))
    return Model(name, endpoint.rstrip("/"), key)
