"""Small portfolios by hand: a book of initiatives, and what the analyses before would have published."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from specie.analyses.pays.portfolio.run import run
from specie.book import open_book
from specie.facts import open_facts
from specie.model import (
    PORTFOLIO,
    Bound,
    Column,
    Estimate,
    Finding,
    Grade,
    Inputs,
    Origin,
    Quantity,
    Ref,
    Result,
    Severity,
    Status,
    Table,
    Term,
    exact,
    say,
)

YEAR = "2025-07-01/2026-06-30"
ORIGINS = (Origin("by hand", "1 row", as_of=date(2026, 6, 30)),)
CODES = {"pays": "PAY401", "loses": "PAY402", "early": "PAY403", "open": "PAY404"}
Z = 1.959963985


@dataclass(frozen=True)
class Row:
    """One initiative: ``benefit`` is (point, standard error), ``worth`` the range around a declared 1."""

    id: str
    verdict: str
    cost: float
    benefit: tuple[float, float] | None = None
    worth: tuple[float, float] = (1.0, 1.0)
    function: str = "sales"
    approach: str = "buy"
    stage: str = "production"
    reach: float = 0.0
    soft: float | None = None
    account: str = ""
    smallest_p: float = 0.0001
    approval: float = 0.0
    priced: bool = True
    once: float = 0.0


def estimate(
    measure: str, ref: Ref, point: float, low: float, high: float, unit: str = "USD", level: float = 0.95,
    grade: Grade = Grade.B,
) -> Estimate:  # fmt: skip
    if low == point == high:
        return exact(measure, ref, YEAR, point, unit, "hand", ORIGINS, grade=Grade.RECORDED)
    return Estimate(measure, ref, YEAR, point, low, high, level, unit, "hand", grade, ORIGINS)


def roi_of(rows: Sequence[Row]) -> Result:
    """What ``pays/roi`` would publish: benefits with worth and chance combined outward."""
    told, findings = list[Estimate](), list[Finding]()
    for row in rows:
        ref = Ref("initiative", row.id, f"Name of {row.id}")
        told.append(exact("cost_year", ref, YEAR, row.cost, "USD", "sum", ORIGINS))
        if row.reach:
            told.append(exact("cost_reach_year", ref, YEAR, row.reach, "USD", "sum", ORIGINS))
        if row.soft is not None:
            told.append(estimate("soft_benefit_year", ref, row.soft, row.soft - 1, row.soft + 1))
        if row.benefit is not None:
            told += _benefit(row, ref)
        code = CODES[row.verdict]
        findings.append(Finding(code, Severity.NOTE, ref, say("{initiative}", initiative=ref)))
    return Result("pays/roi", Status.OK, tuple(told), tuple(findings))


def _benefit(row: Row, ref: Ref) -> list[Estimate]:
    point, error = row.benefit or (0.0, 0.0)
    ends = [f * (point + s * Z * error) for f in row.worth for s in (-1, 1)]
    hard = estimate("hard_benefit_year", ref, point, min(*ends, point), max(*ends, point))
    if not row.priced:
        high = max(ends) - row.cost
        return [hard, Estimate("net_cash_year", ref, YEAR, None, None, high, 0.95, "USD", "hand", Grade.B,
                               ORIGINS, bound=Bound.AT_MOST)]  # fmt: skip
    low = min(*ends, point) - row.cost - row.reach
    return [hard, estimate("net_cash_year", ref, point - row.cost, low, max(*ends, point) - row.cost)]


def effect_of(rows: Sequence[Row]) -> Result:
    """What ``pays/effect`` would publish: improvements, chance alone, in units worth 1 each."""
    told = list[Estimate]()
    for row in rows:
        if row.benefit is not None and row.benefit[1] > 0:
            point, error = row.benefit
            ref = Ref("kpi", f"K-{row.id}")
            told.append(
                estimate("improvement_year", ref, point, point - Z * error, point + Z * error, "index")
            )
            told.append(exact("smallest_p_value", ref, YEAR, row.smallest_p, "index", "hand", ORIGINS))
    return Result("pays/effect", Status.OK, tuple(told))


def spend_of(rows: Sequence[Row], elsewhere: float) -> Result:
    whole = sum(row.cost for row in rows) + elsewhere
    return Result(
        "pays/spend",
        Status.OK,
        (exact("spend_12_months", PORTFOLIO, YEAR, whole, "USD", "sum", ORIGINS),),
    )


def funnel_of(rows: Sequence[Row], blocked: Mapping[str, tuple[str, float]]) -> Result:
    told = tuple(
        exact("approval_days", Ref("initiative", r.id), YEAR, r.approval, "days", "days", ORIGINS)
        for r in rows
        if r.approval
    )
    keys = ("initiative", "blocker", "kind", "state", "stage", "since", "until", "days")
    register = Table(
        "blocks", say("Register of gates and blockers"), tuple(Column(key, say("Stage")) for key in keys),
        tuple(
            (Ref("initiative", name), Term(why), Term("gate"), Term("open"), Term("approval"), None, None,
             Quantity(days, "days"))
            for name, (why, days) in blocked.items()
        ),
    )  # fmt: skip
    return Result("pays/funnel", Status.OK, told, tables=(register,))


@pytest.fixture
def row() -> type[Row]:
    """Make one initiative."""
    return Row


@pytest.fixture
def effects() -> Callable[[Sequence[Row]], Result]:
    """Make what ``pays/effect`` would publish of some initiatives."""
    return effect_of


@pytest.fixture
def assess(tmp_path: Path) -> Callable[..., Result]:
    """Write the book of some rows, make the results before, and run the portfolio."""

    def of(
        *rows: Row, elsewhere: float = 0.0, blocked: Mapping[str, tuple[str, float]] | None = None,
        leave_out: Sequence[str] = (), results: Mapping[str, Result] | None = None, **params: object,
    ) -> Result:  # fmt: skip
        _write(tmp_path, rows)
        made = (roi_of(rows), effect_of(rows), spend_of(rows, elsewhere), funnel_of(rows, blocked or {}))
        before = {r.analysis: r for r in made if r.analysis not in leave_out} | dict(results or {})
        inputs = Inputs(level=0.9, seed=1, params=params, results=before)  # ty: ignore[invalid-argument-type]
        return run(open_book(tmp_path), open_facts(), inputs)

    return of


def _write(folder: Path, rows: Sequence[Row]) -> None:
    toml = '[book]\nname = "By hand"\ncurrency = "USD"\nas_of = 2026-06-30\nfiscal_year_start = "01-01"\n'
    tables = {
        "initiatives": ["initiative_id,name,function,approach"]
        + [f"{r.id},Name of {r.id},{r.function},{r.approach}" for r in rows],
        "stages": ["initiative_id,stage,entered_on"]
        + [f"{r.id},{r.stage},2025-01-01" for r in rows if r.stage],
        "kpis": ["kpi_id,initiative_id,name,better,scale,value_per_unit,value_low,value_high,cash_class"]
        + [
            f"K-{r.id},{r.id},Metric,higher,level,1,{r.worth[0]},{r.worth[1]},avoided"
            for r in rows
            if r.benefit is not None and r.benefit[1] > 0
        ],
        "costs": ["date,initiative_id,cost_type,amount,currency"]
        + [f"2026-01-01,{r.id},labour,{r.cost - r.once},USD" for r in rows if r.cost > 0]
        + [f"2026-01-01,{r.id},integration,{r.once},USD" for r in rows if r.once > 0],
        "benefits": ["initiative_id,period,amount,currency,cash_class,ledger_account"]
        + [f"{r.id},2026-Q1,1,USD,booked,{r.account}" for r in rows if r.account],
    }
    (folder / "specie.toml").write_text(toml)
    for name, lines in tables.items():
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n")


@pytest.fixture
def only() -> Callable[..., Estimate]:
    """Take the one estimate of a measure and subject."""

    def of(result: Result, measure: str, subject: str = PORTFOLIO.id) -> Estimate:
        (found,) = [e for e in result.estimates if (e.measure, e.subject.id) == (measure, subject)]
        return found

    return of
