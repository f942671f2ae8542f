"""Statements by others: forecasts with their chances and outcomes, rival claims, and warnings."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from specie.example.clock import month_end
from specie.example.firm import declared
from specie.example.stages import entered
from specie.example.streams import stream

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from specie.example.clock import Clock
    from specie.example.known import Spend
    from specie.example.stages import Spell

Rows = list[tuple[object, ...]]
PAPER = "budget paper (synthetic)"
CLIPPING = "clipping (synthetic)"
STEPS = (("idea", "approval", "is approved"), ("pilot", "production", "is in production"))


def forecast_rows(
    seed: int, stages: Mapping[str, tuple[Spell, ...]], spend: Iterable[Spend], clock: Clock
) -> Rows:
    """The firm's own forecasts: of its AI spend, and of each initiative's next stage."""
    return [*_levels(spend), *_chances(seed, stages, clock)]


def _levels(spend: Iterable[Spend]) -> Iterator[tuple[object, ...]]:
    known_on = declared("register.toml")["forecast"]["known_on"]
    by_year: dict[str, Any] = {}
    for row in spend:
        by_year[str(row.month.year)] = by_year.get(str(row.month.year), 0) + row.amount
    for row in declared("plain.toml")["forecasts"]:
        over = date(int(row["date"]), 12, 31) < known_on
        actual = f"{by_year[row['date']]:.2f}" if over else ""
        yield (
            row["forecast_id"], row["publisher"], "", row["series"], row["made_on"], row["date"],
            row["value"], row["low"], row["high"], "", "", "", "usd", "spending", "own forecast", actual,
            known_on if over else "", PAPER, row["made_on"],
        )  # fmt: skip


def _chances(
    seed: int, stages: Mapping[str, tuple[Spell, ...]], clock: Clock
) -> Iterator[tuple[object, ...]]:
    n = 0
    for initiative_id, spells in stages.items():
        for first, goal, words in STEPS:
            made_on = entered(spells, first)
            if made_on is None or made_on < clock.first:
                continue
            due = month_end(made_on + timedelta(days=declared("register.toml")["forecast"]["days"]))
            reached = entered(spells, goal)
            came = None if due > clock.last else reached is not None and reached <= due
            for publisher, interest, chance in _both(seed, initiative_id, goal, came):
                n += 1
                yield (
                    f"SYN-P-{n:03d}", publisher, interest, f"{initiative_id} {goal}", made_on,
                    f"{due:%Y-%m}", "", "", "", "", f"{initiative_id} {words} by the end of {due:%B %Y}.",
                    chance, "", "", "own forecast", "" if came is None else int(came),
                    "" if came is None else due, declared("register.toml")["forecast"]["source"], made_on,
                )  # fmt: skip


def _both(seed: int, initiative_id: str, goal: str, came: bool | None) -> Iterator[tuple[str, str, float]]:
    """The office hopes whatever happens; the controllers know a little of what will."""
    terms = declared("register.toml")["forecast"]
    rng = stream(seed, "forecasts", initiative_id, goal)
    yield terms["office"], terms["office_interest"], float(rng.choice(terms["office_chances"]))
    middle = terms["controlling_base"] + (0.0 if came is None else terms["controlling_knows"] * (came - 0.5))
    drawn = middle + terms["controlling_spread"] * float(rng.standard_normal())
    yield terms["controlling"], "", round(min(0.95, max(0.05, drawn)), 1)


def declared_rows(table: str, columns: Sequence[str]) -> Rows:
    """The rows of a table that is a declaration alone: claims, or warnings."""
    return [
        tuple(_cell(row, name, _SAID_ON[table]) for name in columns)
        for row in declared("register.toml")[table]
    ]


_SAID_ON = {"claims": "published", "warnings": "said_on"}


def _cell(row: Mapping[str, Any], name: str, said_on: str) -> object:
    fixed = {"source": CLIPPING, "source_quality": "secondary", "as_of": row[said_on]}
    return fixed.get(name) or row.get(name, "")
