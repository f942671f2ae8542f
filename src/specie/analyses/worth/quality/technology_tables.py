"""Tables of technology and reach: releases by judge, progress beside the price, shares of markets."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from specie.analyses.worth.quality.technology import progress, tracks
from specie.companies.comparable import chains, comparables
from specie.model import Column, Quantity, Table, Term, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.worth.quality.technology import Track
    from specie.analyses.worth.quality.view import View
    from specie.model import Cell

INDEPENDENT, VENDOR = Term("independent"), Term("vendor")


def releases(view: View) -> Table:
    """One row per company, benchmark and judge."""
    return Table(
        "releases",
        say("Releases and scores, independent apart from vendor"),
        (
            Column("company", say("Company")),
            Column("benchmark", say("Benchmark")),
            Column("judge", say("Measured by")),
            Column("models", say("Models scored")),
            Column("best", say("Best model")),
            Column("score", say("Best score")),
            Column("bests", say("New bests")),
            Column("days", say("Days between, in the middle")),
        ),
        tuple(_release(view, track) for track in tracks(view.scores)),
        say("A new best beats every earlier model of the company on the same benchmark by the same judge."),
    )


def _release(view: View, track: Track) -> tuple[Cell, ...]:
    best = track.bests[-1]
    return (
        view.ledger.company(track.company).ref,
        track.benchmark,
        INDEPENDENT if track.independent else VENDOR,
        len(track.scores),
        best.model,
        Quantity(best.value, "fraction" if track.unit == "fraction" else "index"),
        len(track.bests),
        Quantity(median(track.days), "days") if track.days else None,
    )


def beside_price(view: View) -> Table:
    """One row per comparable price of a company with independent scores: two indices, side by side."""
    return Table(
        "progress",
        say("Technical progress beside the price"),
        (
            Column("company", say("Company")),
            Column("date", say("Price of")),
            Column("price", say("Price index")),
            Column("progress", say("Technical progress index")),
            Column("model", say("Best model by then")),
            Column("benchmark", say("Benchmark")),
        ),
        tuple(_beside(view)),
        say(
            "Both start at 100: the price at the first price with a score, progress at the company's own "
            "first scored model. Progress is the odds of beating that first model, from Elo ratings or "
            "shares of tasks; scores in points have no such reading. The scales differ: compare directions, "
            "not sizes."
        ),
    )


def _beside(view: View) -> Iterator[tuple[Cell, ...]]:
    taken, _ = comparables(view.ledger)
    priced = chains(taken)
    for judged in view.judged:
        chain = priced.get(judged.company.id, ())
        steps = {s.day: s for s in progress(judged.known, [c.on.end for c in chain])}
        first = next((c for c in chain if c.on.end in steps), None)
        for price in chain:
            step = steps.get(price.on.end)
            if step is None or first is None:
                continue
            index = 100 * (price.price.post or 0.0) / (first.price.post or 1.0)
            yield (
                judged.company.ref,
                price.on.shown,
                Quantity(round(index), "index"),
                None if step.index is None else Quantity(round(step.index), "index"),
                step.score.model,
                step.track.benchmark,
            )


def penetration(view: View) -> Table:
    """One row per published share: what it is a share of, who says so, and what they gain."""
    return Table(
        "penetration",
        say("Shares of markets, by definition"),
        (
            Column("company", say("Company")),
            Column("date", say("For")),
            Column("share", say("Share")),
            Column("of", say("Of what")),
            Column("publisher", say("Publisher")),
            Column("grade", say("Grade")),
            Column("interest", say("Interest of the publisher")),
        ),
        tuple(
            (
                judged.company.ref,
                share.on.text,
                Quantity(share.value, "fraction"),
                share.of,
                share.publisher,
                Term(share.grade),
                share.interest,
            )
            for judged in view.judged
            for share in judged.shares
        ),
        say("Shares of different bases are not one series: they stand side by side and are never joined."),
    )
