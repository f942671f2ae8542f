"""A model is asked about every piece of a text; what it points at is read by our own parser, and marked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from specie.model import Level, Problem, Quantity, say
from specie.model.claim import Claim, Span
from specie.text.document import read_text
from specie.text.figures import find_claims
from specie.text.measures import measures
from specie.text.proposals.answer import proposals_in
from specie.text.proposals.ask import ModelError, ask
from specie.text.proposals.locate import located, only
from specie.text.proposals.pieces import pieces
from specie.text.proposals.vocabulary import bases, basis_of, companies, measure_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from specie.facts import Facts
    from specie.model import Message, Ref
    from specie.model.claim import Document
    from specie.text.proposals.answer import Proposal
    from specie.text.proposals.endpoint import Model

MARKS = ("<<<<<<<< TEXT", ">>>>>>>> TEXT")
MOST_FAILURES = 2
"""Failed questions after which the rest of a text is not asked about."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """The claims of a document with what a model added, and what is to be known of it."""

    claims: tuple[Claim, ...]
    problems: tuple[Problem, ...]


def propose(document: Document, claims: Sequence[Claim], facts: Facts, model: Model) -> Proposed:
    """Ask a model about a document; return its claims with what was found in the text, marked as proposed.

    Nothing that the model wrote is kept: it only says where to look. A figure must stand in the text, is
    read by our own parser, and fills only what the rules left open. A model that fails is a problem with a
    name, never an error.
    """
    wanted, problems = _asked(document, model)
    gathered = _Gathered(document, claims, companies(facts))
    for piece, proposal in wanted:
        gathered.take(piece, proposal)
    if wanted:
        problems.append(_account(document, gathered))
    return Proposed(gathered.claims, tuple(problems))


def _asked(document: Document, model: Model) -> tuple[list[tuple[Span, Proposal]], list[Problem]]:
    """Ask about every piece; the failures as problems, one for each kind."""
    found: list[tuple[Span, Proposal]] = []
    failures: list[Message] = []
    for piece in pieces(document):
        if len(failures) >= MOST_FAILURES:
            break
        text = document.text[piece.start : piece.end]
        try:
            answer = ask(model, instructions(), "\n".join((MARKS[0], text, MARKS[1])))
            found += [(piece, proposal) for proposal in proposals_in(answer)]
        except ModelError as error:
            failures.append(error.message)
    return found, [_failure(document, model, message) for message in dict.fromkeys(failures)]


@cache
def instructions() -> str:
    """Return what the model is told, with the words it may choose from."""
    text = (files("specie.text.proposals") / "instructions.txt").read_text("utf-8")
    return f"{text}\nMeasures: {', '.join(sorted(measures()))}\nBases: {', '.join(sorted(bases()))}\n"


class _Gathered:
    """The claims so far, and how many proposals were used and left out."""

    def __init__(self, document: Document, claims: Sequence[Claim], names: Mapping[str, Ref]) -> None:
        self._document = document
        self._claims = list(claims)
        self._names = names
        self.used = 0
        self.left_out = 0

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Every claim in the order of the text."""
        return tuple(sorted(self._claims, key=lambda claim: claim.span))

    def take(self, piece: Span, proposal: Proposal) -> None:
        """Use a proposal for what it is worth."""
        place = located(self._document.text, piece, proposal)
        sentence, figure = place or (piece, Span(0, 0))
        known = next((n for n, claim in enumerate(self._claims) if claim.span.meets(figure)), None)
        read = self._claims[known] if known is not None else self._read(figure, sentence)
        if place is None or read is None:
            self.left_out += 1
            return
        linked = self._linked(read, sentence, proposal)
        if known is None:
            self._claims.append(replace(linked, proposed=True))
        elif linked != read:
            self._claims[known] = replace(linked, proposed=True)
        self.used += known is None or linked != read

    def _read(self, figure: Span, sentence: Span) -> Claim | None:
        """Read a figure with our own parser; None unless the words are exactly one figure."""
        text = self._document.text
        found = find_claims(read_text(text[figure.start : figure.end]))
        if len(found) != 1:
            return None
        start = figure.start + found[0].span.start
        span = Span(start, start + found[0].span.end - found[0].span.start)
        return replace(found[0], span=span, text=text[span.start : span.end], sentence=sentence)

    def _linked(self, claim: Claim, sentence: Span, proposal: Proposal) -> Claim:
        """Fill what the rules left open with what stands in the text."""
        text, about = self._document.text, claim.about
        return replace(
            claim,
            about=replace(
                about,
                subjects=about.subjects or self._subjects(proposal.subject),
                measure=about.measure or measure_of(proposal.measure, claim.kind),
                basis=about.basis or basis_of(proposal.basis),
                denominator=about.denominator or _words(text, sentence, proposal.of, claim.span),
                source=about.source or _words(text, sentence, proposal.source, claim.span),
            ),
        )

    def _subjects(self, name: str) -> tuple[Ref, ...]:
        """Return the company of the facts that goes by a name which stands in the text."""
        known = self._names.get(name.casefold())
        return (known,) if known is not None and name in self._document.text else ()


def _words(text: str, sentence: Span, words: str, figure: Span) -> Span | None:
    """Return where some words stand in the sentence, the figure itself left out."""
    place = only(text, sentence, words)
    return place if place is not None and not place.meets(figure) else None


def _failure(document: Document, model: Model, cause: Message) -> Problem:
    message = say(
        "{model} at {host} gave no usable answer: {cause}", model=model.name, host=model.host, cause=cause
    )
    hint = say("the rules alone have checked what is missing")
    return Problem(document.name, None, None, "DOC014", message, hint, Level.WARNING)


def _account(document: Document, gathered: _Gathered) -> Problem:
    message = say(
        "proposals of the language model used and marked: {used}; not found in the text, or no figure: {out}",
        used=Quantity(gathered.used, "count"), out=Quantity(gathered.left_out, "count"),
    )  # fmt: skip
    return Problem(document.name, None, None, "DOC015", message, None, Level.NOTE)
