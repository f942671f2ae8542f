"""What moves would do and who stands behind one's suppliers, as findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.breaks.concentration.changes import behind_share, inner
from specie.analyses.breaks.concentration.fourth import rests_on
from specie.analyses.breaks.concentration.words import LAYER_NAMES
from specie.kernel.concentration import Band
from specie.model import PORTFOLIO, Finding, Quantity, Role, Severity, listed, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specie.analyses.breaks.concentration.changes import Further
    from specie.analyses.breaks.concentration.fourth import Party
    from specie.analyses.breaks.concentration.scope import Scope
    from specie.model import Estimate, Message

LEAST_CLIENTS = 2
"""Suppliers that must buy from a company before it is told to stand behind several."""
ONE_POINT = 1.0
"""Fall of an HHI in points below which a move is not worth telling."""


def further_findings(scope: Scope, estimates: tuple[Estimate, ...], further: Further) -> Iterator[Finding]:
    """Yield the best tested move, moves that concentrate, parties behind several, and what is not known."""
    yield from _best(scope, estimates, further)
    yield from _raises(scope, estimates, further)
    yield from _behind(scope, further)
    yield from _unusable(further)
    yield from _nobody(scope, further)


def _best(scope: Scope, estimates: tuple[Estimate, ...], further: Further) -> Iterator[Finding]:
    best = further.best
    name, fallen = best.fallen if best is not None else ("", 0.0)
    if best is None or fallen < ONE_POINT:
        return
    (move,) = best.moves
    who = scope.book.initiative(move.initiative_id)
    now, then = (
        next(e for e in estimates if e.measure == measure and e.subject == about)
        for measure, about in ((f"hhi_{name}", PORTFOLIO), (f"hhi_after_{name}", who))
    )
    message = say(
        "of {count} tested moves, {who} from {supplier} to {to} spreads most: HHI for {layer} from {now} to"
        " {then}",
        count=len(further.compared), who=who, supplier=scope.suppliers.ref(move.supplier),
        to=scope.suppliers.ref(move.to), layer=LAYER_NAMES[name], now=now, then=then,
    )  # fmt: skip
    yield Finding(
        "BRK111", Severity.NOTE, who, message, (now, then), _price_of(scope, further), Role.ENTERPRISE
    )


def _price_of(scope: Scope, further: Further) -> Message:
    assert further.best is not None
    (move,) = further.best.moves
    if move.weeks is None or move.cost is None:
        return say("ask what the move takes and costs, then decide")
    return say(
        "decide on it: {weeks} and {cost}",
        weeks=Quantity(move.weeks, "weeks"), cost=Quantity(move.cost, scope.book.currency),
    )  # fmt: skip


def _raises(scope: Scope, estimates: tuple[Estimate, ...], further: Further) -> Iterator[Finding]:
    if further.asked is None:
        return
    told = {e.measure: e for e in estimates if e.subject == PORTFOLIO}
    for layer in scope.layers:
        rise = further.asked.changes.get(layer.name, 0.0)
        high = scope.settings.bands.of(scope.points[layer.name] + rise) is Band.HIGH
        if rise >= scope.settings.change and high:
            evidence = (told[f"hhi_{layer.name}"], told[f"hhi_after_{layer.name}"])
            message = say(
                "the moves you asked for raise the HHI for {layer} by {rise}, to {then}: a highly"
                " concentrated layer becomes more so",
                layer=LAYER_NAMES[layer.name], rise=Quantity(rise, "points"), then=evidence[1],
            )  # fmt: skip
            action = say("choose another goal, or accept it on purpose")
            yield Finding("BRK112", Severity.WATCH, PORTFOLIO, message, evidence, action, Role.ENTERPRISE)


def behind_several(scope: Scope, further: Further) -> Mapping[tuple[str, ...], tuple[Party, ...]]:
    """Return companies behind suppliers that hold more than the limit allows one, by these suppliers."""
    limit = scope.book.policy.max_vendor_share
    found: dict[tuple[str, ...], tuple[Party, ...]] = {}
    for party in further.parties.every:
        share = behind_share(scope, party)
        enough = len(rests_on(scope, party)) >= LEAST_CLIENTS and bool(party.clients)
        if limit is not None and share is not None and enough and (share.low or 0.0) > limit:
            found[party.clients] = (*found.get(party.clients, ()), party)
    return found


def _behind(scope: Scope, further: Further) -> Iterator[Finding]:
    for clients, parties in behind_several(scope, further).items():
        yield _stands(scope, clients, parties)


def _stands(scope: Scope, clients: tuple[str, ...], parties: tuple[Party, ...]) -> Finding:
    layer = inner(scope)
    assert layer is not None
    shares = tuple(s for p in parties if (s := behind_share(scope, p)) is not None)
    message = say(
        "{suppliers} buy from {parties} by deals that bind: with it they hold {share} of the money for"
        " {layer}; your limit for one supplier is {limit}",
        suppliers=listed([scope.suppliers.ref(s) for s in clients]),
        parties=listed([p.company for p in parties]), share=shares[0], layer=LAYER_NAMES[layer.name],
        limit=Quantity(scope.book.policy.max_vendor_share or 0.0, "fraction"),
    )  # fmt: skip
    action = say("ask each what it does if one of them fails it; keep one supplier that rests on another")
    return Finding("BRK113", Severity.WATCH, parties[0].company, message, shares, action, Role.ENTERPRISE)


def _unusable(further: Further) -> Iterator[Finding]:
    for one in further.unusable:
        message = say("the move {asked} was not worked out: {why}", asked=one.asked, why=one.why)
        action = say("write initiative:from>to with names of the book")
        yield Finding("BRK114", Severity.WATCH, PORTFOLIO, message, (), action, Role.ENTERPRISE)


def _nobody(scope: Scope, further: Further) -> Iterator[Finding]:
    names = [scope.suppliers.ref(s) for s in further.parties.nobody]
    if names:
        message = say(
            "who stands behind {suppliers} is not known: no deal that binds tells", suppliers=listed(names)
        )
        action = say("ask them for their subcontractors, and add them to {table}", table="deals")
        yield Finding("BRK115", Severity.NOTE, PORTFOLIO, message, (), action, Role.ENTERPRISE)
