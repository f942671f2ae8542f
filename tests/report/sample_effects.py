"""A run over two initiatives, from readings to verdicts, made by hand."""

from __future__ import annotations

from datetime import date

import sample_figures as figures

from specie.model import (
    PORTFOLIO,
    Analysis,
    BookInfo,
    Code,
    Column,
    Estimate,
    Finding,
    Grade,
    Manifest,
    Measure,
    Origin,
    Question,
    Ref,
    Result,
    Role,
    Run,
    Severity,
    Status,
    Table,
    Term,
    Timing,
    Verdict,
    exact,
    say,
)
from specie.report.subject import Subject

ONE = Ref("initiative", "AI-01", figures.NAMES[0])
TWO = Ref("initiative", "AI-02", "Contract review")
MINUTES, ERRORS, PAGES = (Ref("kpi", "K-1", "Minutes per case"), Ref("kpi", "K-2", "錯誤率"),
                          Ref("kpi", "K-9", "Pages per hour"))  # fmt: skip
SUBJECT = Subject(ONE, (MINUTES, ERRORS), ((say("Function"), "Claims"), (say("Approach"), Term("build"))))
OTHER = Subject(TWO, (PAGES,))
OUTCOMES = Origin("outcomes.csv", "480 rows", "aa" * 32, date(2026, 9, 30))
LEDGER = Origin("ledger.csv", "12 rows", "bb" * 32, date(2026, 9, 30))
BOOK = BookInfo("Example Holdings", date(2026, 9, 30), "9f2c" * 16, "USD", "", synthetic=True)
VERDICT_CODES = {
    Verdict.PAYS: ("PAY401", Severity.NOTE),
    Verdict.DOES_NOT_PAY: ("PAY402", Severity.ALARM),
    Verdict.TOO_EARLY: ("PAY403", Severity.NOTE),
    Verdict.CANNOT_TELL: ("PAY404", Severity.WATCH),
}


def estimate(measure: str, subject: Ref, point: float, half: float, unit: str = "USD") -> Estimate:
    return Estimate(
        measure, subject, "last 12 months", point, point - half, point + half, 0.95, unit, "inverted",
        Grade.B, (OUTCOMES,), say("of {count} initiatives", count=2),
    )  # fmt: skip


def verdict(subject: Ref, kind: Verdict, net: Estimate) -> Finding:
    code, severity = VERDICT_CODES[kind]
    return Finding(
        code, severity, subject,
        say("{initiative}: net cash {net}", initiative=subject, net=net), (net,),
        say("{text}", text="keep eight units without it for six more months"), Role.ENTERPRISE,
    )  # fmt: skip


def effect() -> Result:
    kpis = ((MINUTES, ONE, -0.31), (ERRORS, ONE, -0.02), (PAGES, TWO, 0.08))
    effects = tuple(estimate("effect_relative", kpi, point, 0.05, "fraction") for kpi, _, point in kpis)
    columns = ("initiative", "kpi", "design", "grade", "upgrade", "effect")
    designs = tuple(
        (initiative, kpi, Term("staggered roll-out"), Term("B"), say("Value"), e)
        for (kpi, initiative, _), e in zip(kpis, effects, strict=True)
    )
    return Result(
        "pays/effect", Status.OK, effects,
        (Finding("PAY301", Severity.WATCH, PAGES, say("{kpi} moved before the start", kpi=PAGES)),),
        (
            Table("designs", say("Designs"), tuple(Column(c, say("Value")) for c in columns), designs),
            Table("left_out", say("Left out"), (Column("unit", say("Unit")),), (("team 7",),), None, ERRORS),
            Table("units", say("Units"), (Column("unit", say("Unit")),), (("team 8",),), None, PAGES),
        ),
        (figures.panel_lines(), figures.event_study()),
        (say("{count} initiatives", count=2),),
        effects[:1],
    )  # fmt: skip


def roi() -> Result:
    net = (estimate("net_cash_year", ONE, 340_000, 150_000), estimate("net_cash_year", TWO, -260_000, 90_000))
    cost = (
        exact("cost_year", ONE, "last 12 months", 310_500, "USD", "sum", (LEDGER,)),
        exact("cost_year", TWO, "last 12 months", 512_000, "USD", "sum", (LEDGER,)),
    )
    return Result(
        "pays/roi", Status.OK, (*cost, *net),
        (verdict(ONE, Verdict.PAYS, net[0]), verdict(TWO, Verdict.DOES_NOT_PAY, net[1])),
        (),
        (figures.interval_rows(), figures.waterfall()),
        (say("{net} and {other}", net=net[0], other=net[1]),),
        net[:1],
    )  # fmt: skip


def portfolio() -> Result:
    total = estimate("organisation_return", PORTFOLIO, 80_000, 400_000)
    both = Finding("PAY501", Severity.NOTE, PORTFOLIO, say("{one} and {two} differ", one=ONE, two=TWO))
    alone = Finding("PAY502", Severity.WATCH, PORTFOLIO, say("the whole loses {sum}", sum=total), (total,))
    return Result("pays/portfolio", Status.OK, (total,), (both, alone), headline=(say("{sum}", sum=total),),
                  key=(total,))  # fmt: skip


def adoption() -> Result:
    return Result(
        "pays/adoption", Status.NOT_ASSESSED, reason=say("not assessed: add {tables}", tables="usage")
    )


def run() -> Run:
    manifest = Manifest(BOOK, (("outcomes.csv", "aa" * 32, 480),), (("specie", "0.1"),), 1, "serial",
                        (Timing("pays/roi", 0.2, cached=False),), "2026-10-01", "2026-10-01")  # fmt: skip
    return Run(BOOK, (adoption(), effect(), portfolio(), roi()), (), manifest, {"outcomes": (480, 480, 0)})


def declarations() -> dict[str, Analysis]:
    codes = tuple(
        Code(code, say("Value"), say("Value"), say("Value"), severity, kind)
        for kind, (code, severity) in VERDICT_CODES.items()
    )
    measures = tuple(
        Measure(id_, label, "a - b", say("Value"))
        for id_, label in (("net_cash_year", say("Net cash")), ("cost_year", say("Full cost")))
    )

    def declare(name: str, *after: str, **more: object) -> Analysis:
        return Analysis(f"pays/{name}", Question.PAYS, say("{text}", text=name), say("Value"), "1", "x:y",
                        after=tuple(f"pays/{a}" for a in after), **more)  # fmt: skip

    found = (
        declare("adoption"),
        declare("effect"),
        declare("portfolio", "roi", leads=True),
        declare("roi", "effect", leads=True, codes=codes, measures=measures),
    )
    return {a.id: a for a in found}
