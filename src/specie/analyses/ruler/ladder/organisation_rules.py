"""Rulers that ask an organisation or a person: one firm answers yes or no, never with a rate."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from specie.analyses.ruler.ladder.initiative_rules import in_it, planned_changes
from specie.analyses.ruler.ladder.portfolio import year_before
from specie.analyses.ruler.ladder.reading import DAYS_PER_MONTH, Answer
from specie.model import Quantity, say

if TYPE_CHECKING:
    from specie.analyses.ruler.ladder.portfolio import Member, Portfolio
    from specie.model import Message

WINDOW = timedelta(days=round(6 * DAYS_PER_MONTH))
"""Six months, the window of the NANDA study."""


def _counted(k: int, n: int) -> Message:
    return say("{k} of {n} initiatives", k=Quantity(k, "count"), n=Quantity(n, "count"))


def _year_after(day: date) -> date:
    return date(day.year + 1, day.month, min(day.day, 28) if day.month == 2 else day.day)


def abandoned_most(portfolio: Portfolio, _claimed: bool) -> Answer:
    """Stopped more than half of the initiatives before production (S&P Global 451)."""
    k = sum(m.stopped and m.produced_on is None for m in portfolio.members)
    return Answer(2 * k > len(portfolio.members), _counted(k, len(portfolio.members)))


def pilots_in_production(portfolio: Portfolio, _claimed: bool) -> Answer | None:
    """Moved at least 40 percent of the pilots into production (Deloitte)."""
    pilots = [m for m in portfolio.members if m.piloted_on is not None]
    k = sum(m.produced_on is not None for m in pilots)
    return Answer(k >= 0.4 * len(pilots), _counted(k, len(pilots))) if pilots else None


def _paid_back_in_a_year(member: Member, claimed: bool) -> bool:
    if member.produced_on is None:
        return False
    until = _year_after(member.produced_on)
    return member.returned(claimed=claimed, until=until) > member.spent_first_year


def typical_payback(portfolio: Portfolio, claimed: bool) -> Answer | None:
    """More than half of those a year in production had paid back by then (Deloitte)."""
    old = [m for m in portfolio.members if m.produced_on and m.produced_on <= year_before(portfolio.as_of)]
    k = sum(_paid_back_in_a_year(m, claimed) for m in old)
    return Answer(2 * k > len(old), _counted(k, len(old))) if old else None


def one_returns(portfolio: Portfolio, claimed: bool) -> Answer:
    """At least one initiative returned more than it cost (Google Cloud)."""
    paid = [m for m in portfolio.members if m.spent > 0]
    k = sum(m.returned(claimed=claimed) > m.spent for m in paid)
    return Answer(k > 0, _counted(k, len(paid)))


def returns_in_a_year(portfolio: Portfolio, claimed: bool) -> Answer | None:
    """At least one initiative had paid back within a year of production (Google Cloud)."""
    live = [m for m in portfolio.members if m.produced_on is not None]
    k = sum(_paid_back_in_a_year(m, claimed) for m in live)
    return Answer(k > 0, _counted(k, len(live))) if live else None


def any_effect(portfolio: Portfolio, claimed: bool) -> Answer:
    """Any benefit at all shows in the accounts (McKinsey)."""
    total = portfolio.returned(claimed=claimed)
    return Answer(total > 0, _money(total, portfolio))


def no_effect(portfolio: Portfolio, claimed: bool) -> Answer:
    """No benefit at all (NANDA, headline)."""
    total = portfolio.returned(claimed=claimed)
    return Answer(total <= 0, _money(total, portfolio))


def no_effect_last_year(portfolio: Portfolio, claimed: bool) -> Answer:
    """Neither higher revenue nor lower cost in twelve months (PwC)."""
    total = portfolio.returned(claimed=claimed, since=year_before(portfolio.as_of))
    return Answer(total <= 0, _money(total, portfolio))


def any_scaled(portfolio: Portfolio, _claimed: bool) -> Answer:
    """At least one initiative is scaled across the enterprise (McKinsey)."""
    k = sum(m.scaled_on is not None for m in portfolio.members)
    return Answer(k > 0, _counted(k, len(portfolio.members)))


def lifts_earnings(portfolio: Portfolio, claimed: bool) -> Answer:
    """Benefits of twelve months exceed all AI spending of twelve months (Forrester)."""
    total = portfolio.returned(claimed=claimed, since=year_before(portfolio.as_of))
    return Answer(total > portfolio.spent_last_year, _against(total, portfolio.spent_last_year, portfolio))


def returns_overall(portfolio: Portfolio, claimed: bool) -> Answer:
    """Benefits to date exceed what the initiatives cost to date (Gartner, IDC)."""
    total = portfolio.returned(claimed=claimed)
    return Answer(total > portfolio.spent, _against(total, portfolio.spent, portfolio))


def ties_to_ledger(portfolio: Portfolio, _claimed: bool) -> Answer:
    """At least one benefit is found in the ledger account it names (Forrester)."""
    members = [m for m in portfolio.members if m.benefits]
    k = sum(any(b.in_cash > 0 and b.has_account for b in m.benefits) for m in members)
    return Answer(k > 0, _counted(k, len(members)))


def task_piloted(portfolio: Portfolio, _claimed: bool) -> Answer:
    """Piloted a tool for one task (NANDA)."""
    tools = [m for m in portfolio.members if not m.general]
    k = sum(m.piloted_on is not None for m in tools)
    return Answer(k > 0, _counted(k, len(tools)))


def task_implemented(portfolio: Portfolio, claimed: bool) -> Answer:
    """A tool for one task shows a benefit six months or more after production (NANDA)."""
    tools = [m for m in portfolio.members if not m.general]
    k = sum(_lasting(m, claimed) for m in tools)
    return Answer(k > 0, _counted(k, len(tools)))


def _lasting(member: Member, claimed: bool) -> bool:
    if member.produced_on is None:
        return False
    since = member.produced_on + WINDOW
    return any((b.claimed if claimed else b.in_cash) > 0 and b.end >= since for b in member.benefits)


def task_pilot_to_production(portfolio: Portfolio, _claimed: bool) -> Answer | None:
    """A tool for one task went from pilot to production within six months (NANDA)."""
    pilots = [m for m in portfolio.members if m.piloted_on is not None and not m.general]
    k = sum(quick(m) for m in pilots)
    return Answer(k > 0, _counted(k, len(pilots))) if pilots else None


def quick(member: Member) -> bool:
    """Tell whether a pilot reached production within six months; an unrecorded pilot shows nothing."""
    if member.piloted_on is None or member.produced_on is None:
        return False
    return member.piloted_on < member.produced_on <= member.piloted_on + WINDOW


def task_investigated(portfolio: Portfolio, _claimed: bool) -> Answer:
    """Looked into a tool for one task: an initiative in any stage (NANDA)."""
    tools = [m for m in portfolio.members if not m.general]
    k = sum(m.first_seen is not None for m in tools)
    return Answer(k > 0, _counted(k, len(tools)))


def task_investigated_to_piloted(portfolio: Portfolio, _claimed: bool) -> Answer | None:
    """Having looked into a tool for one task, piloted one (NANDA)."""
    tools = [m for m in portfolio.members if not m.general and m.first_seen is not None]
    k = sum(m.piloted_on is not None for m in tools)
    return Answer(k > 0, _counted(k, len(tools))) if tools else None


def general_investigated(portfolio: Portfolio, _claimed: bool) -> Answer:
    """Looked into a general chatbot: an initiative in any stage (NANDA)."""
    k = sum(m.first_seen is not None for m in _general(portfolio))
    return Answer(k > 0, _counted(k, len(portfolio.members)))


def general_piloted(portfolio: Portfolio, _claimed: bool) -> Answer:
    """Piloted a general chatbot (NANDA)."""
    k = sum(m.piloted_on is not None for m in _general(portfolio))
    return Answer(k > 0, _counted(k, len(portfolio.members)))


def general_implemented(portfolio: Portfolio, _claimed: bool) -> Answer:
    """Put a general chatbot to work (NANDA)."""
    k = sum(m.produced_on is not None for m in _general(portfolio))
    return Answer(k > 0, _counted(k, len(portfolio.members)))


def general_pilot_to_use(portfolio: Portfolio, _claimed: bool) -> Answer | None:
    """A general chatbot went from pilot to use within six months (NANDA)."""
    pilots = [m for m in _general(portfolio) if m.piloted_on is not None]
    k = sum(quick(m) for m in pilots)
    return Answer(k > 0, _counted(k, len(pilots))) if pilots else None


def _general(portfolio: Portfolio) -> list[Member]:
    return [m for m in portfolio.members if m.general]


def one_failure_in_it(portfolio: Portfolio, _claimed: bool) -> Answer | None:
    """At least one initiative of the IT function was stopped (Gartner)."""
    ours = [m for m in portfolio.members if in_it(m)]
    k = sum(m.stopped for m in ours)
    return Answer(k > 0, _counted(k, len(ours))) if ours else None


def best_meets_plan(portfolio: Portfolio, _claimed: bool) -> Answer | None:
    """Of the initiatives with a plan, the furthest moved its metrics as registered (Deloitte)."""
    planned = [m for m in portfolio.members if planned_changes(m)]
    if not planned:
        return None
    best = min(planned, key=_advanced)
    met = all(gain >= least for gain, least in planned_changes(best))
    return Answer(met, say("{name}, the furthest on", name=best.ref))


def _advanced(member: Member) -> tuple[bool, int, date, str]:
    """Running before stopped, then the latest stage, then the longest in it."""
    stages = (member.scaled_on, member.produced_on, member.piloted_on, member.first_seen)
    for rank, reached in enumerate(stages):
        if reached is not None:
            return member.stopped, rank, reached, member.id
    return member.stopped, len(stages), date.max, member.id


def tracks(portfolio: Portfolio, _claimed: bool) -> Answer:
    """Keeps plans or benefits for at least one initiative (Wharton)."""
    k = sum(bool(m.plans or m.benefits) for m in portfolio.members)
    return Answer(k > 0, _counted(k, len(portfolio.members)))


def cannot_quantify(portfolio: Portfolio, _claimed: bool) -> Answer:
    """Has put no amount on any benefit (FinOps Foundation)."""
    k = sum(bool(m.benefits) for m in portfolio.members)
    return Answer(k == 0, _counted(k, len(portfolio.members)))


def forecasts_cost(portfolio: Portfolio, _claimed: bool) -> Answer | None:
    """Spent within 10 percent of the newest AI budget that is over (FinOps Foundation)."""
    if portfolio.budget is None:
        return None
    _, planned, spent = portfolio.budget
    return Answer(abs(spent / planned - 1) <= 0.10, _against(spent, planned, portfolio))


def three_families(portfolio: Portfolio, _claimed: bool) -> Answer | None:
    """Uses models of three developers or more (a16z)."""
    if not portfolio.developers:
        return None
    n = len(portfolio.developers)
    return Answer(n >= 3, say("{n} model developers", n=Quantity(n, "count")))


def _money(total: float, portfolio: Portfolio) -> Message:
    return say("benefits of {total}", total=Quantity(total, portfolio.currency))


def _against(total: float, other: float, portfolio: Portfolio) -> Message:
    unit = portfolio.currency
    return say("{total} against {other}", total=Quantity(total, unit), other=Quantity(other, unit))
