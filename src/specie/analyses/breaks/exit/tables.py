"""The tables of the exit analysis: plans, contracts, what is prepared, prices, losses and measures."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from specie.analyses.breaks.exit.candidates import named
from specie.analyses.breaks.exit.choice import left_of, span, strongest
from specie.analyses.breaks.exit.estimates import LOSS_TABLES, ranged
from specie.analyses.breaks.exit.register import register_tables
from specie.kernel.money import Range, certain
from specie.model import Column, Quantity, Ref, Table, Term, listed, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specie.analyses.breaks.exit.candidates import Candidate, Piece
    from specie.analyses.breaks.exit.plan import Move, Plan, Step
    from specie.analyses.breaks.exit.scope import Scope
    from specie.kernel.measures_choice import Choice
    from specie.model import Cell, Estimate, Message

STEPS_SHOWN = 12
WEEKS_IN_MONTH = 365.25 / 12 / 7


def tables(scope: Scope, known: Mapping[tuple[str, str], Estimate]) -> tuple[Table, ...]:
    """Make every table that has rows."""
    made = (
        _plans(scope, known), _steps(scope), _contracts(scope), _prepared(scope), _running(scope),
        _losses(scope), _measures(scope), _frontier(scope), *register_tables(scope),
    )  # fmt: skip
    return tuple(table for table in made if table.rows)


def _plans(scope: Scope, known: Mapping[tuple[str, str], Estimate]) -> Table:
    columns = (
        Column("supplier", say("Supplier")),
        Column("stops", say("Critical initiatives on it")),
        Column("prepared", say("Items met")),
        Column("weeks", say("Weeks to leave")),
        Column("money", say("Money to leave")),
        Column("loss", say("Its failure takes")),
        Column("after", say("With the measures chosen")),
        Column("shortfall", say("Part of the shortfall of a bad year")),
    )
    rows = tuple(
        (
            plan.vendor, len(plan.critical_moves),
            *(known.get((m, plan.supplier)) for m in (
                "prepared", "exit_weeks", "exit_money", "failure_loss", "loss_after")),
            scope.shortfall.get(plan.supplier),
        )
        for plan in scope.plans
    )  # fmt: skip
    return Table("plans", say("Leaving each critical supplier"), columns, rows)


def _steps(scope: Scope) -> Table:
    columns = (
        Column("supplier", say("Supplier")),
        Column("initiative", say("Initiative")),
        Column("asset", say("What moves")),
        Column("step", say("Step")),
        Column("substitute", say("Substitute")),
        Column("weeks", say("Weeks")),
        Column("money", say("Money")),
        Column("owner", say("Owner")),
        Column("last", say("Last tested or rehearsed")),
    )
    rows = tuple(row for plan in scope.plans for row in _plan_rows(scope, plan))
    text = say("Moves come from {moves}, steps from {steps}.", moves="dependencies", steps="exit_steps")
    return Table("steps", say("Exit plan: moves and steps"), columns, rows, text)


def _plan_rows(scope: Scope, plan: Plan) -> Iterator[tuple[Cell, ...]]:
    for move in sorted(plan.moves, key=lambda m: (not m.critical, m.initiative.id)):
        yield _move_row(scope, plan, move)
        yield from (_step_row(scope, plan, s) for s in plan.steps if s.initiative_id == move.initiative.id)
    served = {move.initiative.id for move in plan.moves}
    yield from (_step_row(scope, plan, s) for s in plan.steps if s.initiative_id not in served)


def _move_row(scope: Scope, plan: Plan, move: Move) -> tuple[Cell, ...]:
    need = move.deepest
    return (
        plan.vendor,
        move.initiative.ref,
        Term(need.layer),
        Term("move to the substitute"),
        scope.supplier(need.substitute) if need.elsewhere and need.substitute else Term("none named"),
        ranged(scope, "exit_weeks", move.initiative.ref, move.weeks, "weeks", "trace",
               scope.origins("dependencies"), say("one initiative")),
        _money(scope, move.initiative.ref, None if math.isnan(move.cost) else move.cost),
        move.initiative.technical_owner or Term("not assessed"),
        (need.tested_on or Term("never")) if need.elsewhere else None,
    )  # fmt: skip


def _step_row(scope: Scope, plan: Plan, step: Step) -> tuple[Cell, ...]:
    return (
        plan.vendor,
        scope.book.initiative(step.initiative_id) if step.initiative_id else Term("all"),
        Term(step.asset),
        step.step or None,
        None,
        None if step.weeks is None else Quantity(step.weeks, "weeks"),
        _money(scope, plan.vendor, step.cost),
        step.owner or Term("not assessed"),
        step.rehearsed_on or Term("never"),
    )


def _money(scope: Scope, about: Ref, amount: float | None) -> Cell:
    if amount is None:
        return Term("not assessed")
    return ranged(scope, "exit_money", about, certain(amount), scope.book.currency, "sum",
                  scope.origins("dependencies", "exit_steps"), say("one row"))  # fmt: skip


def _contracts(scope: Scope) -> Table:
    columns = (
        Column("supplier", say("Supplier")),
        Column("contract", say("Contract")),
        Column("ends", say("Ends on")),
        Column("notice", say("Notice by")),
        Column("export", say("What it says on getting data and models out")),
        Column("ceiling", say("Highest rise of price a year")),
        Column("region", say("Region")),
    )
    rows = tuple(
        (
            plan.vendor, c.id, c.ends_on or Term("not assessed"), c.notice_by() or Term("not assessed"),
            c.export_terms or Term("not assessed"),
            Term("not assessed") if c.price_protection is None else Quantity(c.price_protection, "fraction"),
            c.region or Term("not assessed"),
        )
        for plan in scope.plans
        for c in plan.contracts
    )  # fmt: skip
    return Table("contracts", say("Contract terms that decide how one leaves"), columns, rows)


def _prepared(scope: Scope) -> Table:
    columns = (
        Column("supplier", say("Supplier")),
        Column("item", say("Item")),
        Column("state", say("State")),
        Column("detail", say("Of which there")),
    )
    rows = tuple(
        (ready.plan.vendor, item.what, item.state, item.detail)
        for ready in scope.ready
        for item in ready.items
    )
    text = say(
        "A list and a count, no grade. What nobody wrote down is not assessed and does not count as met."
    )
    return Table("prepared", say("What is prepared, item by item"), columns, rows, text)


def _running(scope: Scope) -> Table:
    days = {"today": scope.running.today, "later": scope.running.later}
    columns = (
        Column("supplier", say("Supplier")),
        Column("initiative", say("Initiative")),
        Column("own", say("Its year at list prices")),
        Column("model", say("Model of the substitute")),
        Column("today", say("Same use, prices of {day}", day=days["today"])),
        Column("later", say("Same use, prices of {day}", day=days["later"])),
    )
    rows = tuple(
        (
            scope.supplier(offer.supplier),
            offer.move.initiative.ref,
            _price(scope, "list_cost_year", offer.move.initiative.ref, offer.own),
            Ref("model", f"{offer.price.provider}/{offer.price.model}", offer.price.model),
            _price(scope, "substitute_cost_today", offer.move.initiative.ref, offer.today),
            _price(scope, "substitute_cost_later", offer.move.initiative.ref, offer.later),
        )
        for offer in scope.running.offers
    )
    text = say(
        "Tokens of the last twelve months at list prices, without discounts. Price only: whether a model does"
        " the work is not known here."
    )
    return Table("running", say("What running on the substitute costs"), columns, rows, text)


def _price(scope: Scope, measure: str, about: Ref, amount: Range | None) -> Cell:
    if amount is None:
        return Term("no price")
    return ranged(scope, measure, about, amount, scope.book.currency, "list_price", scope.origins("usage"),
                  say("of the tokens of one initiative"))  # fmt: skip


def _losses(scope: Scope) -> Table:
    """The parts of every failure; they add up, with and without the measures."""
    columns = (
        Column("supplier", say("Supplier fails")),
        Column("initiative", say("Initiative")),
        Column("rule", say("Because")),
        Column("weeks", say("Weeks")),
        Column("money", say("Money")),
        Column("measure", say("Strongest measure chosen")),
        Column("after", say("Left of it")),
        Column("owner", say("Owner")),
    )
    rows = tuple(_part(scope, piece) for f in scope.chosen.failures for piece in scope.chosen.of(f))
    text = say(
        "Scenarios, not observations: each failure alone. A standstill is benefit lost less use not paid."
        " The parts add up to what the failure takes, case by case."
    )
    return Table("losses", say("What each failure is the sum of"), columns, rows, text)


def _part(scope: Scope, piece: Piece) -> tuple[Cell, ...]:
    best = strongest(piece, scope.chosen.taken)
    about, initiative, part = scope.supplier(piece.supplier), piece.part.initiative, piece.part
    origins, currency, one = scope.origins(*LOSS_TABLES), scope.book.currency, say("one part")
    weeks = span([months * WEEKS_IN_MONTH for months in part.months])
    left = span(left_of(piece, scope.chosen.taken))
    return (
        about,
        None if initiative is None else initiative.ref,
        Term(part.rule),
        ranged(scope, "exit_weeks", about, weeks, "weeks", "trace", origins, one) if weeks.high > 0 else None,
        ranged(scope, "failure_loss", about, part.money.range, currency, "trace", origins, one),
        None if best is None else _name(best),
        ranged(scope, "loss_after", about, left, currency, "trace", origins, one),
        None if initiative is None else initiative.business_owner or Term("not assessed"),
    )  # fmt: skip


def _name(candidate: Candidate) -> Cell:
    return candidate.name or candidate.kind


def _measures(scope: Scope) -> Table:
    columns = (
        Column("state", say("State")),
        Column("measure", say("Measure")),
        Column("supplier", say("Supplier")),
        Column("initiative", say("Initiative")),
        Column("cost", say("Cost")),
        Column("removes", say("Removes of the loss")),
        Column("because", say("Because")),
    )
    taken = {c.id for c in scope.chosen.taken}
    order = sorted(scope.found, key=lambda c: (c.id not in taken, c.cost is None, -_removed(scope, c)))
    rows: list[tuple[Cell, ...]] = [
        (
            Term("chosen" if c.id in taken else "cost not told" if c.cost is None else "not chosen"),
            _name(c),
            scope.supplier(c.supplier),
            c.initiative or Term("all"),
            None if c.cost is None else Quantity(round(c.cost), scope.book.currency),
            Quantity(round(_removed(scope, c)), scope.book.currency),
            c.because,
        )
        for c in order
    ]
    if scope.chosen.choice is not None and scope.chosen.choice.reserve > 0:
        rows.insert(0, _reserve(scope, scope.chosen.choice.reserve))
    text = say(
        "What a measure removes is of the high end of the failure, taken alone; of several on one part the"
        " strongest counts, so they do not add up."
    )
    return Table("measures", say("Measures, and the cheapest set of them"), columns, tuple(rows), text)


def _reserve(scope: Scope, held: float) -> tuple[Cell, ...]:
    rate = scope.book.policy.hurdle_rate or 0.0
    currency = scope.book.currency
    because: Message = say("{money} held at {rate} a year", money=Quantity(round(held), currency),
                           rate=Quantity(rate, "fraction"))  # fmt: skip
    return (
        Term("chosen"), Term("hold a reserve"), None, Term("all"), Quantity(round(held * rate), currency),
        Quantity(round(held), currency), because,
    )  # fmt: skip


def _removed(scope: Scope, candidate: Candidate) -> float:
    return sum(part.worst * candidate.share(part) for part in scope.chosen.parts)


def _worst(scope: Scope, case: int) -> Cell:
    failures = scope.chosen.failures
    return scope.supplier(failures[case].supplier) if case < len(failures) else Term("a bad year")


def _which(scope: Scope, step: Choice) -> Message:
    taken = scope.chosen.of_choice(step)
    return listed([named(c, scope.supplier(c.supplier)) for c in taken], "semicolon")


def _frontier(scope: Scope) -> Table:
    columns = (
        Column("cost", say("Cost of measures")),
        Column("worst", say("Dearest case then")),
        Column("supplier", say("Of")),
        Column("count", say("Measures")),
        Column("which", say("Which")),
    )
    currency = scope.book.currency
    rows = tuple(
        (
            Quantity(round(step.cost), currency),
            Quantity(round(most), currency),
            _worst(scope, case),
            int(step.chosen.sum()),
            _which(scope, step),
        )
        for step in scope.chosen.steps[:STEPS_SHOWN]
        for case, most in (scope.chosen.worst_left(step),)
    )
    text = say("Without reserve: every set that is cheaper than all that leave as little. High ends.")
    return Table("frontier", say("What each further measure buys"), columns, rows, text)
