"""Rows for a register of suppliers in the fields of the EU's templates B_05 and B_07; gaps are told as such.

Regulation (EU) 2022/2554, Article 28(3); fields after Commission Implementing Regulation (EU) 2024/2956,
Annex I: B_05.01 providers, B_05.02 supply chains, B_07.01 assessment of services.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from specie.model import Column, Message, Quantity, Table, Term, say
from specie.supply.chain import DEPTH
from specie.supply.outlay import TO_SUPPLIERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.breaks.exit.plan import Plan
    from specie.analyses.breaks.exit.scope import Scope
    from specie.model import Cell

OPEN = Term("not assessed")
NO_CODE = "not assessed: {who}"
"""What stands where a code should: whom it is about, so that the row can be told from others."""
NONE = Term("not applicable")
PROVIDER: tuple[tuple[str, Message], ...] = (
    ("0010", say("Identification code of the provider")),
    ("0020", say("Type of that code")),
    ("0030", say("Additional identification code")),
    ("0040", say("Type of the additional code")),
    ("0050", say("Legal name")),
    ("0060", say("Name in the Latin alphabet")),
    ("0070", say("Type of person")),
    ("0080", say("Country of the headquarters")),
    ("0090", say("Currency of 0100")),
    ("0100", say("Annual expense or estimated cost")),
    ("0110", say("Identification code of the ultimate parent")),
    ("0120", say("Type of the parent's code")),
)
CHAIN: tuple[tuple[str, Message], ...] = (
    ("0010", say("Contract reference number")),
    ("0020", say("Type of ICT services")),
    ("0030", say("Identification code of the provider")),
    ("0040", say("Type of that code")),
    ("0050", say("Rank")),
    ("0060", say("Identification code of the recipient")),
    ("0070", say("Type of the recipient's code")),
)
ASSESSED: tuple[tuple[str, Message], ...] = (
    ("0010", say("Contract reference number")),
    ("0020", say("Identification code of the provider")),
    ("0030", say("Type of that code")),
    ("0040", say("Type of ICT services")),
    ("0050", say("Substitutability")),
    ("0060", say("Reason if hard to substitute")),
    ("0070", say("Date of the last audit")),
    ("0080", say("Exit plan exists")),
    ("0090", say("Possibility of reintegration")),
    ("0100", say("Impact of discontinuing")),
    ("0110", say("Alternative providers identified")),
    ("0120", say("Which alternative providers")),
)


def register_tables(scope: Scope) -> tuple[Table, ...]:
    """Make the three tables that have rows."""
    note = say(
        "Fields after Implementing Regulation (EU) 2024/2956; what the book does not tell is shown as not"
        " assessed. Read it before you file it: names, codes and choices are yours to confirm."
    )
    made = (
        _table("b_05_01", say("Register B_05.01: providers"), PROVIDER, tuple(_providers(scope)), note),
        _table("b_05_02", say("Register B_05.02: supply chains"), CHAIN, tuple(_chains(scope)), note),
        _table("b_07_01", say("Register B_07.01: assessment of services"), ASSESSED,
               tuple(_assessed(scope)), note),
    )  # fmt: skip
    return tuple(table for table in made if table.rows)


def open_fields(tables: tuple[Table, ...]) -> int:
    """How many cells are not assessed."""
    return sum(_open(cell) for table in tables for row in table.rows for cell in row)


def _open(cell: Cell) -> bool:
    return cell == OPEN or (isinstance(cell, Message) and cell.template == NO_CODE)


def _table(
    name: str, title: Message, fields: tuple[tuple[str, Message], ...], rows: tuple[tuple[Cell, ...], ...],
    note: Message,
) -> Table:  # fmt: skip
    columns = tuple(Column(f"{name}_{code}", label) for code, label in fields)
    return Table(name, title, columns, rows, note)


def _providers(scope: Scope) -> Iterator[tuple[Cell, ...]]:
    for name in scope.chain.names:
        row = scope.vendors.get(name, {})
        code, kind = _code(row)
        spent = scope.outlay.sum(supplier=name, kinds=TO_SUPPLIERS)
        label = scope.chain.suppliers.label(name)
        yield (
            code, kind, OPEN, OPEN, label, label if label.isascii() else OPEN, OPEN,
            row.get("region") or OPEN, scope.book.currency if spent else OPEN,
            Quantity(round(spent, 2), scope.book.currency) if spent else OPEN, OPEN, OPEN,
        )  # fmt: skip


def _chains(scope: Scope) -> Iterator[tuple[Cell, ...]]:
    """Rank 1 has the contract; who hosts or made the model behind it stands below whom it serves."""
    for row in scope.register:
        first = scope.chain.suppliers.find(row["vendor_id"]) or row["vendor_id"]
        service, code = row["service"] or OPEN, _code(scope.vendors.get(first, row))
        yield (row["contract_id"], service, *code, 1, NONE, NONE)
        for rank, below, above in _behind(scope, first):
            yield (row["contract_id"], service, *_code(scope.vendors.get(below, {}), below), rank,
                   *_code(scope.vendors.get(above, {}), above))  # fmt: skip


def _behind(scope: Scope, first: str) -> list[tuple[int, str, str]]:
    """Suppliers at deeper layers of the initiatives whose invoices come from the first one."""
    found: dict[str, tuple[int, str, str]] = {}
    billed = {n.initiative_id for n in scope.chain.on(first, "invoice_issuer")}
    for initiative in sorted(billed):
        above, rank = first, 1
        for need in sorted(scope.chain.of(initiative), key=lambda n: DEPTH[n.layer]):
            if need.supplier not in (first, above) and need.layer != "tool":
                rank += 1
                found.setdefault(need.supplier, (rank, need.supplier, above))
                above = need.supplier
    return sorted(found.values())


def _assessed(scope: Scope) -> Iterator[tuple[Cell, ...]]:
    plans = {plan.supplier: plan for plan in scope.plans}
    for row in scope.register:
        supplier = scope.chain.suppliers.find(row["vendor_id"]) or row["vendor_id"]
        plan = plans.get(supplier)
        if plan is None:
            continue
        code, kind = _code(scope.vendors.get(supplier, row))
        others = sorted({n.substitute for m in plan.moves for n in m.needs if n.elsewhere and n.substitute})
        names = ", ".join(scope.chain.suppliers.label(name) for name in others)
        yield (
            row["contract_id"], code, kind, row["service"] or OPEN, _substitutable(plan), _reason(plan),
            row["audited_on"] or OPEN, Term("yes" if plan.steps else "no"), OPEN, _impact(plan),
            Term("yes" if others else "no"), names or NONE,
        )  # fmt: skip


def _substitutable(plan: Plan) -> Cell:
    """From what is there: tested for all, named for all, named for some, none."""
    needs = [need for move in plan.critical_moves for need in move.vital]
    if not needs:
        return OPEN
    if all(need.covered for need in needs):
        return say("easily substitutable")
    if all(need.elsewhere for need in needs):
        return say("medium complexity in terms of substitutability")
    if any(need.elsewhere for need in needs):
        return say("highly complex substitutability")
    return say("not substitutable")


def _reason(plan: Plan) -> Cell:
    needs = [need for move in plan.critical_moves for need in move.vital]
    if not needs or all(need.elsewhere for need in needs):
        return NONE
    return say("no substitute named for {part} of {whole} critical needs",
               part=sum(not n.elsewhere for n in needs), whole=len(needs))  # fmt: skip


def _impact(plan: Plan) -> Cell:
    return Term("high") if plan.critical_moves else OPEN


def _code(row: dict[str, Any], name: str = "") -> tuple[Cell, Cell]:
    """Split KIND:number; a number alone has no kind."""
    told = (row.get("legal_id") or "").strip()
    kind, colon, number = told.partition(":")
    if not told:
        return (say("not assessed: {who}", who=row.get("name") or name), OPEN)
    return (number.strip(), kind.strip()) if colon else (told, OPEN)
