"""What ``specie check`` prints: every problem, and the account of the rows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Protocol

from specie.model import Quantity
from specie.report.data import book_data, problem_data, tables_data
from specie.report.flat import problems_csv
from specie.report.problems import problem_lines
from specie.report.scale import marked

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from specie.model import BookInfo, Problem
    from specie.report.language import Language


class Source(Protocol):
    """The account of one table's rows."""

    @property
    def rows_read(self) -> int: ...  # noqa: D102
    @property
    def rows_used(self) -> int: ...  # noqa: D102
    @property
    def rows_set_aside(self) -> int: ...  # noqa: D102


def as_text(
    info: BookInfo, problems: Sequence[Problem], sources: Mapping[str, Source], language: Language
) -> str:
    """Write the problems, then one line per table that was read."""
    lines = list(problem_lines(problems, language))
    if lines:
        lines.append("")
    lines.append(language(marked("{book} as of {date}"), book=info.name, date=info.as_of))
    lines += [
        _account(table, source, language) for table, source in sorted(sources.items()) if source.rows_read
    ]
    if not problems:
        lines.append(language(marked("no problems found")))
    return "\n".join(lines) + "\n"


def _account(table: str, source: Source, language: Language) -> str:
    counts = (source.rows_read, source.rows_used, source.rows_set_aside)
    read, used, aside = (Quantity(n, "count") for n in counts)
    text = marked("{table}: {read} rows read = {used} used + {aside} set aside")
    return "  " + language(text, table=table, read=read, used=used, aside=aside)


def as_json(
    info: BookInfo, problems: Sequence[Problem], sources: Mapping[str, Source], language: Language
) -> str:
    """Write the same surface as a run, without results."""
    data = {
        "book": book_data(info),
        "results": [],
        "problems": [problem_data(p, language) for p in problems],
        "tables": tables_data(
            {name: (s.rows_read, s.rows_used, s.rows_set_aside) for name, s in sources.items()}
        ),
    }
    return json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def as_csv(
    info: BookInfo, problems: Sequence[Problem], sources: Mapping[str, Source], language: Language
) -> str:
    """Write one row per problem."""
    del info, sources
    return problems_csv(problems, language)
