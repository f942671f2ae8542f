"""What is said of a checked text in one line: what it is, and what became of its figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.model import Message, Quantity, Term, say
from specie.report.language import visible
from specie.report.scale import marked
from specie.report.text_view import Outcome
from specie.report.text_words import FORMATS, days

if TYPE_CHECKING:
    from specie.model.claim import Document
    from specie.report.language import Language
    from specie.report.text_view import View

NAMES: dict[Outcome, Message] = {
    Outcome.ALARM: say("wrong or in conflict"),
    Outcome.WATCH: say("to be read with care"),
    Outcome.NOTE: say("with a remark"),
    Outcome.HOLDS: say("checked and holds"),
    Outcome.NOT_CHECKED: say("not checked"),
}
"""What is said of a figure with an outcome; every figure has one, its worst."""


def document_line(document: Document, language: Language) -> str:
    """Say which document it is: name, format, day, digest."""
    parts = [visible(document.name), language.term(FORMATS.get(document.format, Term(document.format)))]
    if document.pages:
        parts.append(language(marked("pages: {count}"), count=Quantity(len(document.pages), "count")))
    if document.written is not None:
        parts.append(language(marked("written {day}"), day=days(document.written)))
    if document.digest:
        parts.append(language(marked("digest {digest}"), digest=document.digest[:12]))
    return " · ".join(parts)


def summary_line(view: View, language: Language) -> str:
    """Count the figures: all of them, then by what became of them."""
    total = len(view.check.claims)
    if not total:
        return language(marked("No figure was found, so nothing was checked."))
    counts = [
        language(marked("{what} {count}"), what=NAMES[outcome], count=Quantity(count, "count"))
        for outcome, count in view.counts.items()
        if count or outcome in (Outcome.ALARM, Outcome.HOLDS, Outcome.NOT_CHECKED)
    ]
    figures = language(marked("figures {count}"), count=Quantity(total, "count"))
    colon = "：" if language.code == "zh-Hant" else ": "
    return figures + colon + language.join(counts)
