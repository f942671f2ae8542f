"""What is wrong with a cell and what to write instead, in words that are not yet in any language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from specie.book.nearest import nearest
from specie.model import Message, say

if TYPE_CHECKING:
    from specie.book.cells.reading import Habit
    from specie.book.faults import Explained
    from specie.book.schema import ColumnSchema

LONGEST = 80
"""Characters of a cell that are shown."""


def explain(code: str, column: ColumnSchema, text: str | None, habit: Habit) -> Explained:
    """Say what is wrong with a cell of a column; ``text`` is what was written, None when it was empty."""
    return _EXPLAIN[code](column, _shown(text or ""), habit)


def _shown(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def _example(column: ColumnSchema) -> Message | None:
    return say("write it like {example}", example=column.example) if column.example else None


def _not_a_number(column: ColumnSchema, text: str, _: Habit) -> Explained:
    message = say('{column} is not a number: "{text}"', column=column.name, text=text)
    if "%" in unicodedata.normalize("NFKC", text):
        return message, say("{column} is an amount, not a share: remove the percent sign", column=column.name)
    if re.search(r"\d\s*[kKmMbB萬億千百]", text):
        return message, say("write the number out in full: 1500000 for 1.5 million")
    return message, _example(column)


def _ambiguous_number(column: ColumnSchema, text: str, _: Habit) -> Explained:
    digits = re.sub(r"[^0-9.,-]", "", unicodedata.normalize("NFKC", text))
    joined = re.sub(r"[.,]", "", digits)
    broken = re.sub(r"[.,]", ".", digits)
    message = say(
        '{column} can be read two ways: "{text}" is {whole} or {fraction}',
        column=column.name,
        text=text,
        whole=joined,
        fraction=broken,
    )
    return message, say(
        "write it without thousands separators and with a decimal point: {whole} or {fraction}",
        whole=joined,
        fraction=broken,
    )


def _not_whole(column: ColumnSchema, text: str, _: Habit) -> Explained:
    return say('{column} is not a whole number: "{text}"', column=column.name, text=text), _example(column)


def _outside(column: ColumnSchema, text: str, _: Habit) -> Explained:
    message = say('{column} is out of range: "{text}"', column=column.name, text=text)
    return message, _range(column)


def _range(column: ColumnSchema) -> Message:
    if column.type in ("date", "period"):
        return say("the year must lie between 1900 and 2200")
    if column.above is not None:
        return say("it must be above {limit}", limit=f"{column.above:g}")
    if column.minimum is not None and column.maximum is not None:
        return say(
            "it must lie between {low} and {high}", low=f"{column.minimum:g}", high=f"{column.maximum:g}"
        )
    if column.minimum is not None:
        return say("it must be {limit} or more", limit=f"{column.minimum:g}")
    return say("it is too large to be kept exactly")


def _not_a_date(column: ColumnSchema, text: str, _: Habit) -> Explained:
    message = say('{column} is not a date: "{text}"', column=column.name, text=text)
    return message, say("write year, month, day: 2026-09-30")


def _ambiguous_date(column: ColumnSchema, text: str, _: Habit) -> Explained:
    first, second, year = (int(part) for part in re.findall(r"\d+", unicodedata.normalize("NFKC", text))[:3])
    day_first, month_first = date(year, second, first), date(year, first, second)
    message = say(
        '{column} can be read two ways: "{text}" is {one} or {other}',
        column=column.name,
        text=text,
        one=month_first.isoformat(),
        other=day_first.isoformat(),
    )
    return message, say("write year, month, day: 2026-09-30")


def _no_such_day(column: ColumnSchema, text: str, _: Habit) -> Explained:
    message = say('{column} does not exist in the calendar: "{text}"', column=column.name, text=text)
    return message, say("write year, month, day: 2026-09-30")


def _other_date(column: ColumnSchema, text: str, _: Habit) -> Explained:
    message = say(
        '{column} is not written as year-month-day: "{text}" was read all the same',
        column=column.name,
        text=text,
    )
    return message, say("write year, month, day: 2026-09-30")


def _republic(column: ColumnSchema, text: str, _: Habit) -> Explained:
    year, month, day = (int(part) for part in re.findall(r"\d+", unicodedata.normalize("NFKC", text))[:3])
    read = f"{year + 1911:04d}-{month:02d}-{day:02d}"
    message = say(
        '{column} was read as a year of the Republic of China: "{text}" is {date}',
        column=column.name,
        text=text,
        date=read,
    )
    return message, say("write year, month, day: {date}", date=read)


def _serial(column: ColumnSchema, text: str, _: Habit) -> Explained:
    message = say('{column} is not a date: "{text}"', column=column.name, text=text)
    days = int(float(text))
    if not 10_000 <= days <= 80_000:
        return message, say("write year, month, day: 2026-09-30")
    day = date(1899, 12, 30) + timedelta(days=days)
    return message, say(
        "as a day number of Excel it would be {date}: format the column as a date and export it again",
        date=day.isoformat(),
    )


def _not_a_period(column: ColumnSchema, text: str, _: Habit) -> Explained:
    message = say('{column} is not a period: "{text}"', column=column.name, text=text)
    return message, say("write 2026, 2026-Q3, 2026-09, 2026-W39 or 2026-09-30")


def _not_a_boolean(column: ColumnSchema, text: str, _: Habit) -> Explained:
    return say('{column} is neither true nor false: "{text}"', column=column.name, text=text), None


def _not_a_choice(column: ColumnSchema, text: str, _: Habit) -> Explained:
    near = nearest(re.sub(r"[\s-]+", "_", text), column.allowed)
    listed = ", ".join(column.allowed)
    message = say('{column} is none of the known words: "{text}"', column=column.name, text=text)
    if near:
        return message, say("did you mean {name}? known: {names}", name=near, names=listed)
    return message, say("known: {names}", names=listed)


def _missing(column: ColumnSchema, text: str, _: Habit) -> Explained:
    if text:
        return say('{column} must be known, but is "{text}"', column=column.name, text=text), _example(column)
    return say("{column} is empty", column=column.name), _example(column)


def _unknown_word(column: ColumnSchema, text: str, _: Habit) -> Explained:
    return say('{column} was read as unknown: "{text}"', column=column.name, text=text), None


def _read_as(column: ColumnSchema, text: str, habit: Habit) -> Explained:
    if column.type == "id":
        plain = unicodedata.normalize("NFKC", text)
        return say('{column} was read as {plain}: "{text}"', column=column.name, plain=plain, text=text), None
    mark = "," if habit.comma and not habit.dot else "."
    message = say(
        '{column} is not written as a plain number: "{text}" was read with "{mark}" as decimal mark',
        column=column.name,
        text=text,
        mark=mark,
    )
    return message, _example(column)


def _formula(column: ColumnSchema, text: str, _: Habit) -> Explained:
    message = say("{column} holds a formula error: {text}", column=column.name, text=text)
    return message, say("mend the formula or leave the cell empty")


def _not_a_currency(column: ColumnSchema, text: str, _: Habit) -> Explained:
    message = say('{column} is not a currency code: "{text}"', column=column.name, text=text)
    code = _CURRENCIES.get(unicodedata.normalize("NFKC", text).strip().upper())
    if code:
        return message, say("did you mean {name}?", name=code)
    return message, say("three letters of ISO 4217, such as USD, EUR, TWD")


_CURRENCIES: Final = {
    "NTD": "TWD",
    "NT$": "TWD",
    "新台幣": "TWD",
    "台幣": "TWD",
    "新臺幣": "TWD",
    "RMB": "CNY",
    "人民幣": "CNY",
    "人民币": "CNY",
    "$": "USD",
    "US$": "USD",
    "美元": "USD",
    "美金": "USD",
    "DOLLAR": "USD",
    "DOLLARS": "USD",
    "€": "EUR",
    "EURO": "EUR",
    "EUROS": "EUR",
    "歐元": "EUR",
    "£": "GBP",
    "英鎊": "GBP",
    "HK$": "HKD",
    "港幣": "HKD",
    "日圓": "JPY",
    "日元": "JPY",
    "YEN": "JPY",
    "S$": "SGD",
    "₩": "KRW",
    "₹": "INR",
}

_EXPLAIN: Final[dict[str, Callable[[ColumnSchema, str, Habit], Explained]]] = {
    "DAT012": _not_a_number,
    "DAT013": _ambiguous_number,
    "DAT014": _not_whole,
    "DAT015": _outside,
    "DAT016": _not_a_date,
    "DAT017": _ambiguous_date,
    "DAT018": _no_such_day,
    "DAT019": _other_date,
    "DAT020": _not_a_period,
    "DAT021": _not_a_boolean,
    "DAT022": _not_a_choice,
    "DAT023": _missing,
    "DAT024": _unknown_word,
    "DAT025": _read_as,
    "DAT026": _formula,
    "DAT030": _not_a_currency,
    "DAT035": _republic,
    "DAT036": _serial,
}
