"""Messages as HTML: everything escaped, users' words isolated, every quoted estimate linked to its note."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from specie.model import Estimate, Message, Quantity, Ref
from specie.report.language import visible

if TYPE_CHECKING:
    from specie.model import Cell, Value
    from specie.report.language import Language
    from specie.report.register import Register

_FIELD = re.compile(r"\{([a-z_][a-z0-9_]*)\}")


class Writer:
    """Writes the words of one page."""

    def __init__(self, language: Language, register: Register) -> None:
        self.language = language
        self.register = register

    def message(self, message: Message, analysis: str = "") -> Markup:
        """Write a message; its template is ours, its arguments are not trusted."""
        args = dict(message.args)
        parts = _FIELD.split(self.language.translate(message.template))
        return Markup("").join(
            (self.value(args[part], analysis) if part in args else escape(f"{{{part}}}"))
            if i % 2
            else escape(part)
            for i, part in enumerate(parts)
        )

    def value(self, value: Value | Cell, analysis: str = "") -> Markup:
        """Write anything that a message may hold."""
        match value:
            case Message():
                return self.message(value, analysis)
            case Estimate():
                return self.link(analysis, value, escape(self.language.value(value)))
            case Quantity():
                return Markup('<span class="q">{}</span>').format(self.language.value(value))
            case str():
                return isolated(value)
            case Ref():
                return isolated(self.language.ref(value))
            case _:
                return escape(self.language.value(value))

    def link(self, analysis: str, estimate: Estimate, text: Markup) -> Markup:
        """Link a written number to its note."""
        number = self.register.note(analysis, estimate).number
        return Markup('<a class="n" href="#n{}">{}</a>').format(number, text)


def isolated(text: str) -> Markup:
    """Write a user's words so that their direction and their markup stay their own."""
    return Markup("<bdi>{}</bdi>").format(visible(text))
