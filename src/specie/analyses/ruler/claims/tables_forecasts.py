"""Tables of the future: forecasts by definition, their growth, their scores, and warnings."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING

from specie.model import Column, Quantity, Ref, Table, Term, say

if TYPE_CHECKING:
    from datetime import date

    from specie.analyses.ruler.claims.forecast import Forecast
    from specie.analyses.ruler.claims.growth import Path
    from specie.analyses.ruler.claims.register import Register
    from specie.analyses.ruler.claims.scores import ChanceScore
    from specie.analyses.ruler.claims.warning import Warned
    from specie.model import Cell


def forecasts(register: Register) -> Table:
    """Every forecast, those of one definition together, the user's first."""
    rows = sorted(
        register.forecasts,
        key=lambda f: (not f.own, f.chance is not None, str(f.definition), f.series, f.due, f.made_on),
    )
    return Table(
        "forecasts",
        say("Forecasts with their horizon, and what came true"),
        (
            Column("definition", say("Definition")),
            Column("what", say("What is foreseen")),
            Column("figure", say("Forecast")),
            Column("for", say("For")),
            Column("publisher", say("Publisher")),
            Column("standing", say("Standing")),
            Column("outcome", say("Came true")),
            Column("made_on", say("Made on")),
            Column("interest", say("Interest of the publisher")),
            Column("stale", say("Stale")),
            Column("table", say("Table")),
        ),
        tuple(_forecast_row(forecast, register.as_of) for forecast in rows),
        say("Spending, revenue, market size and debt are other things: compare within one definition only."),
    )


def _forecast_row(forecast: Forecast, on: date) -> tuple[Cell, ...]:
    return (
        forecast.definition,
        forecast.what,
        forecast.shown,
        forecast.period,
        forecast.publisher,
        _standing(forecast, on),
        forecast.outcome,
        forecast.made_on,
        forecast.interest or say("none stated"),
        Term("yes") if forecast.stale else Term("no"),
        forecast.table,
    )


def _standing(forecast: Forecast, on: date) -> Term:
    if forecast.actual is not None:
        return Term("scored") if forecast.chance is not None or forecast.range else Term("compared")
    return Term("due, outcome not recorded") if forecast.is_due(on) else Term("not yet due")


def growth(register: Register) -> Table:
    """Growth by the points of each series beside the growth its publisher prints."""
    return Table(
        "growth",
        say("Growth a year, recomputed from the printed points"),
        (
            Column("series", say("Series")),
            Column("publisher", say("Publisher")),
            Column("definition", say("Definition")),
            Column("first", say("First point")),
            Column("last", say("Last point")),
            Column("rate", say("By its points")),
            Column("printed", say("As printed")),
            Column("holds", say("Agrees")),
        ),
        tuple(_growth_row(path) for path in register.paths),
        say("Where several vintages give one point, the newest is used."),
    )


def _growth_row(path: Path) -> tuple[Cell, ...]:
    return (
        path.series,
        path.publisher,
        path.definition,
        path.first.period,
        path.last.period,
        path.estimate,
        None if path.printed is None else Quantity(path.printed, "fraction"),
        None if path.holds is None else Term("yes") if path.holds else Term("no"),
    )


def scores(register: Register) -> Table:
    """Chances against what happened, a forecaster a row, the best first."""
    return Table(
        "scores",
        say("Who was right about chances"),
        (
            Column("publisher", say("Publisher")),
            Column("n", say("Forecasts that are due")),
            Column("brier", say("Brier score, less is better")),
            Column("skill", say("Better than the base rate by")),
            Column("reliability", say("Lost by wrong chances")),
            Column("resolution", say("Won by telling cases apart")),
            Column("uncertainty", say("Base rate alone")),
            Column("within", say("Within bins")),
            Column("log", say("Log score, less is better")),
            Column("p_value", say("Chance of this if the chances were right")),
            Column("interest", say("Interest of the publisher")),
        ),
        tuple(_score_row(score) for score in register.chances),
        say(
            "Brier score = lost by wrong chances - won by telling cases apart + base rate alone + within "
            "bins. A chance of one half for everything scores 0.25."
        ),
    )


def _score_row(score: ChanceScore) -> tuple[Cell, ...]:
    parts = score.parts
    return (
        score.publisher,
        score.n,
        score.brier,
        Quantity(parts.skill, "fraction", 0) if isfinite(parts.skill) else None,
        Quantity(parts.reliability, "index", 3),
        Quantity(parts.resolution, "index", 3),
        Quantity(parts.uncertainty, "index", 3),
        Quantity(parts.within, "index", 3),
        Quantity(score.log, "index", 3)
        if isfinite(score.log)
        else say("without limit: it called impossible what happened"),
        Quantity(score.p_value, "fraction", 1) if isfinite(score.p_value) else None,
        score.interest or say("none stated"),
    )


def bins(register: Register) -> Table:
    """The calibration curve in numbers."""
    return Table(
        "calibration",
        say("What a chance turned out to mean"),
        (
            Column("publisher", say("Publisher")),
            Column("chance", say("Mean chance given")),
            Column("share", say("Came true")),
            Column("k", say("Counted")),
            Column("n", say("In all")),
            Column("low", say("Low")),
            Column("high", say("High")),
        ),
        tuple(
            (
                score.publisher,
                Quantity(float(mean), "fraction", 0),
                Quantity(float(share), "fraction", 0),
                int(k),
                int(n),
                Quantity(float(low), "fraction", 0),
                Quantity(float(high), "fraction", 0),
            )
            for score in register.chances
            for mean, share, low, high, k, n in zip(*score.bins, strict=True)
        ),
    )


def ranges(register: Register) -> Table:
    """Ranges against what came, a forecaster a row."""
    return Table(
        "ranges",
        say("Who was right about ranges"),
        (
            Column("publisher", say("Publisher")),
            Column("n", say("Ranges that are due")),
            Column("held", say("Held")),
            Column("share", say("Share that held")),
            Column("level", say("Was to hold with")),
            Column("score", say("Interval score, less is better")),
            Column("error", say("Forecast over outcome, less one")),
        ),
        tuple(
            (
                score.publisher,
                score.n,
                score.held,
                score.share,
                Quantity(score.level, "fraction", 0) if score.stated else say("not said"),
                score.score,
                score.error,
            )
            for score in register.ranges
        ),
        say("A range said without a chance is scored at the level of the book."),
    )


def warnings(register: Register) -> Table:
    """Warnings by experts, the newest first."""
    return Table(
        "warnings",
        say("Warnings by experts"),
        (
            Column("statement", say("Warning")),
            Column("speaker", say("Speaker")),
            Column("said_on", say("Said on")),
            Column("interest", say("Interest of the speaker")),
            Column("due", say("Due")),
            Column("chance", say("Chance")),
            Column("standing", say("Standing")),
            Column("affiliation", say("Speaks for")),
            Column("id", say("Entry")),
        ),
        tuple(_warning_row(warned, register.as_of) for warned in register.warnings),
    )


def _warning_row(warned: Warned, on: date) -> tuple[Cell, ...]:
    return (
        warned.statement,
        warned.speaker,
        warned.said_on,
        warned.interest or say("none stated"),
        warned.due_text,
        None if warned.chance is None else Quantity(warned.chance, "fraction", 0),
        warned.standing(on),
        warned.affiliation,
        Ref("warning", warned.id),
    )
