"""Every threshold as the user's policy; where its default comes from stands in policy.toml."""

from __future__ import annotations

from specie.model import Param, say

THRESHOLDS = (
    Param("least_gross_margin", 0.60, say("Gross margin that counts as met")),
    Param("least_operating_margin", 0.0, say("Operating margin that counts as met")),
    Param("least_rule_of_40", 0.40, say("Growth plus margin that counts as met")),
    Param("most_burn_multiple", 2.0, say("Most cash burned per dollar of new yearly sales")),
    Param("most_cac_payback", 18, say("Most months in which a customer pays back its sales cost")),
    Param("least_research_return", 1.7, say("Least new yearly sales per dollar of research")),
    Param("least_net_retention", 1.0, say("Net revenue retention that counts as met")),
    Param("least_gross_retention", 0.90, say("Gross revenue retention that counts as met")),
    Param("most_largest_customer", 0.10, say("Largest customer's share of revenue that is still met")),
    Param("least_adoption_growth", 0.0, say("Growth of users or customers a year that counts as met")),
    Param("most_days_between_bests", 365, say("Most days from one best model of its own to the next")),
    Param("least_frontier_odds", 0.67, say("Least odds against the best model of any other company")),
    Param(
        "most_vendor_excess",
        1.10,
        say("Most by which a vendor's own score may exceed an independent one, in odds"),
    ),
    Param("least_moat", 0.5, say("Least share of the moat fields that independent evidence supports")),
    Param("least_team", 0.5, say("Least share of the evidence on the team that speaks for it")),
)
OTHERS = (
    Param("least_runway", 12, say("Months of cash that count as met, where the book's policy sets none")),
    Param("most_price_to_sales", 20.0, say("Price to sales above which a price leans on expectations")),
    Param("most_bubble_share", 0.5, say("Unsupported share of a price above which it leans on expectations")),
    Param(
        "most_strategic_lead",
        0.5,
        say("Share led by suppliers or customers above which it leans on expectations"),
    ),
    Param("least_rules", 4, say("Fewest rules with an answer for a label to be given")),
    Param("label_majority", 0.67, say("Share of the answered rules that must point one way")),
)
PARAMS = (*THRESHOLDS, *OTHERS)
