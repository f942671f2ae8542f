"""Who asks: the SEC wants a name and an address in every request."""

from __future__ import annotations

import re

CONTACT = re.compile(r"\S.* <?[^@\s<>]+@[^@\s<>]+\.[A-Za-z0-9-]{2,}>?")
LONGEST = 200


def contact_fault(contact: str) -> str:
    """Return what is wrong with a contact: ``missing``, ``form``, ``characters``; empty where nothing is."""
    text = contact.strip()
    if not text:
        return "missing"
    if not text.isascii() or not text.isprintable() or len(text) > LONGEST:
        return "characters"
    return "" if CONTACT.fullmatch(text) else "form"
