"""Small PDFs written by hand: lines at their places, in a Latin or a Chinese font of the reader's own."""

from __future__ import annotations

import zlib

Line = tuple[float, float, float, str]
"""Left, base, size, text."""


def pdf(*pages: list[Line], trailer: bytes = b"") -> bytes:
    """Write a PDF with one content stream a page."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"",
        b"<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>",
        b"<</Type/Font/Subtype/Type0/BaseFont/MSung-Light/Encoding/UniCNS-UCS2-H/DescendantFonts[5 0 R]>>",
        (
            b"<</Type/Font/Subtype/CIDFontType0/BaseFont/MSung-Light/CIDSystemInfo"
            b"<</Registry(Adobe)/Ordering(CNS1)/Supplement 0>>/DW 1000/FontDescriptor 6 0 R>>"
        ),
        (
            b"<</Type/FontDescriptor/FontName/MSung-Light/Flags 6/FontBBox[0 -200 1000 900]/ItalicAngle 0"
            b"/Ascent 800/Descent -200/CapHeight 700/StemV 80>>"
        ),
    ]
    kids: list[int] = []
    for lines in pages:
        content = zlib.compress(_content(lines))
        objects.append(b"<</Length %d/Filter/FlateDecode>>stream\n" % len(content) + content + b"\nendstream")
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents %d 0 R"
            b"/Resources<</Font<</F1 3 0 R/F2 4 0 R>>>>>>" % len(objects)
        )
        kids.append(len(objects))
    objects[1] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(b"%d 0 R" % k for k in kids), len(kids))
    return _written(objects, trailer)


def _content(lines: list[Line]) -> bytes:
    return b"".join(
        b"BT /%s %g Tf 1 0 0 1 %g %g Tm %s Tj ET\n"
        % (b"F1" if text.isascii() else b"F2", size, left, base, _string(text))
        for left, base, size, text in lines
    )


def _string(text: str) -> bytes:
    if text.isascii():
        return b"(" + text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode() + b")"
    return b"<" + text.encode("utf-16-be").hex().encode() + b">"


def _written(objects: list[bytes], trailer: bytes) -> bytes:
    out = b"%PDF-1.7\n"
    places: list[int] = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF"
    return out + end % (size, table, size, trailer, len(out))
