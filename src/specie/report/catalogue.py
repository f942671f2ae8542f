"""What ``specie list`` prints: the analyses by question, with the tables each one reads."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from specie.report.flat import table_csv
from specie.report.scale import marked
from specie.report.vocabulary import QUESTIONS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from specie.model import Analysis
    from specie.report.language import Language


def as_text(declarations: Mapping[str, Analysis], language: Language) -> str:
    """List the analyses under their questions."""
    lines: list[str] = []
    for question, text in QUESTIONS.items():
        members = [a for a in declarations.values() if a.question is question]
        if members:
            lines += [language.message(text), *(line for a in members for line in _lines(a, language)), ""]
    return "\n".join(lines)


def _lines(analysis: Analysis, language: Language) -> list[str]:
    lines = [f"  {analysis.id:24} {language.message(analysis.title)}"]
    for label, tables in _tables(analysis, language):
        lines.append(f"  {'':24} {label} {language.join(tables)}")
    return lines


def _tables(analysis: Analysis, language: Language) -> list[tuple[str, list[str]]]:
    any_of = ["|".join(group) for group in analysis.any_of]
    rows = [
        (language(marked("needs:")), [*analysis.needs, *any_of]),
        (language(marked("uses:")), list(analysis.uses)),
        (language(marked("facts:")), list(analysis.facts)),
    ]
    return [(label, tables) for label, tables in rows if tables]


def as_json(declarations: Mapping[str, Analysis], language: Language) -> str:
    """Write the declarations as JSON."""
    data = [_data(analysis, language) for analysis in declarations.values()]
    return json.dumps({"analyses": data}, ensure_ascii=False, indent=2) + "\n"


def _data(analysis: Analysis, language: Language) -> dict[str, Any]:
    return {
        "id": analysis.id,
        "question": analysis.question.value,
        "title": language.message(analysis.title),
        "summary": language.message(analysis.summary),
        "version": analysis.version,
        "needs": list(analysis.needs),
        "any_of": [list(group) for group in analysis.any_of],
        "uses": list(analysis.uses),
        "facts": list(analysis.facts),
        "after": list(analysis.after),
        "params": [
            {"name": p.name, "default": p.default, "meaning": language.message(p.meaning)}
            for p in analysis.params
        ],
        "measures": [m.id for m in analysis.measures],
        "codes": [c.id for c in analysis.codes],
    }


def as_csv(declarations: Mapping[str, Analysis], language: Language) -> str:
    """Write one row per analysis."""
    columns = ("id", "question", "title", "version", "needs", "any_of", "uses", "facts")
    rows = (
        (
            a.id,
            a.question.value,
            language.message(a.title),
            a.version,
            " ".join(a.needs),
            " ".join("|".join(group) for group in a.any_of),
            " ".join(a.uses),
            " ".join(a.facts),
        )
        for a in declarations.values()
    )
    return table_csv(columns, rows)
