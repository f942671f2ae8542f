"""Numbers within one row that contradict each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from specie.book.checks.check import Check
from specie.model import Quantity, Term, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.book.checks.check import Checking
    from specie.book.faults import Explained


def range_checks(_: Checking) -> Iterator[Check]:
    """Yield checks that look at one row at a time."""
    yield Check(
        "DAT105", "costs", "amount", "SELECT _row, amount, currency FROM costs WHERE amount < 0", _negative
    )
    yield Check(
        "DAT110",
        "kpis",
        "value_low",
        _upside_down("kpis", "value_low", "value_per_unit", "value_high"),
        _range,
    )
    yield Check("DAT110", "forecasts", "low", _upside_down("forecasts", "low", '"value"', "high"), _range)
    yield Check("DAT110", "claims", "low", _upside_down("claims", "low", '"value"', "high"), _range)
    yield Check("DAT110", "assumptions", "low", _upside_down("assumptions", "low", '"mode"', "high"), _range)
    yield Check("DAT115", "rounds", "pre_money_usd", PRE_ABOVE_POST, _pre_above_post)
    yield Check(
        "DAT118",
        "holdings",
        "company_id",
        "SELECT _row FROM holdings WHERE company_id IS NULL AND ticker IS NULL",
        _nobody,
    )
    yield Check("DAT119", "usage", "cached_input_tokens", CACHED, _cached)
    yield Check("DAT128", "terms", "participation_cap", CAP, _cap)
    yield Check("DAT129", "terms", "kind", NOT_OF_KIND, _not_of_kind)
    yield Check("DAT130", "benchmarks", "score", NO_SHARE.format("score", "benchmarks"), _no_share)
    yield Check("DAT130", "evidence", "value", NO_SHARE.format('"value"', "evidence"), _no_share)


def _upside_down(table: str, low: str, middle: str, high: str) -> str:
    return f"""SELECT _row, {low} AS low, {middle} AS middle, {high} AS high FROM {table}
        WHERE {low} > {high} OR {low} > {middle} OR {middle} > {high}"""


PRE_ABOVE_POST = """SELECT _row, pre_money_usd AS pre, post_money_usd AS post FROM rounds
WHERE pre_money_usd > post_money_usd AND coalesce(post_money_bound, '=') <> '>='"""
NO_SHARE = """SELECT _row, {0} AS share FROM {1} WHERE unit = 'fraction' AND ({0} < 0 OR {0} > 1)"""
CACHED = """SELECT _row, cached_input_tokens AS cached, input_tokens AS sent FROM usage
WHERE cached_input_tokens > input_tokens"""
CAP = """SELECT _row, participation_cap AS cap, liquidation_multiple AS multiple, participating FROM terms
WHERE participation_cap IS NOT NULL
    AND (participating IS FALSE OR participation_cap < coalesce(liquidation_multiple, 1))"""
NOT_OF_KIND = """SELECT _row, kind, strike_usd IS NOT NULL AND kind = 'preferred' AS strike FROM terms
WHERE (kind = 'preferred' AND strike_usd > 0)
    OR (kind <> 'preferred' AND (liquidation_multiple > 0 OR participating OR ipo_ratchet > 0
        OR dividend_rate > 0 OR participation_cap IS NOT NULL))"""


def _negative(row: dict[str, Any]) -> Explained:
    message = say("spend is negative: {amount}", amount=Quantity(row["amount"], row["currency"]))
    return message, say("costs are what was spent; a refund or saving belongs in benefits")


def _range(row: dict[str, Any]) -> Explained:
    parts = [_plain(row[name]) for name in ("low", "middle", "high")]
    message = say(
        "low, value and high are not in order: {low}, {middle}, {high}",
        low=parts[0],
        middle=parts[1],
        high=parts[2],
    )
    return message, say("low may not be above the value, nor the value above high")


def _plain(value: Any) -> str:
    return "?" if value is None else f"{value:f}".rstrip("0").rstrip(".")


def _pre_above_post(row: dict[str, Any]) -> Explained:
    message = say(
        "value before the money {pre} is above the value after it {post}",
        pre=Quantity(row["pre"], "USD"),
        post=Quantity(row["post"], "USD"),
    )
    return message, say("post-money is pre-money plus the amount raised")


def _nobody(_: dict[str, Any]) -> Explained:
    return say("the holding names neither a company nor a ticker"), say("fill in one of them")


def _cached(row: dict[str, Any]) -> Explained:
    message = say(
        "more tokens from the cache ({cached}) than sent ({sent})",
        cached=Quantity(row["cached"], "count"),
        sent=Quantity(row["sent"], "count"),
    )
    return message, say("input_tokens includes the cached ones")


def _no_share(row: dict[str, Any]) -> Explained:
    message = say("a share of {share} is none", share=Quantity(row["share"], "index"))
    return message, say("write shares as fractions from 0 to 1: 87.5 in a hundred is 0.875")


def _cap(row: dict[str, Any]) -> Explained:
    cap = Quantity(row["cap"], "x")
    if row["participating"] is False:
        return say("a class that does not share has a cap of {cap}", cap=cap), say(
            "empty the cap, or say that the class shares"
        )
    multiple = Quantity(1 if row["multiple"] is None else row["multiple"], "x")
    message = say("the cap of {cap} lies below the preference of {multiple}", cap=cap, multiple=multiple)
    return message, say("a cap counts from nothing and includes the preference")


def _not_of_kind(row: dict[str, Any]) -> Explained:
    if row["strike"]:
        return say("a preferred share has a strike"), say("give the strike to a row of kind option")
    message = say("a class of kind {kind} has rights of a preferred share", kind=Term(row["kind"]))
    return message, say("look whether the kind is right")
