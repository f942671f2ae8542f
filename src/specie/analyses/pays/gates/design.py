"""Before the money is spent: what units, time and noise can decide, under which roll-out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from specie.analyses.pays.gates.comparison import compare
from specie.analyses.pays.gates.history import read_history, read_metric
from specie.kernel.causal.noise import Memory, ar1_noise, memory_of, noise_like, untreated_residuals
from specie.kernel.causal.rollout_design import Rollout, at_once, fewest_units, staggered
from specie.kernel.causal.rollout_design_outlook import Outlook, outlook

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from specie.book import Book

    Floats = NDArray[np.float64]

MOST_CELLS = 20_000_000
"""Simulated readings that are held at a time; more units or periods mean fewer panels."""


@dataclass(frozen=True, slots=True, eq=False)
class Readings:
    """The user's own untreated readings of one metric."""

    kpi_id: str
    name: str
    initiative_id: str
    unit: str
    scale: str
    grain: str
    units: tuple[str, ...]
    residuals: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """Units, periods and noise; ``readings`` replace ``memory`` where the user has any."""

    units: int
    treated: int
    before: int
    after: int
    waves: int
    memory: Memory
    effect: float | None = None
    error: float = 0.05
    power: float = 0.8
    seed: int = 1
    simulations: int = 300
    readings: Readings | None = None

    @property
    def grain(self) -> str:
        """Unit of the periods."""
        return self.readings.grain if self.readings else "weeks"


@dataclass(frozen=True, slots=True, eq=False)
class Proposal:
    """One way of rolling out, by its word, and what it can decide."""

    name: str
    outlook: Outlook

    @property
    def rollout(self) -> Rollout:
        """Who starts when."""
        return self.outlook.rollout


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """The proposals in the order asked, half, waves; ``suggested`` is None where none can decide.

    ``fewest`` is the number of units with which treating as many as asked could be decided; ``drawn`` tells
    whether noise was drawn from the user's readings.
    """

    question: Question
    memory: Memory
    proposals: tuple[Proposal, ...]
    suggested: Proposal | None
    fewest: int
    drawn: bool

    @property
    def asked(self) -> Proposal:
        """The roll-out that was asked about."""
        return self.proposals[0]


def read_readings(book: Book, kpi_id: str) -> Readings | None:
    """Read the untreated readings of a metric; None where the book has none."""
    metric = read_metric(book, kpi_id)
    history = None if metric is None else read_history(book, metric)
    if metric is None or history is None:
        return None
    comparison = compare(history)
    names = tuple(str(name) for name in np.sort(history.units.astype(str)))
    return Readings(
        kpi_id, metric.ref.name, metric.initiative.id, metric.unit, comparison.scale.value, history.grain,
        names, untreated_residuals(comparison.panel),
    )  # fmt: skip


def answer(question: Question) -> Answer:
    """Simulate every proposal on the same noise."""
    periods = question.before + question.after
    panels = max(20, min(question.simulations, MOST_CELLS // (question.units * periods)))
    shape = (panels, question.units, periods)
    noise, memory, drawn = _noise(question, shape)
    rollouts = {
        "as asked": at_once(question.units, question.treated, question.before, question.after, question.seed),
        "half at once": at_once(
            question.units, question.units // 2, question.before, question.after, question.seed
        ),
        "in waves": staggered(question.units, question.waves, question.before, question.after, question.seed),
    }
    proposals = tuple(
        Proposal(name, outlook(
            rollout, noise, ar=memory.ar, effect=question.effect, share=question.power,
            level=1.0 - question.error, seed=question.seed,
        ))
        for name, rollout in rollouts.items()
    )  # fmt: skip
    able = [p for p in reversed(proposals) if np.isfinite(p.outlook.detectable)]
    fewest = fewest_units(question.treated, question.error)
    return Answer(question, memory, proposals, able[0] if able else None, fewest, drawn)


def _noise(question: Question, shape: tuple[int, int, int]) -> tuple[Floats, Memory, bool]:
    if question.readings is None:
        return ar1_noise(shape, question.memory, question.seed), question.memory, False
    noise, drawn = noise_like(question.readings.residuals, shape, question.seed)
    return noise, memory_of(question.readings.residuals), drawn
