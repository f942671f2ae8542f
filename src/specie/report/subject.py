"""What a page is about: one initiative, with what belongs to it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from specie.model import Estimate, Message, Ref, Term, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specie.book import Book
    from specie.model import Cell, Value

_KPIS = "SELECT kpi_id, name FROM kpis WHERE initiative_id = $id ORDER BY kpi_id"
_ROW = """SELECT function, use_case, approach, business_owner, technical_owner, goal
    FROM initiatives WHERE initiative_id = $id"""
_LABELS: Mapping[str, Message] = {
    "function": say("Function"),
    "use_case": say("Use case"),
    "approach": say("Approach"),
    "business_owner": say("Business owner"),
    "technical_owner": say("Technical owner"),
    "goal": say("Goal"),
}
_WORDS = frozenset({"approach"})


class UnknownInitiativeError(LookupError):
    """An initiative was asked for that the book does not list; ``close`` holds the nearest ones."""

    def __init__(self, asked: str, known: Mapping[str, str]) -> None:
        self.asked = asked
        self.known = tuple(known)
        self.close = tuple(_close(asked, known))
        super().__init__(f"unknown initiative {asked!r}")


@dataclass(frozen=True, slots=True)
class Subject:
    """An initiative and its parts: the metrics that the table ``kpis`` gives to it.

    A number belongs to it when it is about the initiative or one of the parts, whatever analysis made it.
    """

    ref: Ref
    parts: tuple[Ref, ...] = ()
    facts: tuple[tuple[Message, str | Term], ...] = ()

    def holds(self, ref: Ref) -> bool:
        """Tell whether a thing is this initiative or part of it; the label does not matter."""
        return any((ref.kind, ref.id) == (own.kind, own.id) for own in (self.ref, *self.parts))

    def named_in(self, value: Cell | Value) -> bool:
        """Tell whether a cell or an argument of a message is about it."""
        match value:
            case Ref():
                return self.holds(value)
            case Estimate():
                return self.holds(value.subject)
            case Message():
                return any(self.named_in(arg) for _, arg in value.args)
            case _:
                return False


def subject_of(book: Book, initiative_id: str) -> Subject:
    """Find an initiative of the book.

    Raises
    ------
    UnknownInitiativeError
        The book lists no initiative of this id.
    """
    rows = book.select(_ROW, id=initiative_id)
    if not rows:
        names = book.select("SELECT initiative_id AS id, name FROM initiatives ORDER BY initiative_id")
        raise UnknownInitiativeError(initiative_id, {r["id"]: r["name"] or "" for r in names})
    kpis = book.select(_KPIS, id=initiative_id)
    parts = tuple(Ref("kpi", row["kpi_id"], row["name"] or "") for row in kpis)
    return Subject(book.initiative(initiative_id), parts, tuple(_facts(rows[0])))


def _facts(row: Mapping[str, Any]) -> Iterator[tuple[Message, str | Term]]:
    for column, label in _LABELS.items():
        if text := row[column]:
            yield label, Term(text) if column in _WORDS else text


def _close(asked: str, known: Mapping[str, str]) -> list[str]:
    """Return up to three ids: equal but for zeros and marks, then those that look alike or are named so."""
    word = asked.casefold()
    by_text = {name.casefold(): id_ for id_, name in known.items() if name}
    by_text |= {id_.casefold(): id_ for id_ in known}
    same = [id_ for id_ in known if _core(id_) == _core(asked)]
    alike = [by_text[text] for text in get_close_matches(word, by_text, n=3, cutoff=0.5)]
    holding = [id_ for text, id_ in by_text.items() if len(word) > 2 and word in text]
    return list(dict.fromkeys([*same, *alike, *holding]))[:3]


def _core(id_: str) -> str:
    """Reduce an id to its letters and numbers: AI-01, ai1 and AI 1 are one."""
    return re.sub(r"(?<!\d)0+(?=\d)", "", re.sub(r"[\W_]", " ", id_.casefold())).replace(" ", "")
