"""The day a text was written: only where it says so itself, and says one."""

from __future__ import annotations

from datetime import date

import pytest

from specie.text.document.kind import Format
from specie.text.document.read import read_text
from specie.text.document.written import written

DAY = date(2026, 10, 5)


@pytest.mark.parametrize(
    "head",
    [
        "---\ntitle: x\ndate: 2026-10-05\n---\n\nText.",
        "# Head\n\n2026-10-05\n\nText.",
        "# Head\n\nOctober 5, 2026\n\nText.",
        "# Head\n\nPublished: 5 October 2026, 08:30\n\nText.",
        "# Head\n\nMonday, Oct. 5, 2026 | By A. Writer\n\nText.",
        "# Head\n\n2026年10月5日\n\n內文。",
        "# Head\n\n發布日期：2026/10/05 08:30\n\n內文。",
        "# Head\n\n民國115年10月5日\n\n內文。",
        "# Head\n\n（2026年10月5日）公司宣布募資。",
        "# Head\n\n【記者王小明／台北 2026年10月5日 電】公司宣布募資。",
        "# Head\n\nTAIPEI, Oct 5, 2026 — The company raised money in March 2025.",
        "# Head\n\nPublished 2026-10-05 | Updated 2026-10-07\n\nText.",
    ],
)
def test_a_stated_day_is_read(head):
    found = read_text(head, form=Format.MARKDOWN).written
    assert found is not None, head
    assert (found.first, found.last) == (DAY, DAY)


@pytest.mark.parametrize(
    "text",
    [
        "# Head\n\nThe company will list by October 5, 2026.",
        "# Lab to list on 2026-10-05\n\nText.",
        "# Head\n\nOctober 2026\n\nText.",
        "# Head\n\n05/10/2026\n\nText.",
        "# Head\n\n2026-10-05\n\n2026-10-06\n\nText.",
        "# Head\n\nUpdated 2026-10-05\n\nText.",
        "# Head\n\n2026-13-45\n\nText.",
        "公司於2026年10月5日宣布募資。",
        "Text.\n\n" * 9 + "2026-10-05\n",
    ],
)
def test_what_is_not_clear_is_left_open(text):
    assert read_text(text, form=Format.MARKDOWN).written is None


def test_two_declared_days_are_none():
    assert written("Text.", (0,), ("2026-10-05", "2026-10-06")) is None
    assert written("Text.", (0,), ("2026-10-05T00:00Z", "2026-10-05")) is not None
