"""What the parameters, measures and methods of the capability analysis mean; imports only words."""

from __future__ import annotations

from specie.model import Measure, Message, Method, Param, Term, say

PARAMS = (
    Param("years", 1.0, say("Years for which contracted people are paid when ways are compared.")),
    Param(
        "whole_people",
        True,
        say(
            "Whether training and hiring give whole people only; contracted people may work part of the time."
        ),
    ),
)

WAYS: dict[str, Message] = {"train": say("train"), "hire": say("hire"), "contract": say("contract")}
"""The ways in which a gap is closed, as verbs of the roadmap."""

TERMS = (Term("at hand"), Term("trained"), Term("hired"), Term("contracted"), Term("still missing"))
"""Kinds of people in the figure."""

MEASURES = (
    Measure(
        "skill_gap",
        say("People missing"),
        "max(needed - have, 0), in full-time equivalents",
        say("As good as the two numbers in the table; heads say nothing of how good they are."),
    ),
    Measure(
        "skill_coverage",
        say("Share of the need that is at hand"),
        "min(have, needed) / needed",
        say("Ten of one skill do not make up for none of another."),
    ),
    Measure(
        "gap_cost",
        say("Cost of the cheapest mix"),
        "least cost of train + hire + contract that fills the gap; low: parts of people, and all that may be"
        " trainable are; high: whole people, and only those told as trainable are",
        say("First-year money by your own prices; wages after it are not in it."),
    ),
    Measure(
        "gap_cost_in_time",
        say("Cost of the cheapest mix that is in time"),
        "the same over the ways whose weeks are known and end by needed_by",
        say("A way whose weeks are not told counts as not in time."),
    ),
    Measure(
        "gap_cost_in_house",
        say("Cost of the cheapest mix without contracts"),
        "the same without contracted people",
        say("People who leave take the skill along, whoever paid them."),
    ),
    Measure(
        "weeks_to_fill",
        say("Weeks until the cheapest mix is at work"),
        "longest of the ways in the mix, if all start on the book's day",
        say("Not known where one of its ways has no weeks."),
    ),
    Measure(
        "in_house_share",
        say("Share of all people needed that are at hand"),
        "sum over skills of min(have, needed) / sum of needed",
        say("Adds people of different skills: read it beside the list."),
    ),
    Measure(
        "in_house_after",
        say("Share of all people needed that are own after the cheapest mixes"),
        "(sum of min(have, needed) + trained + hired, at most the gap) / sum of needed",
        say("Counts the mixes shown; a gap without a price stays open."),
    ),
)

METHODS = (
    Method("count", say("Difference of two numbers of the table"), "exact"),
    Method(
        "mix",
        say("Cheapest mix by trying whole people and filling up with parts"),
        "Dantzig (1957), Operations Research 5(2), 266, https://doi.org/10.1287/opre.5.2.266",
    ),
)
