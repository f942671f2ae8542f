"""Relations in many wordings: what is right is silent, and what is wrong is found in nearly all of them."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from specie.facts import open_facts
from specie.text import check_text

FOLDER = Path(__file__).parent
FACTS = open_facts()
HEAD = {
    False: "Morvane reports on its year\n\nGHENT, 5 October 2026 — A note by the desk.\n\n",
    True: "霧岬科技年度重點\n\n〔台北訊，2026 年 10 月 5 日〕以下為重點。\n\n",
}
BETWEEN = {
    False: "\n\nThe weather was fine and nobody spoke of it.\n\n",
    True: "\n\n當天天氣晴朗，與會者不少。\n\n",
}
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
Pair = tuple[str, str]


def lines(name: str) -> list[str]:
    text = (FOLDER / f"worded_{name}.txt").read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("# ")]


def chinese(line: str) -> bool:
    return any("\u4e00" <= sign <= "\u9fff" for sign in line)


def money(value: float, line: str) -> str:
    return f"{value:g} 億元" if chinese(line) else f"${value:g} million"


def codes(text: str) -> list[str]:
    return [alarm.code for alarm in check_text(text, FACTS).alarms if alarm.code[3] in "123"]


def change(line: str, rng: random.Random, sign: int) -> Pair:
    start = rng.randint(120, 400)
    end = round(start * (1 + sign * rng.randint(12, 60) / 100))
    told = round(abs(end / start - 1) * 100)
    a, b = money(start, line), money(end, line)
    return line.format(a=a, b=b, g=f"{told}%"), line.format(a=a, b=b, g=f"{told + 8}%")


def share(line: str, rng: random.Random, write: Callable[[float, str], str]) -> Pair:
    whole = rng.randint(150, 900)
    part = round(whole * rng.randint(11, 45) / 100)
    told = round(part / whole * 100)
    p, w = write(part, line), write(whole, line)
    return line.format(p=p, w=w, s=f"{told}%"), line.format(p=p, w=w, s=f"{told + 8}%")


def total(line: str, rng: random.Random) -> Pair:
    parts = rng.randint(60, 90), rng.randint(40, 59), rng.randint(15, 39)
    x, y, z = (money(part, line) for part in parts)
    return tuple(line.format(x=x, y=y, z=z, w=money(sum(parts) + by, line)) for by in (0, 9))  # type: ignore[return-value]


def difference(line: str, rng: random.Random) -> Pair:
    start, by = rng.randint(200, 400), rng.randint(21, 70)
    a, b = money(start, line), money(start - by, line)
    return line.format(a=a, b=b, d=money(by, line)), line.format(a=a, b=b, d=money(by + 10, line))


def twice(line: str, rng: random.Random) -> Pair:
    kind, first, second = line.split(" | ")
    value = rng.randint(12, 48) if kind in ("margin", "largest") else rng.randint(120, 890)
    one, other = (str(value), str(value + 9)) if kind != "dividend" else ("2.4", "2.8")
    return together(first, second, "{x}", one, other)


def event(line: str, rng: random.Random) -> Pair:
    first, second = line.split(" | ")
    month, day = rng.randint(1, 11), rng.randint(2, 14)
    dates = [
        f"2026 年 {m} 月 {day} 日" if chinese(line) else f"{day} {MONTHS[m - 1]} 2026"
        for m in (month, month + 1)
    ]
    return together(first, second, "{d}", dates[0], dates[1])


def together(first: str, second: str, sign: str, one: str, other: str) -> Pair:
    zh = chinese(first + second)
    start = HEAD[zh] + first.replace(sign, one) + BETWEEN[zh]
    return start + second.replace(sign, one) + "\n", start + second.replace(sign, other) + "\n"


KINDS: dict[str, Callable[[str, random.Random], Pair]] = {
    "change_up": lambda line, rng: change(line, rng, 1),
    "change_down": lambda line, rng: change(line, rng, -1),
    "share": lambda line, rng: share(line, rng, lambda value, _: f"{value:g}"),
    "share_money": lambda line, rng: share(line, rng, money),
    "sum": total,
    "difference": difference,
    "twice": twice,
    "events": event,
}


@pytest.mark.parametrize("name", KINDS)
def test_what_is_right_is_silent_in_every_wording(name: str):
    rng = random.Random(7)
    loud = [(line, found) for line in lines(name) if (found := codes(KINDS[name](line, rng)[0]))]
    assert loud == []


@pytest.mark.parametrize("name", KINDS)
def test_what_is_wrong_is_found_in_nearly_every_wording(name: str):
    rng = random.Random(7)
    listed = lines(name)
    missed = [line for line in listed if not codes(KINDS[name](line, rng)[1])]
    assert len(missed) <= len(listed) / 10, missed


@pytest.mark.parametrize("path", sorted((FOLDER / "right").glob("*.md")), ids=lambda path: path.stem)
def test_right_articles_are_silent(path: Path):
    found = check_text(path, FACTS).alarms
    assert [alarm.code for alarm in found if not alarm.code.startswith("TXT9")] == []


def test_the_clean_sample_is_quiet():
    found = check_text(FOLDER.parents[2] / "docs" / "samples" / "what-was-spent.md", FACTS).alarms
    assert [alarm.code for alarm in found if not alarm.code.startswith("TXT9")] == []
