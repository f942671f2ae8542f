"""Days to the end of each model, how many end, what share of tokens is on them, and notice by provider."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.model import PORTFOLIO, Estimate, Grade, Quantity, Ref, exact, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.breaks.stack.scope import Scope, Used
    from specie.supply.lifecycle import Notice


def estimates(scope: Scope) -> Iterator[Estimate]:
    """Yield every number of the analysis."""
    period = scope.book.as_of.isoformat()
    for used in scope.ending:
        days = used.retirement.days_left(scope.book.as_of) if used.retirement is not None else None
        if used.retirement is not None and days is not None:
            grade = Grade.RECORDED if used.retirement.own else Grade.COMPANY
            yield exact("days_to_end", model_ref(used), period, days, "days", "calendar",
                        (used.retirement.origin,), grade=grade)  # fmt: skip
    yield exact(
        "models_ending", PORTFOLIO, period, len(scope.ending), "count", "count", scope.origins,
        grade=Grade.RECORDED,
        denominator=say("of {count} models in use", count=Quantity(len(scope.used), "count")),
    )  # fmt: skip
    yield from _tokens(scope, period)
    yield from (notice for told in scope.notices if (notice := _notice(told, period)) is not None)


def model_ref(used: Used) -> Ref:
    """Name a model at its provider."""
    return Ref("model", used.id, used.model)


def _tokens(scope: Scope, period: str) -> Iterator[Estimate]:
    total = sum(used.tokens for used in scope.used)
    if total > 0:
        share = sum(used.tokens for used in scope.ending) / total
        yield exact(
            "tokens_ending_share", PORTFOLIO, period, share, "fraction", "count",
            scope.book.origins("usage"), grade=Grade.RECORDED,
            denominator=say("of the tokens of models in use, over twelve months"),
        )  # fmt: skip


def _notice(told: Notice, period: str) -> Estimate | None:
    """Return the median with its interval; None where there are too few announcements for one."""
    if told.low is None or told.high is None:
        return None
    return Estimate(
        "notice_days",
        Ref("vendor", told.provider),
        period,
        told.median,
        told.low,
        told.high,
        told.level,
        "days",
        "sign_interval",
        Grade.COMPANY,
        told.origins[:20],
        say("{count} announcements of {models} models", count=Quantity(told.announcements, "count"),
            models=Quantity(told.models, "count")),
    )  # fmt: skip
