"""Everything that is known of one model at one provider."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.model.stack import Ending, Portability, StackModel
from specie.stack.catalog import hosts, serves
from specie.stack.price import pricing
from specie.stack.provider import (
    compatible_endpoint,
    open_weights,
    pin_of,
    provider,
    serves_its_own,
    takes,
)
from specie.supply.lifecycle import Match, identify

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from specie.model.stack import Place
    from specie.supply.lifecycle import Lifecycle, Retirement


def server_of(written: str, called: Collection[str]) -> str:
    """Name who serves a model: by its own writing, by whom the file calls, else whoever made it.

    ``called`` are the providers that the file shows signs of. Empty where nothing says.
    """
    asked = identify(written)
    if asked.provider:
        return asked.provider
    if asked.developer in called:
        return asked.developer
    serving = [host for host in called if takes(host, asked.developer) or serves(host, written)]
    if len(serving) == 1:
        return serving[0]
    return asked.developer if serves_its_own(asked.developer) else ""


def assessed(
    written: str,
    server: str,
    known: bool,
    places: tuple[Place, ...],
    left_out: int,
    lifecycle: Lifecycle,
    on: date,
) -> StackModel:
    """Put together what is known of a model on a day."""
    asked = identify(written)
    row = lifecycle.of(server, written, on) if known else None
    others = lifecycle.elsewhere(written, on) if known and row is None else ()
    return StackModel(
        written=written,
        provider=server,
        provider_name=provider(server).name,
        company=provider(server).company,
        developer=asked.developer,
        known=known,
        pin=pin_of(asked.key, row is not None and row.match is Match.ALIAS),
        places=places,
        places_left_out=left_out,
        ending=None if row is None else _ending(row, on),
        elsewhere=tuple(_ending(other, on) for other in others),
        ends_read_on=lifecycle.read_on(server),
        pricing=pricing(server, written, on) if known else None,
        portability=_portability(written, asked.key, server) if known else None,
    )


def _ending(row: Retirement, on: date) -> Ending:
    return Ending(
        provider=row.provider,
        model=row.model,
        state=row.state(on).value,
        announced=row.announced,
        shuts_down=row.shuts_down,
        not_before=row.not_before,
        days_left=row.days_left(on),
        notice_days=row.notice_days,
        replacements=row.replacements,
        origin=row.origin,
        via=row.via,
        remark=row.remark,
        alias_of=row.model if row.match is Match.ALIAS else "",
        own=row.own,
    )


def _portability(written: str, key: str, server: str) -> Portability:
    is_open, weights = open_weights(key)
    compatible, endpoint = compatible_endpoint(server)
    return Portability(is_open, weights if is_open else None, compatible, endpoint, hosts(written))
