"""What was used, at the price of that day, and what the same use would cost with other models."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from specie.kernel.repricing import add_up, cost, grid, stretched, token_kinds
from specie.model import PORTFOLIO, Quantity, Ref, say
from specie.supply.gap import Gap, set_aside
from specie.supply.list_price import find_price
from specie.supply.queries import query

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from numpy.typing import NDArray

    from specie.book import Book
    from specie.kernel.repricing import Grid
    from specie.model import Window
    from specie.supply.list_price import ListPrice

    Floats: TypeAlias = NDArray[np.float64]

TOKENIZER_SPREAD = 0.15
"""Share by which another tokenizer may make more or fewer tokens of a text: 5 to 15 %, the wider end."""


@dataclass(frozen=True, slots=True)
class Use:
    """One model as one initiative (None: of none) used it."""

    initiative_id: str | None
    provider: str
    model: str

    @property
    def ref(self) -> Ref:
        """The model, as the price list names its provider."""
        return Ref("model", f"{self.provider}/{self.model}", self.model)


@dataclass(frozen=True, slots=True, eq=False)
class Tokens:
    """Tokens of a stretch of days by use and cell; ``counts`` has shape (uses, cells, 3)."""

    uses: tuple[Use, ...]
    counts: Floats
    grid: Grid
    window: Window
    prices: tuple[ListPrice | None, ...]
    """Of each use; None where the list does not have its model."""
    rows: tuple[int, ...]
    """Rows of the table behind each use."""
    usd: float | None
    """What a dollar is worth in the book's currency; None where ``rates`` does not say."""
    gaps: tuple[Gap, ...]

    def totals(self) -> Floats:
        """Fresh, cached and output tokens of each use; shape (uses, 3)."""
        return self.counts.sum(axis=1)


def read_tokens(book: Book, window: Window, others: Iterable[ListPrice] = ()) -> Tokens:
    """Add the usage of a stretch of days up by use, price step and class of length.

    ``others`` are price lists it will be repriced at: their tiers become classes too.
    """
    used = book.select(query("models_used"), **window.dates)
    own = {(row["provider"], row["model"]): find_price(row["provider"], row["model"] or "") for row in used}
    lists = [price for price in own.values() if price is not None]
    cells = grid(
        np.array([start for price in lists for start in price.starts], dtype="datetime64[D]"),
        [t for price in (*lists, *others) for t in price.thresholds],
    )
    found = book.arrays(_by_cell(cells), **window.dates)
    uses, group = _groups(found)
    steps, classes = cells.shape
    place = found["step"].astype(int) * classes + found["length_class"].astype(int)
    kinds = token_kinds(found["tokens_in"], found["cached"], found["tokens_out"])
    counts = add_up(group, place, kinds, (len(uses), steps * classes))
    prices = tuple(own[use.provider, use.model] for use in uses)
    rows: Floats = np.zeros(len(uses))
    np.add.at(rows, group, found["n_rows"].astype(float))
    rate = dollar(book)
    gaps = (*set_aside(book, ("usage",)), *_gaps(book, uses, prices, rows, rate))
    return Tokens(
        uses, counts, cells, window, prices, tuple(int(n) for n in rows), rate, gaps
    )  # fmt: skip


def history(tokens: Tokens) -> Floats:
    """Cost of each use at the list price of the day it was used, in dollars: low, point, high; (uses, 3).

    NaN where a model has no price, or none on a day on which it was used.
    """
    out = np.full((len(tokens.uses), 3), np.nan)
    days = (tokens.window.start, *(day.item() for day in tokens.grid.starts))
    for price in dict.fromkeys(p for p in tokens.prices if p is not None):
        rows = [k for k, own in enumerate(tokens.prices) if own == price]
        sheet = np.concatenate([_sheet(price, day, tokens.grid) for day in days])
        out[rows] = cost(tokens.counts[rows], sheet[None])[:, 0]
    return out


def undated(tokens: Tokens, costs: Floats) -> Iterator[Gap]:
    """Name the models of the list that have no price on a day on which they were used."""
    for use, price, rows, known in zip(
        tokens.uses, tokens.prices, tokens.rows, ~np.isnan(costs[:, 1]), strict=True
    ):
        if price is not None and not known:
            message = say(
                "{model} of {provider} has no price on a day on which it was used: {count} rows of usage are"
                " not priced",
                model=use.ref, provider=use.provider, count=Quantity(rows, "count"),
            )  # fmt: skip
            yield Gap(use.ref, message, "usage", rows)


def reprice(
    tokens: Tokens, others: Sequence[ListPrice], day: date, spread: float = TOKENIZER_SPREAD
) -> Floats:
    """Cost of the same use with other models at the prices of one day, in dollars; (uses, others, 3).

    Widened by ``spread`` where the other model is not the one that was used. NaN where there is no price.
    """
    if not others:
        return np.zeros((len(tokens.uses), 0, 3))
    steps, classes = tokens.grid.shape
    counts = tokens.counts.reshape(len(tokens.uses), steps, classes, 3).sum(axis=1)
    money = cost(counts, np.stack([_sheet(other, day, tokens.grid) for other in others]))
    same = np.array([[own is not None and own.model == o.model for o in others] for own in tokens.prices])
    wide = stretched(money, np.full(len(others), spread))
    return np.where(same.reshape(len(tokens.uses), len(others))[:, :, None], money, wide)


def dollar(book: Book) -> float | None:
    """Return what a dollar is worth in the book's currency on its day; None where ``rates`` does not say."""
    if book.currency == "USD":
        return 1.0
    rows = book.select(query("dollar"), as_of=book.as_of)
    return float(rows[0]["per_unit"]) if rows else None


def _by_cell(cells: Grid) -> str:
    """SQL that adds the usage up by cell: the store holds far more rows than there are cells."""
    steps = [f"CAST(date >= DATE '{day}' AS INTEGER)" for day in cells.starts]
    classes = [f"CAST(coalesce(input_tokens, 0) > {t:.0f} * requests AS INTEGER)" for t in cells.thresholds]
    return query("usage").format(
        steps=" + ".join(steps) or "0",
        classes=" + ".join(classes) or "0",
        unknown=cells.thresholds.size + 1,
    )


def _groups(found: dict[str, np.ndarray]) -> tuple[tuple[Use, ...], NDArray[np.int64]]:
    """Rows stand in the order of their uses."""
    index: dict[Use, int] = {}
    keys = zip(found["initiative_id"], found["provider"], found["model"], strict=True)
    group = [index.setdefault(Use(i, p, m or ""), len(index)) for i, p, m in keys]
    return tuple(index), np.array(group, dtype=np.int64)


def _sheet(price: ListPrice, day: date, cells: Grid) -> Floats:
    """Prices of a day by class of length: shape (classes, 3, 3)."""
    lengths = [0.0, *(float(t) + 1 for t in cells.thresholds), None]
    found = [price.at(day, length) for length in lengths]
    return np.array([np.full((3, 3), np.nan) if each is None else each for each in found])


def _gaps(
    book: Book,
    uses: Sequence[Use],
    prices: Sequence[ListPrice | None],
    rows: Floats,
    rate: float | None,
) -> Iterator[Gap]:
    unknown: dict[Ref, int] = {}
    for use, price, count in zip(uses, prices, rows, strict=True):
        if price is None:
            unknown[use.ref] = unknown.get(use.ref, 0) + int(count)
    for model, count in unknown.items():
        message = say(
            "{model} of {provider} is not in the price list: {count} rows of usage are not priced",
            model=model, provider=model.id.partition("/")[0], count=Quantity(count, "count"),
        )  # fmt: skip
        yield Gap(model, message, "usage", count)
    if rate is None and uses:
        message = say("list prices are in {dollar} and no rate to {currency} is known: add it to {table}",
                      dollar="USD", currency=book.currency, table="rates")  # fmt: skip
        yield Gap(PORTFOLIO, message, "rates")
