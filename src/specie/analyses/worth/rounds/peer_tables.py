"""Peers at equal age, as a table, and the age of every price."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.worth.rounds.peers import paths
from specie.companies.age import FOUNDED
from specie.model import Column, Quantity, Table, Term, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.worth.rounds.multiple import Multiple
    from specie.analyses.worth.rounds.peers import Peer
    from specie.analyses.worth.rounds.view import View
    from specie.model import Cell


def equal_age(view: View) -> Table:
    """One row per company of the book, peer of its kind and basis of revenue that both have."""
    return Table(
        "peers",
        say("Peers at equal age and under an equal basis of revenue"),
        (
            Column("company", say("Company")),
            Column("peer", say("Peer")),
            Column("ratio", say("Price, times that of the peer")),
            Column("age", say("Age at its newest price")),
            Column("peer_age", say("Age of the peer at its nearest price")),
            Column("since", say("Counted from")),
            Column("peer_date", say("Price of the peer of")),
            Column("basis", say("Basis of revenue")),
            Column("multiple", say("Price to sales")),
            Column("peer_multiple", say("Price to sales of the peer")),
        ),
        tuple(row for peer in view.peers for row in _peer_rows(peer)),
        say(
            "Peers are companies of the same kind. Age counts from the founding where a document gives it "
            "for both, else from the first round the tables know of both. A kind of basis is compared with "
            "the same kind, gross with gross and net with net; who vouches may differ."
        ),
    )


def _peer_rows(peer: Peer) -> Iterator[tuple[Cell, ...]]:
    if peer.own is None or peer.other is None:
        age = Quantity(round(peer.own.middle, 1), "years") if peer.own else None
        since = Term(peer.own.start.kind) if peer.own else None
        yield (peer.company.ref, peer.peer.ref, peer.why, age, None, since, None, None, None, None)
        return
    head: tuple[Cell, ...] = (
        peer.company.ref,
        peer.peer.ref,
        peer.ratio,
        Quantity(round(peer.own.middle, 1), "years"),
        Quantity(round(peer.other.middle, 1), "years"),
        Term(peer.own.start.kind),
        peer.other.price.on.shown,
    )
    if not peer.multiples:
        yield (*head, say("no basis that both have"), None, None)
    for own, other in peer.multiples:
        yield (*head, _basis(own), own.estimate, other.estimate)


def _basis(multiple: Multiple) -> Cell:
    basis = multiple.match.basis
    if not basis.gross_net:
        return Term(basis.kind)
    return say("{kind}, {gross_net}", kind=Term(basis.kind), gross_net=Term(basis.gross_net))


def by_age(view: View) -> Table:
    """One row per price: how old the company was, and its price to sales then."""
    rows: list[tuple[Cell, ...]] = []
    for valued, path in paths(view.survey):
        for aged in path:
            fresh = [
                m for m in valued.multiples if m.price is aged.price and not m.match.stale and m.estimate
            ]
            nearest = fresh[0] if fresh else None
            rows.append(
                (
                    valued.company.ref,
                    Quantity(round(aged.middle, 1), "years"),
                    Term(aged.start.kind),
                    aged.price.on.shown,
                    Quantity(aged.price.price.post or 0.0, "USD"),
                    nearest.match.basis.label if nearest else None,
                    nearest.estimate if nearest else Term("not known"),
                )
            )
    return Table(
        "ages",
        say("Prices by the age of the company"),
        (
            Column("company", say("Company")),
            Column("age", say("Age of the company")),
            Column("since", say("Counted from")),
            Column("date", say("Price of")),
            Column("price", say("Price for all shares")),
            Column("basis", say("Nearest basis of revenue")),
            Column("multiple", say("Price to sales")),
        ),
        tuple(rows),
        say(
            "The {founding} is used where a document gives it; a company counted from its first round looks "
            "younger than it is.",
            founding=Term(FOUNDED),
        ),
    )
