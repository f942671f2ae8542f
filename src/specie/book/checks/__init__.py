"""Checks across rows and tables: a plain list, each with its code, its rows and its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.book.checks.benefits import benefit_checks
from specie.book.checks.check import Check, run_check
from specie.book.checks.keys import key_checks
from specie.book.checks.money import money_checks
from specie.book.checks.order import order_checks
from specie.book.checks.people import people_checks
from specie.book.checks.ranges import range_checks
from specie.book.checks.references import reference_checks
from specie.book.checks.rollout import rollout_checks
from specie.book.checks.statements import statement_checks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from specie.book.checks.check import Checking

__all__ = ["AFTER_CONVERSION", "BEFORE_CONVERSION", "Check", "run_check", "run_checks"]

BEFORE_CONVERSION: tuple[Callable[[Checking], Iterator[Check]], ...] = (
    key_checks,
    range_checks,
    reference_checks,
    order_checks,
    statement_checks,
)
"""Checks on rows and ids; what they set aside needs no exchange rate."""

AFTER_CONVERSION: tuple[Callable[[Checking], Iterator[Check]], ...] = (
    people_checks,
    money_checks,
    rollout_checks,
    benefit_checks,
)
"""Checks that compare rows which are all in use."""


def run_checks(checking: Checking, groups: tuple[Callable[[Checking], Iterator[Check]], ...]) -> None:
    """Run every check of the groups in order; each sees what the ones before it left."""
    for group in groups:
        for check in group(checking):
            run_check(checking, check)
