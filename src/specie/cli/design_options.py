"""Read the options of ``specie design``; every one that makes no sense is named at once."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from specie.model import Message, say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MOST_UNITS, MOST_PERIODS = 5_000, 2_000


@dataclass(slots=True)
class Given:
    """The options as typed, and the faults found in them so far."""

    options: Mapping[str, str | None]
    faults: list[Message] = field(default_factory=list)

    def whole(self, name: str, default: int, least: int, most: int) -> int:
        """A whole number within limits."""
        return int(self._number(name, default, least, most, int))

    def number(self, name: str, default: float, least: float, most: float) -> float:
        """A number within limits."""
        return self._number(name, default, least, most, float)

    def above_zero(self, name: str) -> float | None:
        """A positive number, or None where the option was not given."""
        if self.options.get(name) is None:
            return None
        value = self._number(name, math.nan, -math.inf, math.inf, float)
        if not math.isnan(value) and not 0 < value < math.inf:
            self.faults.append(say("--{name} must be above zero", name=name))
        return value

    def day(self, name: str, default: date) -> date:
        """A day as YYYY-MM-DD."""
        text = self.options.get(name)
        try:
            return default if text is None else date.fromisoformat(text)
        except ValueError:
            self.faults.append(
                say("--{name} is not a day such as 2026-03-02: {text}", name=name, text=text or "")
            )
            return default

    def _number(
        self, name: str, default: float, least: float, most: float, kind: Callable[[str], float]
    ) -> float:
        text = self.options.get(name)
        if text is None:
            return default
        try:
            value = kind(text)
        except ValueError:
            self.faults.append(say("--{name} is not a number: {text}", name=name, text=text))
            return default
        if not least <= value <= most:
            self.faults.append(
                say("--{name} must lie from {least} to {most}, not {text}", name=name, least=_plain(least),
                    most=_plain(most), text=text)
            )  # fmt: skip
        return value


def _plain(limit: float) -> str:
    return f"{limit:g}"
