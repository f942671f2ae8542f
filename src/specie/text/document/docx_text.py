"""The text of a DOCX file: paragraphs, tables, notes; deleted and hidden text left out."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from specie.text.document.apart import Taken, TakingError
from specie.text.document.flow import Flow
from specie.text.document.raised import lowered, raised

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from xml.etree.ElementTree import Element

    from specie.text.document.limits import Limits

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
DRAWN = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
LEFT_OUT = frozenset(
    {"del", "moveFrom", "instrText", "delText", "rPr", "pPr", "tblPr", "tcPr", "trPr", "sectPr"}
)
SIGNS = {"tab": "\t", "noBreakHyphen": "-", "softHyphen": ""}
SHIFTS: dict[str, Callable[[str], str]] = {"superscript": raised, "subscript": lowered}
SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})
UNSEEN = frozenset({"vanish", "webHidden", "strike", "dstrike"})
OFF = frozenset({"0", "false", "off"})
DEPTH = 150
CHUNK = 1 << 16


def take(data: bytes, limits: Limits) -> Taken:
    """Take the text out of a DOCX file."""
    flow = Flow(limits.characters)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            _read(packed, flow, limits)
    except (zipfile.BadZipFile, ElementTree.ParseError, KeyError, NotImplementedError, EOFError) as error:
        raise TakingError("damaged") from error
    except RuntimeError as error:  # zipfile's word for a part under a password
        raise TakingError("locked") from error
    return Taken(flow.text, tuple(flow.breaks), tuple(flow.pages))


def _read(packed: zipfile.ZipFile, flow: Flow, limits: Limits) -> None:
    names = set(packed.namelist())
    wanted = [name for name in PARTS if name in names]
    if PARTS[0] not in names:
        raise TakingError("damaged")
    if sum(packed.getinfo(name).file_size for name in wanted) > limits.unpacked:
        raise TakingError("limits")
    for name in wanted:
        body = ElementTree.fromstring(_unpacked(packed, name, limits.unpacked))  # noqa: S314  no DTD gets here
        _Body(flow).walk(_without_fallbacks(body))


def _unpacked(packed: zipfile.ZipFile, name: str, most: int) -> bytes:
    """Unpack a part, which may be larger than it says; refuse a document type: Word writes none."""
    parts: list[bytes] = []
    size = 0
    with packed.open(name) as file:
        while part := file.read(CHUNK):
            size += len(part)
            if size > most:
                raise TakingError("limits")
            parts.append(part)
    xml = b"".join(parts)
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise TakingError("damaged")
    return xml


class _Body:
    """Walks the tree of one part and writes its blocks."""

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self._cell_starts = False

    def walk(self, node: Element, depth: int = 0) -> None:
        if depth > DEPTH:
            raise TakingError("limits")
        for child in node:
            name = _local(child)
            if name == "r":
                self._run(child, depth)
            elif name == "tbl":
                self._table(child, depth)
            elif name not in LEFT_OUT and _attribute(child, "type") not in SEPARATORS:
                self._block(child, name, depth)

    def _block(self, child: Element, name: str, depth: int) -> None:
        if name == "p" and not self._cell_starts:
            self.flow.part()
        self._cell_starts = self._cell_starts and name != "p"
        self.walk(child, depth + 1)

    def _table(self, table: Element, depth: int) -> None:
        for row in _inner(table, "tr"):
            for number, cell in enumerate(_inner(row, "tc")):
                self.flow.part("\t" if number else "\n")
                self._cell_starts = True  # the first paragraph of a cell starts where the cell does
                self.walk(cell, depth + 1)
        self._cell_starts = False
        self.flow.part()

    def _run(self, run: Element, depth: int) -> None:
        look = next((child for child in run if _local(child) == "rPr"), ())
        if any(_local(mark) in UNSEEN and _attribute(mark, "val") not in OFF for mark in look):
            return
        place = next((_attribute(mark, "val") for mark in look if _local(mark) == "vertAlign"), "")
        for child in run:
            name = _local(child)
            if name == "t":
                self.flow.add(SHIFTS.get(place, str)(child.text or ""))
            elif name in ("br", "cr"):
                self.flow.part()
            else:
                self.flow.add(SIGNS.get(name, ""))
        self._boxes(run, depth)

    def _boxes(self, node: Element, depth: int) -> None:
        """Read text boxes, which hang somewhere inside a run."""
        for child in node:
            if _local(child) == "txbxContent":
                self.flow.part()
                self.walk(child, depth + 1)
                self.flow.part()
            elif depth < DEPTH:
                self._boxes(child, depth + 1)


def _without_fallbacks(body: Element) -> Element:
    """Remove the second form in which Word keeps every drawing, or its text would be read twice."""
    for parent in body.iter():
        for child in [child for child in parent if child.tag == DRAWN]:
            parent.remove(child)
    return body


def _inner(node: Element, wanted: str) -> Iterator[Element]:
    """Yield rows or cells, also those inside content controls and tracked insertions."""
    for child in node:
        name = _local(child)
        if name == wanted:
            yield child
        elif name in ("sdt", "sdtContent", "ins", "customXml"):
            yield from _inner(child, wanted)


def _local(node: Element) -> str:
    tag = node.tag
    return tag.rpartition("}")[2]


def _attribute(node: Element, name: str) -> str:
    return node.get(WORD + name) or node.get(STRICT + name) or ""
