"""The same counts under every denominator that vendors divide by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from specie.analyses.pays.adoption.scope import query
from specie.model import Message, Ref, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from specie.analyses.pays.adoption.scope import Scope
    from specie.model import Estimate


@dataclass(frozen=True, slots=True)
class Denominator:
    """One way to say "accepted": what is divided by what, and a vendor's page that does so."""

    measure: str
    label: Message
    division: Message
    vendor: str
    url: str
    share: bool = True
    """False for a rate per seat, which may be above one."""
    compared: bool = True
    """False where it says how long acceptances last, not how many there are."""


DENOMINATORS = (
    Denominator(
        "accepted_of_shown",
        say("per suggestion shown"),
        say("accepted / suggestions shown"),
        "GitHub Copilot",
        "https://docs.github.com/en/enterprise-cloud@latest/copilot/reference/copilot-usage-metrics",
    ),
    Denominator(
        "accepted_of_decided",
        say("per suggestion decided on"),
        say("accepted / (accepted + turned down); suggestions that were typed over are left out"),
        "Amazon Q Developer",
        "https://docs.aws.amazon.com/amazonq/latest/qdeveloper-ug/dashboard-metrics-descriptions.html",
    ),
    Denominator(
        "lines_of_suggested",
        say("per line suggested"),
        say("lines accepted / lines suggested"),
        "Amazon Q Developer (/dev)",
        "https://docs.aws.amazon.com/amazonq/latest/qdeveloper-ug/dashboard-metrics-descriptions.html",
    ),
    Denominator(
        "lines_of_written",
        say("per line written"),
        say("lines accepted / all lines added; vendors count bytes or characters instead of lines"),
        "Sourcegraph Cody",
        "https://sourcegraph.com/docs/analytics/pcw",
    ),
    Denominator(
        "kept_of_accepted",
        say("kept per suggestion accepted"),
        say("still in place later / accepted"),
        "",
        "",
        compared=False,
    ),
    Denominator(
        "kept_of_shown",
        say("kept per suggestion shown"),
        say("still in place later / suggestions shown"),
        "",
        "",
    ),
    Denominator(
        "accepted_per_seat",
        say("per seat in use and day"),
        say("accepted / seats in use, summed over days"),
        "Gemini Code Assist",
        "https://docs.cloud.google.com/gemini/docs/monitor-gemini",
        share=False,
    ),
)


@dataclass(frozen=True, slots=True)
class Acceptance:
    """One tool's rates by measure; ``odd`` names shares above one, which no count can be."""

    subject: Ref
    tool: str
    rates: Mapping[str, float]
    wholes: Mapping[str, int]
    odd: tuple[Denominator, ...]

    @property
    def shares(self) -> list[tuple[float, Denominator]]:
        """The shares that are called acceptance, lowest first."""
        told = (d for d in DENOMINATORS if d.share and d.compared and d.measure in self.rates)
        return sorted(((self.rates[d.measure], d) for d in told), key=lambda pair: pair[0])


def read_acceptance(scope: Scope) -> tuple[Acceptance, ...]:
    """Sum the counts of the recent days for each tool of each initiative."""
    rows = scope.book.select(query("acceptance"), **scope.recent.dates)
    return tuple(_acceptance(scope, row) for row in rows)


def _acceptance(scope: Scope, row: Mapping[str, Any]) -> Acceptance:
    rates: dict[str, float] = {}
    wholes: dict[str, int] = {}
    odd: list[Denominator] = []
    for denominator in DENOMINATORS:
        part, whole = (_count(row[f"{denominator.measure}_{side}"]) for side in ("part", "whole"))
        if not whole:
            continue
        if denominator.share and part > whole:
            odd.append(denominator)
        else:
            rates[denominator.measure], wholes[denominator.measure] = part / whole, whole
    return Acceptance(scope.initiative(row["initiative_id"]), row["tool"], rates, wholes, tuple(odd))


def _count(cell: Any) -> int:
    return 0 if cell is None else int(cell)


def acceptance_estimates(scope: Scope, found: Sequence[Acceptance]) -> Iterator[Estimate]:
    """Yield every rate of every tool; a tool is named only where an initiative has several."""
    for acceptance in found:
        for measure, rate in acceptance.rates.items():
            yield rate_of(scope, acceptance, measure, rate)


def rate_of(scope: Scope, acceptance: Acceptance, measure: str, rate: float) -> Estimate:
    """Make the exact rate of one tool under one denominator."""
    unit = "fraction" if measure != "accepted_per_seat" else "index"
    of = say("of {count} in the recent days", count=acceptance.wholes[measure])
    assumed = (say("counted over rows that have both numbers"),)
    return scope.recorded(
        measure,
        tool_ref(acceptance),
        scope.recent.period,
        rate,
        unit,
        "ratio_of_sums",
        ("usage",),
        of,
        assumed,
    )


def tool_ref(acceptance: Acceptance) -> Ref:
    """Refer to a tool within its initiative."""
    return Ref("tool", f"{acceptance.subject.id}/{acceptance.tool}", acceptance.tool)
