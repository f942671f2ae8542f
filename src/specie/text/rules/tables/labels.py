"""How a sentence names a row or a column of a table: by its period, by its words, or by most of them."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from specie.text.rules.tables.grid import raw

_UNITS = re.compile(r"[(（][^)）]*[)）]")
_WORD = re.compile(r"[a-z]{3,}")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_QUARTER = re.compile(r"(?:(?P<y1>(?:19|20)\d\d)[ -]?)?q(?P<q>[1-4])(?:[ '-]*(?P<y2>(?:19|20)\d\d))?")
_YEAR = re.compile(r"(?:fy|fiscal |年)?((?:19|20)\d\d)(?!\d)")
_EVERYTHING = frozenset(
    ["the", "and", "for", "with", "from", "per", "year", "share", "change", "remark", "年", "率"]
)


@lru_cache(maxsize=512)
def words_of(label: str) -> frozenset[str]:
    """Return the words of a label that name something: units, periods and grammar left out."""
    bare = _YEAR.sub(" ", _QUARTER.sub(" ", _UNITS.sub(" ", label.lower())))
    latin = {_stem(w) for w in _WORD.findall(bare)} - _EVERYTHING - _unit_words()
    runs = [re.sub(raw()["bare"], "", run) for run in _HAN.findall(bare)]
    return frozenset(
        latin
        | {run[i : i + 2] for run in runs for i in range(len(run) - 1)}
        | {r for r in runs if len(r) == 1}
    )


def _stem(word: str) -> str:
    return word[:-1] if word.endswith("s") and len(word) > 3 else word


@cache
def _unit_words() -> frozenset[str]:
    return frozenset(_stem(word) for word in str(raw()["units"]).split())


def overlap(label: str, text: str) -> float:
    """Return which part of the words of a label a piece of text has; 0 where the label has no words."""
    words = words_of(label)
    if not words:
        return 0.0
    said = {_stem(w) for w in _WORD.findall(text)}
    found = sum((word in said) if word.isascii() else (word in text) for word in words)
    return found / len(words)


def names_label(label: str, text: str) -> int:
    """Return where a piece of text last names a row or column in full; -1 where it does not."""
    place = names_period(label, text)
    if place >= 0 or is_period(label):
        return place
    name = _UNITS.sub("", label.lower()).strip()
    if not words_of(label) or len(name) < 2:
        return -1
    if name.isascii():
        found = list(re.finditer(rf"(?<![a-z]){re.escape(name)}(?:s|'s|an|n|ese)?(?![a-z])", text))
        return found[-1].start() if found else -1
    return text.rfind(name)


@lru_cache(maxsize=512)
def is_period(label: str) -> bool:
    """Tell whether a label is a month, a quarter, a half or a year and nothing else."""
    name = _UNITS.sub("", label.lower()).strip()
    return bool(name in _periods() or re.fullmatch(r"(?:1[0-2]|[1-9]) ?月", name) or _QUARTER.fullmatch(name)
                or _YEAR.fullmatch(name.removesuffix("年").strip()))  # fmt: skip


def names_period(label: str, text: str) -> int:
    """Return where a piece of text last names the period of a label; -1 where it does not."""
    name = _UNITS.sub("", label.lower()).strip()
    quarter = _QUARTER.fullmatch(name)
    if quarter is not None:
        year = quarter["y1"] or quarter["y2"]
        place = _last(_periods()[f"q{quarter['q']}"], text)
        other = [m[0] for m in re.finditer(r"(?:19|20)\d\d", text)]
        return -1 if year and other and year not in other else place
    names = _periods().get(name)
    if names is not None:
        return _last(names, text)
    month = re.fullmatch(r"(1[0-2]|[1-9]) ?月", name)
    if month is not None:
        return _last([rf"(?<!\d){month[1]} ?月(?! ?\d{{1,2}} ?日)"], text)
    year = _YEAR.match(name)
    return text.rfind(year[1]) if year is not None else -1


def _last(names: list[str], text: str) -> int:
    return max((m.start() for name in names for m in re.finditer(name, text)), default=-1)


@cache
def _periods() -> dict[str, list[str]]:
    return {label: names for labels, names in raw()["periods"].items() for label in labels.split("|")}
