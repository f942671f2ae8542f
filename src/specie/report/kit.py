"""What ``specie kit`` prints, what a kit leaves beside a new book, and ``docs/kits.md``."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from specie.model import Message, Term, say
from specie.report.flat import table_csv

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specie.kits import Kit, KitKpi
    from specie.report.language import Language

KINDS = {
    "result": Term("result"),
    "quality": Term("quality"),
    "rework": Term("rework"),
    "security": Term("security"),
    "satisfaction": Term("satisfaction"),
    "load": Term("load on others"),
}
CODE = frozenset(
    {"id", "code", "kind", "better", "scale", "cash_class", "assigned", "example", "table", "sql"}
)
"""Fields of a kit that are no prose: never translated."""


def list_text(kits: Sequence[Kit], language: Language) -> str:
    """List the kits with what they are for."""
    lines: list[str] = []
    for kit in kits:
        lines.append(f"{kit.id:22} {_read(kit.title, language)}")
        lines.append(f"{'':22} {_read(kit.summary, language)}")
    return "\n".join(lines) + "\n"


def list_json(kits: Sequence[Kit], language: Language) -> str:
    """Write every kit as JSON."""
    return _dump({"kits": [_translated(asdict(kit), language) for kit in kits]})


def list_csv(kits: Sequence[Kit], language: Language) -> str:
    """Write one row a kit."""
    columns = ("id", "title", "summary", "unit", "least_units", "weeks_before", "weeks_after")
    rows = (
        (
            kit.id, _read(kit.title, language), _read(kit.summary, language),
            _read(kit.control.unit, language), kit.control.least_units, kit.control.weeks_before,
            kit.control.weeks_after,
        )
        for kit in kits
    )  # fmt: skip
    return table_csv(columns, rows)


def kit_json(kit: Kit, language: Language) -> str:
    """Write one kit as JSON."""
    return _dump(_translated(asdict(kit), language))


def kit_csv(kit: Kit, language: Language) -> str:
    """Write one row a KPI."""
    columns = (
        "kpi_id",
        "kind",
        "name",
        "unit",
        "better",
        "scale",
        "cash_class",
        "countered_by",
        "worth",
        "needs",
    )
    rows = (
        (
            kpi.id, kpi.kind, _read(kpi.name, language), _read(kpi.unit, language), kpi.better, kpi.scale,
            kpi.cash_class, " ".join(kpi.countered_by), _read(kpi.worth, language),
            _read(kpi.needs, language),
        )
        for kpi in kit.kpis
    )  # fmt: skip
    return table_csv(columns, rows)


def kit_text(kit: Kit, language: Language) -> str:
    """Write a kit as Markdown, which reads well on a terminal too."""
    return "\n".join(_kit_lines(kit, language)) + "\n"


def _kit_lines(kit: Kit, language: Language) -> Iterator[str]:
    say_it = language.message
    yield f"# {_read(kit.title, language)}"
    yield ""
    yield _read(kit.summary, language)
    yield ""
    yield f"## {say_it(say('What to measure'))}"
    yield ""
    heads = (say("KPI"), say("Kind"), say("Name"), say("Unit"), say("Better"), say("Held in check by"))
    yield _row([say_it(head) for head in heads])
    yield _row(["---"] * len(heads))
    yield from (_row(_kpi_cells(kpi, language)) for kpi in kit.kpis)
    yield ""
    yield say_it(
        say("No result counts alone: each is read beside the counter-metrics that hold it in check.")
    )
    for kpi in kit.kpis:
        yield from _kpi_lines(kpi, language)
    yield from _control_lines(kit, language)
    yield from _source_lines(kit, language)


def _kpi_cells(kpi: KitKpi, language: Language) -> list[str]:
    return [
        f"`{kpi.id}`",
        language.term(KINDS[kpi.kind]),
        _read(kpi.name, language),
        _read(kpi.unit, language),
        language.term(Term(kpi.better)),
        ", ".join(f"`{name}`" for name in kpi.countered_by),
    ]


def _kpi_lines(kpi: KitKpi, language: Language) -> Iterator[str]:
    yield ""
    yield f"### {kpi.id}: {_read(kpi.name, language)}"
    yield ""
    yield _read(kpi.meaning, language)
    yield ""
    for label, english in (
        (say("Worth of one unit"), kpi.worth),
        (say("Evidence needed"), kpi.needs),
        (say("Cash"), kpi.cash),
        (say("Weight"), kpi.weight),
        (say("Misleads when"), kpi.misleads),
    ):
        if english:
            yield f"- {_labelled(label, _read(english, language), language)}"
    if kpi.cash_class:
        yield f"- {_labelled(say('Cash class to begin with'), language.term(Term(kpi.cash_class)), language)}"
    yield ""
    yield f"```sql\n{kpi.sql}\n```"


def _control_lines(kit: Kit, language: Language) -> Iterator[str]:
    control = kit.control
    yield ""
    yield f"## {language.message(say('How to compare'))}"
    yield ""
    yield f"- {_labelled(say('Unit that starts or waits'), _read(control.unit, language), language)}"
    size = say(
        "at least {units} units, {before} weeks before the first start and {after} weeks after it; ask"
        " specie design"
        " what your own noise allows",
        units=control.least_units, before=control.weeks_before, after=control.weeks_after,
    )  # fmt: skip
    yield f"- {_labelled(say('Size'), language.message(size), language)}"
    for label, english in (
        (say("The lot"), control.randomised),
        (say("Spill-over"), control.spill_over),
        (say("Held back"), control.hold_out),
        (say("Stop rule"), control.stop_rule),
    ):
        yield f"- {_labelled(label, _read(english, language), language)}"


def _source_lines(kit: Kit, language: Language) -> Iterator[str]:
    yield ""
    yield f"## {language.message(say('Source tables'))}"
    yield ""
    yield language.message(
        say(
            "The queries run on exports of these tables, for example with DuckDB; their rows go into"
            " outcomes.csv."
        )
    )
    yield ""
    for source in kit.sources:
        columns = ", ".join(f"`{name}` {kind}" for name, kind in source.columns.items())
        yield f"- `{source.table}`: {_read(source.meaning, language)} {columns}"


COMMANDS = """```sh
specie kit list
specie kit show customer-service
specie init my-book --kit customer-service
```"""


def docs_page(kits: Sequence[Kit], language: Language) -> str:
    """Return ``docs/kits.md``."""
    purpose = say(
        "A kit is where the measurement of one use case starts: its KPIs, what must not get worse, the"
        " comparison, the queries and the rows of a new book."
    )
    empty = say(
        "A new book gets the KPIs, a plan, and rows that show the form. Worths, baselines, readings and days"
        " of starting stay empty until you fill them in: nothing is assumed for you."
    )
    head = (
        f"# {language.message(say('Kits'))}",
        language.message(purpose),
        COMMANDS,
        language.message(empty),
    )
    body = (kit_text(kit, language).replace("\n#", "\n##") for kit in kits)
    return "\n\n".join([*head, *(f"#{text}".rstrip("\n") for text in body)]) + "\n"


def _labelled(label: Message, text: str, language: Language) -> str:
    return language.message(say("**{label}**: {text}", label=label, text=text))


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _read(english: str, language: Language) -> str:
    return language.message(Message(english)) if english else ""


def _translated(value: Any, language: Language, key: str = "") -> Any:
    """Translate the prose of a kit in place of its English; names, words and queries stay."""
    if isinstance(value, dict):
        inside = "" if key != "columns" else key
        return {name: _translated(item, language, inside or name) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_translated(item, language, key) for item in value]
    if isinstance(value, str) and key not in CODE | {"columns", "countered_by"}:
        return _read(value, language)
    return value


def _dump(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
