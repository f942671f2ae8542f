"""Every figure of a document, before it is known what each is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.model.claim import Claim, Kind, Reach, Span
from specie.text.figures.bare import bare
from specie.text.figures.claims import claims_of
from specie.text.figures.dates import Dated, dates
from specie.text.figures.fold import fold, is_simplified
from specie.text.figures.fractions import Fraction, fractions
from specie.text.figures.kinds import currencies_of
from specie.text.figures.masks import BLANK, mask
from specie.text.figures.multiples import Multiple, multiples
from specie.text.figures.part import NUMBER_WORD, START
from specie.text.figures.quantity import quantity_at
from specie.text.figures.reach import limits, standing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.model.claim import Document


def find_claims(document: Document) -> tuple[Claim, ...]:
    """Return every figure of a document in the order of the text; no two overlap.

    ``about`` and ``sentence`` are left empty: ``specie.text.links.link`` fills them.
    """
    masked = mask(fold(document.text))
    dated = dates(masked, document.breaks, document.written)
    found = [_date(document.text, one) for one in dated]
    masked = _blanked(masked, [claim.span for claim in found])
    words = [*_fractions(document.text, masked), *_multiples(document.text, masked)]
    found += words
    masked = _blanked(masked, [claim.span for claim in words])
    counted = list(_quantities(document.text, masked))
    found += counted
    found += bare(document.text, _blanked(masked, [claim.span for claim in counted]))
    return _apart(found)


def _blanked(text: str, spans: list[Span]) -> str:
    pieces: list[str] = []
    last = 0
    for span in sorted(spans):
        if span.start >= last:
            pieces += (text[last : span.start], BLANK * (span.end - span.start))
            last = span.end
    return "".join((*pieces, text[last:]))


def _date(text: str, one: Dated) -> Claim:
    joined = one.last is not None
    return Claim(
        Span(one.start, one.end), text[one.start : one.end], Kind.DATE, None, one.point.grain,
        reach=Reach.RANGE if joined else Reach.EXACT, when=one.when,
    )  # fmt: skip


def _fractions(text: str, masked: str) -> Iterator[Claim]:
    for share in fractions(masked):
        yield _share(text, masked, share)


def _share(text: str, masked: str, share: Fraction) -> Claim:
    stands = standing(masked, share.start, share.end)
    low, high = limits(share.value, share.step, stands)
    reach = stands.reach
    if share.more:
        low, high, reach = share.value, None, Reach.AT_LEAST
    if share.top is not None:
        low, high, reach = share.value, share.top, Reach.RANGE
    span = Span(share.start, share.end)
    return Claim(span, text[share.start : share.end], Kind.SHARE, share.value, "fraction", low, high, reach)


def _multiples(text: str, masked: str) -> Iterator[Claim]:
    for multiple in multiples(masked):
        yield _multiple(text, masked, multiple)


def _multiple(text: str, masked: str, multiple: Multiple) -> Claim:
    stands = standing(masked, multiple.start, multiple.end)
    low, high = limits(multiple.value, multiple.value / 20, stands)
    reach = stands.reach
    if multiple.top is not None:
        low, high, reach = multiple.value, multiple.top, Reach.RANGE
    span = Span(multiple.start, multiple.end)
    return Claim(
        span, text[multiple.start : multiple.end], Kind.MULTIPLE, multiple.value, "x", low, high, reach
    )


def _quantities(text: str, masked: str) -> Iterator[Claim]:
    currencies = currencies_of(masked)
    simplified = "兆" in masked and is_simplified(text)
    starts = [found.start() for pattern in (START, NUMBER_WORD) for found in pattern.finditer(masked)]
    done = 0
    for start in sorted(starts):
        if start < done:
            continue
        quantity = quantity_at(masked, start)
        if quantity is not None:
            done = quantity.end
            yield from claims_of(text, masked, quantity, currencies, simplified=simplified)


def _apart(found: list[Claim]) -> tuple[Claim, ...]:
    """Where two figures meet, the longer one stays."""
    kept: list[Claim] = []
    for claim in sorted(found, key=lambda claim: (claim.span.start, -claim.span.end)):
        if kept and claim.span.start < kept[-1].span.end:
            if claim.span.end - claim.span.start > kept[-1].span.end - kept[-1].span.start:
                kept[-1] = claim
            continue
        kept.append(claim)
    return tuple(kept)
