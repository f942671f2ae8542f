"""The answer of ``specie design`` as plain values, for machines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from specie.analyses.pays.gates.design_words import starts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from specie.analyses.pays.gates.design import Answer, Proposal

ROLLOUT = ("initiative_id", "unit_id", "treated_on", "assigned")
"""Columns of the roll-out table that a draw can fill."""


def data(answer: Answer, first: date) -> dict[str, Any]:
    """Everything: the question, one object a proposal, and the schedule of the suggested one."""
    question, readings = answer.question, answer.question.readings
    plan = [] if answer.suggested is None else list(starts(answer, first))
    return {
        "units": question.units,
        "treated": question.treated,
        "before": question.before,
        "after": question.after,
        "period": question.grain,
        "noise": answer.memory.spread,
        "autocorrelation": answer.memory.ar,
        "noise_drawn_from_readings": answer.drawn,
        "kpi": readings.kpi_id if readings else None,
        "compared_as": readings.scale if readings else None,
        "effect": question.effect,
        "error": question.error,
        "power": question.power,
        "seed": question.seed,
        "fewest_units": answer.fewest,
        "proposals": [_proposal(proposal) for proposal in answer.proposals],
        "suggested": answer.suggested.name if answer.suggested else None,
        "schedule": [
            {"unit": unit, "wave": wave + 1, "starts_on": day.isoformat() if day else None}
            for unit, wave, day in plan
        ],
    }


def _proposal(proposal: Proposal) -> dict[str, Any]:
    found = proposal.outlook
    later = zip(found.after.tolist(), found.by_then.tolist(), strict=True)
    return _row(proposal) | {
        "waves_start_after": (proposal.rollout.opens - proposal.rollout.before).tolist(),
        "by_then": [{"after": after, "detectable": effect} for after, effect in later],
    }


def rows(answer: Answer) -> list[dict[str, Any]]:
    """One flat row a proposal."""
    return [_row(proposal) for proposal in answer.proposals]


def _row(proposal: Proposal) -> dict[str, Any]:
    found, roll = proposal.outlook, proposal.rollout
    return {
        "rollout": proposal.name,
        "treated": roll.treated,
        "possible_draws": roll.ways,
        "smallest_p": roll.smallest_p,
        "decidable": found.decidable,
        "detectable": found.detectable,
        "detectable_low": found.low,
        "detectable_high": found.high,
        "power": found.power,
        "enough_after": found.decided,
        "power_read_every_time": found.watched,
        "half_decided_after": found.watched_median,
    }


def rollout_rows(answer: Answer, first: date, initiative: str) -> Iterator[tuple[str, ...]]:
    """Rows of the roll-out table; a unit that waits for the decision has no day."""
    for unit, _, day in starts(answer, first):
        yield initiative, unit, day.isoformat() if day else "", "randomised"
