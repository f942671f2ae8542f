"""What ``specie explain`` prints: a code, a measure, a method or an analysis in plain words."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from specie.report.scale import marked
from specie.report.vocabulary import QUESTIONS, SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from specie.model import Analysis, Code, Measure, Method
    from specie.report.language import Language


def explanation(
    name: str, codes: Mapping[str, Code], declarations: Mapping[str, Analysis], language: Language
) -> str | None:
    """Explain what is called ``name``; None where nothing is. Codes may be in any case."""
    every_code = _every_code(codes, declarations)
    if name.upper() in every_code:
        return _code(every_code[name.upper()], language)
    if name in declarations:
        return _analysis(declarations[name], language)
    for analysis in declarations.values():
        for measure in analysis.measures:
            if measure.id == name:
                return _measure(measure, analysis, language)
        for method in analysis.methods:
            if method.id == name:
                return _method(method, analysis, language)
    return None


def close_names(name: str, codes: Mapping[str, Code], declarations: Mapping[str, Analysis]) -> list[str]:
    """Return up to three names that look like ``name``."""
    known = [*_every_code(codes, declarations), *declarations]
    known += [m.id for a in declarations.values() for m in (*a.measures, *a.methods)]
    by_case = {k.lower(): k for k in known}
    return [by_case[k] for k in get_close_matches(name.lower(), by_case, n=3, cutoff=0.6)]


def _every_code(codes: Mapping[str, Code], declarations: Mapping[str, Analysis]) -> dict[str, Code]:
    return dict(codes) | {c.id: c for a in declarations.values() for c in a.codes}


def _code(code: Code, language: Language) -> str:
    severity = f" [{language.message(SEVERITIES[code.severity])}]" if code.severity else ""
    return _text(
        f"{code.id}{severity} {language.message(code.title)}",
        (language.message(code.meaning),),
        (language(marked("What to do: {remedy}"), remedy=code.remedy),),
    )


def _measure(measure: Measure, analysis: Analysis, language: Language) -> str:
    return _text(
        f"{measure.id}: {language.message(measure.label)} ({analysis.id})",
        (language(marked("Formula: {formula}"), formula=measure.formula),),
        (language(marked("How to read it: {reading}"), reading=measure.reading),),
    )


def _method(method: Method, analysis: Analysis, language: Language) -> str:
    reference = language(marked("Reference: {reference}"), reference=method.reference)
    return _text(f"{method.id}: {language.message(method.label)} ({analysis.id})", (reference,))


def _analysis(analysis: Analysis, language: Language) -> str:
    params = [
        language(marked("{name} (default {default}): {meaning}"), name=f"{analysis.id}.{p.name}",
                 default=str(p.default), meaning=p.meaning)
        for p in analysis.params
    ]  # fmt: skip
    measures = [f"{m.id}: {language.message(m.label)} = {m.formula}" for m in analysis.measures]
    methods = [f"{m.id}: {language.message(m.label)}. {m.reference}" for m in analysis.methods]
    codes = [f"{c.id}: {language.message(c.title)}" for c in analysis.codes]
    return _text(
        f"{analysis.id} {analysis.version}: {language.message(analysis.title)}",
        (language.message(QUESTIONS[analysis.question]), language.message(analysis.summary)),
        _listed(language(marked("Parameters")), params),
        _listed(language(marked("Measures")), measures),
        _listed(language(marked("Methods")), methods),
        _listed(language(marked("Findings")), codes),
    )


def _listed(title: str, items: list[str]) -> list[str]:
    return [title, *(f"  {item}" for item in items)] if items else []


def _text(title: str, *paragraphs: Iterable[str]) -> str:
    blocks = ["\n".join(p) for p in paragraphs]
    return "\n\n".join([title, *filter(None, blocks)]) + "\n"
