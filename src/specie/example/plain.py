"""Tables that are declarations in plain.toml, or short series around them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np

from specie.example import private
from specie.example.clock import month_end
from specie.example.firm import declared
from specie.example.stages import entered
from specie.example.streams import stream

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specie.example.clock import Clock
    from specie.example.firm import Firm, Initiative, Vendor
    from specie.example.stages import Spell

Rows = list[tuple[object, ...]]
MARKET = 0.008
"""Spread of a day of the invented market."""


def budget_rows(currency: str) -> Rows:
    """IT and AI budgets and revenue by year."""
    return [
        (row["period"], scope, row[scope], currency)
        for row in declared("plain.toml")["budgets"]
        for scope in ("it", "ai", "revenue")
    ]


def initiative_rows(firm: Firm) -> Rows:
    """The list of initiatives."""
    return [
        (
            row.id, row.name, row.function, row.use_case, row.approach, row.business_owner,
            row.technical_owner, row.goal,
        )
        for row in firm.initiatives
    ]  # fmt: skip


def vendor_rows(firm: Firm, roles: Mapping[str, Vendor]) -> Rows:
    """The five suppliers; critical is who stands under a critical initiative."""
    under = {
        roles[role].vendor_id
        for row in firm.initiatives
        if row.critical
        for part in (row.tokens, row.compute)
        if part
        for role in {part.host, getattr(part, "developer", part.host)}
    }
    return [
        (v.vendor_id, v.company_id, v.name, v.kind, v.region, str(v.vendor_id in under).lower())
        for v in firm.vendors.values()
    ]


def dependency_rows(firm: Firm, roles: Mapping[str, Vendor], stages: Mapping[str, tuple[Spell, ...]]) -> Rows:
    """What each initiative that is still running runs on, and what would replace it."""
    fallback = {row["initiative_id"]: row for row in declared("plain.toml")["substitutes"]}
    return [
        (
            row.id,
            layer,
            vendor.vendor_id,
            model,
            *_fallback(fallback.get(row.id), layer == _replaced(row), roles),
        )
        for row in firm.initiatives
        if stages[row.id][-1].stage != "stopped"
        for layer, vendor, model in _layers(row, roles)
    ]


def _layers(row: Initiative, roles: Mapping[str, Vendor]) -> Iterator[tuple[str, Vendor, str]]:
    if row.tokens:
        host, developer = roles[row.tokens.host], roles[row.tokens.developer]
        model = host.ladder[row.tokens.tier][-1].model
        yield "invoice_issuer", host, ""
        yield "host", host, ""
        yield "model_developer", developer, model
    if row.compute:
        host = roles[row.compute.host]
        yield "invoice_issuer", host, ""
        yield "host", host, host.compute
    if row.seats:
        host = roles[row.seats.host]
        product = getattr(host, row.seats.product)
        yield "invoice_issuer", host, ""
        yield "tool", host, product
        if host.kind == "model":
            yield "model_developer", host, product


def _replaced(row: Initiative) -> str:
    """The layer that a substitute would replace."""
    return "model_developer" if row.tokens else "host" if row.compute else "tool"


def _fallback(row: dict[str, Any] | None, here: bool, roles: Mapping[str, Vendor]) -> tuple[object, ...]:
    if row is None:
        return ("low", "", "", "", "", "")
    if not here:
        return (row["criticality"], "", "", "", "", "")
    substitute = roles[row["role"]].vendor_id if "role" in row else ""
    money = (row.get("cost", ""), "USD" if "cost" in row else "")
    return (row["criticality"], substitute, row.get("tested_on", ""), row.get("weeks", ""), *money)


def contract_rows(roles: Mapping[str, Vendor]) -> Rows:
    """Contracts with the suppliers."""
    return [
        (
            row["contract_id"], roles[row["role"]].vendor_id, row["starts_on"], row["ends_on"],
            row.get("committed", ""), row.get("prepaid", ""), row.get("currency", "USD"),
            row.get("price_protection", ""), row["notice_days"], row.get("export_terms", ""),
            roles[row["role"]].region,
        )
        for row in declared("plain.toml")["contracts"]
    ]  # fmt: skip


def plan_rows(stages: Mapping[str, tuple[Spell, ...]], currency: str) -> Rows:
    """Tests written down before a stage was entered."""
    return [
        (
            row["initiative_id"], start - timedelta(days=row["before"]), row["kpi_id"], row["baseline"],
            row["minimum_effect"], start + timedelta(days=row["decide_after"]), row["stop_rule"],
            row["tranche"], currency,
        )
        for row in declared("plain.toml")["plans"]
        if (start := entered(stages[row["initiative_id"]], row["stage"]))
    ]  # fmt: skip


def skill_rows(currency: str) -> Rows:
    """Capabilities needed and at hand."""
    return [
        (
            row["skill"], row["needed"], row["have"], row["hire_cost"], row["train_cost"],
            row.get("contract_cost", ""), currency, row.get("trainable", ""), row.get("hire_weeks", ""),
            row.get("train_weeks", ""), row.get("contract_weeks", ""), row.get("needed_by", ""),
            "; ".join(row.get("needed_for", ())),
        )
        for row in declared("plain.toml")["skills"]
    ]  # fmt: skip


def exit_step_rows(firm: Firm, roles: Mapping[str, Vendor]) -> Rows:
    """What must move to leave a supplier; the technical owner answers for it unless a row says otherwise."""
    owners = {row.id: row.technical_owner for row in firm.initiatives}
    return [
        (
            roles[row["role"]].vendor_id, row["initiative_id"], row["asset"], row["step"], row["weeks"],
            row.get("cost", ""), firm.currency, row.get("owner", owners[row["initiative_id"]]),
            row.get("rehearsed_on", ""), row["skill"],
        )
        for row in declared("plain.toml")["exit_steps"]
    ]  # fmt: skip


def exit_measure_rows(currency: str, roles: Mapping[str, Vendor]) -> Rows:
    """What would make the loss of a supplier smaller, by the firm's own reckoning."""
    return [
        (
            row["measure_id"], row["name"], row["kind"], roles[row["role"]].vendor_id,
            row.get("initiative_id", ""), row["cost"], currency, row["removes"], row["basis"],
        )
        for row in declared("plain.toml")["exit_measures"]
    ]  # fmt: skip


def cash_rows(seed: int, clock: Clock, currency: str) -> Rows:
    """Month-end cash, which falls by what leaves it."""
    terms, rng = declared("plain.toml")["cash"], stream(seed, "cash")
    cash, rows = float(terms["start"]), []
    for month in clock.months():
        outflow = round(terms["outflow"] * (1 + terms["spread"] * rng.standard_normal()), 2)
        cash -= outflow
        rows.append((month_end(month), f"{cash:.2f}", f"{outflow:.2f}", currency))
    return rows


def survey_rows(seed: int, firm: Firm) -> Rows:
    """Scores of barriers by people who know an initiative; what blocked it scores higher."""
    terms, rng = declared("plain.toml")["survey"], stream(seed, "survey")
    rows: Rows = []
    for n in range(terms["respondents"]):
        for place in sorted(
            rng.choice(len(firm.initiatives), int(rng.integers(1, 4)), replace=False).tolist()
        ):
            initiative = firm.initiatives[place]
            blocked = {entry.blocked_by for entry in initiative.stages}
            for barrier in rng.permutation(terms["barriers"])[: int(rng.integers(3, 7))].tolist():
                usual = terms["higher"].get(barrier, terms["usual"])
                mean = terms["blocking"] if BLOCKS.get(barrier, "") in blocked - {""} else usual
                score = int(np.clip(round(rng.normal(mean, 1.9)), 0, 10))
                rows.append((f"SYN-R{n + 1:03d}", initiative.id, barrier, score))
    return rows


BLOCKS = {
    "data quality": "data", "integration": "integration", "privacy and law": "privacy", "skills": "talent",
    "trust in answers": "adoption", "unclear benefit": "economics", "cost of running it": "economics",
    "change for staff": "adoption", "not used in daily work": "adoption",
}  # fmt: skip


def price_paths(seed: int, clock: Clock) -> dict[str, list[tuple[date, float]]]:
    """Closing prices of fictional tickers that move with one invented market."""
    days = [day for day in clock.days() if day.weekday() < 5]
    market = MARKET * stream(seed, "prices").standard_normal(len(days))
    paths = {}
    for row in declared("plain.toml")["listed"]:
        own = stream(seed, "prices", row["ticker"]).standard_normal(len(days))
        daily = row["volatility"] ** 2 / 252
        rest = max(0.1 * daily, daily - (row["beta"] * MARKET) ** 2) ** 0.5
        steps = row["drift"] / 252 - daily / 2 + row["beta"] * market + rest * own
        closes = row["start"] * np.exp(np.cumsum(steps))
        paths[row["ticker"]] = list(zip(days, closes.tolist(), strict=True))
    return paths


def price_rows(paths: Mapping[str, list[tuple[date, float]]]) -> Rows:
    """The table of closes."""
    return [(ticker, day, f"{close:.2f}") for ticker, path in paths.items() for day, close in path]


def holding_rows(paths: Mapping[str, list[tuple[date, float]]], currency: str) -> Rows:
    """Positions at the last close, and the stake in a private company."""
    held = [row for row in declared("plain.toml")["listed"] if "quantity" in row]
    listed: Rows = [
        (
            f"SYN-H-{n:02d}", "", row["ticker"], row["quantity"], f"{paths[row['ticker']][-1][1]:.2f}",
            currency, row["share_class"],
        )
        for n, row in enumerate(held, 1)
    ]  # fmt: skip
    return [*listed, private.holding_row(len(listed) + 1, currency)]
