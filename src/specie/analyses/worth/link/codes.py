"""Codes of the findings."""

from __future__ import annotations

from specie.model import Code, Severity, say

CODES = (
    Code(
        "WOR701",
        say("Depends most on customers like you"),
        say("Of all suppliers its value would fall by most if every enterprise customer behaved like you"),
        say("Seek a way out of the contract before its other customers do"),
        Severity.WATCH,
    ),
    Code(
        "WOR702",
        say("A verdict stands before the renewal"),
        say("What hangs on the contract is judged, or can be, before notice must be given"),
        say("Decide on the verdict, not on the renewal date"),
        Severity.NOTE,
    ),
    Code(
        "WOR703",
        say("The renewal comes before the verdict"),
        say("Notice must be given before any gate says whether what hangs on the contract pays"),
        say("Move the gate forward, or ask for a shorter renewal"),
        Severity.WATCH,
    ),
    Code(
        "WOR704",
        say("Runway shorter than your contract"),
        say("At its burn, now or in the scenario, the supplier's cash ends before your contract does"),
        say("Hold less prepaid, and test a substitute before the cash ends"),
        Severity.WATCH,
    ),
    Code(
        "WOR705",
        say("Price supported now, not in the scenario"),
        say("The price lies within the supported range today and above all of it in the scenario"),
        say("Watch renewals of its customers as you watch its revenue"),
        Severity.WATCH,
    ),
    Code(
        "WOR706",
        say("Part of the chain not assessed"),
        say("A fact or a result that one link of the chain needs is missing"),
        say("Add what the table of missing facts names"),
        Severity.NOTE,
    ),
    Code(
        "WOR707",
        say("An input was not used"),
        say("A ruler that counts no outcome of initiatives or customers, or a range that is none"),
        say("Correct the parameter"),
        Severity.WATCH,
    ),
)
