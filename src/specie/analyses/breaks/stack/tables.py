"""The models in use with their ends, and the notice that providers gave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.breaks.stack.estimates import model_ref
from specie.model import Column, Quantity, Table, listed, say
from specie.supply.lifecycle import State

if TYPE_CHECKING:
    from collections.abc import Mapping

    from specie.analyses.breaks.stack.scope import Scope, Used
    from specie.model import Cell, Estimate, Message


def tables(scope: Scope, known: Mapping[str, Estimate], told: Mapping[str, Estimate]) -> tuple[Table, ...]:
    """Return the tables; ``known`` are days by model, ``told`` the notice by provider."""
    made = [_models(scope, known)]
    if scope.notices:
        made.append(_notices(scope, told))
    return tuple(made)


def _models(scope: Scope, known: Mapping[str, Estimate]) -> Table:
    ending = {used.id for used in scope.ending}
    rest = [used for used in scope.used if used.id not in ending]
    return Table(
        "models",
        say("Models in use and when they end"),
        (
            Column("model", say("Model")),
            Column("provider", say("Provider")),
            Column("initiatives", say("Initiatives on it")),
            Column("state", say("End")),
            Column("days", say("Days left")),
            Column("notice", say("Notice")),
            Column("replacement", say("Replacement")),
            Column("tested", say("Substitute tested on")),
            Column("tokens", say("Tokens in twelve months")),
        ),
        tuple(_row(scope, used, known) for used in (*scope.ending, *rest)),
        say("Days are the providers' word on the date of the source; a host sets days of its own."),
    )


def _row(scope: Scope, used: Used, known: Mapping[str, Estimate]) -> tuple[Cell, ...]:
    row = used.retirement
    notice = row.notice_days if row is not None else None
    tested = max((n.tested_on for n in used.needs if n.tested_on is not None), default=None)
    return (
        model_ref(used),
        used.server or None,
        listed([scope.book.initiative(name) for name in used.initiatives]) if used.initiatives else None,
        _state(scope, used),
        known.get(used.id),
        None if notice is None else Quantity(notice, "days"),
        listed(row.replacements) if row is not None and row.replacements else None,
        tested,
        Quantity(used.tokens, "count") if used.tokens else None,
    )


def _state(scope: Scope, used: Used) -> Message:
    row, on = used.retirement, scope.book.as_of
    if row is None:
        if used.read_on is None:
            return say("not assessed")
        return say("none announced up to {day}", day=used.read_on)
    match row.state(on):
        case State.RETIRED | State.SCHEDULED if row.shuts_down is not None:
            return say("shuts down {day}", day=row.shuts_down)
        case State.PROMISED | State.OPEN if row.not_before is not None:
            return say("not before {day}", day=row.not_before)
        case _:
            return say("announced, no day named")


def _notices(scope: Scope, told: Mapping[str, Estimate]) -> Table:
    return Table(
        "notices",
        say("Notice that providers gave"),
        (
            Column("provider", say("Provider")),
            Column("announcements", say("Announcements")),
            Column("models", say("Models")),
            Column("median", say("Median")),
            Column("least", say("Shortest")),
            Column("most", say("Longest")),
        ),
        tuple(
            (
                notice.provider,
                Quantity(notice.announcements, "count"),
                Quantity(notice.models, "count"),
                told.get(notice.provider, say("too few for an interval")),
                Quantity(notice.least, "days"),
                Quantity(notice.most, "days"),
            )
            for notice in scope.notices
        ),
        say("Models announced together for one day count as one announcement."),
    )
