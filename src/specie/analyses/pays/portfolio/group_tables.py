"""Tables of groups: return beside spend by function, build, buy and partner, new business and efficiency."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.pays.portfolio.group_findings import caveat
from specie.analyses.pays.portfolio.groups import NOT_STATED, Group, by_approach, by_function
from specie.analyses.pays.portfolio.taxonomy import sorted_benefits
from specie.analyses.pays.portfolio.wording import SORT_WORDS
from specie.model import Column, Quantity, Ref, Table, Term, Verdict, say

if TYPE_CHECKING:
    from specie.analyses.pays.portfolio.assessed import Assessed
    from specie.model import Cell


def function_table(found: Assessed) -> Table:
    """Return beside spend, function by function, the most money first."""
    groups = by_function(found.scope)
    whole = sum(group.spend for group in groups) if found.whole is None else found.whole.spend
    columns = (
        Column("function", say("Function")),
        Column("spend", say("Spending")),
        Column("share", say("Share of the money")),
        Column("initiatives", say("Initiatives")),
        Column("measured", say("Measured")),
        Column("net", say("Net, luck taken out")),
        Column("return", say("Return on spending")),
    )
    rows = tuple(
        (
            _name(group),
            found.scope.money(group.spend),
            Quantity(group.spend / whole, "fraction") if whole else None,
            len(group.holdings),
            len(group.measured),
            found.known.get("group_net_year", group.ref),
            found.known.get("group_return_year", group.ref),
        )
        for group in groups
    )
    return Table(
        "functions",
        say("Return beside spend, by function"),
        columns,
        rows,
        say(
            "Initiatives without a measured benefit count with their cost alone: measure before you move"
            " money."
        ),
    )


def _name(group: Group) -> Cell:
    return Term("not stated") if group.ref.id == NOT_STATED else group.ref


def approach_table(found: Assessed) -> Table:
    """Build, buy and partner side by side, with the caveat that nobody drew lots."""
    columns = (
        Column("approach", say("Approach")),
        Column("initiatives", say("Initiatives")),
        Column("pays", say("Pays")),
        Column("loses", say("Does not pay")),
        Column("open", say("Open")),
        Column("spend", say("Spending")),
        Column("net", say("Net, luck taken out")),
        Column("return", say("Return on spending")),
        Column("production", say("Pilots that reach production")),
    )
    rows = tuple(_approach(found, group) for group in by_approach(found.scope))
    return Table("approaches", say("Build, buy and partner"), columns, rows, caveat())


def _approach(found: Assessed, group: Group) -> tuple[Cell, ...]:
    pays, loses = group.count(Verdict.PAYS), group.count(Verdict.DOES_NOT_PAY)
    rate = found.scope.funnel.get("moved_on", "approach", group.ref.id)
    return (
        Term(group.ref.id),
        len(group.holdings),
        pays,
        loses,
        len(group.holdings) - pays - loses,
        found.scope.money(group.spend),
        found.known.get("group_net_year", group.ref),
        found.known.get("group_return_year", group.ref),
        rate,
    )


def sort_table(found: Assessed) -> Table:
    """Cash benefit by new business and efficiency; empty unless the user named the revenue accounts."""
    columns = (
        Column("sort", say("Sort")),
        Column("initiatives", say("Initiatives")),
        Column("benefit", say("Cash benefit, luck taken out")),
        Column("which", say("Which")),
    )
    rows = tuple(
        (
            SORT_WORDS[sort],
            len(holdings),
            found.known.get("benefit_by_sort_year", Ref("benefit", sort.value)),
            ", ".join(h.ref.id for h in holdings),
        )
        for sort, holdings in sorted_benefits(found.scope).items()
        if holdings
    )
    note = say(
        "By the ledger accounts in which benefits are claimed; one revenue account makes new business."
    )
    return Table("sorts", say("New business and efficiency"), columns, rows, note)
