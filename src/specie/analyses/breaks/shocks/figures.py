"""The figures: what each shock costs, and the way of one initiative from before to after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.breaks.shocks.tables import name_of
from specie.analyses.breaks.shocks.words import RULES
from specie.model import Figure, Quantity, say
from specie.supply.cases import amount

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from specie.analyses.breaks.shocks.after import After
    from specie.analyses.breaks.shocks.view import View
    from specie.model import Cell

MOST = 12


def figures(view: View) -> tuple[Figure, ...]:
    """Make the two figures that have something to show."""
    made = (_costs(view), *_way(view))
    return tuple(figure for figure in made if figure.data)


def _costs(view: View) -> Figure:
    some = [shock for shock in view.shocks if shock.kind != "growth"]
    found = sorted(some, key=lambda shock: -abs(shock.money.typical))[:MOST]
    data = tuple(
        {
            "shock": name_of(shock),
            "money": shock.money.ends[1],
            "low": shock.money.ends[0],
            "high": shock.money.ends[2],
        }
        for shock in found
    )
    return Figure(
        "shock_costs",
        "interval_rows",
        say("What the dearest shocks cost a year"),
        data,
        {"label": "shock", "x": "money", "low": "low", "high": "high"},
        {"shock": say("Shock"), "money": say("Money a year")},
        {"money": view.scope.book.currency},
        say("{count} shocks of {all}, from mild to severe.", count=len(data), all=len(view.shocks)),
        say(
            "Shocks overlap: do not add them up. Not assessed parts are not in it; more tokens for each task"
            " stand in the table only."
        ),
    )


def hardest(view: View) -> After | None:
    """Return the initiative of known return whose way is worth drawing.

    Of those that lose money by turning red one that no longer pays, then the one with the longest trace, then
    the one that loses most; more tokens for each task would dwarf every other shock.
    """
    red = [one for s in view.shocks if s.kind != "growth" for one in view.red(s) if _known(one)]
    lose = [one for one in red if one.money.typical > 0]
    return max(lose, key=_worth_drawing, default=None)


def _worth_drawing(one: After) -> tuple[bool, int, Decimal, str]:
    return one.falls, len(one.shock.of(one.initiative.id)), one.money.typical, one.shock.id


def _known(one: After) -> bool:
    return one.before is not None and one.before.point is not None


def _way(view: View) -> Iterator[Figure]:
    one = hardest(view)
    if one is None or one.before is None or one.before.point is None:
        return
    unit, start = view.scope.book.currency, amount(*[one.before.point] * 3).typical
    data: list[Mapping[str, Cell]] = [_bar(say("Net cash before"), float(start), "start")]
    data += [
        _bar(
            say("{rule}, {supplier}", rule=RULES[step.rule], supplier=step.supplier),
            -step.money.ends[1],
            "step",
        )
        for step in one.shock.of(one.initiative.id)
    ]
    end = float(start - one.money.typical)
    data.append(_bar(say("Net cash after"), end, "total"))
    yield Figure(
        "way",
        "waterfall",
        say("{initiative} under one shock: {shock}", initiative=one.initiative.ref, shock=name_of(one.shock)),
        tuple(data),
        {"label": "step", "y": "amount", "kind": "kind"},
        {"step": say("Step"), "amount": say("Amount")},
        {"amount": unit},
        say(
            "From {before} a year to {after}, in {count} bars.",
            before=Quantity(float(start), unit), after=Quantity(end, unit), count=len(data),
        ),
        say("Likely amounts at the typical shock; the trace has their ranges."),
    )  # fmt: skip


def _bar(step: Cell, height: float, kind: str) -> Mapping[str, Cell]:
    return {"step": step, "amount": height, "kind": kind}
