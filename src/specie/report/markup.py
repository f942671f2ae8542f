"""Messages as HTML: everything escaped, users' words isolated, every quoted estimate linked to its note."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from specie.model import Estimate, Message, Quantity, Ref
from specie.report.language import visible

if TYPE_CHECKING:
    from collections.abc import Mapping

    from specie.model import Cell, Value
    from specie.report.language import Language
    from specie.report.register import Register

_FIELD = re.compile(r"\{([a-z_][a-z0-9_]*)\}")


class Writer:
    """Writes the words of one page."""

    def __init__(self, language: Language, register: Register) -> None:
        self.language = language
        self.register = register

    def message(self, message: Message, analysis: str = "", *, capital: bool = False) -> Markup:
        """Write a message; its template is ours, its arguments are not trusted."""
        args = dict(message.args)
        template = message.template
        parts = _FIELD.split(self.language.whole(template) if capital else self.language.translate(template))
        return Markup("").join(
            self._field(part, args, analysis) if i % 2 else escape(part) for i, part in enumerate(parts)
        )

    def _field(self, name: str, args: Mapping[str, Value], analysis: str) -> Markup:
        return self.value(args[name], analysis) if name in args else escape(f"{{{name}}}")

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
        return Markup(f'<a class="n" href="#n{number}">{text}</a>')  # noqa: S704  a number and escaped text


def isolated(text: str) -> Markup:
    """Write a user's words so that their direction and their markup stay their own."""
    return Markup(f"<bdi>{escape(visible(text))}</bdi>")  # noqa: S704  escaped
