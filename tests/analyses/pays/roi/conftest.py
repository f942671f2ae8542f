"""Small books and hand-made effects: every number of them can be added up in the head."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from specie.analyses.pays.roi.run import run
from specie.book import Book, open_book
from specie.facts import open_facts
from specie.model import (
    Column,
    Estimate,
    Finding,
    Grade,
    Inputs,
    Origin,
    Ref,
    Result,
    Status,
    Table,
    Term,
    exact,
    say,
)

TOML = """[book]
name = "By hand"
currency = "{currency}"
as_of = 2026-06-30
[policy]
{policy}
"""
HURDLE = "hurdle_rate = 0.10"
ORIGIN = (Origin("outcomes.csv", "2-100"),)
YEAR = "2025-07-01/2026-06-30"
VERDICTS = ("PAY401", "PAY402", "PAY403", "PAY404")
HEADS = {
    "initiatives": "initiative_id,name,function,approach,business_owner",
    "stages": "initiative_id,stage,entered_on",
    "costs": "date,initiative_id,cost_type,amount,currency",
    "kpis": "kpi_id,initiative_id,name,unit,better,scale,value_per_unit,value_low,value_high,currency,"
    "cash_class",
    "outcomes": "kpi_id,unit_id,period,value,weight",
    "rollout": "initiative_id,unit_id,treated_on,assigned",
    "benefits": "initiative_id,period,amount,currency,cash_class,ledger_account,evidence",
    "ledger": "date,account,cost_centre,amount,currency",
    "usage": "date,initiative_id,provider,model,input_tokens,output_tokens,requests,seats",
    "plans": "initiative_id,registered_on,kpi_id,baseline,minimum_effect,decide_on",
    "rates": "currency,date,per_unit",
}
PLAIN: Mapping[str, tuple[str, ...]] = {
    "initiatives": ("A,Alpha,finance,build,Ann",),
    "stages": ("A,pilot,2025-01-01", "A,production,2025-04-01"),
    "costs": ("2025-01-31,A,labour,1000,USD", "2025-12-31,A,labour,3000,USD", "2026-03-31,A,usage,1000,USD"),
    "kpis": ("K,A,Minutes,minutes,lower,level,2,1.5,3,USD,released",),
    "rollout": ("A,u1,2025-01-15,staggered", "A,u2,2025-02-01,staggered", "A,u3,,staggered"),
}
"""One initiative: 4,000 of cost in the last twelve months, 5,000 to date; a unit is worth 1.50 to 3."""

MakeBook = Callable[..., Book]


@pytest.fixture(scope="session")
def make_book(tmp_path_factory: pytest.TempPathFactory) -> MakeBook:
    """Write rows into a folder and open it; tables not given are those of the plain book.

    A book that was made before is handed out again: opening one takes longer than assessing it.
    """
    made: dict[str, Book] = {}

    def make(
        *, bills: str = "", currency: str = "USD", policy: str = HURDLE, **tables: tuple[str, ...]
    ) -> Book:
        given = {name: rows for name, rows in {**PLAIN, **tables}.items() if rows}
        key = repr((sorted(given.items()), bills, currency, policy))
        if key not in made:
            folder = tmp_path_factory.mktemp("book")
            (folder / "specie.toml").write_text(TOML.format(currency=currency, policy=policy))
            write(folder, given, bills)
            made[key] = open_book(folder)
        return made[key]

    return make


def write(folder: Path, tables: Mapping[str, tuple[str, ...]], bills: str) -> None:
    """Write the tables and the bill."""
    for name, rows in tables.items():
        (folder / f"{name}.csv").write_text("\n".join((HEADS[name], *rows)) + "\n")
    if bills:
        (folder / "bills").mkdir()
        (folder / "bills" / "nimbus.csv").write_text(BILL_HEAD + bills)


BILL_HEAD = (
    "BilledCost,EffectiveCost,BillingCurrency,ChargeCategory,ChargePeriodStart,ChargePeriodEnd,"
    "BillingPeriodStart,BillingPeriodEnd,InvoiceIssuerName,ProviderName,PublisherName,ServiceName,"
    "SubAccountId,BillingAccountId,Tags\n"
)


def bill_row(day: str, billed: str, initiative: str = "", category: str = "Usage") -> str:
    """One FOCUS row, tagged with its initiative or with none."""
    tags = f'"{{""initiative"": ""{initiative}""}}"' if initiative else ""
    return (
        f"{billed},{billed},USD,{category},{day} 00:00:00,{day} 01:00:00,{day[:7]}-01 00:00:00,"
        f"{day[:7]}-28 00:00:00,Nimbus Inc,Nimbus,Nimbus,Model API,,1,{tags}\n"
    )


BILLED = 'hurdle_rate = 0.10\n[bills]\ninitiative_tag = "initiative"'
"""Policy and mapping for books with bills."""


def improved(
    kpi: str = "K", year: tuple[float, float, float] = (1000, 2000, 3000), *,
    to_date: tuple[float, float, float] | None = None, level: float = 0.95, grade: Grade = Grade.B,
    cases: float = 100.0, treated: int = 10, compared: int = 10, smallest_p: float = 0.001,
    ended: bool = False,
) -> tuple[Estimate, ...]:  # fmt: skip
    """What ``pays/effect`` publishes of one metric: improvements as (low, point, high)."""
    ref = Ref("kpi", kpi, kpi)
    of = say("all treated cases")

    def one(measure: str, period: str, ends: tuple[float, float, float]) -> Estimate:
        low, point, high = ends
        if ended and measure == "improvement_year":
            return exact(
                measure, ref, period, 0.0, "index", "count", ORIGIN, grade=Grade.RECORDED, denominator=of
            )
        return Estimate(
            measure, ref, period, point, low, high, level, "index", "imputation", grade, ORIGIN, of,
            (say("units move in parallel"),),
        )  # fmt: skip

    def count(measure: str, value: float) -> Estimate:
        return exact(
            measure, ref, YEAR, value, "count", "count", ORIGIN, grade=Grade.RECORDED, denominator=of
        )

    return (
        one("improvement_year", YEAR, year),
        one("improvement_to_date", "2025-01-15/2026-06-30", to_date or tuple(1.5 * end for end in year)),
        count("readings_treated_year", cases),
        count("units_treated", treated),
        count("units_compared", compared),
        exact(
            "smallest_p_value",
            ref,
            YEAR,
            smallest_p,
            "index",
            "imputation",
            ORIGIN,
            grade=grade,
            denominator=of,
        ),
    )


def effect_of(*estimates: Estimate, designs: Mapping[str, str] | None = None) -> Result:
    """A result of ``pays/effect`` made by hand."""
    rows = tuple(
        (Ref("kpi", kpi, kpi), Term(name), say("treat more units")) for kpi, name in (designs or {}).items()
    )
    columns = (
        Column("kpi", say("Metric")),
        Column("design", say("Design")),
        Column("upgrade", say("Upgrade")),
    )
    table = Table("designs", say("Designs"), columns, rows)
    return Result("pays/effect", Status.OK, estimates, tables=(table,))


@pytest.fixture(scope="session")
def assess() -> Callable[..., Result]:
    """Run the analysis on a book with hand-made results of what it reads from."""

    def of(book: Book, *effects: Result, **params: Any) -> Result:
        results = {result.analysis: result for result in effects}
        return run(book, open_facts(), Inputs(level=0.90, seed=7, params=params, results=results))

    return of


def verdict_of(result: Result, initiative: str = "A") -> Finding:
    """The one finding that carries the verdict on an initiative."""
    (found,) = [f for f in result.findings if f.code in VERDICTS and f.subject.id == initiative]
    return found


def told(result: Result, measure: str, subject: str = "A") -> Estimate:
    """The one estimate of a measure and subject."""
    (found,) = result.find(measure, subject)
    return found


def codes(result: Result, about: str | None = None) -> set[str]:
    """Codes of the findings other than verdicts."""
    return {f.code for f in result.findings if f.code not in VERDICTS and about in (None, f.subject.id)}


@pytest.fixture(scope="session")
def hand() -> SimpleNamespace:
    """The helpers of this file."""
    return SimpleNamespace(
        improved=improved, effect_of=effect_of, verdict_of=verdict_of, told=told, codes=codes,
        bill_row=bill_row, BILLED=BILLED, PLAIN=PLAIN, YEAR=YEAR,
    )  # fmt: skip
