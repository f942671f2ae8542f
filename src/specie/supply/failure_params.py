"""Parameters of every analysis in which a supplier fails; imports only words."""

from __future__ import annotations

from specie.model import Param, say

INSOLVENCY_PARAMS = (
    Param("insolvency_row", "ins-builder-ai", say("Row of facts/shocks.csv for days of service left.")),
    Param("recovery_row", "ins-lgd-neocloud", say("Row of facts/shocks.csv for the part of a claim lost.")),
    Param(
        "own_service_days", -1.0, say("Your own scenario: days of service after failure; below 0 the row.")
    ),
)
"""How it fails: set them alike in each analysis, or one event has several numbers."""
WEEKS_PARAMS = (
    Param("exit_weeks_low", 26.0, say("Weeks to leave a supplier where nothing is known, at least.")),
    Param("exit_weeks_high", 52.0, say("The same, at most; also where a substitute was never tested.")),
)
"""Weeks to leave where nobody told them."""
