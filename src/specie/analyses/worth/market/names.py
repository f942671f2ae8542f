"""What the series of the market table are called: words of the vocabulary, so that they can be translated."""

from __future__ import annotations

from specie.model import Ref, Term

NAMES: dict[str, Term] = {
    "ai_spending_gartner": Term("AI spending worldwide (Gartner)"),
    "ai_models_spending_gartner": Term("spending on AI models (Gartner)"),
    "it_spending_gartner": Term("IT spending worldwide (Gartner)"),
    "ai_market_unctad": Term("AI market (UNCTAD)"),
    "ai_market_grandview": Term("AI market (Grand View Research)"),
    "ai_market_unnamed_blog": Term("AI market (unnamed blog)"),
    "ai_revenue_needed_bain": Term("AI revenue needed to fund the compute (Bain)"),
    "ai_revenue_gap_bain": Term("shortfall of AI revenue (Bain)"),
    "ai_revenue_outside_estimate": Term("AI revenue (outside estimate)"),
    "nasdaq100_forward_pe": Term("Nasdaq-100 price to expected earnings"),
    "nasdaq100_forward_pe_median_since_2002": Term("Nasdaq-100 multiple, median since 2002"),
    "nasdaq100_forward_pe_median_20y": Term("Nasdaq-100 multiple, median of 20 years"),
    "nasdaq100_forward_pe_median_10y": Term("Nasdaq-100 multiple, median of 10 years"),
    "nasdaq100_forward_pe_other_vendor": Term("Nasdaq-100 multiple of another definition"),
    "sp500_forward_pe_lseg": Term("S&P 500 price to expected earnings (LSEG)"),
    "sp500_trailing_pe_lseg_operating": Term("S&P 500 price to past operating earnings (LSEG)"),
    "sp500_trailing_pe_gaap_multpl": Term("S&P 500 price to past reported earnings"),
    "capex_amazon": Term("capital spending of Amazon"),
    "capex_alphabet": Term("capital spending of Alphabet"),
    "capex_meta": Term("capital spending of Meta"),
    "capex_microsoft": Term("capital spending of Microsoft"),
    "capex_oracle": Term("capital spending of Oracle"),
    "capex_coreweave": Term("capital spending of CoreWeave"),
    "capex_nebius": Term("capital spending of Nebius"),
    "capex_xai": Term("capital spending of xAI"),
    "capex_apple": Term("capital spending of Apple"),
    "capex_bytedance": Term("capital spending of ByteDance"),
    "capex_alibaba": Term("capital spending of Alibaba"),
    "capex_tencent": Term("capital spending of Tencent"),
    "capex_big_four_us": Term("capital spending of Alphabet, Amazon, Meta and Microsoft"),
    "capex_top_nine_cloud": Term("capital spending of nine cloud firms (TrendForce)"),
    "ai_capex_goldman": Term("AI capital spending (Goldman Sachs)"),
    "ai_capex_cumulative_goldman": Term("AI capital spending of 2026 to 2031 (Goldman Sachs)"),
    "datacenter_capex_cumulative_mckinsey": Term("data-centre spending up to 2030 (McKinsey)"),
    "datacenter_capex_cumulative_morgan_stanley": Term("data-centre spending 2025 to 2028 (Morgan Stanley)"),
    "external_funding_gap_morgan_stanley": Term("outside capital needed up to 2028 (Morgan Stanley)"),
    "hyperscaler_bond_issuance_us": Term("US bonds of five cloud firms"),
    "private_credit_to_ai_outstanding": Term("private credit to AI outstanding (BIS)"),
    "capex_share_of_operating_cash_flow_big5": Term("capital spending over operating cash of five firms"),
    "datacenter_capacity_under_construction_share": Term("planned data-centre capacity that is being built"),
    "ai_spend_per_employee_month_median_ramp": Term("AI spending per employee and month (Ramp)"),
    "ai_plan_median_large_firm_atlanta_fed": Term(
        "AI spending planned by the median large firm (Atlanta Fed)"
    ),
    "ai_share_of_revenue_bcg": Term("planned AI spending over revenue (BCG)"),
}


def name_of(series: str) -> Term:
    """What a series is called; one that is new in the table goes by its id."""
    return NAMES.get(series) or Term(series)


def ref_of(series: str) -> Ref:
    """A series as a thing a number can be about."""
    return Ref("market", name_of(series).id)
