"""The answer of ``specie design`` as words and tables, in no language yet."""

from __future__ import annotations

import math
from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING

from specie.model import Column, Message, Quantity, Table, Term, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.pays.gates.design import Answer, Proposal
    from specie.model import Cell

NAMES = (
    Term("as asked"), Term("half at once"), Term("in waves"), Term("level"), Term("log"),
    Term("ratio to own mean before"),
)  # fmt: skip
"""Proposals and scales, for the translators' catalogue."""
SHOWN = 8
"""Longer lists of times are shown every other time, the decision always."""
MONTHS = {"months": 1, "quarters": 3, "years": 12}
DAYS = {"days": 1, "weeks": 7}


def conclusion(answer: Answer) -> Iterator[Message]:
    """Say what was asked, whether it can be decided at all, what to do instead, and when it is decided."""
    yield _setting(answer)
    yield _asked(answer)
    if answer.suggested is None:
        yield say(
            "With {units} units no roll-out tried here can be decided: more units are needed.",
            units=answer.question.units,
        )
        return
    yield _suggested(answer)
    if answer.question.effect is not None:
        yield _when(answer, answer.suggested)


def _setting(answer: Answer) -> Message:
    question = answer.question
    if question.readings is not None:
        source = (
            say("drawn from its untreated readings")
            if answer.drawn
            else say("made with the spread and autocorrelation of its untreated readings")
        )
        return say(
            "{metric}: {units} units, {before} before and {after} after the first start; noise {noise} with"
            " autocorrelation {ar}, {source}; readings are compared as {scale}.",
            metric=question.readings.name, units=question.units, before=_time(answer, question.before),
            after=_time(answer, question.after), noise=_index(answer.memory.spread),
            ar=Quantity(answer.memory.ar, "index", 2), source=source, scale=Term(question.readings.scale),
        )  # fmt: skip
    return say(
        "{units} units, {before} before and {after} after the first start; noise {noise} with autocorrelation"
        " {ar} from one reading to the next.",
        units=question.units, before=_time(answer, question.before), after=_time(answer, question.after),
        noise=_index(answer.memory.spread), ar=Quantity(answer.memory.ar, "index", 2),
    )  # fmt: skip


def _asked(answer: Answer) -> Message:
    question, asked = answer.question, answer.asked
    least, error = _p(asked.rollout.smallest_p), Quantity(question.error, "fraction")
    if asked.outlook.decidable:
        return say(
            "Treating {treated} of {units} can be decided at {error}: the smallest possible p-value is {p}.",
            treated=question.treated, units=question.units, error=error, p=least,
        )  # fmt: skip
    return say(
        "Treating {treated} of {units} can never be decided at {error}, whatever the readings: the smallest"
        " possible p-value is {p}. It takes at least {fewest} units.",
        treated=question.treated, units=question.units, error=error, p=least, fewest=answer.fewest,
    )  # fmt: skip


def _suggested(answer: Answer) -> Message:
    best = answer.suggested or answer.asked
    return say(
        "Suggested: draw lots, {name} ({treated} of {units} treated by the decision). It finds an effect of"
        " {effect} with a chance of {power} and can give a p-value of {p}.",
        name=Term(best.name), treated=best.rollout.treated, units=answer.question.units,
        effect=_index(best.outlook.detectable), power=Quantity(answer.question.power, "fraction"),
        p=_p(best.rollout.smallest_p),
    )  # fmt: skip


def _when(answer: Answer, best: Proposal) -> Message:
    effect, chance = _index(answer.question.effect or 0.0), Quantity(best.outlook.power or 0.0, "fraction", 0)
    watched = Quantity(best.outlook.watched or 0.0, "fraction", 0)
    if best.outlook.decided is None:
        return say(
            "An effect of {effect} is found with a chance of {chance} at the decision, and of {watched} by"
            " then if it is read every time: not the {power} that were asked for.",
            effect=effect, chance=chance, watched=watched, power=Quantity(answer.question.power, "fraction"),
        )  # fmt: skip
    return say(
        "An effect of {effect} is found with a chance of {power} when it is read once, {time} after the first"
        " start; read every time it is found by the decision with a chance of {watched}.",
        effect=effect, power=Quantity(answer.question.power, "fraction"),
        time=_time(answer, best.outlook.decided), watched=watched,
    )  # fmt: skip


def proposals(answer: Answer) -> Table:
    """One row a proposal: what it can decide and when."""
    asked = answer.question.effect is not None
    columns = [
        Column("rollout", say("Roll-out")), Column("treated", say("Treated")),
        Column("smallest_p", say("Smallest p")),
        Column("decidable", say("Decidable")), Column("detectable", say("Finds")),
    ]  # fmt: skip
    if asked:
        columns += [
            Column("power", say("Chance")), Column("decided", say("Enough after")),
            Column("watched", say("Watched")), Column("median", say("Half by")),
        ]  # fmt: skip
    rows = tuple(_row(answer, proposal, asked=asked) for proposal in answer.proposals)
    note = say(
        "Finds: smallest effect found with a chance of {power} at the decision. Chance: for the effect asked"
        " about, read once at the decision; enough after: the earliest single reading with a chance of"
        " {power}. Watched: the chance when it is read every time, half of all cases decided by the time"
        " named. All tried on the same {panels} panels of noise.",
        power=Quantity(answer.question.power, "fraction"), panels=answer.question.simulations,
    )  # fmt: skip
    return Table("proposals", say("What each roll-out can decide"), tuple(columns), rows, note)


def _row(answer: Answer, proposal: Proposal, *, asked: bool) -> tuple[Cell, ...]:
    found, roll = proposal.outlook, proposal.rollout
    cells: list[Cell] = [
        Term(proposal.name), roll.treated,
        say("1 in {count}", count=Quantity(round(1 / roll.smallest_p), "count")),
        Term("yes" if found.decidable else "no"),
        _index(found.detectable) if math.isfinite(found.detectable) else Term("none"),
    ]  # fmt: skip
    if asked:
        cells += [
            Quantity(found.power or 0.0, "fraction", 0), _later(answer, found.decided),
            Quantity(found.watched or 0.0, "fraction", 0), _later(answer, found.watched_median),
        ]  # fmt: skip
    return tuple(cells)


def _later(answer: Answer, periods: int | None) -> Cell:
    return Term("later") if periods is None else _time(answer, periods)


def by_then(answer: Answer) -> Table | None:
    """Smallest effect found against the time since the first start; None where nothing can be decided."""
    able = [p for p in answer.proposals if p.outlook.decidable]
    if not able:
        return None
    rows = tuple(
        (_time(answer, int(after)), *(_finite(p.outlook.by_then[j]) for p in able))
        for j, after in enumerate(able[0].outlook.after.tolist())
        if (able[0].outlook.after.size - 1 - j) % 2 == 0 or able[0].outlook.after.size <= SHOWN
    )
    columns = (Column("after", say("After the first start")),)
    columns += tuple(Column(p.name, say("{name}", name=Term(p.name))) for p in able)
    return Table("by_then", say("Smallest effect found, by when it is read"), columns, rows)


def schedule(answer: Answer, first: date) -> Table | None:
    """Who starts when under the suggested roll-out; None where none can decide."""
    if answer.suggested is None:
        return None
    rows = tuple(
        (unit, wave + 1, day or Term("waits for the decision")) for unit, wave, day in starts(answer, first)
    )
    return Table(
        "schedule",
        say("Roll-out drawn by lot with seed {seed}", seed=answer.question.seed),
        (Column("unit", say("Unit")), Column("wave", say("Wave")), Column("start", say("Starts on"))),
        rows,
        say("The order was drawn by lot: keep to it, or the test loses its warrant."),
    )


def starts(answer: Answer, first: date) -> Iterator[tuple[str, int, date | None]]:
    """Unit, wave (from 0) and day of its start, in order of start; None for those that wait."""
    best = answer.suggested or answer.asked
    names = unit_names(answer)
    for wave in range(best.rollout.opens.size + 1):
        for unit in (best.rollout.wave == wave).nonzero()[0].tolist():
            yield names[unit], wave, wave_day(answer, best, wave, first)


def unit_names(answer: Answer) -> tuple[str, ...]:
    """The user's names where as many units were asked for as there are, else numbers."""
    own = answer.question.readings.units if answer.question.readings else ()
    if len(own) == answer.question.units:
        return own
    digits = len(str(answer.question.units))
    return tuple(f"unit-{number + 1:0{digits}d}" for number in range(answer.question.units))


def wave_day(answer: Answer, best: Proposal, wave: int, first: date) -> date | None:
    """Day on which a wave starts; None for the last one, which waits."""
    if wave >= best.rollout.opens.size:
        return None
    periods = int(best.rollout.opens[wave]) - best.rollout.before
    grain = answer.question.grain
    if grain in DAYS:
        return first + timedelta(days=periods * DAYS[grain])
    months = first.year * 12 + first.month - 1 + periods * MONTHS[grain]
    year, month = divmod(months, 12)
    return date(year, month + 1, min(first.day, monthrange(year, month + 1)[1]))


def _time(answer: Answer, periods: int) -> Quantity:
    return Quantity(periods, answer.question.grain)


def _p(value: float) -> Quantity:
    return Quantity(float(f"{value:.2g}"), "index")


def _index(value: float) -> Quantity:
    return Quantity(float(f"{value:.3g}"), "index")


def _finite(value: float) -> Cell:
    return _index(value) if math.isfinite(value) else Term("none")
