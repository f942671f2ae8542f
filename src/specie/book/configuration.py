"""Read ``specie.toml``: every fault of it is named in one go, with "did you mean"."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from specie.book.nearest import nearest
from specie.book.settings import BillRules, Policy, Settings
from specie.model import Level, Message, Problem, say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

FILE = "specie.toml"

KEYS: Mapping[str, tuple[str, ...]] = {
    "": ("book", "policy", "bills", "read", "outcomes"),
    "book": ("name", "currency", "as_of", "fiscal_year_start", "synthetic"),
    "policy": (
        "ai_share_of_it_budget", "max_vendor_share", "hurdle_rate", "confidence", "min_cash_months",
        "max_tail_loss",
    ),
    "bills": ("initiative_tag", "accounts", "skus", "services", "vendors"),
    "read": ("encoding",),
    "outcomes": ("covariates",),
}  # fmt: skip
"""Every key that is known, by section; ``[bills]`` holds tables whose keys are the user's own."""


@dataclass(slots=True)
class _Reading:
    """The parsed file and the problems met so far."""

    text: str
    data: dict[str, Any]
    problems: list[Problem] = field(default_factory=list)

    def fault(
        self, code: str, key: str, message: Message, hint: Message | None = None, level: Level = Level.ERROR
    ) -> None:
        row = _line_of(self.text, key)
        self.problems.append(Problem(FILE, row, key or None, code, message, hint, level))

    def get(self, section: str, key: str) -> Any:
        table = self.data.get(section)
        return table.get(key) if isinstance(table, dict) else None


def read_settings(path: Path) -> tuple[Settings | None, list[Problem]]:
    """Return the settings and what is wrong; no settings when currency or date are unusable."""
    reading = _parse(path)
    if isinstance(reading, Problem):
        return None, [reading]
    _check_keys(reading)
    currency = _currency(reading)
    as_of = _as_of(reading)
    settings = Settings(
        name=_text(reading, "book", "name") or path.parent.resolve().name,
        currency=currency or "",
        as_of=as_of or date.min,
        fiscal_year_start=_fiscal_year_start(reading),
        policy=_policy(reading),
        bills=_bills(reading),
        synthetic=_flag(reading, "book", "synthetic"),
        encoding=_encoding(reading),
        covariates=_covariates(reading),
    )
    usable = currency is not None and as_of is not None
    return (settings if usable else None), reading.problems


def _parse(path: Path) -> _Reading | Problem:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        return Problem(
            FILE,
            line,
            None,
            "CFG001",
            say("the file is not UTF-8 at byte {byte}", byte=error.start + 1),
            say("save it as UTF-8"),
        )
    try:
        return _Reading(text, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        line = int(found.group(1)) if found else text.count("\n") + 1
        reason = re.sub(r"\s*\(at .*\)$", "", str(error))
        return Problem(
            FILE,
            line,
            None,
            "CFG001",
            say("not valid TOML: {reason}", reason=reason),
            say("text goes in quotes, dates do not: as_of = 2026-09-30"),
        )


def _line_of(text: str, key: str) -> int | None:
    """Find the line on which a key is set, or its section starts."""
    name = re.escape(key.rpartition(".")[2])
    pattern = rf'^\s*(?:\[+\s*)?(?:[\w"]+\s*\.\s*)*"?{name}"?\s*(?:=|\]|\.)'
    found = re.search(pattern, text, re.MULTILINE) if key else None
    return text.count("\n", 0, found.end()) + 1 if found else None


def _check_keys(reading: _Reading) -> None:
    _unknown(reading, "", reading.data)
    for section in KEYS[""]:
        table = reading.data.get(section)
        if isinstance(table, dict):
            _unknown(reading, section, table)
        elif table is not None:
            _wrong_type(reading, section, say("a section: [{name}] on a line of its own", name=section))


def _unknown(reading: _Reading, section: str, table: Mapping[str, Any]) -> None:
    for key in table:
        if key in KEYS[section]:
            continue
        near = nearest(key, KEYS[section])
        hint = say("did you mean {name}?", name=near) if near else _known_keys(section)
        full = f"{section}.{key}" if section else key
        reading.fault("CFG002", full, say("unknown key {key}: it is not read", key=full), hint, Level.WARNING)


def _known_keys(section: str) -> Message:
    return say("known here: {names}", names=", ".join(KEYS[section]))


def _wrong_type(reading: _Reading, key: str, wanted: Message) -> None:
    reading.fault(
        "CFG003", key, say("{key} has the wrong type", key=key), say("give {wanted}", wanted=wanted)
    )


def _text(reading: _Reading, section: str, key: str) -> str | None:
    value = reading.get(section, key)
    if value is None or isinstance(value, str):
        return value or None
    _wrong_type(reading, f"{section}.{key}", say("text in quotes"))
    return None


def _flag(reading: _Reading, section: str, key: str) -> bool:
    value = reading.get(section, key)
    if value is not None and not isinstance(value, bool):
        _wrong_type(reading, f"{section}.{key}", say("true or false"))
    return value is True


def _currency(reading: _Reading) -> str | None:
    value = _text(reading, "book", "currency")
    if reading.get("book", "currency") is None:
        reading.fault(
            "CFG004",
            "book.currency",
            say("{key} is missing", key="book.currency"),
            say("add it under [book]: {line}", line='currency = "USD"'),
        )
        return None
    code = (value or "").strip().upper()
    if value and not re.fullmatch(r"[A-Z]{3}", code):
        reading.fault(
            "CFG005",
            "book.currency",
            say('"{value}" is not a currency code', value=value),
            say("three letters of ISO 4217, such as USD, EUR, TWD"),
        )
    return code if re.fullmatch(r"[A-Z]{3}", code) else None


def _as_of(reading: _Reading) -> date | None:
    value = reading.get("book", "as_of")
    if value is None:
        reading.fault(
            "CFG004",
            "book.as_of",
            say("{key} is missing", key="book.as_of"),
            say("add it under [book]: {line}", line="as_of = 2026-09-30"),
        )
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    return _date_in_quotes(reading, value)


def _date_in_quotes(reading: _Reading, value: object) -> date | None:
    try:
        return date.fromisoformat(value.strip() if isinstance(value, str) else "")
    except ValueError:
        reading.fault(
            "CFG006",
            "book.as_of",
            say('"{value}" is not a date', value=str(value)),
            say("write year, month, day without quotes: as_of = 2026-09-30"),
        )
        return None


def _fiscal_year_start(reading: _Reading) -> tuple[int, int]:
    value = _text(reading, "book", "fiscal_year_start")
    if value is None:
        return (1, 1)
    found = re.fullmatch(r"\s*(\d{1,2})-(\d{1,2})\s*", value)
    try:
        day = date(2001, int(found.group(1)), int(found.group(2))) if found else None
    except ValueError:
        day = None
    if day is None:
        reading.fault(
            "CFG006",
            "book.fiscal_year_start",
            say('"{value}" is not a month and a day', value=value),
            say('write month and day, such as "04-01"'),
        )
        return (1, 1)
    return (day.month, day.day)


def _policy(reading: _Reading) -> Policy:
    numbers = {key: _number(reading, key) for key in KEYS["policy"]}
    if numbers["confidence"] is None:
        del numbers["confidence"]
    return Policy(**numbers)


_LIMITS: Mapping[str, tuple[Callable[[float], bool], Message]] = {
    "ai_share_of_it_budget": (lambda x: 0 <= x <= 1, say("a fraction from 0 to 1, such as 0.15")),
    "max_vendor_share": (lambda x: 0 <= x <= 1, say("a fraction from 0 to 1, such as 0.40")),
    "hurdle_rate": (lambda x: 0 <= x <= 1, say("a fraction from 0 to 1, such as 0.10")),
    "confidence": (lambda x: 0.5 <= x < 1, say("a fraction from 0.5 up to, not including, 1, such as 0.90")),
    "min_cash_months": (lambda x: x >= 0, say("a number of months, 0 or more")),
    "max_tail_loss": (lambda x: x >= 0, say("money in the book's currency, 0 or more")),
}


def _number(reading: _Reading, key: str) -> float | None:
    value = reading.get("policy", key)
    holds, wanted = _LIMITS[key]
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        _wrong_type(reading, f"policy.{key}", wanted)
        return None
    if not holds(value):
        reading.fault(
            "CFG007",
            f"policy.{key}",
            say("{key} is out of range: {value}", key=f"policy.{key}", value=str(value)),
            say("give {wanted}", wanted=wanted),
        )
        return None
    return float(value)


def _bills(reading: _Reading) -> BillRules:
    return BillRules(
        initiative_tag=_text(reading, "bills", "initiative_tag"),
        **{key: _names(reading, key) for key in ("accounts", "skus", "services", "vendors")},
    )


def _names(reading: _Reading, key: str) -> dict[str, str]:
    table = reading.get("bills", key)
    if table is None:
        return {}
    if not isinstance(table, dict) or not all(isinstance(v, str) for v in table.values()):
        _wrong_type(reading, f"bills.{key}", say('lines such as "name on the bill" = "AI-01"'))
    return {k: v for k, v in table.items() if isinstance(v, str)} if isinstance(table, dict) else {}


def _encoding(reading: _Reading) -> str | None:
    value = _text(reading, "read", "encoding")
    if value is None:
        return None
    try:
        "".encode(value)
    except LookupError:
        reading.fault(
            "CFG008",
            "read.encoding",
            say('"{value}" is not an encoding', value=value),
            say("such as big5, gb18030, cp1252; remove it when the files are UTF-8"),
        )
        return None
    return value


def _covariates(reading: _Reading) -> tuple[str, ...]:
    value = reading.get("outcomes", "covariates")
    if value is None:
        return ()
    good = isinstance(value, list) and all(isinstance(v, str) and v.isidentifier() for v in value)
    if not good:
        _wrong_type(reading, "outcomes.covariates", say('a list of column names: ["size", "tenure"]'))
        return ()
    return tuple(dict.fromkeys(value))
