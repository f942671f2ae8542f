"""Where the words of a proposal stand in the text: found character by character, once, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.model.claim import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.text.proposals.answer import Proposal


def located(text: str, within: Span, proposal: Proposal) -> tuple[Span, Span] | None:
    """Return sentence and figure of a proposal; None where the text has them not, or several times."""
    sentence = only(text, within, proposal.sentence) if proposal.sentence else within
    if sentence is None:
        return None
    figure = only(text, sentence, proposal.quote)
    return (sentence, figure) if figure is not None else None


def only(text: str, within: Span, words: str) -> Span | None:
    """Return the one place of some words; None where there is none, or more than one."""
    places = _places(text, within, words)
    first, second = next(places, None), next(places, None)
    return first if second is None else None


def _places(text: str, within: Span, words: str) -> Iterator[Span]:
    at = text.find(words, within.start, within.end) if words else -1
    while at >= 0:
        yield Span(at, at + len(words))
        at = text.find(words, at + 1, within.end)
