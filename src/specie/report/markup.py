"""Messages as HTML: everything escaped, users' words isolated, every quoted estimate linked to its note."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from specie.model import Estimate, Message, Quantity, Ref
from specie.report.language import after, visible

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
        self._templates: dict[tuple[str, bool], list[str]] = {}

    def message(self, message: Message, analysis: str = "", *, capital: bool = False) -> Markup:
        """Write a message; its template is ours, its arguments are not trusted."""
        args = dict(message.args)
        parts = self._parts(message.template, capital=capital)
        written = (
            self._field(part, parts[i - 1], args, analysis) if i % 2 else part for i, part in enumerate(parts)
        )
        return Markup("".join(written))  # noqa: S704  every part is escaped

    def _parts(self, template: str, *, capital: bool) -> list[str]:
        """Translate and part a template, once: escaped text, the name of a field, escaped text, and so on."""
        key = (template, capital)
        if key not in self._templates:
            text = self.language.whole(template) if capital else self.language.translate(template)
            parts = _FIELD.split(text)
            self._templates[key] = [part if i % 2 else str(escape(part)) for i, part in enumerate(parts)]
        return self._templates[key]

    def _field(self, name: str, before: str, args: Mapping[str, Value], analysis: str) -> Markup:
        if name not in args:
            return escape(f"{{{name}}}")
        return Markup(after(before, args[name], self.value(args[name], analysis)))  # noqa: S704  written by value()

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
