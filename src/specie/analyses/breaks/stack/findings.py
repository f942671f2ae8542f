"""What somebody should do something about: the loudest first, then what ends first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.breaks.stack.estimates import model_ref
from specie.model import PORTFOLIO, Finding, Quantity, Role, Severity, listed, say
from specie.supply.lifecycle import State

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specie.analyses.breaks.stack.scope import Scope, Used
    from specie.model import Estimate, Message

SHOWN = 8


def findings(scope: Scope, known: Mapping[str, Estimate]) -> tuple[Finding, ...]:
    """Collect the findings."""
    found = [_of(scope, used, known) for used in scope.ending]
    found += _not_assessed(scope)
    return tuple(sorted(found, key=lambda finding: -finding.severity.rank))


def _of(scope: Scope, used: Used, known: Mapping[str, Estimate]) -> Finding:
    code, severity, message = _said(scope, used)
    evidence = (known[used.id],) if used.id in known else ()
    return Finding(code, severity, model_ref(used), message, evidence, _action(used), Role.DEVELOPER)


def _said(scope: Scope, used: Used) -> tuple[str, Severity, Message]:
    on, row = scope.book.as_of, used.retirement
    days = row.days_left(on) if row is not None else None
    under = Quantity(len(used.initiatives), "count")
    if row is None or row.shuts_down is None or days is None:
        message = say("{model}, under {count} initiatives, is announced to end, no day named",
                      model=model_ref(used), count=under)  # fmt: skip
        return "BRK853", Severity.WATCH, message
    if row.state(on) is State.RETIRED:
        message = say("{model}, under {count} initiatives, was to be shut down on {day}",
                      model=model_ref(used), count=under, day=row.shuts_down)  # fmt: skip
        return "BRK851", Severity.ALARM, message
    severity = Severity.ALARM if days <= scope.settings.alarm_days else Severity.WATCH
    message = say(
        "{model}, under {count} initiatives, is shut down on {day}, {left} from the book's day",
        model=model_ref(used), count=under, day=row.shuts_down, left=Quantity(days, "days"),
    )  # fmt: skip
    return "BRK852", severity, message


def _action(used: Used) -> Message:
    row = used.retirement
    tested = max((n.tested_on for n in used.needs if n.tested_on is not None), default=None)
    named = row.replacements if row is not None else ()
    move = (
        say("move to {models}, which the source names", models=listed(named))
        if named
        else say("choose a replacement")
    )
    if tested is None:
        return say("{move}; no substitute was tested", move=move)
    return say("{move}; a substitute was tested on {day}", move=move, day=tested)


def _not_assessed(scope: Scope) -> Iterator[Finding]:
    unknown = [used for used in scope.used if used.retirement is None and used.read_on is None]
    if unknown:
        names = listed([model_ref(used) for used in unknown[:SHOWN]])
        message = say(
            "of {count} models in use nothing is known of an end, because nothing of their provider is known:"
            " {names}",
            count=Quantity(len(unknown), "count"),
            names=names,
        )
        action = say("add what you know to {table}", table="retirements")
        yield Finding("BRK854", Severity.NOTE, PORTFOLIO, message, (), action, Role.DEVELOPER)
