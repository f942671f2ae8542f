"""The figures: each supplier's range now and then as a multiple of its price, or of its range now."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from specie.model import Figure, Term, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specie.analyses.worth.link.chain import Chain, Supplier
    from specie.kernel.growth import Bounds
    from specie.model import Cell

CUT = 6.0
"""Ends beyond this are drawn as open, so that the others stay legible."""


def all_figures(chain: Chain) -> tuple[Figure, ...]:
    """All suppliers with a price on one picture, and one picture for the card of each."""
    rows = tuple(
        row for s in chain.valued for i, row in enumerate(_rows(s, named=True)) if _priced(s) and i < 2
    )
    whole = (_figure("link", rows, priced=True),) if rows else ()
    return (*whole, *(_of_supplier(s) for s in chain.valued))


def _of_supplier(supplier: Supplier) -> Figure:
    rows = tuple(_rows(supplier, named=False))
    return replace(_figure(f"link-{supplier.ref.id}", rows, priced=_priced(supplier)), about=supplier.ref)


def _priced(supplier: Supplier) -> bool:
    return supplier.theirs is not None and supplier.theirs.price is not None


def _figure(id_: str, rows: tuple[Mapping[str, Cell], ...], *, priced: bool) -> Figure:
    title = (
        say("Supported range now and in the scenario, as a multiple of the price")
        if priced
        else say("Supported range now and in the scenario, as a multiple of the middle now")
    )
    return Figure(
        id_,
        "interval_rows",
        title,
        rows,
        {"label": "row", "x": "middle", "low": "low", "high": "high", "rule": "one", "colour": "when"},
        {
            "row": say("Supplier and behaviour"),
            "middle": say("Multiple"),
            "low": say("Low"),
            "high": say("High"),
            "one": say("Price") if priced else say("Middle now"),
            "when": say("When"),
        },
        {"middle": "x", "low": "x", "high": "x", "one": "x"},
        say(
            "{rows} ranges of value, now and under each behaviour of its enterprise customers", rows=len(rows)
        ),
        say("The same draws now and then. A range over assumptions, no forecast and no advice."),
    )


def _rows(supplier: Supplier, *, named: bool) -> Iterator[Mapping[str, Cell]]:
    theirs = supplier.theirs
    assert theirs is not None
    assert theirs.range is not None
    unit = float(theirs.price.bounds.low) if theirs.price else max(b.now[1] for b in theirs.bases)
    if unit <= 0:
        return
    label = say("{supplier}: now", supplier=supplier.ref) if named else say("now")
    yield _row(label, theirs.range, unit, Term("now"))
    for scenario in supplier.scenarios:
        if scenario.range is None:
            continue
        behaviour = scenario.behaviour.label
        label = (
            say("{supplier}: by {behaviour}", supplier=supplier.ref, behaviour=behaviour)
            if named
            else say("by {behaviour}", behaviour=behaviour)
        )
        yield _row(label, scenario.range, unit, Term("in the scenario"))


def _row(label: Cell, ends: Bounds, unit: float, when: Term) -> Mapping[str, Cell]:
    """No middle: several views exclude each other, and their middle is nobody's."""
    high = float(ends.high) / unit
    return {
        "row": label,
        "middle": None,
        "low": float(ends.low) / unit,
        "high": None if high > CUT else high,
        "one": 1.0,
        "when": when,
    }
