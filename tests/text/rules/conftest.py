"""A text of one or a few sentences, and the codes that checking it gives."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from specie.facts import open_facts
from specie.model import Severity
from specie.model.claim import Standing, TextCheck
from specie.text import check_text

Codes = Callable[[str], list[str]]


@pytest.fixture(scope="session")
def told() -> Callable[[str], TextCheck]:
    """Check a text against the shipped facts."""
    facts = open_facts()
    return lambda text: check_text(text, facts)


@pytest.fixture(scope="session")
def codes(told: Callable[[str], TextCheck]) -> Codes:
    """Return the codes of everything louder than a note."""
    return lambda text: [a.code for a in told(text).alarms if a.severity is not Severity.NOTE]


@pytest.fixture(scope="session")
def held(told: Callable[[str], TextCheck]) -> Callable[[str], int]:
    """Count the checks that hold."""
    return lambda text: sum(c.standing is Standing.HOLDS for c in told(text).checks)
