"""Figures of the newer kinds made by hand: an effect, a panel, money, portfolios."""

from __future__ import annotations

import math
from datetime import date, timedelta

from specie.model import Bound, Estimate, Figure, Grade, Origin, Ref, Term, say

ORIGIN = (Origin("outcomes.csv", "480 rows"),)
NAMES = (
    "Customer service assistant for the domestic market",
    "Contract review",
    "理賠文件判讀與自動核定",
    "Coding assistant",
    "Invoice matching",
    "Demand forecast",
    "Knowledge search",
    "Meeting notes",
)
VERDICTS = ("pays", "does not pay", "cannot tell", "too early", "pays", "cannot tell", "pays", "too early")


def event_study(estimators: int = 2) -> Figure:
    rows = []
    for k in range(-12, 17):
        for number in range(estimators):
            effect = (0.0 if k < 0 else -0.32 * min(1, (k + 1) / 6)) + 0.05 * math.sin(3 * k + number)
            rows.append({
                "weeks": k, "effect": effect, "low": effect - 0.12, "high": effect + 0.12,
                "estimator": Term(("imputation", "Callaway and Sant'Anna")[number]),
            })  # fmt: skip
    return Figure(
        "event_study", "event_study", say("The effect, week by week"), tuple(rows),
        {"x": "weeks", "y": "effect", "low": "low", "high": "high"}
        | ({"colour": "estimator"} if estimators > 1 else {}),
        {"weeks": say("Weeks since the start"), "effect": say("Effect"), "estimator": say("Estimator")},
        {"weeks": "count", "effect": "fraction"},
        say("{text}", text="flat before, falling after"),
        about=Ref("kpi", "K-1", "Minutes per case"),
    )  # fmt: skip


def panel_lines(starts: int = 12) -> Figure:
    rows = []
    for week in range(104):
        day = date(2024, 1, 1) + timedelta(weeks=week)
        for number, group in enumerate(("treated", "not treated")):
            level = 42 - 0.02 * week + math.sin(week / 5) - (0.08 * max(0, week - 40) if not number else 0)
            row = {"week": day, "minutes": level, "low": level - 2, "high": level + 2, "group": Term(group)}
            rows.append(row | ({"started": day} if not number and 38 <= week < 38 + 4 * starts
                               and (week - 38) % 4 == 0 else {}))  # fmt: skip
    return Figure(
        "readings", "panel_lines", say("Readings"), tuple(rows),
        {"x": "week", "y": "minutes", "low": "low", "high": "high", "colour": "group", "start": "started"},
        {"week": say("Week"), "minutes": say("Minutes per case"), "group": say("Group")},
        {"minutes": "index"},
        say("{text}", text="two lines that part"),
        about=Ref("kpi", "K-1", "Minutes per case"),
    )  # fmt: skip


WATERFALL = (
    ("claimed", 1_840_000.0, "start"),
    ("not attributable to it", -1_190_000.0, "step"),
    ("measured", None, "total"),
    ("unconverted hours", -420_000.0, "step"),
    ("redeployed with a named owner", -110_000.0, "step"),
    ("found in the ledger and not claimed", 25_000.0, "step"),
    ("booked", None, "total"),
    ("full cost", -310_500.0, "step"),
    ("net cash", None, "total"),
)


def waterfall(rows: tuple[tuple[str, float | None, str], ...] = WATERFALL) -> Figure:
    return Figure(
        "waterfall", "waterfall", say("From claimed to booked"),
        tuple({"step": Term(name), "amount": amount, "kind": kind} for name, amount, kind in rows),
        {"label": "step", "y": "amount", "kind": "kind"},
        {"step": say("Step"), "amount": say("Amount, last 12 months")},
        {"amount": "USD"},
        say("{text}", text="claimed to booked"),
        about=Ref("initiative", "AI-01", NAMES[0]),
    )  # fmt: skip


def money(number: int) -> Estimate:
    point = (420_000, -260_000, 90_000, -40_000, 655_000, -12_000, 130_000, 20_000)[number]
    half = (150_000, 180_000, 300_000, 320_000, 240_000, 90_000, 55_000, 410_000)[number]
    low = None if number == 3 else point - half
    return Estimate(
        "net_cash_year", Ref("initiative", f"AI-{number:02}", NAMES[number]), "2026",
        None if low is None else point, low, point + half, 0.95, "USD", "inverted", Grade.B, ORIGIN,
        bound=Bound.AT_MOST if low is None else Bound.EXACT,
    )  # fmt: skip


def interval_rows() -> Figure:
    rows = tuple(
        {"initiative": money(i).subject, "net": money(i), "verdict": Term(VERDICTS[i]), "needed": 50_000.0}
        for i in range(len(NAMES))
    )
    return Figure(
        "net", "interval_rows", say("Net cash of each initiative"), rows,
        {"label": "initiative", "x": "net", "colour": "verdict", "rule": "needed"},
        {"initiative": say("Initiative"), "net": say("Net cash, last 12 months"), "verdict": say("Verdict")},
        {"net": "USD", "needed": "USD"},
        say("{text}", text="who pays"),
    )  # fmt: skip


def scatter() -> Figure:
    functions = ("customer service", "marketing", "IT", "finance", "human resources", "人力資源與行政",
                 "legal", "sales", "operations", "research and development")  # fmt: skip
    rows = tuple(
        {"function": Ref("function", name, name), "spend": 120_000.0 * (1 + i * i % 7),
         "net": 90_000.0 * ((i * 5) % 7 - 2), "initiatives": 1 + i % 4}
        for i, name in enumerate(functions)
    )  # fmt: skip
    return Figure(
        "return", "scatter", say("Return beside spend"), rows,
        {"x": "spend", "y": "net", "label": "function", "size": "initiatives"},
        {"function": say("Function"), "spend": say("Spending"), "net": say("Net cash"),
         "initiatives": say("Initiatives")},
        {"spend": "USD", "net": "USD", "initiatives": "count"},
        say("{text}", text="spend and return"),
    )  # fmt: skip


def all_figures() -> tuple[Figure, ...]:
    return (event_study(), panel_lines(), waterfall(), interval_rows(), scatter())
