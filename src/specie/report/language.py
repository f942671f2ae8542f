"""The reader's language: words come from one gettext catalogue, digits are the same in all."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import TYPE_CHECKING

from specie.model import Estimate, Message, Quantity, Ref, Term
from specie.report.number import fixed
from specie.report.quantity import write_estimate, write_quantity
from specie.report.vocabulary import ENGLISH, VOCABULARY_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specie.model import Cell, Value

CODES = ("en", "zh-Hant")
NO_BREAK = "\u00a0"
_CATALOGUE = Path(__file__).parent / "locale" / "zh_Hant" / "LC_MESSAGES" / "specie.mo"
_FIELD = re.compile(r"\{([a-z_][a-z0-9_]*)\}")
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ufeff]"
)
_BOUND = re.compile(r"^((?:<[^>]*>)*)at (most|least)\b")
_STOPS = (".", "!", "?", ":", "…", "。", "！", "？", "：")
_FROM_HERE_GROUPED = 10_000
"""Whole numbers below are written without separator: they may be years or row numbers."""


class UntranslatedError(LookupError):
    """A strict language met a text that its catalogue does not hold."""


class UnknownLanguageError(ValueError):
    """A language was asked for that is none of ``CODES``."""

    def __init__(self, asked: str) -> None:
        self.asked = asked
        super().__init__(f"no such language: {asked}; one of {', '.join(CODES)}")


class _Strict(NullTranslations):
    def gettext(self, message: str) -> str:
        raise UntranslatedError(message)

    def pgettext(self, context: str, message: str) -> str:
        raise UntranslatedError(f"{context} {message}")


@dataclass(frozen=True, slots=True)
class Language:
    """Writes every word of the model in one language.

    ``glue`` stands between a number and its unit: a blank in a terminal, a no-break space on a page.
    """

    code: str
    catalogue: NullTranslations
    glue: str = " "

    def __call__(self, template: str, **args: Value | str) -> str:
        """Translate a template and fill its fields."""
        return self.message(Message(template, tuple(args.items())))

    def translate(self, template: str) -> str:
        """Translate a template and leave its fields open."""
        return self.catalogue.gettext(template) if template else ""

    def message(self, message: Message) -> str:
        """Write a message; what users typed is put in as it is and never read as a template."""
        return self._filled(self.translate(message.template), message)

    def _filled(self, template: str, message: Message) -> str:
        args = dict(message.args)

        def fill(match: re.Match[str]) -> str:
            if match[1] not in args:
                return match[0]
            return after(template[: match.start()], args[match[1]], self.value(args[match[1]]))

        return _FIELD.sub(fill, template)

    def sentence(self, message: Message) -> str:
        """Write a message that stands alone: its own first letter is a capital, a user's word stays."""
        return self._filled(self.whole(message.template), message)

    def whole(self, template: str) -> str:
        """Translate a template that stands alone: it begins with a capital and ends with a stop."""
        text = capitalised(self.translate(template))
        return text if text.endswith(_STOPS) else text + ("。" if self.code == "zh-Hant" else ".")

    def term(self, term: Term) -> str:
        """Write a word of the vocabulary; an unknown one is somebody's own word and stays."""
        translated = self.catalogue.pgettext("term", term.id)
        return ENGLISH.get(translated, translated.replace("_", " ")) if translated == term.id else translated

    def ref(self, ref: Ref) -> str:
        """Name a thing: the user's label, a word of the vocabulary, or its id."""
        if ref.label or ref.kind not in VOCABULARY_KINDS:
            return visible(ref.name)
        return self.term(Term("whole portfolio" if ref.kind == "portfolio" else ref.id))

    def value(self, value: Cell | Value) -> str:
        """Write anything that a message or a cell may hold; empty for None."""
        match value:
            case None:
                return ""
            case str():
                return visible(value)
            case date():
                return value.isoformat()[:10]
            case Message() | Term() | Ref():
                return self._words(value)
            case _:
                return self._number(value)

    def _words(self, value: Message | Term | Ref) -> str:
        match value:
            case Message():
                return self.message(value)
            case Term():
                return self.term(value)
            case Ref():
                return self.ref(value)

    def _number(self, value: Quantity | Estimate | float) -> str:
        match value:
            case Quantity():
                return write_quantity(self, value)
            case Estimate():
                return write_estimate(self, value)
            case bool():
                return self.term(Term("yes" if value else "no"))
            case int():
                return fixed(value, 0) if abs(value) >= _FROM_HERE_GROUPED else str(value)
            case _:
                return write_quantity(self, Quantity(value, "index"))

    def join(self, items: list[str]) -> str:
        """Join items with the language's comma."""
        return ("、" if self.code == "zh-Hant" else ", ").join(items)

    def for_page(self) -> Language:
        """Return the same language with numbers that do not break from their units."""
        return replace(self, glue=NO_BREAK)


def capitalised(text: str) -> str:
    """Make the first letter a capital."""
    return text[:1].upper() + text[1:]


def after(before: str, value: Value, text: str) -> str:
    """Word a bound so that it can follow "at": priced at no more than 5, not at at most 5.

    ``text`` is how the value was written and may begin with markup.
    """
    follows = isinstance(value, Estimate) and before.endswith(" at ")
    return _BOUND.sub(_spelled_out, text) if follows else text


def _spelled_out(match: re.Match[str]) -> str:
    return match[1] + {"most": "no more than", "least": "no less than"}[match[2]]


def visible(text: str) -> str:
    """Show control characters and direction marks instead of obeying them."""
    return _UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def language(code: str, *, strict: bool = False) -> Language:
    """Return a language by its code; ``strict`` raises UntranslatedError where a text is missing.

    Raises
    ------
    UnknownLanguageError
        The code is not one of ``CODES``.
    """
    if code not in CODES:
        raise UnknownLanguageError(code)
    if code == "en":
        return Language("en", NullTranslations())
    if not strict:
        return Language(code, _catalogue())
    with _CATALOGUE.open("rb") as file:
        translations = GNUTranslations(file)
    translations.add_fallback(_Strict())
    return Language(code, translations)


@cache
def _catalogue() -> NullTranslations:
    with _CATALOGUE.open("rb") as file:
        return GNUTranslations(file)


def choose(asked: str | None, environ: Mapping[str, str]) -> str:
    """Choose a language code: what was asked for, else what the environment says, else English.

    >>> choose(None, {"LANG": "zh_TW.UTF-8"}), choose("en", {"LANG": "zh_TW.UTF-8"})
    ('zh-Hant', 'en')

    Raises
    ------
    UnknownLanguageError
        A language was asked for that Specie does not speak; the environment may name any.
    """
    if not asked:
        return next((code for code in map(_code_of, _environment(environ)) if code), "en")
    code = _code_of(asked)
    if code is None:
        raise UnknownLanguageError(asked)
    return code


def _environment(environ: Mapping[str, str]) -> Iterator[str]:
    for name in ("SPECIE_LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        yield from filter(None, environ.get(name, "").split(":"))


def _code_of(tag: str) -> str | None:
    parts = re.split("[-_]", re.sub("[.@].*", "", tag.lower()))
    if parts[0] == "en" or parts[0] in {"c", "posix"}:
        return "en"
    traditional = {"hant", "tw", "hk", "mo"} & set(parts[1:])
    return (
        "zh-Hant" if parts[0] == "zh" and (traditional or len(parts) == 1) and "hans" not in parts else None
    )
