"""A run built by hand, as rich as a real one, so that the faces can be tested without the analyses."""

from __future__ import annotations

import math
from datetime import date

from specie.model import (
    PORTFOLIO,
    Analysis,
    BookInfo,
    Bound,
    Code,
    Column,
    Estimate,
    Figure,
    Finding,
    Grade,
    Level,
    Manifest,
    Measure,
    Message,
    Method,
    Origin,
    Problem,
    Quantity,
    Question,
    Recipe,
    Ref,
    Result,
    Role,
    Run,
    Severity,
    Status,
    Table,
    Term,
    Timing,
    exact,
    say,
)

AS_OF = date(2026, 9, 30)
DIGEST = "9f2c" * 16
COSTS = Origin("costs.csv", "480 rows", "a1" * 32, AS_OF)
BILLS = Origin("bills/aws-2026.csv", "1,000 rows", "b2" * 32, AS_OF)
STAGES = Origin("stages.csv", "71 rows", "c3" * 32, AS_OF)
DEPENDENCIES = Origin("dependencies.csv", "63 rows", "d4" * 32, AS_OF)
BOOK = BookInfo("Example Holdings 範例控股", AS_OF, DIGEST, "USD", "specie-demo", synthetic=True)

FUNCTIONS = ("Customer service", "Finance", "Engineering", "Marketing", "Legal", "人力資源", "Supply chain")
STUDIES = (
    ("nanda", "Project NANDA 2025", 0.05, 0.01, 0.13),
    ("mckinsey", "McKinsey 2025", 0.39, 0.37, 0.41),
    ("bcg", "BCG 2025", 0.05, 0.04, 0.07),
    ("ibm", "IBM CEO study 2025", 0.25, 0.23, 0.27),
    ("census", "Business trends survey", 0.09, 0.085, 0.095),
    ("rand", "RAND 2024", 0.20, 0.11, 0.33),
)


def fact(row: int) -> Origin:
    return Origin(
        "facts/rounds.csv", f"row {row}", "e5" * 32, date(2026, 8, 27), f"https://example.org/{row}"
    )


def interval(
    measure, subject, period, point, low, high, unit, method, grade, origins, of=None, **more
) -> Estimate:
    return Estimate(
        measure,
        subject,
        period,
        point,
        low,
        high,
        more.pop("level", 0.9),
        unit,
        method,
        grade,
        origins,
        of,
        **more,
    )


def spend() -> Result:
    of_all = say("of all AI money in {period}", period="2026-01..2026-09")
    total = exact(
        "pays.spend.total",
        PORTFOLIO,
        "2026-01..2026-09",
        18_412_306.44,
        "USD",
        "ledger_sum",
        (COSTS, BILLS),
        denominator=of_all,
    )
    by_function = tuple(
        exact(
            "pays.spend.by_function",
            Ref("function", name, name),
            "2026-01..2026-09",
            18_412_306.44 * share,
            "USD",
            "ledger_sum",
            (COSTS, BILLS),
            denominator=of_all,
        )
        for name, share in zip(FUNCTIONS, (0.31, 0.22, 0.17, 0.12, 0.09, 0.06, 0.03), strict=True)
    )
    share_of_it = exact(
        "pays.spend.share_of_it",
        PORTFOLIO,
        "2026",
        0.1312,
        "fraction",
        "ratio_of_sums",
        (COSTS, BILLS),
        denominator=say("of the IT budget of {year}", year=2026),
    )
    forecast = interval(
        "pays.spend.forecast",
        PORTFOLIO,
        "2027-03",
        2_911_400,
        2_350_120,
        3_520_880,
        "USD",
        "damped_trend",
        Grade.MODELLED,
        (COSTS, BILLS),
        say("of one month"),
        assumptions=(say("spending goes on as in the last {months}", months=Quantity(24, "months")),),
    )
    breach = Finding(
        "PAY102",
        Severity.WATCH,
        PORTFOLIO,
        say(
            "AI spending reaches the cap of {cap} of the IT budget around {date}",
            cap=Quantity(0.15, "fraction"),
            date=date(2027, 2, 1),
        ),
        (share_of_it, forecast),
        say("Decide before {date} which spending is cut or which cap holds", date=date(2027, 2, 1)),
        Role.ENTERPRISE,
    )
    unassigned = Finding(
        "PAY101",
        Severity.NOTE,
        Ref("bill", "aws-2026"),
        say("{amount} on bills belongs to no initiative", amount=Quantity(412_900.12, "USD")),
        (total,),
        say("Map the accounts in the section {section} of specie.toml", section="[bills]"),
        Role.DEVELOPER,
    )
    months = [date(2024 + (9 + m) // 12, (9 + m) % 12 + 1, 1) for m in range(24)]
    ahead = [date(2026 + (9 + m) // 12, (9 + m) % 12 + 1, 1) for m in range(6)]
    stacked = tuple(
        {
            "month": month,
            "amount": 30_000 * (1 + j) * (1 + i / 8) * (1.1 + math.sin(i + j) / 6),
            "type": Term(kind),
        }
        for i, month in enumerate(months)
        for j, kind in enumerate(("usage", "licence", "labour", "integration"))
    )
    past = tuple(
        {"month": m, "amount": 900_000 + 70_000 * i, "low": None, "high": None} for i, m in enumerate(months)
    )
    band = past + tuple(
        {
            "month": m,
            "amount": 2_550_000 + 72_000 * i,
            "low": 2_550_000 - 90_000 * (i + 1),
            "high": 2_550_000 + 260_000 * (i + 1),
        }
        for i, m in enumerate(ahead)
    )
    figures = (
        Figure(
            "spend.by_month",
            "stacked_bar",
            say("AI spending by month and cost type"),
            stacked,
            {"x": "month", "y": "amount", "colour": "type"},
            {"month": say("Month"), "amount": say("Spending"), "type": say("Cost type")},
            {"amount": "USD"},
            say(
                "Spending rose from {first} to {last} a month",
                first=Quantity(300_000, "USD"),
                last=Quantity(1_100_000, "USD"),
            ),
        ),
        Figure(
            "spend.forecast",
            "band",
            say("Monthly spending and forecast"),
            band,
            {"x": "month", "y": "amount", "low": "low", "high": "high"},
            {"month": say("Month"), "amount": say("Spending")},
            {"amount": "USD"},
            say("Forecast for the next {months}", months=Quantity(6, "months")),
        ),
        Figure(
            "spend.functions",
            "bar",
            say("AI spending by function"),
            tuple({"function": e.subject, "amount": e} for e in by_function),
            {"x": "function", "y": "amount"},
            {"function": say("Function"), "amount": say("Spending")},
            {"amount": "USD"},
            say("{function} spends most", function=by_function[0].subject),
        ),
    )
    table = Table(
        "spend.by_function",
        say("Spending by function"),
        (
            Column("function", say("Function")),
            Column("amount", say("Spending")),
            Column("share", say("Share")),
            Column("stage", say("Stage")),
        ),
        tuple(
            (e.subject, e, Quantity(e.point / total.point, "fraction"), Term("production"))
            for e in by_function
        ),
    )
    initiatives = Table(
        "spend.by_initiative",
        say("Spending by initiative"),
        (
            Column("initiative", say("Initiative")),
            Column("amount", say("Spending")),
            Column("since", say("Since")),
        ),
        tuple(
            (
                Ref("initiative", f"AI-{i:02}", f"Initiative number {i}"),
                Quantity(1_700_000 / (i + 1) + 0.37, "USD"),
                date(2025, 1 + i % 12, 1),
            )
            for i in range(1, 25)
        ),
        say("Initiatives without spending are left out."),
    )
    return Result(
        "pays/spend",
        Status.OK,
        (total, *by_function, share_of_it, forecast),
        (breach, unassigned),
        (table, initiatives),
        figures,
        (
            say(
                "AI took {total} in {period}, {share} of the IT budget; the cap of {cap} is near on {date}.",
                total=total,
                period="2026-01..2026-09",
                share=share_of_it,
                cap=Quantity(0.15, "fraction"),
                date=date(2027, 2, 1),
            ),
            say("{function} spends most.", function=by_function[0].subject),
        ),
        (total, share_of_it, forecast),
        None,
        Recipe("1.0", (("horizon", "6"),), 7, DIGEST, "f6" * 32),
    )


def funnel() -> Result:
    of = say("of {n} initiatives that entered a pilot", n=Quantity(19, "count"))
    scaled = interval(
        "pays.funnel.scaled",
        PORTFOLIO,
        "18 months",
        0.372,
        0.312,
        0.441,
        "fraction",
        "aalen_johansen",
        Grade.RECORDED,
        (STAGES,),
        of,
    )
    stopped = interval(
        "pays.funnel.stopped",
        PORTFOLIO,
        "18 months",
        0.21,
        0.09,
        0.40,
        "fraction",
        "aalen_johansen",
        Grade.RECORDED,
        (STAGES,),
        of,
    )
    wait = interval(
        "pays.funnel.days_in_approval",
        PORTFOLIO,
        "all",
        94,
        71,
        133,
        "days",
        "kaplan_meier",
        Grade.RECORDED,
        (STAGES,),
        say("of {n} approvals", n=Quantity(22, "count")),
    )
    steps = tuple(
        {
            "days": d,
            "share": min(0.62, base * d / 500),
            "low": max(0.0, min(0.62, base * d / 500) - 0.12 * d / 500),
            "high": min(1.0, min(0.62, base * d / 500) + 0.15 * d / 500),
            "end": Term(end),
        }
        for end, base in (("scaled", 0.40), ("stopped", 0.22))
        for d in (0, 60, 95, 140, 180, 230, 300, 365, 420, 500)
    )
    figure = Figure(
        "funnel.curves",
        "step",
        say("Share of pilots that were scaled or stopped"),
        steps,
        {"x": "days", "y": "share", "low": "low", "high": "high", "colour": "end"},
        {"days": say("Days since the pilot began"), "share": say("Share of pilots"), "end": say("End")},
        {"days": "days", "share": "fraction"},
        say("{scaled} scaled after {months}", scaled=scaled, months=Quantity(18, "months")),
    )
    stalled = Finding(
        "PAY203",
        Severity.ALARM,
        Ref("initiative", "AI-17", "Contract review"),
        say(
            "{name} has waited for {blocker} for {days}, longer than {share} of approvals",
            name=Ref("initiative", "AI-17", "Contract review"),
            blocker=Term("privacy"),
            days=Quantity(211, "days"),
            share=Quantity(0.95, "fraction"),
        ),
        (wait,),
        say("Decide on {name} or stop it", name=Ref("initiative", "AI-17", "Contract review")),
        Role.ENTERPRISE,
    )
    return Result(
        "pays/funnel",
        Status.OK,
        (scaled, stopped, wait),
        (stalled,),
        (),
        (figure,),
        (
            say(
                "{scaled} of pilots are scaled within {months}; half of the approvals take {wait} or more.",
                scaled=scaled,
                months=Quantity(18, "months"),
                wait=wait,
            ),
        ),
        (scaled, wait),
        None,
        Recipe("1.0", (), 8, DIGEST),
    )


def concentration() -> Result:
    names = ("Northwind Cloud", "Contoso AI", "Fabrikam Models", "雲端供應商", "Adatum")
    shares = (0.46, 0.24, 0.16, 0.09, 0.05)
    hhi = exact(
        "breaks.concentration.hhi",
        Ref("market", "host"),
        "2026-01..2026-09",
        3050.2,
        "points",
        "hhi",
        (BILLS, DEPENDENCIES),
        denominator=say("of spending by {layer}", layer=Term("host")),
    )
    top = exact(
        "breaks.concentration.top_share",
        Ref("vendor", "v-1", names[0]),
        "2026-01..2026-09",
        0.46,
        "fraction",
        "ratio_of_sums",
        (BILLS,),
        denominator=say("of spending by {layer}", layer=Term("host")),
    )
    critical = exact(
        "breaks.concentration.critical_share",
        Ref("vendor", "v-2", names[1]),
        "2026-09-30",
        0.625,
        "fraction",
        "ratio_of_counts",
        (DEPENDENCIES,),
        grade=Grade.RECORDED,
        denominator=say("of {n} critical initiatives", n=Quantity(8, "count")),
    )
    figure = Figure(
        "concentration.shares",
        "bar",
        say("Spending by host"),
        tuple({"vendor": Ref("vendor", n, n), "share": s} for n, s in zip(names, shares, strict=True)),
        {"x": "vendor", "y": "share"},
        {"vendor": say("Vendor"), "share": say("Share of spending")},
        {"share": "fraction"},
        say("{vendor} leads", vendor=top.subject),
    )
    over = Finding(
        "BRK101",
        Severity.ALARM,
        top.subject,
        say(
            "{vendor} takes {share} of spending; the policy allows {cap}",
            vendor=top.subject,
            share=top,
            cap=Quantity(0.4, "fraction"),
        ),
        (top,),
        say("Test a substitute for the two largest workloads on {vendor}", vendor=top.subject),
        Role.ENTERPRISE,
    )
    single = Finding(
        "BRK104",
        Severity.WATCH,
        critical.subject,
        say("{share} of critical initiatives rest on {vendor}", share=critical, vendor=critical.subject),
        (critical,),
        say("Keep prompts and evaluation sets runnable on a second model"),
        Role.DEVELOPER,
    )
    return Result(
        "breaks/concentration",
        Status.OK,
        (hhi, top, critical),
        (over, single),
        (),
        (figure,),
        (
            say(
                "{share} of critical initiatives rest on one supplier, {vendor}.",
                share=critical,
                vendor=critical.subject,
            ),
        ),
        (critical, top, hhi),
        None,
        Recipe("1.0", (), 9, DIGEST),
    )


def rounds() -> Result:
    lab = Ref("company", "lab-a", "Lab A")
    multiple = Estimate(
        "worth.rounds.price_to_sales",
        lab,
        "2026-05",
        36.6,
        None,
        36.6,
        1.0,
        "x",
        "price_to_sales",
        Grade.COMPANY,
        (fact(12), fact(40)),
        say("on {basis} revenue", basis=Term("run-rate")),
        bound=Bound.AT_MOST,
    )
    filed = exact(
        "worth.rounds.price_to_sales_gaap",
        lab,
        "2026-05",
        61.2,
        "x",
        "price_to_sales",
        (fact(12),),
        grade=Grade.FILED,
        denominator=say("on {basis} revenue", basis=Term("gaap")),
    )
    value = exact(
        "worth.rounds.post_money",
        lab,
        "2026-05",
        965e9,
        "USD",
        "as_stated",
        (fact(12),),
        grade=Grade.COMPANY,
        denominator=say("of the whole company"),
    )
    timeline = tuple(
        {"date": date(2023 + i // 2, 1 + 6 * (i % 2), 15), "value": v, "company": Ref("company", c)}
        for c, values in (
            ("Lab A", (4e9, 18e9, 61e9, 183e9, 350e9, 500e9, 965e9)),
            ("Lab B", (29e9, 86e9, 157e9, 300e9, 500e9, 730e9, 852e9)),
        )
        for i, v in enumerate(values)
    )
    figures = (
        Figure(
            "rounds.timeline",
            "timeline",
            say("Valuation after each round"),
            timeline,
            {"x": "date", "y": "value", "colour": "company", "label": "company", "scale": "log"},
            {"date": say("Date"), "value": say("Valuation"), "company": say("Company")},
            {"value": "USD"},
            say("{company} reached {value}", company=lab, value=value),
        ),
    )
    table = Table(
        "rounds.multiples",
        say("Price to sales under every basis"),
        (
            Column("company", say("Company")),
            Column("basis", say("Basis")),
            Column("multiple", say("Price to sales")),
            Column("value", say("Valuation")),
        ),
        ((lab, Term("run-rate"), multiple, value), (lab, Term("gaap"), filed, value)),
    )
    high = Finding(
        "WOR103",
        Severity.WATCH,
        lab,
        say("{company} is priced at {multiple} sales", company=lab, multiple=multiple),
        (multiple,),
        say("Ask which revenue basis a price rests on before comparing"),
        Role.INVESTOR,
    )
    return Result(
        "worth/rounds",
        Status.OK,
        (multiple, filed, value),
        (high,),
        (table,),
        figures,
        (say("{company} is priced at {multiple} run-rate revenue.", company=lab, multiple=multiple),),
        (multiple, value),
        None,
        Recipe("1.0", (), 10, DIGEST, "f6" * 32),
    )


def ladder() -> Result:
    rows: list[dict] = []
    estimates: list[Estimate] = []
    for ruler, name, point, low, high in STUDIES:
        study = interval(
            "ruler.ladder.study",
            Ref("ruler", ruler, name),
            "2025",
            point,
            low,
            high,
            "fraction",
            "wilson",
            Grade.PRESS,
            (fact(3),),
            say("of organisations studied"),
        )
        own = interval(
            "ruler.ladder.own",
            Ref("ruler", ruler, name),
            "2026-09-30",
            0.25,
            0.127,
            0.434,
            "fraction",
            "wilson",
            Grade.RECORDED,
            (STAGES,),
            say("of {n} initiatives", n=Quantity(24, "count")),
        )
        estimates += [study, own]
        rows += [
            {"ruler": study.subject, "result": e, "whose": Term(w)}
            for e, w in ((study, "study"), (own, "own"))
        ]
    figure = Figure(
        "ladder.results",
        "ladder",
        say("Own portfolio and published results"),
        tuple(rows),
        {"y": "ruler", "x": "result", "colour": "whose"},
        {"ruler": say("Ruler"), "result": say("Success"), "whose": say("Whose")},
        {"result": "fraction"},
        say("Results under {n} rulers", n=Quantity(len(STUDIES), "count")),
    )
    table = Table(
        "ladder.results",
        say("Each ruler beside your own result"),
        (Column("ruler", say("Ruler")), Column("own", say("Own")), Column("study", say("Study"))),
        tuple((s.subject, o, s) for s, o in zip(estimates[::2], estimates[1::2], strict=True)),
    )
    return Result(
        "ruler/ladder",
        Status.OK,
        tuple(estimates),
        (),
        (table,),
        (figure,),
        (
            say(
                "Your success rate is {own}; published rulers say anything between {low} and {high}.",
                own=estimates[1],
                low=Quantity(0.05, "fraction"),
                high=Quantity(0.39, "fraction"),
            ),
        ),
        (estimates[1],),
        None,
        Recipe("1.0", (), 11, DIGEST, "f6" * 32),
    )


def missing() -> Result:
    return Result(
        "pays/effect", Status.NOT_ASSESSED, reason=say("not assessed: add {table}", table="outcomes")
    )


def problems() -> tuple[Problem, ...]:
    return (
        Problem(
            "costs.csv",
            3,
            "amount",
            "DAT012",
            say('amount is not a number: "{text}"', text="abc"),
            say("write a plain decimal such as {example}", example="1234.50"),
            position=4,
        ),
        Problem(
            "stages.csv", 17, "entered_on", "DAT030", say("the stage goes backwards"), None, Level.WARNING, 3
        ),
        Problem(
            "bills/aws-2026.csv",
            None,
            "Tags",
            "DAT041",
            say("no initiative could be found"),
            say("map them in {section}", section="[bills]"),
            Level.NOTE,
            40,
            rows=37,
        ),
    )


def run() -> Run:
    results = (ladder(), missing(), spend(), funnel(), rounds(), concentration())
    manifest = Manifest(
        BOOK,
        (
            ("costs.csv", "a1" * 32, 481),
            ("bills/aws-2026.csv", "b2" * 32, 1000),
            ("stages.csv", "c3" * 32, 71),
        ),
        (("specie", "0.1.0"), ("python", "3.11.7"), ("duckdb", "2.0.0")),
        1,
        "serial",
        (Timing("pays/spend", 0.412, cached=False),),
        "2026-11-22T06:00:00.000+00:00",
        "2026-11-22T06:00:01.500+00:00",
    )
    tables = {"costs": (481, 480, 1), "bills": (1000, 1000, 0), "stages": (71, 71, 0), "outcomes": (0, 0, 0)}
    return Run(BOOK, results, problems(), manifest, tables)


def measure(id_: str, label: Message, formula: str) -> Measure:
    return Measure(id_, label, formula, say("Read it beside its interval."))


def declarations() -> dict[str, Analysis]:
    measures = {
        "pays/spend": (
            measure("pays.spend.total", say("Total AI spending"), "sum of amounts in book currency"),
            measure("pays.spend.by_function", say("AI spending by function"), "sum of amounts per function"),
            measure("pays.spend.share_of_it", say("Share of the IT budget"), "AI spending / IT budget"),
            measure(
                "pays.spend.forecast", say("Forecast of monthly spending"), "damped trend, 6 months ahead"
            ),
        ),
        "pays/funnel": (
            measure("pays.funnel.scaled", say("Pilots scaled"), "F_scaled(t) = sum S(t-) dN/Y"),
            measure("pays.funnel.stopped", say("Pilots stopped"), "F_stopped(t) = sum S(t-) dN/Y"),
            measure("pays.funnel.days_in_approval", say("Median days in approval"), "inf{t : S(t) <= 0.5}"),
        ),
        "worth/rounds": (
            measure(
                "worth.rounds.price_to_sales",
                say("Price to sales, run-rate"),
                "post-money / run-rate revenue",
            ),
            measure(
                "worth.rounds.price_to_sales_gaap", say("Price to sales, filed"), "post-money / filed revenue"
            ),
            measure("worth.rounds.post_money", say("Valuation"), "as stated"),
        ),
        "breaks/concentration": (
            measure("breaks.concentration.hhi", say("Concentration (HHI)"), "10,000 * sum s_i^2"),
            measure("breaks.concentration.top_share", say("Largest share"), "max s_i"),
            measure("breaks.concentration.critical_share", say("Critical work on one supplier"), "n_v / n"),
        ),
        "ruler/ladder": (
            measure("ruler.ladder.own", say("Own success rate"), "successes / initiatives"),
            measure("ruler.ladder.study", say("Published success rate"), "as published"),
        ),
        "pays/effect": (),
    }
    methods = (
        Method("ledger_sum", say("Sum of ledger rows"), ""),
        Method(
            "kaplan_meier",
            say("Kaplan-Meier estimator"),
            "Kaplan & Meier 1958, doi:10.1080/01621459.1958.10501452",
        ),
        Method("aalen_johansen", say("Aalen-Johansen estimator"), "Aalen & Johansen 1978"),
        Method("damped_trend", say("Damped trend"), "Gardner & McKenzie 1985, doi:10.1287/mnsc.31.10.1237"),
        Method("wilson", say("Wilson interval"), "Wilson 1927, doi:10.1080/01621459.1927.10502953"),
    )
    code = Code(
        "PAY101", say("Bills without initiative"), say("No rule matched."), say("Add a rule."), Severity.NOTE
    )
    return {
        id_: Analysis(
            id_,
            Question(id_.split("/")[0]),
            TITLES[id_],
            say("One line that says what it does."),
            "1.0",
            "x:run",
            measures=found,
            methods=methods,
            codes=(code,),
        )
        for id_, found in measures.items()
    }


TITLES = {
    "pays/spend": say("What AI costs, and where the money goes"),
    "pays/funnel": say("From pilot to production"),
    "pays/effect": say("What AI brings"),
    "worth/rounds": say("Valuations and multiples"),
    "breaks/concentration": say("Dependence on suppliers"),
    "ruler/ladder": say("Your portfolio under published rulers"),
}
