"""Is this installation sound? Each check is one small function; all of them run."""

from __future__ import annotations

import platform
import sys
import tempfile
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from specie._version import __version__
from specie.engine.cache import default_folder
from specie.engine.registry import declarations, method
from specie.model import Message, say

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

MINIMUM_PYTHON = (3, 11)
LIBRARIES = (
    "click", "diff-diff", "duckdb", "genai-prices", "jinja2", "joblib", "numpy", "pypdfium2",
    "python-calamine", "rich", "scipy", "threadpoolctl", "vl-convert-python", "xlsxwriter",
)  # fmt: skip
"""What the project file asks for; a checkout that runs from its own folder has no metadata to ask."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at, whether it is well, what was seen, and what to do if not."""

    name: Message
    ok: bool
    seen: Message
    hint: Message | None = None


def examine(today: date) -> list[Check]:
    """Run every check; one that breaks is a failed check, not an exception."""
    return [_guarded(check, today) for check in (_python, _libraries, _store, _cache, _facts, _analyses)]


def _guarded(check: Callable[[date], Check], today: date) -> Check:
    try:
        return check(today)
    except Exception as error:
        seen = say("{kind}: {text}", kind=type(error).__name__, text=str(error))
        hint = say("install again: python3 go.py demo")
        return Check(
            say("check {name}", name=getattr(check, "__name__", "?").strip("_")),
            ok=False,
            seen=seen,
            hint=hint,
        )


def _python(_: date) -> Check:
    seen = say("Python {python}, Specie {specie}", python=platform.python_version(), specie=__version__)
    hint = say("Specie needs Python 3.11 or newer")
    return Check(say("interpreter"), sys.version_info >= MINIMUM_PYTHON, seen, hint)


def _libraries(_: date) -> Check:
    found = {name: _version(name) for name in LIBRARIES}
    absent = [name for name, number in found.items() if number is None]
    seen = ", ".join(f"{name} {number}" for name, number in found.items() if number)
    hint = say("missing: {names}; install again: python3 go.py demo", names=", ".join(absent))
    return Check(say("libraries"), not absent, say("{libraries}", libraries=seen), hint)


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _store(_: date) -> Check:
    import duckdb

    answer = duckdb.connect().execute("SELECT sum(i)::BIGINT FROM range(101) t(i)").fetchone()
    return Check(say("embedded store"), answer == (5050,), say("DuckDB answers"), say("reinstall duckdb"))


def _cache(_: date) -> Check:
    folder = default_folder()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=folder):
        pass
    hint = say("set SPECIE_CACHE to a folder you may write")
    return Check(
        say("result cache"), ok=True, seen=say("{folder} can be written", folder=str(folder)), hint=hint
    )


def _facts(today: date) -> Check:
    from specie.facts import open_facts, table_names

    facts = open_facts()
    rows = [fact for table in table_names() for fact in facts.rows(table)]
    stale = sum(fact.stale(today) for fact in rows)
    seen = say("{rows} rows in {tables} tables, {stale} older than their table allows", rows=len(rows),
               tables=len(table_names()), stale=stale)  # fmt: skip
    return Check(say("shipped facts"), bool(rows), seen, say("the facts tables are missing: install again"))


def _analyses(_: date) -> Check:
    known = declarations()
    for analysis in known.values():
        method(analysis)
    return Check(say("analyses"), bool(known), say("{count} can be run", count=len(known)), None)
