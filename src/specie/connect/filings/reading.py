"""Company facts as the SEC hands them out (``/api/xbrl/companyfacts/CIK##########.json``), checked.

``fy``, ``fp`` and ``frame`` are not used: the first two belong to the filing, not to the fact, and a
comparative figure of last year carries this year's.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from specie.connect.filings.fact import Fact, Period
from specie.connect.filings.issue import Issue
from specie.model import Level, Quantity, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.model import Message

ACCESSION = re.compile(r"\d{10}-\d{2}-\d{6}")


@dataclass(frozen=True, slots=True)
class Document:
    """Everything of the wanted tags that one company has filed, by tag."""

    cik: int
    facts: Mapping[str, tuple[Fact, ...]]
    issues: tuple[Issue, ...]


def read_document(data: object, units: Mapping[str, str]) -> Document:
    """Read the facts of the wanted tags; ``units`` says per tag the unit that is wanted.

    Whatever is not of the documented shape is an issue, never an exception.
    """
    taxonomies = data.get("facts") if isinstance(data, Mapping) else None
    cik = _cik(data)
    if not isinstance(data, Mapping) or not isinstance(taxonomies, Mapping) or cik is None:
        return Document(0, {}, (_no_document(),))
    issues: list[Issue] = []
    facts = {tag: tuple(_tag(taxonomies, tag, unit, issues)) for tag, unit in units.items()}
    if not any(facts.values()) and not issues:
        message = say("it holds no figure under any of the {count} tags looked for",
                      count=Quantity(len(units), "count"))  # fmt: skip
        hint = say("a fund or a company that has not filed accounts yet has none")
        issues.append(Issue("SRC202", None, message, hint, Level.ERROR))
    return Document(cik, facts, tuple(issues))


def _cik(data: object) -> int | None:
    raw = data.get("cik") if isinstance(data, Mapping) else None
    text = str(raw).strip()
    return int(text) if text.isdecimal() and len(text) <= 10 else None


def _no_document() -> Issue:
    message = say("it is not the SEC's company facts: cik and facts are not both there")
    return Issue(
        "SRC201", None, message, say("fetch it again; a file cut short looks like this"), Level.ERROR
    )


def _tag(taxonomies: Mapping[Any, Any], tag: str, unit: str, issues: list[Issue]) -> Iterator[Fact]:
    taxonomy, _, concept = tag.partition(":")
    by_unit = _below(_below(_below(taxonomies, taxonomy), concept), "units")
    entries = by_unit.get(unit)
    if entries is None and by_unit:
        issues.append(_other_unit(tag, unit, by_unit))
    if entries is not None and not isinstance(entries, list):
        entries = [entries]
    faults: Counter[str] = Counter()
    examples: dict[str, Message] = {}
    for number, entry in enumerate(entries or (), start=1):
        found = _fact(tag, entry)
        if isinstance(found, Fact):
            yield found
        else:
            faults[found] += 1
            examples.setdefault(found, _example(found, number))
    issues += [
        Issue("SRC204", tag, examples[fault], say("these entries are not used"), rows=count)
        for fault, count in faults.items()
    ]


def _below(parent: object, key: str) -> Mapping[Any, Any]:
    child = parent.get(key) if isinstance(parent, Mapping) else None
    return child if isinstance(child, Mapping) else {}


def _other_unit(tag: str, unit: str, by_unit: Mapping[Any, Any]) -> Issue:
    message = say(
        "its figures are in {units}, not in {wanted}: none is used",
        units=", ".join(sorted(map(str, by_unit))),
        wanted=unit,
    )
    hint = say("the table financials holds US dollars: convert them yourself, with the day of the rate")
    return Issue("SRC203", tag, message, hint, rows=sum(map(_length, by_unit.values())))


def _length(entries: object) -> int:
    return len(entries) if isinstance(entries, list) else 1


def _fact(tag: str, entry: object) -> Fact | str:
    """Read one entry, or say which part of it is wrong."""
    if not isinstance(entry, Mapping):
        return "shape"
    value, accession = entry.get("val"), str(entry.get("accn"))
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return "val"
    if not ACCESSION.fullmatch(accession):
        return "accn"
    end, filed = _day(entry.get("end")), _day(entry.get("filed"))
    start = _day(entry["start"]) if entry.get("start") is not None else None
    if end is None or filed is None or (start is None and entry.get("start") is not None):
        return "date"
    if filed < end or (start is not None and start > end):
        return "order"
    return Fact(tag, Period(start, end), float(value), accession, filed)


def _day(raw: object) -> date | None:
    try:
        return date.fromisoformat(str(raw))
    except ValueError:
        return None


def _example(fault: str, number: int) -> Message:
    entry = Quantity(number, "count")
    messages = {
        "shape": say("entry {entry} is no object", entry=entry),
        "val": say("entry {entry} has no number as val", entry=entry),
        "accn": say("entry {entry} has no accession number", entry=entry),
        "date": say("entry {entry} has a date that is none", entry=entry),
        "order": say("entry {entry} ends before it starts, or was filed before it ended", entry=entry),
    }
    return messages[fault]
