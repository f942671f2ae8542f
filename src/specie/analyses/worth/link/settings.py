"""What the user assumes: chances that a contract is not renewed, and whose behaviour is taken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from specie.analyses.worth.link.words import PARAMS
from specie.kernel.growth import Bounds
from specie.model import Verdict, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from specie.model import Inputs, Message

CHANCES = ("cut_not_paying", "cut_open", "cut_paying")
LEAST_PATHS = 100


@dataclass(frozen=True, slots=True)
class Unused:
    """An input that was not used, and why."""

    name: str
    given: str
    why: Message


@dataclass(frozen=True, slots=True)
class Settings:
    """Chances by the name of the parameter, rulers by id, draws for each view."""

    chances: Mapping[str, Bounds]
    own: frozenset[str]
    """Chances that the user set."""
    rulers: tuple[str, ...]
    paths: int
    unused: tuple[Unused, ...] = ()

    def chance(self, verdict: Verdict | None) -> Bounds:
        """Chance that an initiative with a verdict, or without one, is not renewed."""
        if verdict is Verdict.DOES_NOT_PAY:
            return self.chances["cut_not_paying"]
        return self.chances["cut_paying" if verdict is Verdict.PAYS else "cut_open"]


def read_settings(inputs: Inputs) -> Settings:
    """Read the parameters; a range that is none is named and its default stands in."""
    defaults = {param.name: param.default for param in PARAMS}
    given = defaults | dict(inputs.params)
    chances: dict[str, Bounds] = {}
    unused: list[Unused] = []
    for name in CHANCES:
        chance = chance_of(str(given[name]))
        if chance is None:
            why = say("a chance is one number or low:high, from 0 to 1 and in rising order")
            unused.append(Unused(name, str(given[name]), why))
            chance = chance_of(str(defaults[name]))
        assert chance is not None
        chances[name] = chance
    bad = {u.name for u in unused}
    own = frozenset(n for n in CHANCES if n not in bad and str(given[n]) != str(defaults[n]))
    rulers = tuple(dict.fromkeys(id_.strip() for id_ in str(given["rulers"]).split(",") if id_.strip()))
    paths = given["paths"]
    if not isinstance(paths, int | float) or paths < LEAST_PATHS:
        why = say("at least {least} draws are needed", least=LEAST_PATHS)
        unused.append(Unused("paths", str(paths), why))
        paths = LEAST_PATHS
    return Settings(chances, own, rulers, int(paths), tuple(unused))


def chance_of(text: str) -> Bounds | None:
    """Read ``0.35:1`` or ``0.5``; None where it is no range of chances."""
    try:
        ends = [float(part) for part in text.split(":")]
    except ValueError:
        return None
    low, high = ends[0], ends[-1]
    if len(ends) > 2 or not 0 <= low <= high <= 1:
        return None
    return Bounds(np.float64(low), np.float64(high))
