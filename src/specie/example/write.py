"""Write the example book: settings, tables, one bill per issuer, a README, and the truth."""

from __future__ import annotations

import json
import shutil
from itertools import groupby
from typing import TYPE_CHECKING

from specie.example import prices
from specie.example.build import build
from specie.example.firm import shipped
from specie.example.focus import DIALECTS, csv_line, focus_rows
from specie.example.folder import State, deliver, state, workshop
from specie.example.known import FILE, Truth, dump, load

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from specie.example.build import Example
    from specie.example.charges import Charge


def write_book(folder: Path, seed: int) -> Truth:
    """Write the book and return its truth; an example that is there already is kept.

    A book that somebody changed since it was written stays as it is: the truth returned is then that of the
    unchanged one. Raises ForeignFolderError when the folder holds something else.
    """
    if state(folder, seed) in (State.OURS, State.CHANGED):
        return load(folder) if (folder / FILE).is_file() else build(seed).truth
    made = workshop(folder)
    try:
        truth = _write_files(made, seed)
        deliver(made, folder, seed)
    finally:
        shutil.rmtree(made, ignore_errors=True)
    return truth


def _write_files(folder: Path, seed: int) -> Truth:
    example = build(seed)
    (folder / "bills").mkdir()
    _write_text(folder / "specie.toml", _settings(example, seed))
    _write_text(folder / "README.md", _readme(example, seed))
    for name, sheet in example.tables.items():
        _write_csv(folder / f"{name}.csv", sheet.columns, sheet.rows)
    for issuer, charges in groupby(example.charges, lambda charge: charge.item.issuer.vendor_id):
        _write_bill(folder / "bills" / f"{issuer}.csv", list(charges))
    _write_text(folder / FILE, dump(example.truth))
    return example.truth


def _write_bill(path: Path, charges: list[Charge]) -> None:
    dialect = DIALECTS[charges[0].item.issuer.focus]
    lines = [",".join(dialect.columns), *(",".join(row) for row in focus_rows(charges, dialect))]
    _write_text(path, "\n".join(lines) + "\n")


def _write_csv(path: Path, columns: Iterable[str], rows: Iterable[tuple[object, ...]]) -> None:
    _write_text(path, "\n".join([",".join(columns), *map(_line, rows)]) + "\n")


def _line(row: tuple[object, ...]) -> str:
    """A row of a table; most hold plain cells, and joining those takes a third of the writer's time."""
    line = ",".join(map(str, row))
    plain = line.count(",") == len(row) - 1 and '"' not in line and "\n" not in line and "None" not in line
    return line if plain else csv_line(row)


def _write_text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _settings(example: Example, seed: int) -> str:
    return "\n".join(_setting_lines(example, seed)) + "\n"


def _setting_lines(example: Example, seed: int) -> Iterator[str]:
    firm = example.firm
    yield f"# SYNTHETIC: an invented firm, made by specie from seed {seed}. Only the token prices are real."
    yield "[book]"
    yield f"name = {_quoted(firm.name)}"
    yield f"currency = {_quoted(firm.currency)}"
    yield f"as_of = {firm.as_of.isoformat()}"
    yield f"fiscal_year_start = {_quoted(firm.fiscal_year_start)}"
    yield "synthetic = true"
    yield ""
    yield "[policy]"
    yield from (f"{name} = {value}" for name, value in firm.policy.items())
    yield ""
    yield "[outcomes]"
    yield 'covariates = ["staff"]'
    yield ""
    yield "[bills]"
    yield 'initiative_tag = "initiative"'
    for table, pairs in _mappings(example).items():
        yield ""
        yield f"[bills.{table}]"
        yield from (f"{_quoted(name)} = {_quoted(value)}" for name, value in sorted(pairs.items()))


def _mappings(example: Example) -> dict[str, dict[str, str]]:
    """How rows of bills find their initiative where no tag says it, and their vendor."""
    items = {id(charge.item): charge.item for charge in example.charges}.values()
    untagged = [item for item in items if item.initiative_id and not item.tagged]
    seats = {item.sku: item.initiative_id for item in untagged if item.sku.startswith("SYN-SEAT")}
    compute = {item.service: item.initiative_id for item in untagged if item.service == item.issuer.compute}
    accounts = {
        item.account: item.initiative_id for item in untagged if item.account.startswith("syn-project-")
    }
    vendors = {
        name: vendor.vendor_id
        for vendor in example.firm.vendors.values()
        for name in (vendor.issuer, vendor.provider, vendor.publisher)
    }
    return {"accounts": accounts, "skus": seats, "services": compute, "vendors": vendors}


def _quoted(text: str) -> str:
    return json.dumps(text)


def _readme(example: Example, seed: int) -> str:
    roles = {role: vendor.name for role, vendor in example.roles.items()}
    template = shipped("book-readme.md")
    terms = {"seed": seed, "as_of": example.firm.as_of, "prices": prices.source(), **roles}
    return template.format(**terms)
