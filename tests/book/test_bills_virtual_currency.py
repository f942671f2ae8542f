"""The virtual-currency example of the FOCUS specification: tokens bought once, used at effective cost.

FinOps Open Cost and Usage Specification (CC BY 4.0), appendix on SaaS examples, data set
``virtual_currency_pricing_model_a``: usage of three SKUs priced in tokens has effective costs of 490, 20 and
720 and a billed cost of 0, because the tokens were paid when they were bought.
"""

from __future__ import annotations

from decimal import Decimal

from specie.book import open_book

HEAD = (
    "BilledCost,BillingAccountId,BillingCurrency,BillingPeriodEnd,BillingPeriodStart,ChargeCategory,"
    "ChargePeriodEnd,ChargePeriodStart,EffectiveCost,InvoiceIssuerName,PricingCurrency,ServiceName,"
    "ServiceProviderName,SkuId\n"
)
PERIOD = "2025-05-01T00:00:00Z,2025-04-01T00:00:00Z"
USED = "2025-04-02T00:00:00Z,2025-04-01T00:00:00Z"
TAIL = "ACMECORP SERVICE,ACMECORP"
ROWS = (
    f"0,12345,USD,{PERIOD},Usage,{USED},490,ACMECORP,Token,{TAIL},762343\n"
    f"0,12345,USD,{PERIOD},Usage,{USED},20,ACMECORP,Token,{TAIL},12345\n"
    f"0,12345,USD,{PERIOD},Usage,{USED},720,ACMECORP,Token,{TAIL},78314\n"
    f"3000,12345,USD,{PERIOD},Purchase,{PERIOD},0,ACMECORP,USD,{TAIL},45678\n"
)
TOML = (
    '[book]\nname = "B"\ncurrency = "USD"\nas_of = 2025-06-30\n'
    '[bills.skus]\n"762343" = "A"\n"12345" = "B"\n"78314" = "C"\n"45678" = "D"\n'
)


def test_effective_costs_are_kept_apart_from_what_was_billed(tmp_path):
    (tmp_path / "specie.toml").write_text(TOML)
    (tmp_path / "initiatives.csv").write_text("initiative_id,name\nA,A\nB,B\nC,C\nD,D\n")
    (tmp_path / "bills").mkdir()
    (tmp_path / "bills" / "acme.csv").write_text(HEAD + ROWS)
    found = open_book(tmp_path).select(
        "SELECT initiative_id, sum(billed_cost_book) AS billed, sum(effective_cost_book) AS effective"
        " FROM bill_lines GROUP BY ALL ORDER BY ALL"
    )
    assert [(row["initiative_id"], row["effective"], row["billed"]) for row in found] == [
        ("A", Decimal(490), 0), ("B", Decimal(20), 0), ("C", Decimal(720), 0), ("D", 0, Decimal(3000)),
    ]  # fmt: skip
    assert sum(row["effective"] for row in found) == Decimal(1230)
