"""Bytes of a file to text, or the reason why they are none."""

from __future__ import annotations

import codecs

HEAD = 8_192
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decoded(content: bytes) -> str | None:
    """Return the text; None for a binary file. Bytes that are no UTF-8 become the replacement sign."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    if b"\x00" in content[:HEAD]:
        return None
    return content.decode("utf-8", "replace")
