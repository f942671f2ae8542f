"""Every rule of every family, over one document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.model.claim import Alarm, Check
from specie.text.rules.arithmetic import ARITHMETIC
from specie.text.rules.contradiction import CONTRADICTION
from specie.text.rules.facts import FACTS
from specie.text.rules.misattributed import MISATTRIBUTED
from specie.text.rules.reading import reading_of
from specie.text.rules.ruler import RULER
from specie.text.rules.unchecked import unchecked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from specie.book import Book
    from specie.facts import Facts
    from specie.model.claim import Claim, Document
    from specie.text.rules.reading import Reading
    from specie.text.rules.verdict import Outcome

RULES: tuple[Callable[[Reading], Iterator[Outcome]], ...] = (
    *ARITHMETIC,
    *CONTRADICTION,
    *FACTS,
    *RULER,
    *MISATTRIBUTED,
)


def check(
    document: Document, claims: tuple[Claim, ...], facts: Facts, book: Book | None = None
) -> tuple[tuple[Alarm, ...], tuple[Check, ...]]:
    """Run every rule; alarms and checks in the order of the text, each said once."""
    reading = reading_of(document, claims, facts, book)
    told = list(dict.fromkeys(outcome for rule in RULES for outcome in rule(reading)))
    told += unchecked(reading, told)
    alarms = _explained([one for one in told if isinstance(one, Alarm)])
    checks = [one for one in told if isinstance(one, Check)]
    return (
        tuple(sorted(alarms, key=lambda one: (one.spans, one.code))),
        tuple(sorted(checks, key=lambda one: one.spans)),
    )


def _explained(alarms: list[Alarm]) -> list[Alarm]:
    """Leave out a doubt about figures of which it is known already that one is wrong."""
    known = {span for one in alarms if one.code.startswith("TXT3") for span in one.spans}
    return [one for one in alarms if one.code != "TXT108" or known.isdisjoint(one.spans)]
