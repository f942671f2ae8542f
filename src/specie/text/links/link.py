"""From figures to statements: each claim with its sentence and what it is about."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from specie.model.claim import About, Claim, Kind
from specie.text.figures.fold import fold
from specie.text.links.denominators import denominator
from specie.text.links.discovery import discovered
from specie.text.links.gazetteer import gazetteer
from specie.text.links.measuring import basis, measure
from specie.text.links.roles import role
from specie.text.links.scene import Scene, telling
from specie.text.links.sentences import sentence_at, sentences
from specie.text.links.sources import source
from specie.text.links.subjects import Topic, subjects
from specie.text.links.times import horizon, when
from specie.text.measures import basis_mentions, measure_mentions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from specie.facts import Facts
    from specie.model.claim import Document, Span
    from specie.text.links.gazetteer import Name
    from specie.text.measures import Mention


def link(document: Document, claims: tuple[Claim, ...], facts: Facts) -> tuple[Claim, ...]:
    """Return the claims in the order of the text with ``sentence`` and ``about`` filled.

    Every field of ``about`` stays empty where two readings compete or the text does not say.
    """
    folded = fold(document.text)
    known = gazetteer(facts).names(document.text, folded)
    names = sorted([*known, *discovered(document.text, folded, known)], key=lambda name: name.start)
    topic = Topic(frozenset((n.who.kind, n.who.id) for n in names if n.who.kind == "company"))
    return tuple(_linked(document, folded, claims, names, topic))


def _linked(
    document: Document, folded: str, claims: Sequence[Claim], names: Sequence[Name], topic: Topic
) -> Iterator[Claim]:
    spans = sentences(document)
    starts = [span.start for span in spans]
    held = _by_sentence(claims, spans, starts)
    breaks = set(document.breaks)
    earlier: Span | None = None
    name_starts = [name.start for name in names]
    for span in spans:
        if span.start in breaks:
            topic.turn()
        inside = names[bisect_left(name_starts, span.start) : bisect_right(name_starts, span.end - 1)]
        if not inside and span not in held:
            continue
        scene = _scene(document, folded, span, held.get(span, ()), tuple(inside))
        states = source(scene, earlier)
        earlier = states or earlier
        yield from _claims(scene, topic, states)
        topic.hear(scene)


def _by_sentence(
    claims: Sequence[Claim], spans: Sequence[Span], starts: Sequence[int]
) -> dict[Span, tuple[Claim, ...]]:
    ordered = sorted(claims, key=lambda claim: (claim.span.start, claim.span.end))
    placed = groupby(ordered, key=lambda claim: sentence_at(spans, starts, claim.span.start))
    return {span: tuple(group) for span, group in placed}


def _scene(
    document: Document, folded: str, span: Span, claims: tuple[Claim, ...], names: tuple[Name, ...]
) -> Scene:
    values = tuple(c for c in claims if c.kind not in (Kind.DATE, Kind.DURATION))
    measures = tuple(measure_mentions(folded, span.start, span.end)) if values else ()
    bases = tuple(basis_mentions(folded, span.start, span.end)) if measures else ()
    told = telling("forecast", "words").finditer(folded, span.start, span.end) if claims else ()
    forecasts = tuple(found.end() for found in told)
    return Scene(
        document.text, folded, span, claims, names, measures, bases, document.written, forecasts, values
    )


def _claims(scene: Scene, topic: Topic, states: Span | None) -> Iterator[Claim]:
    of = {claim.span.start: denominator(scene, claim) for claim in scene.claims}
    said = [place for place in of.values() if place is not None]
    if said:
        scene = replace(scene, measures=tuple(m for m in scene.measures if not _inside(m, said)))
    known: dict[int, str] = {}
    for claim in scene.claims:
        known[claim.span.start] = measure(scene, claim, known)
    last: Claim | None = None
    for claim in scene.claims:
        about = _about(scene, claim, topic, known, last, of[claim.span.start], states)
        told = _told(claim, about, scene.span)
        yield told
        last = told if claim.kind not in (Kind.DATE, Kind.DURATION) else last


def _told(claim: Claim, about: About, sentence: Span) -> Claim:
    """Return a claim with what it is about; written out, because it is done for every figure."""
    return Claim(
        claim.span, claim.text, claim.kind, claim.value, claim.unit, claim.low, claim.high, claim.reach,
        claim.when, about, sentence, claim.proposed,
    )  # fmt: skip


def _inside(mention: Mention, denominators: Iterable[Span]) -> bool:
    """What a share is of is not what the figures beside it measure: 83 % of REVENUE."""
    inside = (of.start <= mention.start and mention.end <= of.end for of in denominators)
    return mention.name != "stake" and any(inside)


def _about(
    scene: Scene,
    claim: Claim,
    topic: Topic,
    known: dict[int, str],
    last: Claim | None,
    of: Span | None,
    states: Span | None,
) -> About:
    name, part = known[claim.span.start], role(scene, claim)
    days = when(scene, claim, part, known) if claim.when is None else claim.when
    if (
        days is None
        and last is not None
        and (last.about.measure, name) == ("raise", "valuation")
        and not part
    ):
        days = last.about.when
    moved = last is not None and last.about.role == "from" and part == "to" and last.about.measure == name
    return About(
        subjects=subjects(scene, claim, name, topic),
        measure=name,
        basis=basis(scene, claim, known) or (last.about.basis if moved and last else ""),
        when=days,
        horizon=horizon(scene, claim, days, part),
        role=part,
        denominator=of,
        source=states,
    )
