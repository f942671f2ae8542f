"""Which format the bytes of a document are in: what they begin with counts more than the name."""

from __future__ import annotations

from enum import StrEnum
from pathlib import PurePath


class Format(StrEnum):
    """The formats that are read."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"


SUFFIXES = {
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".htm": Format.HTML,
    ".html": Format.HTML,
    ".xhtml": Format.HTML,
    ".pdf": Format.PDF,
    ".docx": Format.DOCX,
}
PACKED = b"PK\x03\x04"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FOREIGN = (
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"RIFF", "RIFF"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (b"Rar!", "RAR"),
    (b"\x7fELF", "ELF"),
    (b"MZ\x90", "EXE"),
    (b"SQLite format 3", "SQLite"),
    (b"PAR1", "Parquet"),
)
PACKED_NAMES = (
    (b"word/", "DOCX"),
    (b"xl/", "XLSX"),
    (b"ppt/", "PPTX"),
    (b"mimetypeapplication/vnd.oasis", "ODT"),
    (b"mimetypeapplication/epub", "EPUB"),
)


class OtherFormatError(ValueError):
    """The bytes are of a format that is not read; ``name`` is what it is called."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class LockedError(ValueError):
    """The bytes are an old Office file or one under a password."""


def recognise(name: str, data: bytes) -> Format:
    """Tell the format; raises OtherFormatError or LockedError for what is none of ours."""
    if b"%PDF-" in data[:1024]:
        return Format.PDF
    if data.startswith(OLD_OFFICE):
        raise LockedError
    if data.startswith(PACKED):
        return _packed(data)
    foreign = next((what for start, what in FOREIGN if data.startswith(start)), None)
    if foreign is not None:
        raise OtherFormatError(foreign)
    by_name = SUFFIXES.get(PurePath(name).suffix.lower())
    if by_name in (Format.PDF, Format.DOCX):
        raise OtherFormatError("?")
    return by_name or (Format.HTML if _looks_like_html(data) else Format.TEXT)


def _packed(data: bytes) -> Format:
    head, tail = data[:4096], data[-65536:]
    found = next((what for part, what in PACKED_NAMES if part in head or part in tail), "ZIP")
    if found != "DOCX":
        raise OtherFormatError(found)
    return Format.DOCX


def _looks_like_html(data: bytes) -> bool:
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return head.startswith((b"<!doctype html", b"<html")) or (
        head.startswith((b"<?xml", b"<!--")) and b"<html" in head
    )
