"""Tables of moves, of those behind one's suppliers, and of places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.breaks.concentration.changes import INNERMOST, service_regions
from specie.analyses.breaks.concentration.shares import share_estimate, shares_of
from specie.analyses.breaks.concentration.words import LAYER_NAMES
from specie.model import PORTFOLIO, Column, Quantity, Table, Term, listed, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specie.analyses.breaks.concentration.changes import Further
    from specie.analyses.breaks.concentration.fourth import Party
    from specie.analyses.breaks.concentration.moves import After
    from specie.analyses.breaks.concentration.scope import Scope
    from specie.model import Cell, Estimate

MOST_NAMED = 6


def further_tables(scope: Scope, further: Further, estimates: tuple[Estimate, ...]) -> tuple[Table, ...]:
    """Make every table that has rows."""
    known = {(e.measure, e.subject.id): e for e in estimates}
    made = (_moves(scope, further), _after(scope, further, known), _behind(scope, further, known),
            _places(scope, further))  # fmt: skip
    return tuple(table for table in made if table.rows)


def _moves(scope: Scope, further: Further) -> Table:
    columns = (
        Column("initiative", say("Initiative")),
        Column("from", say("From")),
        Column("to", say("To")),
        Column("tested", say("Tested on")),
        Column("weeks", say("Weeks to move")),
        Column("cost", say("Cost to move")),
        *(Column(name, say("HHI for {layer}, change", layer=LAYER_NAMES[name])) for name in INNERMOST),
    )
    rows = tuple(tuple(_move(scope, then)) for then in further.compared)
    note = say(
        "Each move alone, to a substitute that was tested; all of the money moves, at its price of today."
        " Change in points, with money of unknown supplier split evenly among those it may belong to."
    )
    return Table("moves", say("What a move to a tested substitute would change"), columns, rows, note)


def _move(scope: Scope, then: After) -> Iterator[Cell]:
    (move,) = then.moves
    yield scope.book.initiative(move.initiative_id)
    yield scope.suppliers.ref(move.supplier)
    yield scope.suppliers.ref(move.to)
    yield move.tested_on
    yield None if move.weeks is None else Quantity(move.weeks, "weeks")
    yield None if move.cost is None else Quantity(move.cost, scope.book.currency)
    for name in INNERMOST:
        change = then.changes.get(name)
        yield None if change is None else Quantity(change, "points", 0)


def _after(scope: Scope, further: Further, known: Mapping[tuple[str, str], Estimate]) -> Table:
    """Now, after what was asked for, and after the best tested move."""
    columns = (
        Column("layer", say("Layer")),
        Column("when", say("When")),
        Column("hhi", say("HHI")),
        Column("effective", say("Effective number of suppliers")),
        Column("top", say("Largest share")),
    )
    cases: list[tuple[Cell, str, str]] = [(Term("now"), "", PORTFOLIO.id)]
    if further.asked is not None:
        cases.append((say("after the moves you asked for"), "_after", PORTFOLIO.id))
    if further.best is not None:
        (move,) = further.best.moves
        text = say(
            "{initiative} from {supplier} to {to}", initiative=scope.book.initiative(move.initiative_id),
            supplier=scope.suppliers.ref(move.supplier), to=scope.suppliers.ref(move.to),
        )  # fmt: skip
        cases.append((text, "_after", move.initiative_id))
    rows = tuple(
        (
            Term(layer.name),
            label,
            *(known.get((f"{m}{when}_{layer.name}", about)) for m in ("hhi", "effective", "top_share")),
        )
        for layer in scope.layers
        for label, when, about in cases
        if len(cases) > 1
    )
    return Table("after", say("Now and after a move"), columns, rows)


def _behind(scope: Scope, further: Further, known: Mapping[tuple[str, str], Estimate]) -> Table:
    columns = (
        Column("party", say("Company")),
        Column("tier", say("Tier")),
        Column("clients", say("Suppliers of yours that buy from it")),
        Column("share", say("Money of them and of it")),
        Column("stops", say("Critical initiatives that stop with all of them")),
        Column("cuts", say("Companies that only it connects")),
        Column("deals", say("Deals that bind")),
        Column("signed", say("Last signed")),
    )
    rows = tuple(_party(scope, party, known) for party in further.parties.every)
    note = say(
        "Tier 1 is a supplier of yours, tier 2 sells to one, tier 3 to one of tier 2. Only deals that bind:"
        " {aside} letters of intent, rumours and ended deals are left out.",
        aside=further.parties.aside,
    )
    return Table("behind", say("Who stands behind your suppliers"), columns, rows, note)


def _party(scope: Scope, party: Party, known: Mapping[tuple[str, str], Estimate]) -> tuple[Cell, ...]:
    signed = [d.signed for d in party.deals if d.signed is not None]
    last = max(signed, key=lambda s: s.end, default=None)
    own = [scope.suppliers.ref(s) for s in party.clients[:MOST_NAMED]]
    through = list(party.through[:MOST_NAMED])
    return (
        party.company,
        party.tier,
        listed(own) if own else say("through {companies}", companies=listed(through)),
        known.get(("behind_share", party.company.id)),
        len(party.stops) if party.clients else None,
        party.cuts_off or None,
        len(party.deals),
        None if last is None else last.shown,
    )


def _places(scope: Scope, further: Further) -> Table:
    columns = (
        Column("supplier", say("Supplier")),
        Column("share", say("Share of invoices")),
        Column("home", say("Home region")),
        Column("service", say("Region of service by contract")),
    )
    layer = scope.layer("invoice_issuer")
    named = service_regions(scope, further.contracts)
    rows = tuple(
        (
            scope.suppliers.ref(share.supplier),
            share_estimate(scope, layer, share),
            scope.suppliers.regions.get(share.supplier),
            ", ".join(sorted(named.get(share.supplier, ()))) or None,
        )
        for share in (shares_of(layer) if layer is not None else ())
        if layer is not None
    )
    return Table("places", say("Where your suppliers are at home, and where they serve"), columns, rows)
