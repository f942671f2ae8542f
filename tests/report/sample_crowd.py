"""A run in which every question has many answers and tables are long and wide, as in a real book."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType

from specie.model import (
    Analysis,
    Column,
    Quantity,
    Question,
    Ref,
    Result,
    Role,
    Run,
    Severity,
    Status,
    Table,
    say,
)

PAYS = ("adoption", "effect", "funnel", "gates", "portfolio", "roi", "spend")
OTHERS = ("breaks/concentration", "breaks/stress", "worth/rounds", "worth/market", "ruler/ladder")
SENTENCE = "Depending on what is counted, the same portfolio reads from one in ten to two in three. "


def wide_table(rows: int = 120) -> Table:
    """Sixteen columns, half of them long texts, as registers of studies have."""
    columns = tuple(Column(f"c{i}", say("{text}", text=f"Column number {i}")) for i in range(16))
    cells = tuple(
        (
            Ref("initiative", f"AI-{row}", f"Initiative number {row}"),
            *(Quantity(1000 * row + i, "USD") for i in range(7)),
            *(SENTENCE * (1 + (row + i) % 3) for i in range(8)),
        )
        for row in range(rows)
    )
    return Table("wide", say("{text}", text="Wide and long"), columns, cells)


def run(effects: ModuleType) -> Run:
    """Put every analysis behind the run of two initiatives, with eight-fold findings."""
    base = effects.run()
    found = {r.analysis: r for r in base.results if r.status is Status.OK}
    loud = tuple(
        replace(f, severity=Severity.ALARM, role=role) for f in effects.roi().findings for role in Role
    )
    results = tuple(_result(id_, found, loud) for id_ in (*(f"pays/{name}" for name in PAYS), *OTHERS))
    return replace(base, results=results)


def _result(id_: str, found: dict[str, Result], loud: tuple) -> Result:
    base = found.get(id_, found["pays/roi"])
    own = replace(base, analysis=id_, headline=(say("{text}", text=SENTENCE),), key=base.estimates[:3])
    if id_ not in found:
        own = replace(own, findings=loud, tables=(wide_table(),), figures=())
    return own


def declarations(effects: ModuleType) -> dict[str, Analysis]:
    known = effects.declarations()
    ids = (*(f"pays/{name}" for name in PAYS), *OTHERS)
    return {
        id_: known.get(id_)
        or Analysis(id_, Question(id_.partition("/")[0]), say("{text}", text=id_), say("{text}", text=id_),
                    "1", "x:y")
        for id_ in ids
    }  # fmt: skip
