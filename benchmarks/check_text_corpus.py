"""Texts with known faults: what a label says, and how findings are counted against it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from specie.model.claim import Alarm, Span, TextCheck
from specie.model.finding import Severity

CORPUS = Path(__file__).resolve().parents[1] / "tests" / "text" / "corpus"
HALVES = ("tuned", "held-out")
PRACTICE = "practice"
"""Read and printed beside the halves, with no limit on it: the same faults in many more wordings."""
LANGUAGES = ("en", "zh-Hant")
FAMILIES = {"1": "arithmetic", "2": "contradiction", "3": "fact", "4": "ruler", "5": "zombie"}
"""Family by the first digit of a code; TXT9xx is information and no fault."""
_CODE = re.compile(r"TXT([1-5])\d\d")


@dataclass(frozen=True)
class Fault:
    """Something that a careful editor would mark."""

    family: str
    also: tuple[str, ...]
    quotes: tuple[str, ...]
    why: str

    @property
    def families(self) -> tuple[str, ...]:
        """Under which families it may rightly be reported."""
        return (self.family, *self.also)


@dataclass(frozen=True)
class Text:
    """One text with its label."""

    path: Path
    content: str
    language: str
    genre: str
    mixed: bool
    clean: bool
    half: str
    faults: tuple[Fault, ...]

    @property
    def name(self) -> str:
        """File name without its ending."""
        return self.path.stem

    def spans(self, fault: Fault) -> tuple[Span, ...]:
        """Where the quotes of a fault stand."""
        starts = ((self.content.find(quote), quote) for quote in fault.quotes)
        return tuple(Span(start, start + len(quote)) for start, quote in starts if start >= 0)


@dataclass(frozen=True)
class Score:
    """What checking one text gave: each finding, true or not, and each fault, found or not."""

    text: Text
    findings: tuple[tuple[Alarm, str, bool], ...]
    """Finding, its family, whether it is about a fault."""
    faults: tuple[tuple[Fault, bool], ...]


def read_corpus(folder: Path = CORPUS) -> list[Text]:
    """Read every text of both halves and of practice, by name."""
    return [_read(label) for half in (*HALVES, PRACTICE) for label in sorted((folder / half).glob("*.toml"))]


def score(text: Text, check: TextCheck) -> Score:
    """Count the findings of one text against its label."""
    findings = [(alarm, family) for alarm in check.alarms for family in _families(alarm)]
    judged = [
        (alarm, family, any(_hits(text, f, alarm, family) for f in text.faults)) for alarm, family in findings
    ]
    found = [(fault, any(_hits(text, fault, a, family) for a, family in findings)) for fault in text.faults]
    return Score(text, tuple(judged), tuple(found))


def volume(texts: Iterable[Text], size: int, seed: int = 20261122) -> str:
    """Concatenate the texts over and over to a number of UTF-8 bytes, with other digits in each copy."""
    contents = [text.content for text in texts]
    parts: list[str] = []
    done = copy = 0
    while done < size:
        part = _varied(contents[copy % len(contents)], seed + copy // len(contents))
        parts.append(part + "\n")
        done += len(parts[-1].encode())
        copy += 1
    return "".join(parts)


def _varied(content: str, seed: int) -> str:
    # The last digit of longer numbers moves with the copy, so that no sentence comes twice in the same words.
    factor = (1, 3, 7, 9)[seed % 4]
    return re.sub(r"(?<=\d)[1-9](?!\d)", lambda m: str(int(m[0]) * factor % 10 or 5), content)


def _read(label: Path) -> Text:
    raw: dict[str, Any] = tomllib.loads(label.read_text("utf-8"))
    path = next(p for end in (".md", ".txt") if (p := label.with_suffix(end)).exists())
    return Text(
        path=path,
        content=path.read_bytes().decode(),
        language=raw["language"],
        genre=raw["genre"],
        mixed=raw.get("mixed", False),
        clean=raw["clean"],
        half=raw["half"],
        faults=tuple(_fault(row) for row in raw.get("fault", [])),
    )


def _fault(row: dict[str, Any]) -> Fault:
    return Fault(row["family"], tuple(row.get("also", ())), tuple(row["quotes"]), row["why"])


def _families(alarm: Alarm) -> Iterator[str]:
    match = _CODE.fullmatch(alarm.code)
    if alarm.severity is not Severity.NOTE and match:
        yield FAMILIES[match[1]]


def _hits(text: Text, fault: Fault, alarm: Alarm, family: str) -> bool:
    return family in fault.families and any(
        span.meets(place) for span in alarm.spans for place in text.spans(fault)
    )
