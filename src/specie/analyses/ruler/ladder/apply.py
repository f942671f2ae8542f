"""Lay a ruler against the portfolio: own reading, in cash and as claimed, beside the study's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.analyses.ruler.ladder.initiative_register import INITIATIVE_RULES, SPEND_RULES
from specie.analyses.ruler.ladder.organisation_register import ORGANISATION_RULES
from specie.analyses.ruler.ladder.organisation_rules import quick
from specie.analyses.ruler.ladder.reading import Amount, Answer, Share, Standing
from specie.analyses.ruler.ladder.study import Study
from specie.kernel.proportion import newcombe, wilson
from specie.model import PORTFOLIO, Estimate, Grade, Quantity, exact, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.ruler.ladder.portfolio import Portfolio
    from specie.analyses.ruler.ladder.reading import Reading
    from specie.analyses.ruler.ladder.rule import Rule
    from specie.facts import Facts
    from specie.model import Message


RULES = (*INITIATIVE_RULES, *ORGANISATION_RULES, *SPEND_RULES)


@dataclass(frozen=True, slots=True)
class Applied:
    """One ruler on one portfolio. ``claimed`` differs from ``cash`` only for rulers about money."""

    study: Study
    rule: Rule
    cash: Reading
    claimed: Reading
    months: float
    own: Estimate | None = None
    own_claimed: Estimate | None = None
    own_old: Estimate | None = None
    young: int = 0
    apart: Estimate | None = None

    @property
    def estimates(self) -> tuple[Estimate, ...]:
        """Every estimate of this ruler."""
        found = (self.own, self.own_claimed, self.own_old, self.study.estimate, self.apart)
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
        outcome = None if lacking else _apply(rule, Study(fact), portfolio, level, default_months)
        if outcome is None:
            missing.append(Missing(Study(fact), lacking))
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
            _amount(m, r, study, portfolio) for m, r in (("own_level", cash), ("own_level_claimed", claimed))
        )
        return Applied(study, rule, cash, claimed, months, own, own_claimed)
    assert isinstance(cash, Share)
    assert isinstance(claimed, Share)
    return _share(rule, study, portfolio, level, months, cash, claimed)


def _share(
    rule: Rule, study: Study, portfolio: Portfolio, level: float, months: float, cash: Share, claimed: Share
) -> Applied:
    old = cash.old_enough(portfolio.as_of, months)
    return Applied(
        study,
        rule,
        cash,
        claimed,
        months,
        _rate("own_rate", cash, rule, study, portfolio, level),
        _rate("own_rate_claimed", claimed, rule, study, portfolio, level) if rule.money else None,
        _rate("own_rate_old_enough", old, rule, study, portfolio, level) if old.n else None,
        len(cash.young(portfolio.as_of, months)),
        _apart(cash, study, portfolio, level),
    )


def _rate(
    measure: str, share: Share, rule: Rule, study: Study, portfolio: Portfolio, level: float
) -> Estimate:
    low, high = wilson(share.k, share.n, level)
    return Estimate(
        measure,
        study.ref,
        portfolio.as_of.isoformat(),
        share.k / share.n,
        float(low),
        float(high),
        level,
        "fraction",
        "wilson",
        _grade(rule, measure),
        portfolio.origins,
        say("{k} of {n}: {of}", k=Quantity(share.k, "count"), n=Quantity(share.n, "count"), of=rule.of),
        tuple(_assumptions(rule, portfolio, measure)),
    )


def _grade(rule: Rule, measure: str) -> Grade:
    """Records of dates are recorded; money in cash is booked; claims are somebody's word."""
    if rule.ruler_id == "ibm-ceo-expected-roi":
        return Grade.D
    if not rule.money:
        return Grade.RECORDED
    return Grade.E if measure.endswith("claimed") else Grade.BOOKED


def _assumptions(rule: Rule, portfolio: Portfolio, measure: str) -> Iterator[Message]:
    yield say(
        "as a count of this portfolio the share is exact; the interval holds if these are seen as a "
        "sample of "
        "what the firm could have started"
    )
    if rule.money:
        yield say("a benefit that is booked or claimed is not yet one that was caused: no comparison group")
        if measure.endswith("claimed"):
            yield say("every benefit is counted as its owner claims it")
        elif "ledger" not in portfolio.has:
            yield say("there is no ledger: booked benefits are taken as stated")
        else:
            yield say("booked benefits count up to the credits of the ledger account they name")


def _amount(measure: str, reading: Amount, study: Study, portfolio: Portfolio) -> Estimate:
    return exact(
        measure,
        study.ref,
        portfolio.as_of.isoformat(),
        reading.value,
        "fraction",
        "sums",
        portfolio.origins,
        grade=Grade.E if measure.endswith("claimed") else Grade.BOOKED,
        denominator=reading.because,
        assumptions=(
            say("a benefit that is booked or claimed is not yet one that was caused: no comparison group"),
        ),
    )


def _apart(share: Share, study: Study, portfolio: Portfolio, level: float) -> Estimate | None:
    """Own share less the study's, where both count initiatives and the study's base is known."""
    if study.unit != "initiative" or study.sample is None or study.interval is None:
        return None
    low, high = newcombe(share.k, share.n, study.result * study.sample, study.sample, level)
    return Estimate(
        "own_less_study",
        study.ref,
        portfolio.as_of.isoformat(),
        share.k / share.n - study.result,
        float(low),
        float(high),
        level,
        "fraction",
        "newcombe",
        Grade.E,
        (*portfolio.origins, study.fact.origin),
        say(
            "own {n} against {base} of the study",
            n=Quantity(share.n, "count"),
            base=Quantity(study.sample, "count"),
        ),
        (say("both seen as random samples, which neither is"),),
    )


def pilot_success(portfolio: Portfolio, level: float) -> Estimate | None:
    """Share of pilots that reached production within six months: by initiative, beside no study."""
    pilots = [m for m in portfolio.members if m.piloted_on is not None]
    if not pilots or "stages" not in portfolio.has:
        return None
    share = Share(tuple(Standing(m.id, quick(m)) for m in pilots))
    low, high = wilson(share.k, share.n, level)
    return Estimate(
        "pilot_success",
        PORTFOLIO,
        portfolio.as_of.isoformat(),
        share.k / share.n,
        float(low),
        float(high),
        level,
        "fraction",
        "wilson",
        Grade.RECORDED,
        portfolio.origins,
        say("{k} of {n} pilots", k=Quantity(share.k, "count"), n=Quantity(share.n, "count")),
        (say("a share of initiatives: not to be set beside shares of organisations"),),
    )
