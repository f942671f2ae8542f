"""The figures of the adoption analysis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.pays.adoption.acceptance import DENOMINATORS
from specie.analyses.pays.adoption.use import KINDS
from specie.model import Figure, Quantity, Term, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specie.analyses.pays.adoption.acceptance import Acceptance
    from specie.analyses.pays.adoption.depth import Depth
    from specie.analyses.pays.adoption.rollouts import Rollout
    from specie.analyses.pays.adoption.scope import Scope
    from specie.analyses.pays.adoption.seats import Seats
    from specie.analyses.pays.adoption.survey import Survey
    from specie.analyses.pays.adoption.use import Use

WHATS = {
    "requests": Term("requests"),
    "tokens": Term("tokens"),
    "seats": Term("seat-days"),
    "money": Term("money"),
}


def use_figure(use: Use) -> Figure:
    """Shares of the three kinds of use, for each thing that was counted."""
    whats = use.whats()
    data = tuple(
        {"what": WHATS[what], "kind": Term(kind), "share": float(use.share(what, kind))}
        for what in whats
        for kind in KINDS
    )
    return Figure(
        "use",
        "stacked_bar",
        say("Who uses it: official, general-purpose, outside"),
        data,
        {"x": "what", "y": "share", "colour": "kind"},
        {"what": say("Counted by"), "share": say("Share"), "kind": say("Use")},
        {"share": "fraction"},
        say("{count} bars, each split by kind of use; the parts of a bar add up to one.", count=len(whats)),
    )


def seats_figure(scope: Scope, found: Sequence[Seats]) -> Figure:
    """Seats in use on an average day, and the rest of those paid for."""
    told = [(seats, recent) for seats in found if (recent := seats.within(scope.recent)).share is not None]
    data = tuple(
        {"initiative": seats.subject, "state": state, "seats": value}
        for seats, recent in told
        for state, value in _split(recent)
    )
    return Figure(
        "seats",
        "stacked_bar",
        say("Paid seats, in use and idle"),
        data,
        {"x": "initiative", "y": "seats", "colour": "state"},
        {"initiative": say("Initiative"), "seats": say("Seats"), "state": say("On an average day")},
        {"seats": "count"},
        say("{count} initiatives with seats: those in use on an average day, and the rest.", count=len(told)),
    )


def _split(recent: Seats) -> Iterator[tuple[Term, float]]:
    paid = sum(day.paid or 0 for day in recent.told) / len(recent.told)
    used = sum(day.used for day in recent.told) / len(recent.told)
    yield Term("in use"), round(used, 1)
    yield Term("idle"), round(paid - used, 1)


def reach_figure(found: Sequence[Rollout]) -> Figure:
    """Reach of each initiative today."""
    live = [rollout for rollout in found if not rollout.stopped]
    ordered = sorted(live, key=lambda r: (-r.reach, r.initiative.id))
    data = tuple({"initiative": r.initiative, "reach": r.reach} for r in ordered)
    return Figure(
        "reach",
        "bar",
        say("Share of the units that use it today"),
        data,
        {"x": "initiative", "y": "reach"},
        {"initiative": say("Initiative"), "reach": say("Reach")},
        {"reach": "fraction"},
        say(
            "{count} roll-outs, widest first; {done} use it in at least nine units of ten.",
            count=len(live), done=sum(r.reach >= 0.9 for r in live),
        ),
    )  # fmt: skip


def curve_figures(found: Sequence[Rollout]) -> Iterator[Figure]:
    """The adoption curve of each initiative, for its own page."""
    for rollout in found:
        if rollout.starts:
            yield Figure(
                f"curve_{rollout.initiative.id}",
                "step",
                say("Units using it, since the first one started"),
                tuple({"days": day, "share": share} for day, share in rollout.curve()),
                {"x": "days", "y": "share"},
                {"days": say("Days since the first start"), "share": say("Share of the units listed")},
                {"days": "days", "share": "fraction"},
                say(
                    "A step curve of {units} units: {using} use it today.",
                    units=rollout.units, using=rollout.using,
                ),
                about=rollout.initiative,
            )  # fmt: skip


def depth_figure(scope: Scope, found: Sequence[Depth]) -> Figure:
    """Adoption against depth: how wide it is today across, what became of use per unit upwards."""
    data = tuple({"initiative": d.initiative, "reach": d.reach, "depth": d.change} for d in found)
    return Figure(
        "depth",
        "scatter",
        say("How wide, and deeper or shallower than before"),
        data,
        {"x": "reach", "y": "depth", "label": "initiative"},
        {"initiative": say("Initiative"), "reach": say("Reach"), "depth": say("Change of use per unit")},
        {"reach": "fraction", "depth": "fraction"},
        say(
            "{count} initiatives, the last {days} against as many before; below zero each unit uses it less.",
            count=len(found),
            days=Quantity(scope.recent.days, "days"),
        ),
    )


def acceptance_figure(found: Sequence[Acceptance]) -> Figure:
    """The shares of each tool under every denominator."""
    data = tuple(
        {"rate": d.label, "tool": a.tool, "share": a.rates[d.measure]}
        for d in DENOMINATORS
        for a in found
        if d.share and d.measure in a.rates
    )
    return Figure(
        "acceptance",
        "ladder",
        say("The same counts, other denominators"),
        data,
        {"y": "rate", "x": "share", "colour": "tool"},
        {"rate": say("Acceptance"), "share": say("Rate"), "tool": say("Tool")},
        {"share": "fraction"},
        say(
            "{count} rates, from the same counts of: {tools}.",
            count=len(data), tools=", ".join(dict.fromkeys(a.tool for a in found)),
        ),
    )  # fmt: skip


def barrier_figure(survey: Survey) -> Figure:
    """Scores of the barriers with their intervals, hardest first."""
    data = tuple(
        {"barrier": score.subject, "score": score.point, "low": score.low, "high": score.high}
        for score, _, _ in survey.barriers
    )
    return Figure(
        "barriers",
        "ladder",
        say("How much each barrier holds back"),
        data,
        {"y": "barrier", "x": "score", "low": "low", "high": "high"},
        {"barrier": say("Barrier"), "score": say("Score, 0 to 10")},
        {"score": "index"},
        say(
            "{count} barriers with intervals, by {people} respondents; hardest: {first}.",
            count=len(survey.barriers), people=survey.respondents, first=survey.barriers[0][0].subject,
        ),
    )  # fmt: skip
