"""Rulers whose unit is the initiative: each is k of n of the user's initiatives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.ruler.ladder.reading import Share, Standing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from specie.analyses.ruler.ladder.portfolio import Member, Portfolio

A_MILLION = 1_000_000.0
"""US dollars: the least that can be called millions."""
TECHNICAL_BLOCKS = frozenset({"integration", "security"})
"""Barriers the study calls technical; data, people and process are not."""
IT_FUNCTIONS = frozenset(
    {"it", "it operations", "information technology", "infrastructure", "it infrastructure", "資訊", "資訊部"}
)
"""Functions that the study of IT operations would have asked."""


def _share(standings: Iterable[Standing]) -> Share | None:
    """None where the denominator is empty: a share of nothing is no number."""
    found = tuple(standings)
    return Share(found) if found else None


def _piloted(portfolio: Portfolio) -> list[Member]:
    return [member for member in portfolio.members if member.piloted_on is not None]


def scrapped(portfolio: Portfolio, _claimed: bool) -> Share | None:
    """Stopped after a pilot began and before wide use, of all that began a pilot (S&P Global 451)."""
    return _share(
        Standing(m.id, m.stopped and m.scaled_on is None, not m.stopped and m.scaled_on is None, m.piloted_on)
        for m in _piloted(portfolio)
    )


def not_in_production(portfolio: Portfolio, _claimed: bool) -> Share | None:
    """Has not reached production, of all initiatives, however young (Gartner)."""
    return _share(
        Standing(m.id, m.produced_on is None, m.produced_on is None and not m.stopped, m.started_on)
        for m in portfolio.members
    )


def abandoned_after_pilot(portfolio: Portfolio, _claimed: bool) -> Share | None:
    """Stopped after a pilot without ever reaching production, of all that began a pilot (Gartner)."""
    return _share(
        Standing(
            m.id, m.stopped and m.produced_on is None, not m.stopped and m.produced_on is None, m.piloted_on
        )
        for m in _piloted(portfolio)
    )


def deployed(portfolio: Portfolio, approaches: tuple[str, ...]) -> Share | None:
    """Reached production, of the pilots of some approaches (NANDA)."""
    return _share(
        Standing(m.id, m.produced_on is not None, m.produced_on is None and not m.stopped, m.piloted_on)
        for m in _piloted(portfolio)
        if m.approach in approaches
    )


def earns_a_million(portfolio: Portfolio, claimed: bool) -> Share | None:
    """Brought at least a million US dollars to date, of all that began a pilot (NANDA)."""
    if portfolio.usd is None:
        return None
    least = A_MILLION / portfolio.usd
    return _share(
        Standing(m.id, worth, not worth and not m.stopped, m.piloted_on)
        for m in _piloted(portfolio)
        for worth in (m.returned(claimed=claimed) >= least,)
    )


def scaled(portfolio: Portfolio, _claimed: bool) -> Share | None:
    """Scaled across the enterprise, of all initiatives (IBM)."""
    return _share(
        Standing(m.id, m.scaled_on is not None, m.scaled_on is None and not m.stopped, m.started_on)
        for m in portfolio.members
    )


def met_expectation(portfolio: Portfolio, _claimed: bool) -> Share | None:
    """Reached the smallest effect registered before the spend, of initiatives with such a plan (IBM).

    The change is naive, from the baseline to the mean since the start: what an executive would see.
    """
    return _share(_against_plan(m, portfolio) for m in portfolio.members if planned_changes(m))


def met_expectation_in_it(portfolio: Portfolio, _claimed: bool) -> Share | None:
    """Reached the registered effect, of initiatives of the IT function with such a plan (Gartner)."""
    return _share(_against_plan(m, portfolio) for m in portfolio.members if in_it(m) and planned_changes(m))


def in_it(member: Member) -> bool:
    """Tell whether the study of IT operations would have asked about it."""
    return member.function.strip().lower() in IT_FUNCTIONS


def _against_plan(member: Member, portfolio: Portfolio) -> Standing:
    met = all(gain >= least for gain, least in planned_changes(member))
    days = [plan.decide_on for plan in member.plans]
    running = any(day is None or day > portfolio.as_of for day in days)
    registered = min(plan.registered_on for plan in member.plans)
    return Standing(member.id, met, running and not met and not member.stopped, registered)


def planned_changes(member: Member) -> list[tuple[float, float]]:
    """Return gain and registered minimum of every planned metric with both."""
    return [
        (plan.gain, plan.minimum_effect)
        for plan in member.plans
        if plan.gain is not None and plan.minimum_effect is not None
    ]


def more_than_cost(portfolio: Portfolio, claimed: bool) -> Share | None:
    """Returned more than it cost to date, of initiatives with any cost (Teneo, Gartner)."""
    return _share(
        Standing(m.id, pays, not pays and not m.stopped, m.first_spent)
        for m in portfolio.members
        if m.spent > 0
        for pays in (m.returned(claimed=claimed) > m.spent,)
    )


def abandoned(portfolio: Portfolio, _claimed: bool) -> Share | None:
    """Stopped, of initiatives on which work or money began (Sauer, Gemino and Reich)."""
    return _share(
        Standing(m.id, m.stopped, not m.stopped and m.scaled_on is None, m.started_on)
        for m in portfolio.members
        if m.piloted_on is not None or m.spent > 0
    )


def prior_failure(portfolio: Portfolio, _claimed: bool) -> Share | None:
    """In production after an earlier initiative of the same function was stopped (Stanford)."""
    return _share(
        Standing(m.id, _followed_a_stop(m, portfolio))
        for m in portfolio.members
        if m.produced_on is not None and not m.stopped
    )


def _followed_a_stop(member: Member, portfolio: Portfolio) -> bool:
    return any(
        other.stopped_on is not None
        and member.produced_on is not None
        and other.stopped_on < member.produced_on
        and other.function == member.function
        for other in portfolio.members
        if other.id != member.id
    )


def nontechnical_blocks(portfolio: Portfolio, _claimed: bool) -> Share | None:
    """Not integration or security, of what held up initiatives that reached production (Stanford)."""
    return _share(
        Standing(m.id, block not in TECHNICAL_BLOCKS)
        for m in portfolio.members
        if m.produced_on is not None
        for block in m.blocks
    )


def failed_in_it(portfolio: Portfolio, _claimed: bool) -> Share | None:
    """Stopped, of initiatives of the IT function (Gartner)."""
    return _share(
        Standing(m.id, m.stopped, not m.stopped and m.scaled_on is None, m.started_on)
        for m in portfolio.members
        if in_it(m)
    )
