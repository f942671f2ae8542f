"""The card of one company: every number that is about it, from the price to what the price needs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import partial
from typing import TYPE_CHECKING

from specie.model import Question, Ref, Status, Term, say
from specie.report.brief import filled
from specie.report.dossier import numbers, unnamed
from specie.report.language import language
from specie.report.narrow import is_silent, narrowed
from specie.report.outline import outline
from specie.report.subject import Subject
from specie.report.urgency import question_of
from specie.report.write import write_with_manifest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from specie.facts import Fact, Facts
    from specie.model import Analysis, Estimate, Message, Result, Run

TILES = 8
VALUE_ROWS = 8


class UnknownCompanyError(LookupError):
    """A company was asked for that the facts do not list; ``close`` holds the nearest ones."""

    def __init__(self, asked: str, close: Sequence[str], known: Sequence[str]) -> None:
        self.asked, self.close, self.known = asked, tuple(close), tuple(known)
        super().__init__(f"unknown company {asked!r}")


def company_of(
    facts: Facts, asked: str, aliases: Mapping[str, str] | None = None, own: Sequence[str] = ()
) -> Subject:
    """Find a company by its id, name, ticker or another name.

    Parameters
    ----------
    facts
        The shipped facts.
    asked
        What the user typed.
    aliases
        Other names, in any language, to company ids.
    own
        Ids of companies that only the user's book knows.

    Raises
    ------
    UnknownCompanyError
        Nothing goes by that name.
    """
    rows = {fact.text("company_id"): fact for fact in facts.rows("companies")}
    names = {alias.casefold(): id_ for alias, id_ in (aliases or {}).items() if id_ in rows}
    names |= {word.casefold(): id_ for id_, fact in rows.items() for word in _words(fact)}
    id_ = names.get(asked.strip().casefold())
    mine = {company.casefold(): company for company in own}
    if id_ is None and asked.strip().casefold() in mine:
        id_ = mine[asked.strip().casefold()]
        return Subject(Ref("company", id_, id_), (Ref("vendor", id_),))
    if id_ is None:
        names |= mine
        close = get_close_matches(asked.strip().casefold(), names, n=3, cutoff=0.6)
        raise UnknownCompanyError(asked, list(dict.fromkeys(names[c] for c in close)), sorted(rows))
    fact = rows[id_]
    return Subject(Ref("company", id_, fact.text("name")), (Ref("vendor", id_),), tuple(_facts(fact)))


def _words(fact: Fact) -> Iterator[str]:
    """What a company goes by: id, name, and ticker without its exchange."""
    yield from (fact.text("company_id"), fact.text("name"))
    if ticker := fact.text("listed"):
        yield ticker
        yield ticker.split(":")[-1]


def _facts(fact: Fact) -> Iterator[tuple[Message, str | Term]]:
    yield say("Kind"), Term(fact.text("kind"))
    if fact.text("listed"):
        yield say("Ticker"), fact.text("listed")
    if fact.text("home_region"):
        yield say("Home"), fact.text("home_region")


@dataclass(frozen=True, slots=True)
class Card:
    """What the card of a company shows, in its order."""

    subject: Subject
    steps: tuple[Result, ...]
    tiles: tuple[tuple[str, Estimate], ...]
    """The analysis and its key estimates about the company."""
    told: tuple[tuple[str, Message], ...]
    """The analysis and its sentences about the company."""


def card_run(run: Run, subject: Subject) -> Run:
    """Reduce a run to a company; of the headlines keep the sentences that name it.

    What could not be assessed of other questions (no book, no initiatives) is left out: nobody asked it.
    """
    own = narrowed(run, subject)
    told = {r.analysis: tuple(m for m in r.headline if subject.named_in(m)) for r in run.results}
    kept = (r for r in own.results if _asked(r))
    return replace(own, results=tuple(replace(r, headline=told[r.analysis]) for r in kept))


def _asked(result: Result) -> bool:
    return result.status is not Status.NOT_ASSESSED or question_of(result.analysis) is Question.WORTH


def card(own: Run, subject: Subject) -> Card:
    """Arrange a run that was reduced to a company."""
    steps = tuple(r for r in own.results if r.status is Status.OK and not is_silent(r))
    tiles = [(r.analysis, e) for r in steps for e in r.key]
    told = tuple((r.analysis, m) for r in steps for m in r.headline)
    return Card(subject, steps, tuple(tiles[:TILES]), told)


def render_company(run: Run, subject: Subject, declarations: Mapping[str, Analysis], lang: str) -> str:
    """Write the page of a company."""
    own = unnamed(card_run(run, subject), subject)
    return filled(
        "company.html.j2",
        own,
        outline(own, declarations),
        declarations,
        lang,
        of_one_thing=True,
        card=card(own, subject),
        numbers_of=partial(numbers, subject=subject, declarations=declarations),
    )


def write_company(
    run: Run, subject: Subject, declarations: Mapping[str, Analysis], lang: str, output: Path
) -> tuple[Path, Path]:
    """Write the page and its manifest; return both paths."""
    return write_with_manifest(output, render_company(run, subject, declarations, lang), run.manifest)


def card_text(
    run: Run, subject: Subject, declarations: Mapping[str, Analysis], lang: str, *, colour: bool
) -> str:
    """Write the card for a terminal: what is known, then a section per analysis that has something to say."""
    from specie.report.terminal import results_text

    own = card_run(run, subject)
    told = tuple(r for r in own.results if not is_silent(r))
    shown = unnamed(replace(own, results=told, problems=()), subject)
    speech = language(lang)
    facts = (
        speech.message(say("{label}: {value}", label=label, value=fact)) for label, fact in subject.facts
    )
    head = "  ".join((f"{subject.ref.name} ({subject.ref.id})", *facts)) + "\n"
    return head + results_text(shown, declarations, speech, colour=colour, rows=VALUE_ROWS)
