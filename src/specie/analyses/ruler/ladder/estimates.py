"""What a ruler says of the portfolio as numbers: the share, what the young leave open, the level."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.ruler.ladder.organisation_rules import quick
from specie.analyses.ruler.ladder.reading import Share, Standing
from specie.kernel.proportion import clopper_pearson, newcombe
from specie.model import PORTFOLIO, Estimate, Grade, Quantity, exact, say, share_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.ruler.ladder.portfolio import Portfolio
    from specie.analyses.ruler.ladder.reading import Amount
    from specie.analyses.ruler.ladder.rule import Rule
    from specie.analyses.ruler.ladder.study import Study
    from specie.model import Message

PILOT_MONTHS = 6
"""The window of the study whose ruler is most often misread as a rate of pilots."""


def rate_of(
    measure: str, share: Share, rule: Rule, study: Study, portfolio: Portfolio, level: float
) -> Estimate | None:
    """The share with its exact interval; None where every initiative is too young."""
    if not share.n:
        return None
    return share_of(
        measure,
        study.ref,
        portfolio.as_of.isoformat(),
        share.k,
        share.n,
        clopper_pearson(share.k, share.n, level),
        level,
        "clopper_pearson",
        portfolio.origins,
        grade=_grade(rule, measure),
        denominator=say(
            "{k} of {n}: {of}", k=Quantity(share.k, "count"), n=Quantity(share.n, "count"), of=rule.of
        ),
        assumptions=tuple(_assumptions(rule, portfolio, measure)),
    )


def open_of(k: int, young: int, n: int, rule: Rule, study: Study, portfolio: Portfolio) -> Estimate:
    """From none of the young counting in the end to all of them."""
    return Estimate(
        "own_rate_open",
        study.ref,
        portfolio.as_of.isoformat(),
        None,
        k / n,
        (k + young) / n,
        1.0,
        "fraction",
        "worst_case_bounds",
        _grade(rule, "own_rate_open"),
        portfolio.origins,
        say(
            "{young} of {n} undecided: {of}",
            young=Quantity(young, "count"),
            n=Quantity(n, "count"),
            of=rule.of,
        ),
        (say("nothing is assumed about initiatives that are still too young to tell"),),
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


def amount_of(measure: str, reading: Amount, study: Study, portfolio: Portfolio) -> Estimate:
    """The level as a sum of booked rows."""
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


def apart_of(share: Share, study: Study, portfolio: Portfolio, level: float) -> Estimate | None:
    """Own share less the study's, where both count initiatives and the study's base is known."""
    if study.unit != "initiative" or study.base is None or not share.n:
        return None
    low, high = newcombe(share.k, share.n, study.result * study.base, study.base, level)
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
            base=Quantity(study.base, "count"),
        ),
        (say("both seen as random samples, which neither is"),),
    )


def pilot_success(portfolio: Portfolio, level: float) -> Estimate | None:
    """Share of pilots that reached production within six months: by initiative, beside no study.

    A pilot that is still running and has not had its six months is left out.
    """
    pilots = Share(
        tuple(
            Standing(m.id, quick(m), m.produced_on is None and not m.stopped, m.piloted_on)
            for m in portfolio.members
            if m.piloted_on is not None
        )
    )
    share = pilots.old_enough(portfolio.as_of, PILOT_MONTHS)
    if not share.n or "stages" not in portfolio.has:
        return None
    return share_of(
        "pilot_success",
        PORTFOLIO,
        portfolio.as_of.isoformat(),
        share.k,
        share.n,
        clopper_pearson(share.k, share.n, level),
        level,
        "clopper_pearson",
        portfolio.origins,
        denominator=say("{k} of {n} pilots", k=Quantity(share.k, "count"), n=Quantity(share.n, "count")),
        assumptions=(say("a share of initiatives: not to be set beside shares of organisations"),),
    )
