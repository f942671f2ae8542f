"""The door of the room: a path, standard input or a string becomes a Document, or says why it cannot."""

from __future__ import annotations

import codecs
import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

from specie.model import Level, Message, Problem, Quantity, say
from specie.model.claim import Document
from specie.text.document import markdown, plain
from specie.text.document.apart import Taken, TakingError, take_apart
from specie.text.document.encoding import (
    NAMES,
    BinaryError,
    Decoded,
    NotUtf8Error,
    UnknownEncodingError,
    decode,
)
from specie.text.document.kind import Format, LockedError, OtherFormatError, recognise
from specie.text.document.limits import Limits
from specie.text.document.problems import numbers, problem, refuse
from specie.text.document.source import read_bytes
from specie.text.document.written import written

if TYPE_CHECKING:
    from pathlib import Path

DECODED = frozenset({Format.TEXT, Format.MARKDOWN, Format.HTML})
BLOCKS = {Format.TEXT: plain.blocks, Format.MARKDOWN: markdown.blocks}
MOST_CONTROLS = 0.01
ALIASES = {"big5": "cp950", "gb2312": "gb18030", "gbk": "gb18030", "iso8859-1": "cp1252", "ascii": "cp1252"}
"""What a page means by the name of an encoding, which is often narrower than what it holds."""
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:-]{2,40})", re.IGNORECASE)
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Reading:
    """A document and what a reader of it should know: a guessed encoding, pages without text."""

    document: Document
    problems: tuple[Problem, ...] = ()


def read_document(path: str | Path, *, limits: Limits | None = None, encoding: str | None = None) -> Document:
    """Read a document from a file, or from standard input for ``-``.

    Raises
    ------
    DocumentError
        Its text cannot be had; the problems say why, with a hint.
    """
    return read(path, limits=limits, encoding=encoding).document


def read(path: str | Path, *, limits: Limits | None = None, encoding: str | None = None) -> Reading:
    """Read a document and what is worth knowing about how it was read; raises DocumentError."""
    name, within = str(path), limits or Limits()
    data = read_bytes(name, within)
    form = _recognised(name, data)
    remarks: list[Problem] = []
    if form in DECODED:
        decoded = _decoded(name, data, form, encoding)
        remarks += _guess(name, decoded)
        taken = _from_text(name, decoded.text, form, within)
    else:
        taken = _taken(name, form, data, within)
    remarks += _remarks(name, taken)
    digest = hashlib.sha256(data).hexdigest()
    return Reading(_document(name, form, taken, digest), tuple(remarks))


def read_text(text: str, name: str = "-", form: Format = Format.TEXT) -> Document:
    """Make a document of a string that is plain text or Markdown."""
    taken = Taken(text, tuple(BLOCKS[form](text)))
    return _document(name, form, taken, hashlib.sha256(text.encode("utf-8", "replace")).hexdigest())


def _document(name: str, form: Format, taken: Taken, digest: str) -> Document:
    when = written(taken.text, taken.breaks, taken.dates)
    starts = tuple(sorted({start for start in taken.breaks if start < len(taken.text)}))
    return Document(name, form.value, taken.text, starts, taken.pages, when, digest)


def _recognised(name: str, data: bytes) -> Format:
    try:
        return recognise(name, data)
    except LockedError:
        hint = say("save it as .docx, without a password")
        refuse(name, "DOC007", say("the file is of an old Office format, or locked with a password"), hint)
    except OtherFormatError as error:
        hint = say("save or export it as text, Markdown, HTML, PDF or DOCX")
        if error.name == "?":
            refuse(name, "DOC009", say("the file is not of the format that its name says"), hint)
        refuse(name, "DOC006", say("{format} files are not read", format=error.name), hint)


def _decoded(name: str, data: bytes, form: Format, encoding: str | None) -> Decoded:
    try:
        decoded = decode(data, encoding or (_declared(data) if form is Format.HTML else None))
    except LookupError:
        refuse(name, "DOC004", say("no encoding is called {name}", name=encoding or ""))
    except BinaryError:
        refuse(name, "DOC006", say("the file is no text"))
    except NotUtf8Error as error:
        message = say("the text is UTF-8, but damaged at byte {byte}", byte=Quantity(error.position, "count"))
        refuse(name, "DOC005", message, say("save it again as UTF-8"), error.line)
    except UnknownEncodingError as error:
        _unknown(name, error, encoding)
    if len(_UNSEEN.findall(decoded.text[:100_000])) > MOST_CONTROLS * len(decoded.text[:100_000]):
        refuse(name, "DOC006", say("the file is no text"))
    return decoded


def _declared(data: bytes) -> str | None:
    """Return the encoding that a page declares, if it is one and fits the bytes."""
    found = _CHARSET.search(data[:4096])
    if found is None:
        return None
    try:
        named = codecs.lookup(found[1].decode("ascii")).name
        meant = ALIASES.get(named, named)
        data.decode(meant)
    except (LookupError, UnicodeDecodeError):
        return None
    return meant if not named.startswith("utf-16") else None


def _unknown(name: str, error: UnknownEncodingError, encoding: str | None) -> NoReturn:
    hint: Message = say("save the text as UTF-8, or name its encoding with --encoding")
    found = ", ".join(NAMES.get(candidate, candidate) for candidate in error.candidates)
    if encoding is not None:
        refuse(name, "DOC004", say("the text is not {encoding}", encoding=encoding), hint)
    if found:
        refuse(name, "DOC004", say("the encoding may be {encodings}, and which is not clear",
                                   encodings=found), hint)  # fmt: skip
    refuse(name, "DOC004", say("the encoding is not known"), hint)


def _guess(name: str, decoded: Decoded) -> list[Problem]:
    if not decoded.guessed:
        return []
    encoding = NAMES.get(decoded.encoding, decoded.encoding)
    hint = say("if words look wrong, save the text as UTF-8 or name its encoding with --encoding")
    return [
        problem(name, "DOC011", say("read as {encoding}", encoding=encoding), hint, Level.NOTE),
    ]


def _from_text(name: str, text: str, form: Format, limits: Limits) -> Taken:
    if form is Format.HTML:
        return _taken(name, form, text.encode("utf-8", "replace"), limits)
    return Taken(text, tuple(BLOCKS[form](text)))


def _taken(name: str, form: Format, data: bytes, limits: Limits) -> Taken:
    try:
        taken = take_apart(form, data, limits)
    except TakingError as error:
        _faulty(name, error.fault, form, limits)
    if not taken.text.strip():
        refuse(name, "DOC002", say("the document is empty"))
    return taken


def _faulty(name: str, fault: str, form: Format, limits: Limits) -> NoReturn:
    match fault:
        case "locked":
            hint = say("save a copy without the password")
            refuse(name, "DOC007", say("the document is locked with a password"), hint)
        case "scanned":
            hint = say("run text recognition (OCR) on it and check the result")
            refuse(name, "DOC008", say("no page has text: the pages are pictures"), hint)
        case "limits":
            message = say(
                "taking the text out was stopped: more than {seconds} s, {memory} MB, {pages} pages or"
                " {characters} characters",
                seconds=f"{limits.seconds:g}", memory=Quantity(limits.memory // 1_000_000, "count"),
                pages=Quantity(limits.pages, "count"), characters=Quantity(limits.characters, "count"),
            )  # fmt: skip
            refuse(name, "DOC010", message, say("check a part of it"))
        case _:
            message = say("the {format} file is damaged", format=form.value.upper())
            refuse(name, "DOC009", message, say("open it in the program that made it and save it again"))


def _remarks(name: str, taken: Taken) -> list[Problem]:
    found: list[Problem] = []
    for what, where in taken.remarks:
        if what == "pictures":
            message = say("pages without text, not read: {pages}", pages=numbers(where))
            hint = say("run text recognition (OCR) on it and check the result")
            found.append(problem(name, "DOC008", message, hint, Level.WARNING))
        elif what == "lost":
            message = say("pages with letters that stand for nothing: {pages}", pages=numbers(where))
            hint = say("read these pages beside the original")
            found.append(problem(name, "DOC012", message, hint, Level.WARNING))
        else:
            message = say("running heads and page numbers left out: {count} lines",
                          count=Quantity(where[0], "count"))  # fmt: skip
            found.append(problem(name, "DOC013", message, level=Level.NOTE))
    return found
