"""Changes and shares by the parts that figures play in their sentence, where no fixed wording joins them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.model.claim import Kind
from specie.text.rules.arithmetic.parted import parted
from specie.text.rules.interval import derived, positive, same_unit
from specie.text.rules.patterns import Match, matches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.model.claim import Claim
    from specie.text.rules.reading import Reading, Sentence
    from specie.text.rules.verdict import Outcome


@dataclass(frozen=True, slots=True)
class Ends:
    """Two ends and the change between them, as their sentence gives them their parts."""

    start: Claim
    end: Claim
    change: Claim

    @property
    def match(self) -> Match:
        """The same as a pattern would have found it."""
        return Match({"from": self.start, "to": self.end, "change": self.change}, {}, 0, 0)


def by_role(reading: Reading) -> Iterator[Ends]:
    """Yield the changes that a sentence tells between the only two figures of one unit in it.

    One of them must be told as what it was (from, against, 較), and the sentence must hold one change and no
    yearly rate.
    """
    known = {
        match["change"]
        for name in ("change.stated", "change.times")
        for match in matches(reading.shape, name)
    }
    known |= {match["rate"] for match in matches(reading.shape, "yearly.rate")}
    for sentence in reading.sentences:
        changes = [c for c in sentence.claims if c.about.role == "change" and c not in known]
        if len(changes) == 1:
            ends = _ends(sentence, changes[0])
            if ends is not None:
                yield ends


def _ends(sentence: Sentence, change: Claim) -> Ends | None:
    if (
        change.kind not in (Kind.RATE, Kind.SHARE, Kind.MULTIPLE)
        or change.value is None
        or change.unit == "pp"
    ):
        return None
    levels = [c for c in sentence.claims if c.kind in (Kind.MONEY, Kind.COUNT) and c is not change]
    if len(levels) != 2 or not same_unit(*levels) or levels[0].about.measure != levels[1].about.measure:
        return None
    starts = [c for c in levels if c.about.role == "from"]
    others = [c for c in levels if c.about.role in ("", "to")]
    return Ends(starts[0], others[0], change) if len(starts) == len(others) == 1 else None


def share_by_denominator(reading: Reading) -> Iterator[Outcome]:
    """Fire where the text says of which amount or count a share is, and the part beside it does not give it.

    The denominator must hold exactly one figure, and exactly one other figure of its unit must stand in the
    clause before or behind the share. Abstains otherwise, and where a fixed wording was judged.
    """
    known = {match["share"] for match in matches(reading.shape, "sample.share")}
    for sentence in reading.sentences:
        for share in sentence.claims:
            if share.kind is Kind.SHARE and share not in known and share.about.denominator is not None:
                pair = _pair(sentence, share)
                if pair is not None:
                    yield from _judged(*pair, share)


def _pair(sentence: Sentence, share: Claim) -> tuple[Claim, Claim] | None:
    where = share.about.denominator
    if where is None:
        return None
    wholes = [c for c in sentence.claims if c.span.meets(where) and c.kind in (Kind.MONEY, Kind.COUNT)]
    if len(wholes) != 1:
        return None
    whole = wholes[0]
    parts = [c for c in sentence.claims if c is not whole and c.kind is whole.kind and c.unit == whole.unit]
    shares = [c for c in sentence.claims if c.unit == "fraction"]
    return (parts[0], whole) if len(parts) == len(shares) == 1 else None


def _judged(part: Claim, whole: Claim, share: Claim) -> Iterator[Outcome]:
    amount, total, said = positive(part), positive(whole), derived(share)
    if amount is None or total is None or said is None or (part.value or 0) > (whole.value or 0):
        return
    yield from parted(part, whole, share, agrees=amount.over(total).meets(said))
