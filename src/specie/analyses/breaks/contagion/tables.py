"""Tables: losses by failing firm, by losing firm, of the book's suppliers; methods; deals left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from specie.analyses.breaks.contagion.estimates import loss_from, share_of
from specie.analyses.breaks.contagion.losses import claims_and_worth, first_distress
from specie.analyses.breaks.contagion.words import measure_of
from specie.companies.network.channels import weave
from specie.companies.network.edge import CHANNEL_NAMES, CHANNELS, DEBT, FIRM, VIEWS
from specie.kernel.stress.web import spread
from specie.model import Column, Quantity, Table, Term, listed, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specie.analyses.breaks.contagion.survey import Survey
    from specie.model import Cell, Estimate, Message

RANKS = ("pari passu", "junior")


def all_tables(of: Survey, made: Mapping[tuple[str, str], Estimate]) -> tuple[Table, ...]:
    """Make every table that has rows; ``made`` holds the estimates by measure and firm."""
    tables = (suppliers(of), failures(of, made), losers(of), methods(of), left_out(of))
    return tuple(table for table in tables if table.rows)


def failures(of: Survey, made: Mapping[tuple[str, str], Estimate]) -> Table:
    """One row per firm that may fail and channel: what others lose together under each view."""
    columns = (
        Column("firm", say("If it fails")),
        Column("channel", say("Channel")),
        *(Column(view.id, view.label) for view in VIEWS),
        Column("firms", say("Firms that fail with it")),
        Column("debtrank", say("DebtRank")),
    )
    rows = tuple(
        (
            of.ref(name),
            CHANNEL_NAMES[channel],
            *(made.get((measure_of(channel, view.id), name)) for view in VIEWS),
            _with_it(of, channel, name),
            made.get(("debtrank", name)) if channel != "sales" else None,
        )
        for name in of.failing
        for channel in CHANNELS
        if any((measure_of(channel, view.id), name) in made for view in VIEWS)
    )
    text = say(
        "Stakes: what owners outside the graph lose, each loss once. Loans: what is owed less what is paid."
        " Sales: a year's. Channels and views must not be added up. DebtRank stands beside stakes and loans"
        " for comparison."
    )
    return Table("failures", say("What others lose if a firm fails"), columns, rows, text)


def _with_it(of: Survey, channel: str, name: str) -> Cell:
    found = of.firm.by[channel].failed[of.network.names.index(name)]
    others = [of.ref(of.network.names[k]) for k in np.flatnonzero(found)]
    return listed(others) if others else None


def losers(of: Survey) -> Table:
    """One row per failing firm, losing firm and channel: money, share and the deals that carry it."""
    columns = (
        Column("firm", say("If it fails")),
        Column("loser", say("Who loses")),
        Column("channel", say("Channel")),
        *(Column(view.id, view.label) for view in VIEWS),
        Column("share", say("Of its worth or revenue")),
        Column("deals", say("Carried by")),
    )
    rows = tuple(row for name in of.failing for row in _losers(of, name))
    text = say(
        "The share is that of closed and committed deals, else of all. Deals are named by their id in deals;"
        " a firm behind another one is named where the loss comes through it."
    )
    return Table("losers", say("Who loses how much, and which deal carries it"), columns, rows, text)


def _losers(of: Survey, failing: str) -> Iterator[tuple[Cell, ...]]:
    row = of.network.names.index(failing)
    for channel in CHANNELS:
        high = of.losses[-1].by[channel].high[row]
        for column in sorted(np.flatnonzero(high).tolist(), key=lambda k: -high[k]):
            yield _loser(of, failing, of.network.names[column], channel)


def _loser(of: Survey, failing: str, loser: str, channel: str) -> tuple[Cell, ...]:
    by_view = [loss_from(of, losses, channel, failing, loser) for losses in of.losses]
    told = by_view[1] or by_view[2]
    share = None if told is None else share_of(of, told, channel, loser)
    return (
        of.ref(failing),
        of.ref(loser),
        CHANNEL_NAMES[channel],
        *by_view,
        share or Term("not assessed"),
        carried_by(of, channel, failing, loser),
    )


def carried_by(of: Survey, channel: str, failing: str, loser: str) -> Message | None:
    """Name the deals between the two, else the firms the loss comes through."""
    edges = of.between(VIEWS[-1], channel, failing, loser)
    if edges:
        return listed([say("{deal} ({status})", deal=e.deal.id, status=Term(e.deal.status)) for e in edges])
    through = of.way(channel, failing, loser)
    return listed([say("through {firm}", firm=of.ref(name)) for name in through]) if through else None


def suppliers(of: Survey) -> Table:
    """The rows of the book's suppliers only: whose failure hits them, and what they stand for themselves."""
    columns = (
        Column("supplier", say("Your supplier")),
        Column("firm", say("If it fails")),
        Column("channel", say("Channel")),
        Column("loss", say("It loses, closed and committed deals")),
        Column("share", say("Of its worth or revenue")),
        Column("deals", say("Carried by")),
    )
    rows = tuple(
        (of.ref(loser), of.ref(failing), CHANNEL_NAMES[channel], loss, share_of(of, loss, channel, loser)
         or Term("not assessed"), carried_by(of, channel, failing, loser))
        for loser, failing, channel, loss in hits(of)
    )  # fmt: skip
    return Table("suppliers", say("Which of your suppliers are hit"), columns, rows)


def hits(of: Survey) -> Iterator[tuple[str, str, str, Estimate]]:
    """Yield losses of the book's suppliers by closed and committed deals, the largest of each first."""
    names = of.network.names
    for supplier in of.suppliers:
        if supplier not in names:
            continue
        column = names.index(supplier)
        found = [
            (float(of.firm.by[channel].high[row, column]), names[row], channel)
            for channel in CHANNELS
            for row in range(len(names))
        ]
        for loss, failing, channel in sorted(found, reverse=True):
            made = loss_from(of, of.firm, channel, failing, supplier) if loss > 0 else None
            if made is not None:
                yield supplier, failing, channel, made


def methods(of: Survey) -> Table:
    """The worst failure by loans under each rank and with costs of default, beside DebtRank."""
    columns = (
        Column("method", say("Method")),
        Column("firm", say("If it fails")),
        Column("loss", say("Others lose")),
        Column("tolerance", say("Tolerance")),
        Column("steps", say("Steps")),
    )
    return Table("methods", say("The same failure by other methods"), columns, tuple(_methods(of)))


def _methods(of: Survey) -> Iterator[tuple[Cell, ...]]:
    lost = of.firm.by[DEBT].stated
    if not lost.any():
        return
    row = int(lost.sum(axis=1).argmax())
    name = of.ref(of.network.names[row])
    each = np.eye(len(of.network.names), dtype=bool)[[row]]
    for rank in RANKS:
        made = weave(of.network, FIRM, rank=rank, channels=(DEBT,)).web
        for label, cost in _costs(of):
            found = spread(made, each, recovery=1 - of.settings.lost[1], cost=cost)
            money = float(np.where(each[0], 0.0, found.loans[0]).sum())
            text = say("{method}, loans between firms {rank}", method=label, rank=Term(rank))
            yield text, name, Quantity(money, "USD"), None, found.rounds
    yield from _ranks(of, row, name)


def _costs(of: Survey) -> tuple[tuple[Message, float], ...]:
    plain = (say("Eisenberg and Noe"), 0.0)
    if not of.settings.cost:
        return (plain,)
    destroyed = Quantity(of.settings.cost, "fraction")
    return (plain, (say("Rogers and Veraart, {cost} destroyed", cost=destroyed), of.settings.cost))


def _ranks(of: Survey, row: int, name: Cell) -> Iterator[tuple[Cell, ...]]:
    claims, worth, known = claims_and_worth(of.firm.woven)
    for label, found in (
        (say("DebtRank on stakes and loans, to its limit"), of.firm.distress),
        (say("DebtRank on stakes and loans, first form"), first_distress(of.firm.woven)),
    ):
        if found is not None and claims.any():
            money = float((found.lost[row] * worth * known).sum() - worth[row] * known[row])  # beyond its own
            tolerance = Quantity(found.tolerance, "index", 9)
            yield label, name, Quantity(max(money, 0.0), "USD"), tolerance, found.steps


def left_out(of: Survey) -> Table:
    """One row per deal that carries no loss here, and why."""
    columns = (
        Column("deal", say("Deal")),
        Column("giver", say("From")),
        Column("taker", say("To")),
        Column("form", say("Form")),
        Column("status", say("Status")),
        Column("amount", say("Amount in all")),
        Column("why", say("Why it carries no loss here")),
        Column("fill", say("Column to fill in deals")),
    )
    rows = tuple(
        (
            aside.deal.id,
            of.ref(aside.deal.giver),
            of.ref(aside.deal.taker),
            Term(aside.deal.instrument),
            Term(aside.deal.status),
            Term("not known") if aside.deal.amount is None else Quantity(aside.deal.amount, "USD"),
            aside.why,
            aside.missing or None,
        )
        for aside in sorted(of.network.aside, key=lambda a: (not a.missing, a.deal.id))
    )
    return Table("left_out", say("Deals that carry no loss here"), columns, rows)
