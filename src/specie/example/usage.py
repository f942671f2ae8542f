"""Daily use: tokens by initiative and model, seats by product."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

from specie.example import prices
from specie.example.firm import Tokens
from specie.example.stages import Spell
from specie.example.streams import stream, walk

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specie.example.clock import Clock
    from specie.example.firm import Firm, Rung, Seats, Vendor

RAMP_DAYS = 60
MIGRATION_DAYS = 18
MONTH_DAYS = 365.25 / 12


@dataclass(frozen=True, slots=True)
class TokenUse:
    """Tokens of one initiative on one model, on the days ``day`` (indexes); ``input`` includes ``cached``."""

    initiative_id: str
    name: str
    host: Vendor
    developer: Vendor
    model: str
    day: np.ndarray
    input: np.ndarray
    cached: np.ndarray
    output: np.ndarray
    requests: np.ndarray
    excess: np.ndarray
    """How much of the day's use a spike added, as a fraction of it."""


@dataclass(frozen=True, slots=True)
class SeatUse:
    """Seats of one initiative in use on each workday, those paid for, and what became of suggestions.

    ``counts`` holds the columns of :data:`COUNTS`; it is empty for tools that suggest nothing.
    """

    initiative_id: str
    host: Vendor
    product: str
    day: np.ndarray
    seats: np.ndarray
    paid: np.ndarray
    counts: tuple[np.ndarray, ...] = ()


COUNTS = ("suggestions", "accepted", "rejected", "kept", "lines_suggested", "lines_accepted", "lines_written")


def token_use(
    seed: int, firm: Firm, roles: Mapping[str, Vendor], stages: Mapping[str, tuple[Spell, ...]], clock: Clock
) -> list[TokenUse]:
    """Token use of every initiative that has some, and of the use that leads to none."""
    found: list[TokenUse] = []
    for initiative in firm.initiatives:
        if initiative.tokens:
            spells = stages[initiative.id]
            found += _use(seed, initiative.id, initiative.name, initiative.tokens, spells, roles, clock)
    for row in firm.raw["unassigned"]:
        terms = {key: row[key] for key in ("host", "developer", "tier", "growth", "weekend")}
        tokens = Tokens(**terms, spend={"production": row["monthly"]})
        spells = (Spell("production", clock.first - timedelta(days=RAMP_DAYS), None, "", "", ""),)
        found += _use(seed, "", row["name"], tokens, spells, roles, clock)
    return found


def _use(
    seed: int,
    initiative_id: str,
    name: str,
    tokens: Tokens,
    spells: tuple[Spell, ...],
    roles: Mapping[str, Vendor],
    clock: Clock,
) -> Iterator[TokenUse]:
    host, developer = roles[tokens.host], roles[tokens.developer]
    multiple = spike_path(tokens, clock)
    money = _money_path(seed, name, tokens, spells, clock) * multiple
    rungs = host.ladder[tokens.tier]
    for rung, share in zip(rungs, _migration(rungs, clock), strict=True):
        price = prices.on(host.price_list, rung.model, max(rung.since, clock.first))
        sent = money * share / price.blend(tokens.cached, tokens.output)
        day = np.flatnonzero(sent >= 1000)
        if day.size:
            yield _split(
                initiative_id, name, host, developer, rung.model, day, sent[day], tokens,
                cacheable=price.cached is not None, excess=(1 - 1 / multiple)[day],
            )  # fmt: skip


def _split(
    initiative_id: str,
    name: str,
    host: Vendor,
    developer: Vendor,
    model: str,
    day: np.ndarray,
    sent: np.ndarray,
    tokens: Tokens,
    *,
    cacheable: bool,
    excess: np.ndarray,
) -> TokenUse:
    whole = np.rint(sent).astype(np.int64)
    cached = np.rint(whole * tokens.cached).astype(np.int64) if cacheable else np.zeros_like(whole)
    output = np.rint(sent * tokens.output).astype(np.int64)
    requests = np.maximum(1, np.rint(sent / tokens.request)).astype(np.int64)
    return TokenUse(initiative_id, name, host, developer, model, day, whole, cached, output, requests, excess)


def _money_path(seed: int, name: str, tokens: Tokens, spells: tuple[Spell, ...], clock: Clock) -> np.ndarray:
    """What the day's tokens would cost at the price on the day each model is taken up, in USD."""
    noise = 0.09 * walk(stream(seed, "usage", name), 1, clock.length, 0.6)[0]
    monthly = stage_path(tokens.spend, spells, clock, growth=tokens.growth)
    return monthly / MONTH_DAYS * _week(tokens.weekend, clock) * np.exp(noise - 0.09**2 / 2)


def stage_path(
    levels: Mapping[str, float],
    spells: tuple[Spell, ...],
    clock: Clock,
    *,
    growth: float = 0.0,
    ramp: int = RAMP_DAYS,
) -> np.ndarray:
    """A level for each stage, reached in a straight line from the one before, then growing by the year."""
    path = np.zeros(clock.length)
    level = 0.0
    for spell in spells:
        start = clock.index(spell.entered_on)
        after = np.arange(clock.length) - start
        target = levels.get(spell.stage, 0.0)
        climb = np.minimum(1.0, (after + 1) / (ramp if target else 1))
        grown = (level + (target - level) * climb) * (1 + growth) ** (after / 365.25)
        path[max(0, start) :] = grown[max(0, start) :]
        end = clock.index(spell.left_on) if spell.left_on else -1
        level = float(grown[end]) if 0 <= end < clock.length else target
    return path


def _week(weekend: float, clock: Clock) -> np.ndarray:
    factor = np.where(clock.weekdays() >= 5, weekend, 1.0)
    return factor / ((5 + 2 * weekend) / 7)


def spike_path(tokens: Tokens, clock: Clock) -> np.ndarray:
    """By how much a spike multiplies each day."""
    path = np.ones(clock.length)
    for spike in tokens.spikes:
        start = clock.index(spike.on)
        path[start : start + spike.days] = spike.factor
    return path


def _migration(rungs: tuple[Rung, ...], clock: Clock) -> np.ndarray:
    """Share of each model on each day: a new one takes over in equal daily steps."""
    shares = np.zeros((len(rungs), clock.length))
    for n, rung in enumerate(rungs):
        taken = np.clip((np.arange(clock.length) - clock.index(rung.since) + 1) / MIGRATION_DAYS, 0.0, 1.0)
        shares[:n] *= 1 - taken
        shares[n] = taken
    return shares


def bought_on(seats: Seats, clock: Clock) -> np.ndarray:
    """Seats paid for on each day."""
    path = np.zeros(clock.length, dtype=np.int64)
    for step in seats.bought:
        path[max(0, clock.index(step.since)) :] = step.seats
    return path


def seat_use(seed: int, firm: Firm, roles: Mapping[str, Vendor], clock: Clock) -> list[SeatUse]:
    """Seats in use: a share of those bought, on workdays, drifting slowly."""
    found: list[SeatUse] = []
    workday = clock.weekdays() < 5
    for initiative in firm.initiatives:
        if initiative.seats:
            seats = initiative.seats
            rng = stream(seed, "seats", initiative.id)
            share = seats.active * np.exp(0.08 * walk(rng, 1, clock.length, 0.9)[0])
            used = rng.binomial(bought_on(seats, clock), np.clip(share, 0.01, 0.98))
            paid = bought_on(seats, clock)
            day = np.flatnonzero(workday & (paid > 0))
            host = roles[seats.host]
            found.append(
                SeatUse(
                    initiative.id,
                    host,
                    getattr(host, seats.product),
                    day,
                    used[day],
                    paid[day],
                    _counts(seed, initiative.id, seats, used[day]),
                )
            )
    return found


def _counts(seed: int, initiative_id: str, seats: Seats, used: np.ndarray) -> tuple[np.ndarray, ...]:
    """What the day's seats were shown, what they took, turned down and kept, in the order of ``COUNTS``."""
    terms = seats.suggestions
    if terms is None:
        return ()
    rng = stream(seed, "suggestions", initiative_id)
    shown = rng.poisson(terms.shown * used)
    accepted = rng.binomial(shown, terms.accepted)
    rejected = rng.binomial(shown - accepted, terms.rejected / (1 - terms.accepted))
    kept = rng.binomial(accepted, terms.kept)
    taken = accepted + rng.poisson((terms.lines * terms.shorter - 1) * accepted)
    others = shown - accepted
    rest = others + rng.poisson((terms.lines - 1) * others)
    own = rng.poisson(terms.own_lines * used)
    return shown, accepted, rejected, kept, taken + rest, taken, taken + own


def usage_rows(tokens: list[TokenUse], seats: list[SeatUse], clock: Clock) -> list[tuple[object, ...]]:
    """The table of usage, by day and initiative."""
    days = [day.isoformat() for day in clock.days()]
    blank = ("",) * len(COUNTS)
    rows: list[tuple[object, ...]] = []
    for use in tokens:
        counts = (use.input, use.cached, use.output, use.requests)
        for n, *numbers in zip(use.day.tolist(), *(count.tolist() for count in counts), strict=True):
            rows.append(
                (days[n], use.initiative_id, use.host.price_list, use.model, *numbers, "", "", *blank)
            )
    for use in seats:
        columns = (use.day, use.seats, use.paid, *use.counts)
        for n, count, paid, *numbers in zip(*(column.tolist() for column in columns), strict=True):
            rows.append(
                (
                    days[n],
                    use.initiative_id,
                    use.host.price_list,
                    use.product,
                    "",
                    "",
                    "",
                    "",
                    count,
                    paid,
                    *(numbers or blank),
                )
            )
    rows.sort(key=lambda row: (row[0], row[1], row[3]))
    return rows
