"""Do stated figures that must add up do so? A part against its whole, beyond rounding."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.connect.filings.issue import Issue
from specie.connect.filings.vintage import amount
from specie.model import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.connect.filings.fact import Period, Settled
    from specie.connect.filings.paths import Timeline
    from specie.connect.filings.total import Total
    from specie.model import Message


@dataclass(frozen=True, slots=True)
class Cycle:
    """A stated figure, and the sum of the stated figures that fill its period."""

    whole: Settled
    parts: Total

    @property
    def gap(self) -> float:
        """Whole less parts."""
        return self.whole.value - self.parts.value

    @property
    def closes(self) -> bool:
        """They agree within the rounding of every figure."""
        return abs(self.gap) <= self.parts.slack + self.whole.unit / 2

    @property
    def members(self) -> frozenset[Period]:
        """Every period in it."""
        return frozenset({self.whole.period, *(held.period for _, held in self.parts.terms)})

    @property
    def blamed(self) -> tuple[Period, Message] | None:
        """The one figure that explains the gap, and how: another length's figure, or a turned sign."""
        slack = self.parts.slack + self.whole.unit / 2
        for _, held in self.parts.terms:
            if held.value and abs(held.value - self.whole.value) <= slack:
                return held.period, say(
                    "{period} carries the figure of {whole}, a period bug of the filing's data",
                    period=held.period.text,
                    whole=self.whole.period.text,
                )
            if abs(self.gap + 2 * held.value) <= slack:
                return held.period, _turned(held.period)
        if abs(self.whole.value + self.parts.value) <= slack:
            return self.whole.period, _turned(self.whole.period)
        return None


def _turned(period: Period) -> Message:
    return say("{period} fits with the opposite sign: look at the filing", period=period.text)


def cycles(timeline: Timeline) -> Iterator[Cycle]:
    """Yield, for every stated figure that shorter ones fill, one such sum; restated mixtures are no test."""
    for period, held in sorted(timeline.settled.items()):
        assert period.start is not None
        parts = timeline.total(period.start, period.end, whole=False)
        if parts is not None and len(parts.terms) > 1 and not _mixed(held, parts):
            yield Cycle(held, parts)


def _mixed(whole: Settled, parts: Total) -> bool:
    every = (whole, *(held for _, held in parts.terms))
    return any(a.restated and b.confirmed < a.fact.filed for a in every for b in every)


def suspects(timeline: Timeline, issues: list[Issue]) -> set[Period]:
    """Return the figures to leave out: those of a sum that fails, but for what another sum confirms."""
    found = list(cycles(timeline))
    sound = {period for cycle in found if cycle.closes for period in cycle.members}
    left_out: set[Period] = set()
    for cycle in (cycle for cycle in found if not cycle.closes):
        blamed = cycle.blamed
        doubtful = {blamed[0]} if blamed else cycle.members - sound or cycle.members
        left_out |= doubtful
        issues.append(_issue(cycle, doubtful, blamed[1] if blamed else None))
    return left_out


def _issue(cycle: Cycle, doubtful: set[Period] | frozenset[Period], why: Message | None) -> Issue:
    message = say(
        "{parts} add up to {sum}, but {whole} is stated as {stated}: {left_out} not used, nor any twelve"
        " months over it",
        parts=cycle.parts.arithmetic.removeprefix("+ "),
        sum=amount(cycle.parts.value),
        whole=cycle.whole.period.text,
        stated=amount(cycle.whole.value),
        left_out=", ".join(period.text for period in sorted(doubtful)),
    )
    hint = why or say("one of the figures has the wrong period or value: look at the filings")
    return Issue("SRC221", cycle.whole.fact.tag, message, hint, end=cycle.whole.period.end)
