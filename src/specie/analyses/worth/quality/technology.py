"""How fast models get better, by independent scores; what the vendor says of them stands beside."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

import numpy as np

from specie.analyses.worth.quality.given import weakest
from specie.analyses.worth.quality.reading import Found
from specie.companies.span import Span
from specie.kernel.growth import Bounds
from specie.kernel.progress import new_bests, odds_ratio
from specie.model import Quantity, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from specie.analyses.worth.quality.given import Given
    from specie.analyses.worth.quality.own_rows import Score
    from specie.model import Message

SCALED = ("elo", "fraction")
"""Units on which a step means odds."""


@dataclass(frozen=True, slots=True)
class Track:
    """Scores of a company on one benchmark by one kind of judge, in the order of release."""

    company: str
    benchmark: str
    unit: str
    independent: bool
    scores: tuple[Score, ...]

    @property
    def bests(self) -> tuple[Score, ...]:
        """Releases that beat every earlier one of the company."""
        mask = new_bests([s.value for s in self.scores], higher=self.scores[0].higher)
        return tuple(score for score, best in zip(self.scores, mask, strict=True) if best)

    def best_by(self, day: date) -> Score | None:
        """Return the best score that could be read by a day."""
        seen = [s for s in self.scores if s.measured_on <= day]
        if not seen:
            return None
        return max(seen, key=lambda s: s.value if s.higher else -s.value)

    @property
    def days(self) -> tuple[int, ...]:
        """Days from one best to the next."""
        return tuple((b.released_on - a.released_on).days for a, b in pairwise(self.bests))


def tracks(scores: Sequence[Score]) -> tuple[Track, ...]:
    """Group scores by company, benchmark and judge; of a model measured twice the newest score counts."""
    groups: dict[tuple[str, str, str, bool], dict[str, Score]] = {}
    for score in scores:
        key = (score.company, score.benchmark, score.unit, score.independent)
        kept = groups.setdefault(key, {})
        if score.model not in kept or kept[score.model].measured_on <= score.measured_on:
            kept[score.model] = score
    return tuple(
        Track(company, benchmark, unit, independent, tuple(sorted(own.values(), key=lambda s: s.released_on)))
        for (company, benchmark, unit, independent), own in sorted(groups.items())
    )


def iteration(known: Given) -> Found | Message:
    """Days from one best model to the next by independent judges: the middle one of each benchmark."""
    own = [t for t in tracks(known.scores) if t.independent and t.days]
    if not own:
        return _missing(
            known, say("no benchmark with two new bests by an independent judge is in your table")
        )
    middles = [float(median(t.days)) for t in own]
    used = [s for t in own for s in t.bests]
    return Found(
        Bounds(np.float64(min(middles)), np.float64(max(middles))),
        _on(used),
        _on(used).text,
        "median",
        weakest(*(s.grade for s in used)),
        tuple(s.origin for s in used),
        say(
            "between {bests} best models on {benchmarks} independent benchmarks",
            bests=Quantity(len(used), "count"),
            benchmarks=Quantity(len(own), "count"),
        ),
        notes=_notes(used),
    )


def frontier(known: Given, scores: Sequence[Score]) -> Found | Message:
    """Odds of its best model against the best of any other company, on independent benchmarks both are on."""
    own = {t.benchmark: t for t in tracks(known.scores) if t.independent and t.unit in SCALED}
    if not own:
        return _missing(
            known, say("no independent Elo rating or share of tasks is in your table of benchmarks")
        )
    others = [t for t in tracks(scores) if t.independent and t.company != known.company.id]
    pairs = list(_pairs(own.values(), others, known.as_of))
    if not pairs:
        return say("no other company is on the same independent benchmarks in your table")
    odds = [_odds(other, mine) for mine, other in pairs]
    used = [s for pair in pairs for s in pair]
    return Found(
        Bounds(np.float64(min(odds)), np.float64(max(odds))),
        _on([mine for mine, _ in pairs]),
        _on([mine for mine, _ in pairs]).text,
        "odds_ratio",
        weakest(*(s.grade for s in used)),
        tuple(s.origin for s in used),
        say(
            "odds against the best model of another company, on {benchmarks} independent benchmarks",
            benchmarks=Quantity(len(pairs), "count"),
        ),
        notes=_notes(used),
    )


def _pairs(own: Iterable[Track], others: Sequence[Track], day: date) -> Iterator[tuple[Score, Score]]:
    for track in own:
        mine = track.best_by(day)
        rivals = [b for t in others if (t.benchmark, t.unit) == (track.benchmark, track.unit)
                  if (b := t.best_by(day)) is not None]  # fmt: skip
        if mine is not None and rivals:
            yield mine, max(rivals, key=lambda s: s.value if s.higher else -s.value)


def vendor_excess(known: Given) -> Found | Message:
    """Odds of the vendor's own score over the independent one, model by model and benchmark by benchmark."""
    judged = {(s.model, s.benchmark, s.unit): s for s in known.scores if s.independent and s.unit in SCALED}
    claimed = [s for s in known.scores if not s.independent]
    pairs = [(judged[key], s) for s in claimed if (key := (s.model, s.benchmark, s.unit)) in judged]
    if not pairs:
        return _missing(
            known, say("no model with a score of its vendor and an independent one on one benchmark")
        )
    odds = [_odds(ours, theirs) for ours, theirs in pairs]
    used = [s for pair in pairs for s in pair]
    return Found(
        Bounds(np.float64(min(odds)), np.float64(max(odds))),
        _on(used),
        _on(used).text,
        "odds_ratio",
        weakest(*(s.grade for s in used)),
        tuple(s.origin for s in used),
        say(
            "odds by its own scores over odds by independent ones, for {pairs} pairs",
            pairs=Quantity(len(pairs), "count"),
        ),
        notes=_notes(used),
    )


def _odds(before: Score, after: Score) -> float:
    ratio = float(odds_ratio(before.value, after.value, after.unit))
    ratio = 1.0 if np.isnan(ratio) else ratio
    return ratio if after.higher else (1 / ratio if ratio else np.inf)


def _missing(known: Given, why: Message) -> Message:
    return why if known.scores else say("no scores of its models are in your table of benchmarks")


def _on(scores: Sequence[Score]) -> Span:
    day = max(s.measured_on for s in scores)
    return Span(day, day, day.isoformat())


def _notes(scores: Sequence[Score]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(s.note for s in scores if s.note))


@dataclass(frozen=True, slots=True)
class Step:
    """Technical progress at the day of a price: odds against the company's own first model, in hundredths."""

    day: date
    track: Track
    score: Score
    index: float | None


def progress(known: Given, days: Sequence[date]) -> tuple[Step, ...]:
    """Return the progress by the independent track that covers most of some days."""
    own = [t for t in tracks(known.scores) if t.independent]
    if not own:
        return ()
    track = max(own, key=lambda t: (sum(t.best_by(d) is not None for d in days), len(t.scores), t.benchmark))
    first = track.scores[0]
    return tuple(
        Step(day, track, best, 100 * _odds(first, best) if track.unit in SCALED else None)
        for day in days
        if (best := track.best_by(day)) is not None
    )
