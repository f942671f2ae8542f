"""What must hold between the cells of the tables, beyond each cell's type: a plain list of checks."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from specie.facts.schema import schema, table_names
from specie.model import Problem, Quantity, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from specie.facts.fact import Fact
    from specie.facts.room import Facts
    from specie.model import Message


def check(facts: Facts) -> tuple[Problem, ...]:
    """Return everything that is wrong between cells; reading already refuses cells that do not fit."""
    return tuple(problem for one in CHECKS for problem in one(facts))


def _unique_keys(facts: Facts) -> Iterator[Problem]:
    for table in table_names():
        seen = Counter(fact.key for fact in facts.rows(table))
        for fact in facts.rows(table):
            if seen[fact.key] > 1:
                yield _problem(fact, None, say("two rows have the key {key}", key=" | ".join(fact.key)))


def _references(facts: Facts) -> Iterator[Problem]:
    for table in table_names():
        for column in (c for c in schema(table).columns if c.references):
            known = {fact.key[0] for fact in facts.rows(column.references)}
            for fact in facts.rows(table):
                target = fact.text(column.name)
                if target and target not in known:
                    message = say("{id} is not in {table}", id=target, table=column.references)
                    yield _problem(fact, column.name, message)


def _pre_plus_amount(facts: Facts) -> Iterator[Problem]:
    for fact in facts.rows("rounds"):
        pre, amount, post = (fact.number(f"{c}_usd") for c in ("pre_money", "amount", "post_money"))
        if (
            pre is not None
            and amount is not None
            and post is not None
            and abs(pre + amount - post) > 0.005 * post
        ):
            message = say(
                "the price before the money and the amount add up to {sum}, not to {post}",
                sum=Quantity(pre + amount, "USD"),
                post=Quantity(post, "USD"),
            )
            yield _problem(fact, "post_money_usd", message)


def _intervals(facts: Facts) -> Iterator[Problem]:
    for fact in facts.rows("rulers"):
        low, result, high = (fact.number(c) for c in ("interval_low", "result", "interval_high"))
        if (low is None) != (high is None):
            yield _problem(fact, "interval_low", say("an interval with one end"))
        elif low is not None and high is not None and result is not None and not low <= result <= high:
            yield _problem(fact, "interval_low", say("the interval does not hold the result"))


def _cases_in_order(facts: Facts) -> Iterator[Problem]:
    for fact in facts.rows("shocks"):
        cases = [n for c in ("low", "typical", "high") if (n := fact.number(c)) is not None]
        if cases != sorted(cases):
            yield _problem(fact, "typical", say("the mild, middle and severe cases are not in order"))


def _drawdowns(facts: Facts) -> Iterator[Problem]:
    for fact in facts.rows("analogues"):
        peak, trough, fall = (fact.number(c) for c in ("peak_value", "trough_value", "drawdown"))
        if peak and trough is not None and fall is not None and abs(1 - trough / peak - fall) > 0.005:
            yield _problem(fact, "drawdown", say("the fall does not follow from peak and trough"))


def _bound_has_price(facts: Facts) -> Iterator[Problem]:
    pairs = (("rounds", "post_money_usd", "post_money_bound"), ("deals", "amount_usd", "amount_bound"))
    for table, value, bound in pairs:
        for fact in facts.rows(table):
            if (fact[value] is None) != (fact[bound] is None):
                yield _problem(fact, bound, say("a bound and its figure must stand together"))


def _same_money(facts: Facts) -> Iterator[Problem]:
    known = {fact.key: fact for fact in facts.rows("rounds")}
    for row, (_, target) in facts.same_money("rounds").items():
        if row in known and target not in known:
            message = say("{id} is not in {table}", id=" | ".join(target), table="rounds")
            yield _problem(known[row], "series", message)
    told = facts.same_money("rounds")
    for fact in known.values():
        if (
            "do_not_add" in fact.marks
            and fact.key not in told
            and fact.key not in {t for _, t in told.values()}
        ):
            yield _problem(fact, "note", say("the note says not to add this row, but not which row counts"))


CHECKS: tuple[Callable[[Facts], Iterator[Problem]], ...] = (
    _unique_keys, _references, _pre_plus_amount, _intervals, _cases_in_order, _drawdowns, _bound_has_price,
    _same_money,
)  # fmt: skip


def _problem(fact: Fact, column: str | None, message: Message) -> Problem:
    return Problem(f"facts/{fact.table}.csv", fact.row, column, "FCT001", message)
