"""Codes of the findings."""

from __future__ import annotations

from specie.model import Code, Severity, say

CODES = (
    Code(
        "WOR501",
        say("Thresholds that are not met"),
        say("Over the whole range of the sources these metrics lie on the wrong side of the policy"),
        say("Ask the company for its plan, or change the threshold and say why"),
        Severity.WATCH,
    ),
    Code(
        "WOR502",
        say("Metrics nobody knows"),
        say("No figure is in the tables for these metrics; they are not zero"),
        say("Add figures to financials, scores to benchmarks, observations to evidence"),
        Severity.NOTE,
    ),
    Code(
        "WOR503",
        say("The reading depends on the source"),
        say("Sources differ, and one of them meets the threshold while another does not"),
        say("Find out which definition each source uses before relying on either"),
        Severity.NOTE,
    ),
    Code(
        "WOR504",
        say("Vendor scores above independent ones"),
        say("By its own scores a model does better than by independent ones, by more than the policy allows"),
        say("Use the independent score, or measure on your own tasks"),
        Severity.WATCH,
    ),
    Code(
        "WOR505",
        say("Label by rule"),
        say("Enough rules have an answer, and a majority of them points one way"),
        say("Read the rules and their reasons; the label is no advice"),
        Severity.NOTE,
    ),
    Code(
        "WOR506",
        say("Steps of the commercial path that are open"),
        say("Steps that a price above the supported range still needs are not met or not known"),
        say("Watch these steps at each renewal or round"),
        Severity.NOTE,
    ),
)
