"""One gap: the ways to close it, the cheapest mix, the cheapest in time, and when each must start."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from specie.kernel.money import Range
from specie.kernel.staffing import Mix, Way, cheapest_mix
from specie.model import Ref

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from specie.analyses.breaks.capability.settings import Settings

ORDER = ("train", "hire", "contract")
OWN = ("train", "hire")


@dataclass(frozen=True, slots=True)
class Offer:
    """What one person costs by one way, and after how many weeks they are at work; None where not told."""

    cost: float | None
    weeks: float | None


@dataclass(frozen=True, slots=True)
class Skill:
    """One row of the table."""

    name: str
    needed: float | None
    have: float | None
    trainable: float | None
    offers: Mapping[str, Offer]
    needed_by: date | None
    needed_for: tuple[str, ...]

    @property
    def ref(self) -> Ref:
        """What estimates of it are about."""
        return Ref("skill", self.name, self.name)

    @property
    def gap(self) -> float | None:
        """People missing; None where the need or those at hand are not known."""
        if self.needed is None or self.have is None:
            return None
        return max(round(self.needed - self.have, 6), 0.0)


@dataclass(frozen=True, slots=True)
class Choice:
    """A mix with its range: the cheapest and the dearest the table allows for."""

    mix: Mix
    """Whole people, and only those trained who are told to be trainable."""
    ways: tuple[str, ...]
    """Ways in the order of the mix's people."""
    cost: Range

    def people(self, way: str) -> float:
        """People by one way."""
        return dict(zip(self.ways, self.mix.people, strict=True)).get(way, 0.0)

    @property
    def used(self) -> tuple[str, ...]:
        """Ways that give somebody."""
        return tuple(way for way in self.ways if self.people(way) > 0)


@dataclass(frozen=True, slots=True)
class Gap:
    """One gap and its choices; None where no way with a price fills it."""

    skill: Skill
    missing: float
    cheapest: Choice | None
    in_time: Choice | None
    """None also where no day is told by which it is needed."""
    own: Choice | None
    """Without contracts."""
    late: tuple[str, ...]
    """Ways that are known to come after the day."""
    untimed: tuple[str, ...]
    """Ways with a price and without weeks."""

    @property
    def plan(self) -> Choice | None:
        """The choice that the roadmap follows: in time where that is asked for and possible."""
        return self.in_time or self.cheapest

    def weeks(self, choice: Choice) -> float | None:
        """Weeks until everybody of a choice is at work; None where a way does not tell."""
        found = [self.skill.offers[way].weeks for way in choice.used]
        return None if None in found else max((w for w in found if w is not None), default=0.0)

    def start_by(self, way: str) -> date | None:
        """Last day on which a way can start and be in time."""
        weeks, due = self.skill.offers[way].weeks, self.skill.needed_by
        return None if weeks is None or due is None else due - timedelta(weeks=weeks)


def plan_gap(skill: Skill, today: date, settings: Settings) -> Gap:
    """Work out the mixes of one gap."""
    missing = skill.gap or 0.0
    due = skill.needed_by
    left = math.inf if due is None else (due - today).days / 7
    weeks = {way: offer.weeks for way, offer in skill.offers.items() if offer.cost is not None}
    timely = {way for way, w in weeks.items() if w is not None and w <= left}
    return Gap(
        skill,
        missing,
        choose(skill, missing, ORDER, settings),
        None if due is None else choose(skill, missing, [w for w in ORDER if w in timely], settings),
        choose(skill, missing, OWN, settings),
        tuple(way for way in ORDER if (w := weeks.get(way)) is not None and w > left),
        tuple(way for way in ORDER if way in weeks and weeks[way] is None),
    )


def choose(skill: Skill, missing: float, ways: Collection[str], settings: Settings) -> Choice | None:
    """Return the cheapest mix over some ways with its range; None where they cannot fill the gap."""
    priced = tuple(way for way in ways if skill.offers[way].cost is not None)
    told = cheapest_mix(missing, [_way(skill, way, settings, all_trainable=False) for way in priced])
    best = cheapest_mix(missing, [_part(_way(skill, way, settings, all_trainable=True)) for way in priced])
    if best is None:
        return None
    mix = told or cheapest_mix(missing, [_way(skill, way, settings, all_trainable=True) for way in priced])
    if mix is None:
        return None
    # Whether more can be trained than was told is open, so no point: the dear end is what is certain.
    known = skill.trainable is not None or "train" not in priced
    high = mix.cost if told is not None else math.inf
    return Choice(mix, priced, Range(min(best.cost, mix.cost), mix.cost if known else None, high))


def _way(skill: Skill, way: str, settings: Settings, *, all_trainable: bool) -> Way:
    cost = skill.offers[way].cost or 0.0
    if way == "contract":
        return Way(cost * settings.years)
    most = math.inf
    if way == "train":
        unknown = math.inf if all_trainable else 0.0
        most = unknown if skill.trainable is None else skill.trainable
    return Way(cost, most, settings.whole_people)


def _part(way: Way) -> Way:
    return way._replace(whole=False)
