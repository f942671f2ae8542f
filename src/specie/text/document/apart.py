"""Taking the text out of HTML, PDF and DOCX in a process of its own, bounded in time and memory.

Parsers meet whatever a stranger sends. A process that hangs, crashes or swells takes nothing else with it.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from specie.text.document.kind import Format
    from specie.text.document.limits import Limits

GRACE = 5.0
"""Seconds that starting a process may take beyond the limit of its work."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What came out: a text with its parts, dates it declares, and remarks (code and pages)."""

    text: str = ""
    breaks: tuple[int, ...] = ()
    pages: tuple[int, ...] = ()
    dates: tuple[str, ...] = ()
    remarks: tuple[tuple[str, tuple[int, ...]], ...] = ()


class TakingError(Exception):
    """Nothing came out; ``fault`` is one of the words of ``specie.text.document.faults``."""

    def __init__(self, fault: str) -> None:
        super().__init__(fault)
        self.fault = fault


def take_apart(form: Format, data: bytes, limits: Limits) -> Taken:
    """Run the worker on the bytes of a document; raises TakingError."""
    order = json.dumps({"format": form.value, **asdict(limits)})
    command = [sys.executable, "-P", "-X", "utf8", "-m", "specie.text.document.worker", order]
    try:
        done = subprocess.run(  # noqa: S603  our own module; the document comes through the pipe
            command, input=data, capture_output=True, timeout=limits.seconds + GRACE, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise TakingError("limits") from error
    answer = _answer(done.stdout)
    if answer is None:
        raise TakingError("limits" if done.returncode < 0 else "damaged")
    if "fault" in answer:
        raise TakingError(str(answer["fault"]))
    remarks = tuple((str(code), tuple(pages)) for code, pages in answer["remarks"])
    return Taken(
        answer["text"], tuple(answer["breaks"]), tuple(answer["pages"]), tuple(answer["dates"]), remarks
    )


def _answer(written: bytes) -> dict[str, Any] | None:
    try:
        answer = json.loads(written)
    except ValueError:
        return None
    return answer if isinstance(answer, dict) else None
