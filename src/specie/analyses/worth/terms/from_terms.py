"""From the user's terms to a capitalisation table: what is missing is derived, or the reason told."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from specie.analyses.worth.terms.cap_table import CapTable
from specie.analyses.worth.terms.refusal import CONTRADICTION, MISSING, Refused
from specie.analyses.worth.terms.rights import Rights, ShareClass
from specie.kernel.terms.anti_dilution import adjusted_ratio
from specie.model import Quantity, Term, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specie.analyses.worth.terms.own_terms import OwnTerms
    from specie.companies.ledger import Ledger
    from specie.companies.record import Price
    from specie.model import Message

CLOSE = 0.02
"""Stated and computed figures nearer than this are the same figure, rounded."""


def from_terms(own: OwnTerms, ledger: Ledger) -> CapTable | Refused:
    """Put a table together; a contradiction or a gap that cannot be derived is a refusal with its reason."""
    company = ledger.company(own.company)
    if own.faults:
        return Refused(company, CONTRADICTION, own.faults[0], say("Mend the rows of its terms"), own=True)
    if own.missing:
        why = say("the number of shares of {series} is missing", series=", ".join(own.missing))
        return Refused(company, MISSING, why, say("Add the number of shares of every class"), own=True)
    priced = [c for c in own.classes if c.paid > 0]
    if not priced:
        why = say("no preferred class has both a price and a number of shares")
        return Refused(
            company, MISSING, why, say("Add price and number of shares of the newest round"), own=True
        )
    newest = max(priced, key=lambda c: (c.issued.start, c.a_share or 0.0))
    classes, notes = _adjusted(own, newest)
    event = _event(ledger, own.company, newest)
    return _completed(own, ledger, classes, newest, event, notes)


def _completed(
    own: OwnTerms,
    ledger: Ledger,
    classes: tuple[ShareClass, ...],
    newest: ShareClass,
    event: Price | None,
    notes: tuple[Message, ...],
) -> CapTable | Refused:
    company = ledger.company(own.company)
    pool = sum(c.shares for c in classes if c.kind == "pool")
    held = tuple(c for c in classes if c.kind != "pool" and c.shares > 0)
    if not any(c.kind == "common" for c in held):
        derived = _common(newest, held, pool, event)
        if not isinstance(derived, ShareClass):
            return Refused(company, *derived, own=True)
        held = (*held, derived)
        notes = (*notes, say("the number of common shares follows from the stated post-money value"))
    place = next(i for i, c in enumerate(held) if c.name == newest.name and c.kind == newest.kind)
    bound = next((c.bound for c in held if c.bound != "="), "=")
    table = CapTable(company, held, pool, place, own=True, bound=bound, notes=notes)
    fault = next(_against(table, event), None)
    if fault is not None:
        return Refused(company, CONTRADICTION, fault, say("Find out which of the two is right"), own=True)
    return table


def _event(ledger: Ledger, company: str, newest: ShareClass) -> Price | None:
    """The round in which the newest class was sold: same name, or the same day."""
    rounds = [p for p in ledger.prices if p.company == company and p.status not in ("rumour", "lapsed")]
    named = [p for p in rounds if p.series.casefold() == str(newest.name).casefold()]
    same_day = [p for p in rounds if p.kind == "primary" and p.on.gap_days(newest.issued) == 0]
    return next((p for p in (*named, *same_day) if p.on.gap_days(newest.issued) <= 31), None)


def _common(
    newest: ShareClass, held: Sequence[ShareClass], pool: float, event: Price | None
) -> ShareClass | tuple[str, Message, Message]:
    """Common shares as what is left of the stated post-money value."""
    if event is None or event.post is None:
        why = say("the number of common shares is missing, and no post-money value it would follow from")
        return MISSING, why, say("Add the common shares, or the round with its post-money value")
    rest = event.post / (newest.paid / newest.shares) - pool - sum(c.shares for c in held)
    if rest <= 0:
        why = say(
            "the preferred shares and options at the newest price exceed the stated post-money value of "
            "{post}",
            post=Quantity(event.post, "USD"),
        )
        return CONTRADICTION, why, say("Check the numbers of shares, the price and the post-money value")
    return ShareClass(
        Term("common"), "common", newest.issued, rest, None, 0.0, Rights(), 0.0, event.vouch.origin,
        event.grade, event.bound,
    )  # fmt: skip


def _adjusted(own: OwnTerms, newest: ShareClass) -> tuple[tuple[ShareClass, ...], tuple[Message, ...]]:
    """Apply anti-dilution where a class is older than a cheaper newest one and its row was not renewed."""
    price = newest.paid / newest.shares
    others = sum(c.shares for c in own.classes if c is not newest)
    classes: list[ShareClass] = []
    notes: list[Message] = []
    for share_class, (ratio, older) in zip(own.classes, own.ratios, strict=True):
        adjusted = ratio
        if older and share_class.price and share_class.rights.protection != "none":
            adjusted = adjusted_ratio(
                share_class.price, ratio, share_class.rights.protection, new_price=price,
                new_shares=newest.shares, shares_before=others,
            )  # fmt: skip
        if adjusted > ratio:
            notes.append(
                say(
                    "{series} converts into {ratio} after the cheaper newest round, by its anti-dilution",
                    series=share_class.name,
                    ratio=Quantity(adjusted, "x"),
                )
            )
        classes.append(replace(share_class, shares=share_class.shares * adjusted / ratio))
    return tuple(classes), tuple(notes)


def _against(table: CapTable, event: Price | None) -> Iterator[Message]:
    """What the terms and the stated round say differently."""
    if event is None:
        return
    if event.post is not None and _apart(table.headline, event.post, event.bound):
        yield say(
            "newest price times all shares is {computed}, the stated post-money value is {stated}",
            computed=Quantity(table.headline, "USD"),
            stated=Quantity(event.post, "USD"),
        )
    if event.amount is not None and table.newest_class.paid > event.amount * (1 + CLOSE):
        yield say(
            "the newest class was sold for {computed}, more than the {stated} that the round is said to "
            "have raised",
            computed=Quantity(table.newest_class.paid, "USD"),
            stated=Quantity(event.amount, "USD"),
        )


def _apart(computed: float, stated: float, bound: str) -> bool:
    if bound == ">=":
        return computed < stated * (1 - CLOSE)
    if bound == "<=":
        return computed > stated * (1 + CLOSE)
    return abs(computed - stated) > CLOSE * stated
