"""Values that are assigned to a key that names models: ``model = "…"``, ``OPENAI_MODEL=…``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from specie.stack.lines import commented
from specie.stack.mention import NAME_CHARS, Mention, name_in, stands_bare
from specie.stack.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.stack.lines import Lines

_KEYS = ("model", "llm", "azure_deployment", "azuredeployment", "inferenceprofileid", "inference_profile_id")
_LEFT = re.compile(r"[\w-]{0,40}\Z")
_VALUE = re.compile(
    r"""(?P<tail>[\w-]{0,24})\\?["'`]?\]?\s{0,4}
    (?::\s{0,4}[\w.\[\]|\ ]{1,40}?\s{0,4}=|:=|=>|=|:|,|\()\s{0,4}
    (?:\\?(?P<quote>["'`])(?P<quoted>[^"'`\\\n]{1,160})\\?(?P=quote)|(?P<bare>[A-Za-z][\w./:@-]{0,159}))""",
    re.VERBOSE,
)
_PIECE = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


def keyed_names(text: str, lower: str, lines: Lines, *, bare: bool) -> Iterator[Mention]:
    """Yield what is assigned to a key that names models; ``lower`` is the text in small letters."""
    for word in _KEYS:
        at = lower.find(word)
        while at >= 0:
            mention = _assigned(text, at, at + len(word), lines, bare=bare)
            if mention is not None:
                yield mention
            at = lower.find(word, at + len(word))


def _assigned(text: str, start: int, end: int, lines: Lines, *, bare: bool) -> Mention | None:
    """Return the value behind a key of which a part stands between two offsets."""
    value = _VALUE.match(text, end)
    if value is None or "\n" in value.group():
        return None
    left = _LEFT.search(text, max(0, start - 40), start)
    key = (left.group() if left else "") + text[start:end] + value["tail"]
    group = "quoted" if value["quoted"] is not None else "bare"
    if (group == "bare" and not bare) or not _names_models(key):
        return None
    at = value.start(group)
    begin, name = name_in(at, value[group].strip())
    if group == "bare" and not stands_bare(lines, at, at + len(value[group]), bare=True):
        return None
    if not name or not NAME_CHARS.issuperset(name) or commented(lines, at):
        return None
    return Mention(begin, name, keyed=True)


def _names_models(key: str) -> bool:
    """Tell whether models are assigned to such a key: ``model``, ``OPENAI_MODEL``, ``chatModelId``."""
    pieces = [piece.lower() for piece in _PIECE.findall(key)]
    for cut in range(len(pieces)):
        if "".join(pieces[cut:]) in words().keys:
            return all(piece in words().key_words for piece in pieces[:cut])
    return False


def like_a_model(name: str) -> bool:
    """Tell whether an unknown name in such a place may be a model: a number in it, and no path to a file."""
    if not any(char.isdigit() for char in name) or len(name) > 80:
        return False
    return bool(words().unknown.match(name)) and not words().no_model.search(name)
