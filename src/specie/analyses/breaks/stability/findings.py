"""What somebody should do something about: the loudest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.companies.finding import finding
from specie.companies.survival.chance import BASE_RATE
from specie.model import Finding, Quantity, Role, Severity, Term, listed, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.breaks.stability.view import View
    from specie.companies.survival.assess import Survival
    from specie.model import Estimate

TWELVE = "next 12 months"


def findings(view: View) -> tuple[Finding, ...]:
    """Collect the findings."""
    found: list[Finding] = []
    for survival in view.named:
        for of in (_failed, _cash, _chance, _customer, _rumour, _zone, _control, _old, _lacking):
            found += of(view, survival)
    found += _strangers(view)
    return tuple(sorted(found, key=lambda finding: -finding.severity.rank))


def _failed(view: View, survival: Survival) -> Iterator[Finding]:
    fact = survival.failed
    if fact is not None:
        message = say(
            "{who} has failed ({day}): {how}", who=survival.company.ref, day=fact.text("observed_from"),
            how=fact.message("severity_basis"),
        )  # fmt: skip
        action = say("move what still runs on it, and write off what was prepaid")
        yield finding("BRK207", Severity.ALARM, survival.company, message, (), action, view.role(survival))


def _cash(view: View, survival: Survival) -> Iterator[Finding]:
    months = view.get("cash_months", survival)
    least = view.limits.months
    if months is None or months.low is None or months.low >= least or survival.failed is not None:
        return
    certain = months.high is not None and months.high < least
    limit = Quantity(least, "months")
    if certain:
        message = say(
            "{who} has cash for {months} without new money; your least is {limit}",
            who=survival.company.ref, months=months, limit=limit,
        )  # fmt: skip
    else:
        message = say(
            "{who} has cash for {months} without new money: whether that is less than your {limit} cannot be"
            " told",
            who=survival.company.ref, months=months, limit=limit,
        )  # fmt: skip
    action = say("ask for its runway in writing; hold less prepaid and test a substitute")
    severity = Severity.ALARM if certain else Severity.WATCH
    yield finding("BRK201", severity, survival.company, message, (months,), action, view.role(survival))


def _chance(view: View, survival: Survival) -> Iterator[Finding]:
    told = view.get("failure_probability", survival, TWELVE)
    if told is None or told.low is None or told.high is None or survival.chance is None:
        return
    limit = Quantity(view.limits.failure, "fraction")
    basis = Term(survival.chance.basis)
    if told.low > view.limits.failure:
        message = say(
            "{who} fails within 12 months with a chance of {chance}, by its {basis}; your limit is {limit}",
            who=survival.company.ref, chance=told, basis=basis, limit=limit,
        )  # fmt: skip
        action = say("plan the exit now: substitute, data, steps, owner")
        yield finding(
            "BRK202", Severity.ALARM, survival.company, message, (told,), action, view.role(survival)
        )
    elif told.high > view.limits.failure and survival.chance.basis != BASE_RATE:
        yield _open(view, survival, told)


def _open(view: View, survival: Survival, told: Estimate) -> Finding:
    assert survival.chance is not None
    message = say(
        "the chance that {who} fails within 12 months is {chance}, by its {basis}: below or above your limit"
        " of {limit} cannot be told",
        who=survival.company.ref, chance=told, basis=Term(survival.chance.basis),
        limit=Quantity(view.limits.failure, "fraction"),
    )  # fmt: skip
    action = say("ask for cash, burn, debt and committed money as of today")
    return finding("BRK203", Severity.NOTE, survival.company, message, (told,), action, view.role(survival))


def _customer(view: View, survival: Survival) -> Iterator[Finding]:
    share, customers = view.get("largest_customer", survival), survival.customers
    if share is None or customers is None or share.low is None or customers.by_contract:
        return
    if share.low >= view.limits.customer:
        message = say(
            "one customer brings {share} of the revenue of {who}", share=share, who=survival.company.ref
        )
        action = say("ask what it does without that customer; see who that customer rests on")
        yield finding(
            "BRK204", Severity.WATCH, survival.company, message, (share,), action, view.role(survival)
        )


def _rumour(view: View, survival: Survival) -> Iterator[Finding]:
    names = tuple(dict.fromkeys(f.metric for f in survival.rumoured))
    if names:
        message = say(
            "what is said of {who} rests on rumours or leaks: {figures}",
            who=survival.company.ref, figures=listed([Term(name) for name in names]),
        )  # fmt: skip
        action = say("ask the supplier, or wait for the filed figure")
        yield finding("BRK205", Severity.NOTE, survival.company, message, (), action, view.role(survival))


def _zone(view: View, survival: Survival) -> Iterator[Finding]:
    score, health = view.get("altman_z", survival), survival.health
    if score is not None and health is not None and health.zones == ("distress", "distress"):
        message = say(
            "Z'' of {who} is {score}, in the distress zone that ends at {end}", who=survival.company.ref,
            score=score, end=Quantity(health.scale.distress_ends, "index", 2),
        )  # fmt: skip
        action = say("read the newest accounts before renewing")
        yield finding(
            "BRK206", Severity.WATCH, survival.company, message, (score,), action, view.role(survival)
        )


def _control(view: View, survival: Survival) -> Iterator[Finding]:
    price = survival.control
    if price is not None:
        message = say(
            "the newest price of {who} ({name}, {date}) is one of control or of a merged firm",
            who=survival.company.ref, name=price.named, date=price.on.shown,
        )  # fmt: skip
        action = say("judge the owner: its cash and its wish decide from now on")
        yield finding("BRK210", Severity.NOTE, survival.company, message, (), action, view.role(survival))


def _old(view: View, survival: Survival) -> Iterator[Finding]:
    names = tuple(dict.fromkeys(f.metric for f in survival.stale))
    if names:
        message = say(
            "figures of {who} are from sources older than half a year: {figures}",
            who=survival.company.ref, figures=listed([Term(name) for name in names]),
        )  # fmt: skip
        action = say("add newer figures to {table}", table="financials")
        yield finding("BRK209", Severity.NOTE, survival.company, message, (), action, view.role(survival))


def _lacking(view: View, survival: Survival) -> Iterator[Finding]:
    parts = [lack for lack in survival.lacks if lack.table]
    if parts and survival.failed is None:
        names = listed([Term(lack.part) for lack in parts])
        message = say(
            "not assessed of {who} for lack of figures: {items}", who=survival.company.ref, items=names
        )
        tables = ", ".join(dict.fromkeys(lack.table for lack in parts))
        action = say(
            "add to {table} what the table of missing figures names, each with source and date", table=tables
        )
        yield finding("BRK208", Severity.NOTE, survival.company, message, (), action, view.role(survival))


def _strangers(view: View) -> Iterator[Finding]:
    for vendor in view.field.strangers:
        ref = view.book.vendor(vendor)
        message = say("of {who} nothing is known: no company is named behind it", who=ref)
        action = say("fill {column} in {table}", column="company_id", table="vendors")
        yield finding("BRK211", Severity.NOTE, ref, message, (), action, Role.ENTERPRISE)
