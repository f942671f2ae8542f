"""Write the synthetic company facts and what is true of them: python tests/connect/recorded/make.py

Quillstone is invented, and so is its CIK. The shape is the SEC's (data.sec.gov/api/xbrl/companyfacts), the
quarters below are the truth, and the filings state them as filings do: a quarter and its comparative, year to
date and its comparative, three years in an annual report, cash flows by year to date only. Then faults are
planted that real filings have. ``truth.json`` holds what a careful reader would write down.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

HERE = Path(__file__).parent
CIK = 9999991
M = 1_000_000
# Last days of quarters: 13 weeks each, 14 in the last one of fiscal 2024 (53 weeks).
ENDS = [
    date(2022, 12, 31),
    *(date(2022, 12, 31) + timedelta(weeks=w) for w in (13, 26, 39, 52)),
    *(date(2023, 12, 30) + timedelta(weeks=w) for w in (13, 26, 39, 53)),
    *(date(2025, 1, 4) + timedelta(weeks=w) for w in (13, 26, 39, 52)),
    *(date(2026, 1, 3) + timedelta(weeks=w) for w in (13, 26)),
]
QUARTERS = {
    "revenue": [400, 420, 450, 500, 520, 560, 610, 700, 730, 790, 860, 960, 1010, 1100],
    "cost": [200, 205, 215, 240, 245, 262, 280, 318, 330, 352, 378, 420, 440, 474],
    "operating": [-40, -35, -22, 6, 9, 21, 40, 66, 74, 95, 121, 160, 175, 205],
    "net": [-52, -47, -30, -4, 1, 14, 31, 52, 60, 78, 99, 131, 145, 170],
    "rnd": [120, 122, 125, 131, 133, 138, 144, 152, 157, 165, 172, 184, 190, 201],
    "capex": [30, 34, 41, 60, 66, 80, 95, 130, 140, 155, 171, 202, 220, 240],
    "interest": [5, 5, 6, 6, 7, 7, 8, 8, 8, 9, 9, 9, 10, 10],
}
CASH = [300, 290, 280, 310, 305, 320, 345, 400, 410, 440, 470, 560, 590, 640]
DEBT = [500, 500, 500, 500, 480, 480, 480, 480, 450, 450, 450, 450, 430, 430]
CURRENT = [50] * 14
SHARES = 200_000_000


def start(first: int) -> date:
    return ENDS[first] + timedelta(days=1)


def filed(quarter: int) -> date:
    return ENDS[quarter + 1] + timedelta(days=50 if quarter % 4 == 3 else 35)


def accession(quarter: int) -> str:
    return f"{CIK:010d}-{filed(quarter):%y}-{quarter + 1:06d}"


def entry(first: int, last: int, value: float, quarter: int, *, point: bool = False) -> dict:
    """A fact over the quarters ``first`` to ``last`` as the filing of ``quarter`` states it."""
    period = {"end": ENDS[last + 1].isoformat()}
    if not point:
        period = {"start": start(first).isoformat(), **period}
    return {
        **period,
        "val": value,
        "accn": accession(quarter),
        "fy": 2023 + quarter // 4,  # of the filing, not of the fact: a comparative carries it too
        "fp": "FY" if quarter % 4 == 3 else f"Q{quarter % 4 + 1}",
        "form": "10-K" if quarter % 4 == 3 else "10-Q",
        "filed": filed(quarter).isoformat(),
    }


def stated(values: list[int], *, quarters: bool = True) -> list[dict]:
    """Every fact of a tag, filing by filing."""
    facts = []
    for quarter in range(len(values)):
        year, position = quarter // 4 * 4, quarter % 4
        if position == 3:
            spans = [(y, y + 3) for y in (year, year - 4, year - 8)]
        else:
            spans = [(year, quarter), (year - 4, quarter - 4)]
            if quarters and position:
                spans += [(quarter, quarter), (quarter - 4, quarter - 4)]
        facts += [entry(a, b, sum(values[a : b + 1]) * M, quarter) for a, b in spans if a >= 0]
    return facts


def on_days(values: list[int]) -> list[dict]:
    """Balances: of the day, and of the end of the year before."""
    facts = []
    for quarter, value in enumerate(values):
        facts.append(entry(quarter, quarter, value * M, quarter, point=True))
        before = quarter // 4 * 4 - 1
        if before >= 0:
            facts.append(entry(before, before, values[before] * M, quarter, point=True))
    return facts


def at(facts: list[dict], first: int, last: int) -> list[dict]:
    days = (start(first).isoformat(), ENDS[last + 1].isoformat())
    return [fact for fact in facts if (fact.get("start"), fact["end"]) == days]


def shares() -> list[dict]:
    facts = [entry(q, q, SHARES + q * M, q, point=True) for q in range(14)]
    for q, fact in enumerate(facts):  # the cover names a day shortly before filing
        fact["end"] = (filed(q) - timedelta(days=7)).isoformat()
    return facts


def document() -> dict:
    """The facts with their planted faults."""
    q = QUARTERS
    revenue = stated(q["revenue"])
    old_tag = [fact for fact in revenue if fact["end"] <= "2023-12-30"]
    revenue = [fact for fact in revenue if fact["end"] > "2023-12-30"]
    for fact in at(revenue, 9, 9):  # period bug: the second quarter of 2025 carries six months
        fact["val"] = sum(q["revenue"][8:10]) * M
    revenue += [dict(fact, frame="CY2025") for fact in at(revenue, 8, 11)]  # duplicate facts
    operating = stated(q["operating"])
    for fact in at(operating, 10, 10):  # sign slip: the third quarter of 2025
        fact["val"] = -fact["val"]
    net = stated(q["net"])
    for fact in at(net, 4, 7):  # restatement: fiscal 2024, in the annual report on 2025
        if fact["accn"] == accession(11):
            fact["val"] -= 9 * M
    rnd = [fact for fact in stated(q["rnd"]) if fact not in at(stated(q["rnd"]), 8, 10)]  # no nine months
    capex = stated(q["capex"], quarters=False)
    for fact in at(capex, 12, 13):  # a payment with the sign of the cash flow statement
        fact["val"] = -fact["val"]
    gross = stated([r - c for r, c in zip(q["revenue"], q["cost"], strict=True)])
    gross.append(dict(at(gross, 8, 8)[0], val=403 * M))  # one filing, two figures
    cash = on_days(CASH)
    cash += [
        dict(cash[0], val=None),
        dict(cash[0], end="2023-02-30"),
        dict(cash[0], filed="2020-01-01"),
        dict(cash[0], accn="lost"),
    ]

    def usd(*facts: dict) -> dict:
        return {"label": "synthetic", "description": "synthetic", "units": {"USD": list(facts)}}

    return {
        "cik": CIK,
        "entityName": "QUILLSTONE (SYNTHETIC, NO SUCH COMPANY)",
        "facts": {
            "dei": {"EntityCommonStockSharesOutstanding": {"units": {"shares": shares()}}},
            "us-gaap": {
                "RevenueFromContractWithCustomerExcludingAssessedTax": usd(*revenue),
                "SalesRevenueNet": usd(*old_tag),
                "CostOfRevenue": usd(*stated(q["cost"])),
                "GrossProfit": usd(*gross),
                "OperatingIncomeLoss": usd(*operating),
                "NetIncomeLoss": usd(*net),
                "ResearchAndDevelopmentExpense": usd(*rnd),
                "InterestExpense": {"units": {"EUR": stated(q["interest"])}},
                "PaymentsToAcquirePropertyPlantAndEquipment": usd(*capex),
                "CashAndCashEquivalentsAtCarryingValue": usd(*cash),
                "LongTermDebtNoncurrent": usd(*on_days(DEBT)),
                "DebtCurrent": usd(*(f for f in on_days(CURRENT) if f["end"] >= "2025-01-01")),
            },
        },
    }


def truth() -> dict:
    """What is true of the last three years (from 2023-06-22 on), by hand from the quarters."""
    flows = {"revenue": "revenue", "cost": "cost_of_revenue", "operating": "operating_income",
             "net": "net_income", "rnd": "research_and_development", "capex": "capex"}  # fmt: skip
    series = {metric: QUARTERS[name] for name, metric in flows.items()}
    series["gross_profit"] = [r - c for r, c in zip(QUARTERS["revenue"], QUARTERS["cost"], strict=True)]
    rows: dict[str, float] = {}
    for metric, values in series.items():
        for quarter in range(1, 14):
            end = ENDS[quarter + 1].isoformat()
            rows[f"{metric} quarter {end}"] = values[quarter] * M
            if quarter >= 3:
                rows[f"{metric} year {end}"] = sum(values[quarter - 3 : quarter + 1]) * M
    rows["net_income year 2025-01-04"] -= 9 * M  # as restated
    for quarter in range(1, 14):
        end = ENDS[quarter + 1].isoformat()
        rows[f"cash point {end}"] = CASH[quarter] * M
        rows[f"total_debt point {end}"] = (DEBT[quarter] + (CURRENT[quarter] if quarter >= 7 else 0)) * M
        cover = (filed(quarter) - timedelta(days=7)).isoformat()
        rows[f"shares_outstanding point {cover}"] = SHARES + quarter * M
    return rows


if __name__ == "__main__":
    (HERE / f"CIK{CIK:010d}.json").write_text(json.dumps(document(), indent=None, sort_keys=True) + "\n")
    (HERE / "truth.json").write_text(json.dumps(truth(), indent=1) + "\n")
    tickers = {"0": {"cik_str": CIK, "ticker": "QSYN", "title": "Quillstone (synthetic)"}}
    (HERE / "company_tickers.json").write_text(json.dumps(tickers) + "\n")
