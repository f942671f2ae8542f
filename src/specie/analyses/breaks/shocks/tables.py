"""The tables: shocks, the trace, what turns red, other models, what is not assessed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.breaks.shocks.estimates import about
from specie.analyses.breaks.shocks.words import KINDS, REDS, RULES
from specie.model import Column, Quantity, Ref, Table, Term, listed, say
from specie.supply.outlay import METERED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.breaks.shocks.after import After
    from specie.analyses.breaks.shocks.alternatives import Repriced
    from specie.analyses.breaks.shocks.trace import Shock, Step
    from specie.analyses.breaks.shocks.view import View
    from specie.kernel.money import Range
    from specie.model import Cell, Message
    from specie.model.lookup import Known

NONE = say("nobody named")


def tables(view: View, known: Known) -> tuple[Table, ...]:
    """Make every table that has rows."""
    made = (_shocks(view, known), _red(view, known), _trace(view), _others(view), _gaps(view))
    return tuple(table for table in made if table.rows)


def name_of(shock: Shock) -> Message:
    """Name a shock by kind and what it comes from."""
    if shock.about.kind == "portfolio":
        return KINDS[shock.kind]
    return say("{kind}: {about}", kind=KINDS[shock.kind], about=shock.about)


def _shocks(view: View, known: Known) -> Table:
    columns = (
        Column("shock", say("Shock")),
        Column("size", say("How hard: mild, typical, severe")),
        Column("money", say("Money a year")),
        Column("months", say("Longest standstill")),
        Column("red", say("Initiatives red")),
        Column("owner", say("Who answers")),
        Column("open", say("Not assessed")),
        Column("basis", say("What the size rests on")),
    )
    rows = tuple(
        (
            name_of(shock),
            _size(shock),
            known.get("shock_cost_year", about(shock)),
            known.get("shock_months", about(shock)),
            Quantity(len(view.red(shock)), "count"),
            _owners(view, shock),
            Quantity(len(shock.lacking), "count"),
            shock.severity.basis,
        )
        for shock in view.shocks
    )
    note = say(
        "The last twelve months again with the shock: scenario, not observation. Shocks overlap: do not add"
        " them up. Price cuts are as real as rises; they stand here with a minus. Who answers are the"
        " business owners of what turns red, else of what pays most."
    )
    return Table("shocks", say("What each shock does"), columns, rows, note)


def _size(shock: Shock) -> Message:
    digits = 2 if shock.unit == "x" else None
    mild, typical, severe = (Quantity(value, _unit(shock), digits) for value in shock.severity.all)
    if mild == severe:
        return say("{size}", size=typical)
    return say("{mild} / {typical} / {severe}", mild=mild, typical=typical, severe=severe)


def _unit(shock: Shock) -> str:
    return {"x": "x", "days": "days"}.get(shock.unit, "USD")


def _owners(view: View, shock: Shock) -> Message:
    """Business owners of what turns red, else of the dearest initiatives; three at most, each once."""
    red = view.red(shock) or view.after[shock.id][:1]
    names = list(dict.fromkeys(one.initiative.business_owner for one in red if one.initiative.business_owner))
    if not names:
        return NONE
    if len(names) <= 3:
        return listed(names, "semicolon")
    return say("{names} and {count} more", names=listed(names[:3], "semicolon"), count=len(names) - 3)


def _red(view: View, known: Known) -> Table:
    columns = (
        Column("shock", say("Shock")),
        Column("initiative", say("Initiative")),
        Column("why", say("Why")),
        Column("months", say("Months it stands still")),
        Column("money", say("Money a year")),
        Column("before", say("Net cash before")),
        Column("after", say("Net cash after")),
        Column("roi_before", say("Return before")),
        Column("roi_after", say("Return after")),
        Column("business", say("Business owner")),
        Column("technical", say("Technical owner")),
    )
    rows = tuple(_red_row(view, one) for shock in view.shocks for one in view.red(shock))
    note = say(
        "Red at the typical shock: it stands still for some time, or its likely net cash falls below zero. No"
        " return is shown where the benefit is not measured."
    )
    return Table("red", say("What turns red, and its return before and after"), columns, rows, note)


def _red_row(view: View, one: After) -> tuple[Cell, ...]:
    unit = view.scope.book.currency
    return (
        name_of(one.shock),
        one.initiative.ref,
        REDS[one.reason or "stands still"],
        span((one.still[0], one.still[2]), "months") if one.still[2] > 0 else None,
        span(one.money.ends[::2], unit),
        _ends(one.before, unit),
        _ends(one.after, unit),
        _ends(one.roi_before, "fraction"),
        _ends(one.roi_after, "fraction"),
        one.initiative.business_owner or NONE,
        one.initiative.technical_owner or NONE,
    )


def _ends(found: Range | None, unit: str) -> Message | None:
    if found is None:
        return None
    low, high = (abs(end) != float("inf") for end in (found.low, found.high))
    if low and high:
        return span((found.low, found.high), unit)
    if low:
        return say("at least {low}", low=Quantity(found.low, unit))
    return say("at most {high}", high=Quantity(found.high, unit)) if high else None


def span(ends: tuple[float, ...], unit: str) -> Message:
    """Say both ends, or the one where they are the same."""
    low, high = (Quantity(end, unit) for end in ends)
    return say("{size}", size=low) if low == high else say("{low} to {high}", low=low, high=high)


def _trace(view: View) -> Table:
    columns = (
        Column("shock", say("Shock")),
        Column("initiative", say("Initiative")),
        Column("supplier", say("Through")),
        Column("rule", say("Rule")),
        Column("mild", say("Money, mild")),
        Column("typical", say("Money, typical")),
        Column("severe", say("Money, severe")),
        Column("months", say("Months")),
        Column("business", say("Business owner")),
        Column("technical", say("Technical owner")),
    )
    rows = tuple(_trace_row(view, shock, step) for shock in view.shocks for step in shock.steps)
    note = say("The steps of a shock add up to its money, to the cent. Minus is money not paid.")
    return Table("trace", say("The trace: from shock to money, step by step"), columns, rows, note)


def _trace_row(view: View, shock: Shock, step: Step) -> tuple[Cell, ...]:
    unit, who = view.scope.book.currency, step.initiative
    return (
        name_of(shock),
        None if who is None else who.ref,
        step.supplier,
        RULES[step.rule],
        Quantity(step.money.mild, unit, 2),
        Quantity(step.money.typical, unit, 2),
        Quantity(step.money.severe, unit, 2),
        span((step.months[0], step.months[2]), "months") if step.months[2] > 0 else None,
        NONE if who is None or not who.business_owner else who.business_owner,
        NONE if who is None or not who.technical_owner else who.technical_owner,
    )


def _others(view: View) -> Table:
    found = view.alternatives
    columns = (
        Column("initiative", say("Initiative")),
        Column("billed", say("Paid by use")),
        Column("past", say("At the list prices of its days")),
        Column("model", say("Model")),
        Column("own", say("In use there")),
        Column("today", say("All of it at prices of {day}", day=found.today)),
        Column("later", say("At prices known for {day}", day=found.later)),
    )
    rows = tuple(row for one in found.rows for row in _offers(view, one))
    note = say(
        "The use of the last twelve months. Price only: whether a model does the work is not known here."
        " Another tokenizer may make {spread} more or fewer tokens of the same text; one model as it is has"
        " no such range. Discounts, prices of storing in a cache and of batches are not in it.",
        spread=Quantity(view.scope.settings.spread, "fraction"),
    )
    return Table("alternatives", say("The same use with other models, on two days"), columns, rows, note)


def _offers(view: View, one: Repriced) -> Iterator[tuple[Cell, ...]]:
    unit = view.scope.book.currency
    for offer in sorted(one.offers, key=lambda o: (not o.own, o.model.id)):
        yield (
            one.initiative.ref,
            Quantity(view.scope.outlay.sum(initiative=one.initiative.id, kinds=METERED), unit),
            _ends(one.past, unit),
            _model(offer.model),
            Term("yes") if offer.own else Term("no"),
            _ends(offer.today, unit),
            _ends(offer.later, unit),
        )


def _model(model: Ref) -> Message:
    provider, _, _ = model.id.partition("/")
    return say("{model} of {provider}", model=model, provider=provider)


def _gaps(view: View) -> Table:
    columns = (
        Column("what", say("What")),
        Column("why", say("Why")),
        Column("rows", say("Rows")),
        Column("table", say("Table")),
    )
    rows = tuple((gap.subject, gap.message, Quantity(gap.rows, "count"), gap.table) for gap in view.gaps)
    return Table("not_assessed", say("What is not assessed"), columns, rows)
