"""The process that takes a document apart: bytes on standard input, JSON on standard output.

``python -m specie.text.document.worker '{"format": "pdf", ...}'``; started by ``specie.text.document.apart``.
"""

from __future__ import annotations

import importlib
import json
import re
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from specie.text.document.apart import TakingError
from specie.text.document.flow import TooLongError
from specie.text.document.limits import Limits

if TYPE_CHECKING:
    from specie.text.document.apart import Taken

LONE = re.compile("[\ud800-\udfff]")
"""Halves of characters, which no text may hold; one sign stands for one, so that places stay."""
READERS = {"html": "html_text", "pdf": "pdf_text", "docx": "docx_text"}


def bound(limits: Limits) -> None:
    """Bound this process where the system can."""
    with suppress(ImportError):
        import resource

        seconds = max(1, int(limits.seconds))
        for what, limit in (
            (resource.RLIMIT_CPU, seconds),
            (resource.RLIMIT_AS, limits.memory),
            (resource.RLIMIT_CORE, 0),
            (resource.RLIMIT_FSIZE, 0),
        ):
            with suppress(OSError, ValueError):
                resource.setrlimit(what, (limit, limit))


def main(order: str) -> dict[str, Any]:
    """Read the order and the bytes; return what came out or the fault."""
    asked = json.loads(order)
    form = asked.pop("format")
    limits = Limits(**asked)
    data = sys.stdin.buffer.read()
    reader = importlib.import_module(f"specie.text.document.{READERS[form]}")
    bound(limits)
    try:
        taken: Taken = reader.take(data, limits)
    except TakingError as error:
        return {"fault": error.fault}
    except (TooLongError, MemoryError, RecursionError):
        return {"fault": "limits"}
    return {
        "text": LONE.sub("\ufffd", taken.text),
        "breaks": taken.breaks,
        "pages": taken.pages,
        "dates": taken.dates,
        "remarks": taken.remarks,
    }


if __name__ == "__main__":
    try:
        answer = json.dumps(main(sys.argv[1]))
    except MemoryError:
        answer = '{"fault": "limits"}'
    except Exception:
        answer = '{"fault": "damaged"}'
    sys.stdout.write(answer)
    sys.stdout.flush()
