"""Every wording of a figure that the room claims to know, with its value worked out by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from specie.model.claim import Claim, Days, Document, Kind
from specie.text.figures import find_claims

WRITTEN = Days(date(2026, 3, 5), date(2026, 3, 5))


def read(text: str, written: Days | None = WRITTEN) -> tuple[Claim, ...]:
    return find_claims(Document("a", "text", text, (0,), (), written))


def _cases() -> list[tuple[str, str]]:
    lines = (Path(__file__).parent / "figure_cases.txt").read_text("utf-8").splitlines()
    pairs = (line.split(" => ", 1) for line in lines if line and not line.startswith(("# ", "## ")))
    return [(text, wanted) for text, wanted in pairs]


CASES = _cases()


@pytest.mark.parametrize(("text", "wanted"), CASES, ids=[text for text, _ in CASES])
def test_figures_of(text: str, wanted: str) -> None:
    told = (
        []
        if wanted.strip() == "-"
        else [[part.strip() for part in one.split(" | ")] for one in wanted.split(" ;; ")]
    )
    found = read(text)
    assert [_told(claim) for claim in found] == [one[:5] for one in told]
    for claim, one in zip(found, told, strict=True):
        if len(one) > 5:
            assert [_number(claim.low), _number(claim.high)] == one[5:]


def _told(claim: Claim) -> list[str]:
    value = _days(claim.when) if claim.kind is Kind.DATE else _number(claim.value)
    return [claim.text, claim.kind.value, value, claim.unit, claim.reach.value]


def _days(days: Days | None) -> str:
    if days is None:
        return "-"
    return str(days.first) if days.first == days.last else f"{days.first}/{days.last}"


def _number(value: Decimal | None) -> str:
    return "-" if value is None else f"{value:f}"


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 150
