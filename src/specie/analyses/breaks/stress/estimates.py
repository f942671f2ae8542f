"""Losses, tails, contributions and limits as estimates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.special import ndtri

from specie.analyses.breaks.stress.reverse import DEEPEST
from specie.analyses.breaks.stress.scope import HIGH, LOW, MIDDLE
from specie.analyses.breaks.stress.simulate import LIMITS
from specie.analyses.breaks.stress.words import LIMIT_IDS
from specie.companies.record import weaker
from specie.kernel.credit.streams import CHUNK
from specie.kernel.stress.enterprise import CAUSES
from specie.model import PORTFOLIO, Bound, Estimate, Grade, Origin, Quantity, Ref, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from specie.analyses.breaks.stress.reverse import Curve
    from specie.analyses.breaks.stress.scenarios import Scenario
    from specie.analyses.breaks.stress.scope import Scope
    from specie.analyses.breaks.stress.simulate import Outcome
    from specie.kernel.stress.gather import Gathered
    from specie.model import Message

PERIOD = "next 12 months"
THREE = ("expected_loss", "value_at_risk", "expected_shortfall")


def period_of(scenario: Scenario) -> str:
    """Name the year of a scenario."""
    return f"{PERIOD}: {scenario.id}"


def losses(scope: Scope, scenario: Scenario, outcome: Mapping[int, Outcome]) -> Iterator[Estimate]:
    """Yield expected loss, value at risk and expected shortfall of the enterprise and of the positions."""
    if scope.exposure.initiatives:
        runs = [found.enterprise for found in outcome.values()]
        certain = not scope.firms.names
        yield from _three(scope, scenario, "", runs, outcome[MIDDLE].enterprise, certain)
    middle = outcome[MIDDLE].holder
    if scope.holder.positions and middle is not None:
        runs = [found.holder for found in outcome.values() if found.holder is not None]
        yield from _three(scope, scenario, "holdings_", runs, middle, len(runs) == 1)


def _three(
    scope: Scope, scenario: Scenario, prefix: str, runs: Sequence[Gathered], middle: Gathered, known: bool
) -> Iterator[Estimate]:
    """The ends span every run with its Monte Carlo error; a point only where no chance is a range."""
    wide = float(ndtri((1 + scope.settings.level) / 2))
    spans = (
        [(r.mean - wide * r.mean_error, r.mean + wide * r.mean_error) for r in runs],
        [_var_ends(r) for r in runs],
        [(r.tail.es_low, r.tail.es_high) for r in runs],
    )
    points = (middle.mean, middle.tail.var, middle.tail.es)
    low, high = _var_ends(middle)
    errors = (middle.mean_error, (high - low) / 2 / wide, middle.tail.es_error)
    for measure, span, point, error in zip(THREE, spans, points, errors, strict=True):
        yield Estimate(
            f"{prefix}{measure}", PORTFOLIO, period_of(scenario), point if known else None,
            float(min(low for low, *_ in span)), float(max(high for *_, high in span)), scope.settings.level,
            scope.book.currency, "tail" if measure != "expected_loss" else "joint_draws", Grade.MODELLED,
            origins_of(scope, scenario), denominator(scope, prefix),
            (scenario.label, say("Monte Carlo error {error}", error=Quantity(error, scope.book.currency))),
        )  # fmt: skip


def _var_ends(run: Gathered) -> tuple[float, float]:
    """Ends of the value at risk; those of all draws where there are too few to bound it."""
    low, high = run.tail.var_low, run.tail.var_high
    least = low if np.isfinite(low) else float(run.losses.min())
    return least, high if np.isfinite(high) else float(run.losses.max())


def denominator(scope: Scope, prefix: str) -> Message:
    """What the loss is of."""
    currency = scope.book.currency
    if prefix:
        worth = float(scope.holder.worth[:, MIDDLE].sum())
        return say("of positions worth {worth}", worth=Quantity(worth, currency))
    spend = float(scope.supplies[MIDDLE].priced.sum())
    benefit = float(scope.supplies[MIDDLE].benefit.sum())
    return say(
        "of {spend} a year paid to suppliers and {benefit} of cash benefit",
        spend=Quantity(spend, currency), benefit=Quantity(benefit, currency),
    )  # fmt: skip


def origins_of(scope: Scope, scenario: Scenario) -> tuple[Origin, ...]:
    """Where the draws come from: chances of failing, the record of falls, recorded steps of price."""
    tables = [t for t in ("dependencies", "contracts", "costs", "holdings", "prices") if scope.book.has(t)]
    own = tuple(Origin(f"{table}.csv") for table in tables)
    failing = tuple(o for e in scope.firms.evidence for o in e.origins[:1])
    drawn = (scenario.origin,) if scenario.origin is not None else (scope.rows[0].origin,)
    return tuple(dict.fromkeys((*own, *failing, *drawn)))


def contributions(scope: Scope, scenario: Scenario, outcome: Outcome) -> Iterator[Estimate]:
    """Parts of the expected shortfall by cause, by supplier and by position, with Monte Carlo errors."""
    suppliers, found = len(scope.exposure.suppliers), outcome.enterprise
    of = say("of {total} in the middle run", total=Quantity(found.tail.es, scope.book.currency))
    shape = (len(CAUSES), suppliers)
    es, error = found.part_es.reshape(shape), found.part_error.reshape(shape)
    if suppliers:
        for k, cause in enumerate(CAUSES):
            yield _part(scope, scenario, f"shortfall_{cause}", PORTFOLIO, es[k].sum(), _joined(error[k]), of)
        for k in range(suppliers):
            yield _part(
                scope,
                scenario,
                "shortfall_supplier",
                scope.vendor(k),
                es[:, k].sum(),
                _joined(error[:, k]),
                of,
            )
    if outcome.holder is not None and scope.holder.positions:
        held = outcome.holder
        of = say("of {total} in the middle run", total=Quantity(held.tail.es, scope.book.currency))
        es, error = (v.reshape(3, -1) for v in (held.part_es, held.part_error))
        for k, position in enumerate(scope.holder.positions):
            yield _part(
                scope, scenario, "shortfall_position", position.ref, es[:, k].sum(), _joined(error[:, k]), of
            )


def _joined(errors: np.ndarray) -> float:
    """Error of a sum of parts, at most their sum: parts move together in the tail."""
    return float(errors.sum())


def _part(
    scope: Scope, scenario: Scenario, measure: str, subject: Ref, value: float, error: float, of: Message
) -> Estimate:
    wide = float(ndtri((1 + scope.settings.level) / 2)) * error
    return Estimate(
        measure, subject, period_of(scenario), float(value), float(value) - wide, float(value) + wide,
        scope.settings.level, scope.book.currency, "euler", Grade.MODELLED, origins_of(scope, scenario), of,
    )  # fmt: skip


def broken(scope: Scope, scenario: Scenario, outcome: Mapping[int, Outcome]) -> Iterator[Estimate]:
    """Yield the chance that each limit breaks, from the low to the high chances of failing."""
    for k, name in enumerate(LIMITS):
        values = [_chance(scope, float(found.broken[k]), end) for end, found in outcome.items()]
        if not np.isnan(values).any():
            yield Estimate(
                "chance_broken", limit_ref(name), period_of(scenario), None,
                min(low for low, _ in values), max(high for _, high in values), scope.settings.level,
                "fraction", "joint_draws", Grade.MODELLED, origins_of(scope, scenario),
                say("of {draws} years drawn", draws=Quantity(scope.settings.draws, "count")),
            )  # fmt: skip


def _chance(scope: Scope, chance: float, end: int) -> tuple[float, float]:
    """A chance with its Monte Carlo error."""
    draws = scope.settings.draws if end == MIDDLE else min(scope.settings.draws, CHUNK)
    wide = float(ndtri((1 + scope.settings.level) / 2)) * (chance * (1 - chance) / draws) ** 0.5
    return max(chance - wide, 0.0), min(chance + wide, 1.0)


def smallest_falls(scope: Scope, curve: Curve) -> Iterator[Estimate]:
    """Yield the smallest fall that breaks each limit: the sooner at high chances of failing."""
    for k, name in enumerate(LIMITS):
        if not curve.assessed(k):
            continue
        ends = [curve.smallest(k, end, scope.settings.break_chance) for end in (HIGH, MIDDLE, LOW)]
        known = [e for e in ends if e is not None]
        never = len(known) < len(ends)
        yield Estimate(
            "smallest_fall", limit_ref(name), PERIOD, None,
            min(known, default=DEEPEST), None if never else max(known), 1.0, "fraction", "reverse",
            weaker(Grade.MODELLED), (*(row.origin for row in scope.rows[:1]), *_evidence(scope)),
            say(
                "breaks with a chance of {chance} or more",
                chance=Quantity(scope.settings.break_chance, "fraction"),
            ),
            bound=Bound.AT_LEAST if never else Bound.EXACT,
        )  # fmt: skip


def _evidence(scope: Scope) -> tuple[Origin, ...]:
    return tuple(dict.fromkeys(o for e in scope.firms.evidence for o in e.origins[:1]))


def limit_ref(name: str) -> Ref:
    """Return a limit as a thing a number can be about, a word of the vocabulary."""
    return Ref("scenario", LIMIT_IDS[name])
