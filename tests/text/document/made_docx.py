"""Small DOCX files written by hand."""

from __future__ import annotations

import io
import zipfile

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


def docx(body: str, head: str = "", **parts: str) -> bytes:
    """Write a DOCX with a body; further parts by name, such as footnotes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr(
            "word/document.xml", f"{head}<w:document {NAMES}><w:body>{body}</w:body></w:document>"
        )
        for name, inner in parts.items():
            packed.writestr(f"word/{name}.xml", f"<w:{name} {NAMES}>{inner}</w:{name}>")
    return target.getvalue()


def p(*runs: str) -> str:
    """Write a paragraph; runs are texts or runs as XML."""
    return "<w:p>" + "".join(r if r.startswith("<") else run(r) for r in runs) + "</w:p>"


def run(text: str, look: str = "") -> str:
    """Write a run with its look."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def table(*rows: tuple[str, ...]) -> str:
    """Write a table of texts."""
    cells = ("".join(f"<w:tc>{p(cell)}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"
