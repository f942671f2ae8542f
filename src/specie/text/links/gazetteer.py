"""Names of companies and of publishers of studies in a text."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from specie.model import Ref
from specie.text.figures.fold import fold

if TYPE_CHECKING:
    from specie.facts import Facts


_DESCRIBED = re.compile("^[a-z].*(?: behind | of )")


@dataclass(frozen=True, slots=True)
class Name:
    """A name at its place, and whom it names."""

    start: int
    end: int
    who: Ref


@dataclass(frozen=True, slots=True, eq=False)
class Gazetteer:
    """Every known name, and what it stands for."""

    latin: re.Pattern[str]
    told: re.Pattern[str]
    """Descriptions that stand for a name: the maker of Claude, the start-up behind ChatGPT."""
    chinese: re.Pattern[str]
    owners: dict[str, Ref]

    def names(self, text: str, folded: str) -> list[Name]:
        """Return the names of a text in order; the longest one counts at a place."""
        hits = [(found.start(), found.end(), found.group()) for found in self.latin.finditer(text)]
        if " behind " in text or " maker of " in text:
            hits += [(found.start(), found.end(), found.group()) for found in self.told.finditer(text)]
        hits += [(found.start(), found.end(), found.group()) for found in self.chinese.finditer(folded)]
        return [Name(start, end, self.owners[word]) for start, end, word in sorted(hits)]


def gazetteer(facts: Facts) -> Gazetteer:
    """Return the names of the companies in the facts, their other names, and publishers of studies."""
    return _made(tuple((row.text("company_id"), row.text("name")) for row in facts.rows("companies")))


@cache
def _made(companies: tuple[tuple[str, str], ...]) -> Gazetteer:
    raw = tomllib.loads((files("specie.text.links") / "companies.toml").read_text("utf-8"))
    owners: dict[str, Ref] = {}
    for publisher, words in raw["publishers"].items():
        owners |= {fold_chinese(word): Ref("publisher", publisher, publisher) for word in words}
    for other, words in raw["others"].items():
        owners |= {fold_chinese(word): Ref("company", other, words[0]) for word in words}
    for company, name in companies:
        plain = re.sub(r"\s*\(.*\)", "", name)
        known = raw["aliases"].get(company, [plain] if " " in plain else [])
        owners |= {fold_chinese(word): Ref("company", company, plain) for word in known}
    owners |= {
        word.upper(): who for word, who in owners.items() if _may_shout(word) and word.upper() not in owners
    }
    latin = sorted((w for w in owners if w.isascii() and not _DESCRIBED.search(w)), key=len, reverse=True)
    told = [word for word in owners if _DESCRIBED.search(word)]
    chinese = sorted((word for word in owners if not word.isascii()), key=len, reverse=True)
    names = "|".join(map(re.escape, latin))
    ends = r"(?![A-Za-z0-9]|-[A-Za-z0-9]|\.[a-z])"
    return Gazetteer(
        re.compile(f"(?<![A-Za-z0-9@.-])(?=[A-Zanx])(?:{names}){ends}"),
        re.compile(rf"(?<![A-Za-z])(?:{'|'.join(map(re.escape, told))})(?![A-Za-z])"),
        re.compile("|".join(map(re.escape, chinese))),
        owners,
    )


def _may_shout(word: str) -> bool:
    """Tell whether a name may be printed in capitals: BROADCOM; short ones would be taken for abbreviations."""  # noqa: E501
    return word.isascii() and word.isalpha() and len(word) >= 5 and not word.isupper()


def fold_chinese(word: str) -> str:
    """Return a Chinese name as the folded text has it, a Latin one as it is."""
    return word if word.isascii() else fold(word)
