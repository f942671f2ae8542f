"""What a text file was written in: certain marks first, then UTF-8, then a guess that rather abstains.

A wrong table of characters spoils names and units without a sign, so a guess is taken only where one reading
looks like prose and no other does.
"""

from __future__ import annotations

import codecs
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
NAMES = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32-le": "UTF-32",
    "utf-32-be": "UTF-32",
    "cp950": "Big5",
    "big5hkscs": "Big5-HKSCS",
    "gb18030": "GB18030",
    "cp1252": "Windows-1252",
}
"""What readers call the encodings."""
CHINESE = {"cp950": "traditional", "big5hkscs": "traditional", "gb18030": "simplified"}
SAMPLE = 1 << 18
LEAST_COMMON = 0.2
"""Share of frequent characters among all Chinese ones: a third or more in prose, a thirtieth by chance."""
CLEARLY_MORE = 1.6
MOST_FOREIGN = 0.2
"""Western text has few letters beyond ASCII; more of them means that it is something else."""
_CHINESE_SIGNS = frozenset("，。、；：？！「」『』（）【】《》〈〉—…·％＄０１２３４５６７８９　")
_ASCII_MARKUP = re.compile(r"<[^>]*>")
_WESTERN = frozenset("“”‘’–—…€£¥©®™°·•½¼¾²³§«»‰\u00a0¡¿ºª´¨¶†‡‹›¢¤±×÷µ¹„‚")
_WORDLIKE = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿŒœŠšŽžŸ]+")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text with what it was decoded from; ``guessed`` where neither a mark nor UTF-8 made it certain."""

    text: str
    encoding: str
    guessed: bool = False


class NotUtf8Error(ValueError):
    """The bytes are UTF-8 but for damage that starts at ``position`` (a byte) on ``line`` (from 1)."""

    def __init__(self, position: int, line: int) -> None:
        super().__init__(f"byte {position}, line {line}")
        self.position = position
        self.line = line


class UnknownEncodingError(ValueError):
    """No encoding gives prose, or ``candidates`` give it alike."""

    def __init__(self, candidates: tuple[str, ...] = ()) -> None:
        super().__init__(", ".join(candidates))
        self.candidates = candidates


class BinaryError(ValueError):
    """The bytes are no text."""


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Decode a text; ``declared`` is what the user or the file itself says it is written in.

    Raises
    ------
    NotUtf8Error, UnknownEncodingError, BinaryError
        The text cannot be had without spoiling it. A LookupError means that ``declared`` names nothing.
    """
    mark = next(((mark, name) for mark, name in MARKS if data.startswith(mark)), None)
    if mark is not None:
        return Decoded(_strictly(data[len(mark[0]) :], mark[1]), mark[1])
    if declared is not None:
        return Decoded(_strictly(data, declared).removeprefix("\ufeff"), codecs.lookup(declared).name)
    wide = _wide(data)
    if wide is not None:
        return Decoded(_strictly(data, wide), wide, guessed=True)
    if b"\0" in data:
        raise BinaryError
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        return _guessed(data, error)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if codecs.lookup(encoding).name == "utf-8":
            raise _damage(data, error) from error
        raise UnknownEncodingError((codecs.lookup(encoding).name,)) from error


def _damage(data: bytes, error: UnicodeDecodeError) -> NotUtf8Error:
    return NotUtf8Error(error.start + 1, data.count(b"\n", 0, error.start) + 1)


def _wide(data: bytes) -> str | None:
    """Recognise UTF-16 without a mark: text has zero bytes then, and only one order of them gives prose."""
    if len(data) % 2 or b"\0" not in data[:SAMPLE]:
        return None
    likely = {name: _likely(data[:SAMPLE], name) for name in ("utf-16-le", "utf-16-be")}
    best = max(likely, key=lambda name: likely[name])
    return best if likely[best] > 0.6 and 3 * min(likely.values()) < likely[best] else None


def _likely(data: bytes, encoding: str) -> float:
    """Return the share of ASCII, frequent Chinese characters and full-width signs."""
    text = data.decode(encoding, "replace")
    frequent = _common("traditional") | _common("simplified")
    usual = sum(c in "\t\r\n" or " " <= c <= "~" or c in frequent or c in _CHINESE_SIGNS for c in text)
    return usual / len(text)


def _guessed(data: bytes, error: UnicodeDecodeError) -> Decoded:
    if _mostly_utf8(data):
        raise _damage(data, error)
    scores = {name: score for name in CHINESE if (score := _chinese_score(data, name)) is not None}
    if "cp950" in scores:
        scores.pop("big5hkscs", None)
    plausible = sorted((n for n in scores if scores[n] >= LEAST_COMMON), key=lambda n: -scores[n])
    western = _is_western(data)
    if western and not plausible:
        return Decoded(data.decode("cp1252"), "cp1252", guessed=True)
    clear = len(plausible) == 1 or (
        len(plausible) > 1 and scores[plausible[0]] > CLEARLY_MORE * scores[plausible[1]]
    )
    if clear and not western:
        return Decoded(data.decode(plausible[0]), plausible[0], guessed=True)
    raise UnknownEncodingError((*plausible, *(["cp1252"] if western else [])))


def _mostly_utf8(data: bytes) -> bool:
    """Tell whether sequences of several bytes are UTF-8 nearly everywhere, which chance does not do."""
    text = data[:SAMPLE].decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(ord(c) > 127 for c in text) - broken
    return whole > 20 * broken


def _chinese_score(data: bytes, encoding: str) -> float | None:
    """Return the share of frequent characters among those beyond ASCII; None where bytes do not fit."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    foreign = [c for c in _ASCII_MARKUP.sub("", text[:SAMPLE]) if ord(c) > 127]
    letters = [c for c in foreign if c.isalpha()]
    if len(letters) < 4 or any("\ue000" <= c <= "\uf8ff" or c == "\ufffd" for c in foreign):
        return 0.0
    return sum(c in _common(CHINESE[encoding]) for c in letters) / len(letters)


@cache
def _common(script: str) -> frozenset[str]:
    words = tomllib.loads((files("specie.text.document") / "common.toml").read_text("utf-8"))
    return frozenset(words[script]) - {"\n"}


def _is_western(data: bytes) -> bool:
    """Tell whether Windows-1252 gives words: few accents, none in an odd place, no symbol inside a word."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return False
    foreign = [c for c in text if ord(c) > 127]
    letters = sum(c.isalpha() for c in text)
    accents = [c for c in foreign if c.isalpha()]
    if len(accents) > MOST_FOREIGN * letters or not all(c.isalpha() or c in _WESTERN for c in foreign):
        return False
    return all(_is_word(word) for word in _WORDLIKE.findall(text) if not word.isascii()) and not re.search(
        r"[^\W\d_][¡-¶¸-¿×÷“”„†‡‰€¢][^\W\d_]", text
    )


def _is_word(word: str) -> bool:
    """Tell whether capitals stand where they may: first, or everywhere."""
    plain = word.replace("ß", "ss")
    inner = "".join(c for c in plain[1:] if ord(c) > 127)
    in_a_row = re.search(r"[À-ÖØ-öø-ÿ]{3}", plain)
    return in_a_row is None and (plain.isupper() or inner == inner.lower())
