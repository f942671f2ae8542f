"""The bytes of a document: from a file or standard input, never more than the limit."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from specie.model import Message, say
from specie.text.document.problems import refuse

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from specie.text.document.limits import Limits

STDIN = "-"
MEGABYTE = 1_000_000


def read_bytes(name: str, limits: Limits) -> bytes:
    """Return the bytes of a file, or of standard input for ``-``.

    Raises
    ------
    DocumentError
        It cannot be opened, is larger than the limit, or is empty.
    """
    try:
        with _opened(name) as file:
            data = _bounded(file, limits.size)
    except OSError as error:
        refuse(name, "DOC001", _cause(error))
    except ValueError:  # a NUL in a path
        refuse(name, "DOC001", say("the path is none"))
    if data is None:
        message = say("the document is larger than {limit} MB", limit=f"{limits.size / MEGABYTE:g}")
        refuse(name, "DOC003", message, say("check a part of it, or raise the limit with --max-size"))
    if not data.strip():
        refuse(name, "DOC002", say("the document is empty"))
    return data


def _opened(name: str) -> AbstractContextManager[BinaryIO]:
    return nullcontext(sys.stdin.buffer) if name == STDIN else Path(name).open("rb")


def _bounded(file: BinaryIO, size: int) -> bytes | None:
    """Read up to ``size`` bytes; None where there are more."""
    parts: list[bytes] = []
    left = size + 1
    while left > 0 and (part := file.read(min(left, 1 << 20))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts) if left > 0 else None


def _cause(error: OSError) -> Message:
    match error:
        case FileNotFoundError():
            return say("there is no such file")
        case IsADirectoryError():
            return say("it is a folder, not a document")
        case PermissionError():
            return say("reading the file is not allowed")
        case _:
            return say("the file cannot be opened: {cause}", cause=error.strerror or type(error).__name__)
