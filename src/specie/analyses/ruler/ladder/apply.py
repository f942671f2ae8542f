"""Lay a ruler against the portfolio: own reading, in cash and as claimed, beside the study's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.analyses.ruler.ladder.estimates import amount_of, apart_of, open_of, rate_of
from specie.analyses.ruler.ladder.initiative_register import INITIATIVE_RULES, SPEND_RULES
from specie.analyses.ruler.ladder.organisation_register import ORGANISATION_RULES
from specie.analyses.ruler.ladder.reading import Amount, Answer, Share
from specie.analyses.ruler.ladder.study import Study

if TYPE_CHECKING:
    from specie.analyses.ruler.ladder.portfolio import Portfolio
    from specie.analyses.ruler.ladder.reading import Reading
    from specie.analyses.ruler.ladder.rule import Rule
    from specie.facts import Facts
    from specie.model import Estimate


RULES = (*INITIATIVE_RULES, *ORGANISATION_RULES, *SPEND_RULES)


@dataclass(frozen=True, slots=True)
class Applied:
    """One ruler on one portfolio. ``claimed`` differs from ``cash`` only for rulers about money.

    ``own`` leaves out the initiatives that are undecided and younger than the window, since nobody can know
    yet (``settled`` are the others); ``own_all`` counts them as the study would, ``open`` is what they can
    still make of the share.
    """

    study: Study
    rule: Rule
    cash: Reading
    claimed: Reading
    months: float
    own: Estimate | None = None
    own_claimed: Estimate | None = None
    own_all: Estimate | None = None
    open: Estimate | None = None
    young: int = 0
    apart: Estimate | None = None
    settled: Share | None = None

    @property
    def estimates(self) -> tuple[Estimate, ...]:
        """Every estimate of this ruler."""
        found = (self.own, self.own_claimed, self.own_all, self.open, self.study.estimate, self.apart)
        return tuple(e for e in found if e is not None)


@dataclass(frozen=True, slots=True)
class Missing:
    """A ruler with a rule that this book cannot feed: ``tables`` are lacking, or nothing falls under it."""

    study: Study
    tables: tuple[str, ...]


def apply_all(
    portfolio: Portfolio, facts: Facts, level: float, default_months: float
) -> tuple[list[Applied], list[Missing]]:
    """Apply every rule whose tables are there."""
    applied: list[Applied] = []
    missing: list[Missing] = []
    for rule in RULES:
        fact = facts.one("rulers", rule.ruler_id)
        if fact is None:
            continue
        lacking = tuple(table for table in rule.needs if table not in portfolio.has)
        outcome = None if lacking else _apply(rule, Study(fact, level), portfolio, level, default_months)
        if outcome is None:
            missing.append(Missing(Study(fact, level), lacking))
        else:
            applied.append(outcome)
    return applied, missing


def _apply(
    rule: Rule, study: Study, portfolio: Portfolio, level: float, default_months: float
) -> Applied | None:
    cash, claimed = rule.read(portfolio, False), rule.read(portfolio, True)
    if cash is None or claimed is None:
        return None
    months = study.window(default_months)
    if isinstance(cash, Answer) or isinstance(claimed, Answer):
        return Applied(study, rule, cash, claimed, months)
    if isinstance(cash, Amount) and isinstance(claimed, Amount):
        own, own_claimed = (
            amount_of(m, r, study, portfolio)
            for m, r in (("own_level", cash), ("own_level_claimed", claimed))
        )
        return Applied(study, rule, cash, claimed, months, own, own_claimed)
    assert isinstance(cash, Share)
    assert isinstance(claimed, Share)
    return _share(rule, study, portfolio, level, months, cash, claimed)


def _share(
    rule: Rule, study: Study, portfolio: Portfolio, level: float, months: float, cash: Share, claimed: Share
) -> Applied:
    old, young = cash.old_enough(portfolio.as_of, months), cash.young(portfolio.as_of, months)
    old_claimed = claimed.old_enough(portfolio.as_of, months)
    return Applied(
        study,
        rule,
        cash,
        claimed,
        months,
        rate_of("own_rate", old, rule, study, portfolio, level),
        rate_of("own_rate_claimed", old_claimed, rule, study, portfolio, level) if rule.money else None,
        rate_of("own_rate_with_young", cash, rule, study, portfolio, level) if young else None,
        open_of(old.k, len(young), cash.n, rule, study, portfolio) if young else None,
        len(young),
        apart_of(old, study, portfolio, level),
        old,
    )
