"""Initiatives that nobody answers for, or that have no history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from specie.book.checks.check import Check
from specie.model import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.book.checks.check import Checking
    from specie.book.faults import Explained


def people_checks(_: Checking) -> Iterator[Check]:
    """Yield checks of owners and of stages that are missing."""
    yield Check(
        "DAT109",
        "initiatives",
        "business_owner",
        "SELECT _row, initiative_id FROM initiatives WHERE business_owner IS NULL",
        _no_business_owner,
    )
    yield Check(
        "DAT109",
        "initiatives",
        "technical_owner",
        "SELECT _row, initiative_id FROM initiatives WHERE technical_owner IS NULL",
        _no_technical_owner,
    )
    yield Check(
        "DAT112",
        "initiatives",
        "initiative_id",
        "SELECT _row, initiative_id FROM initiatives WHERE initiative_id NOT IN"
        " (SELECT initiative_id FROM stages)",
        _no_stage,
        needs=("stages",),
    )


def _no_business_owner(row: dict[str, Any]) -> Explained:
    message = say("{initiative} has no business owner", initiative=row["initiative_id"])
    return message, say("name the person who answers for the benefit")


def _no_technical_owner(row: dict[str, Any]) -> Explained:
    message = say("{initiative} has no technical owner", initiative=row["initiative_id"])
    return message, say("name the person who answers for the system")


def _no_stage(row: dict[str, Any]) -> Explained:
    message = say("{initiative} has no stage: it is in no funnel", initiative=row["initiative_id"])
    return message, say("add a line to stages: the day on which it became an idea or a pilot")
