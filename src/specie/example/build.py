"""From a seed to every table of the book, its bills and its truth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from specie.example import plain, private, register, tally
from specie.example.charges import make_charges
from specie.example.claims import benefit_rows, ledger_rows, make_claims
from specie.example.clock import Clock
from specie.example.costs import cost_rows, make_costs
from specie.example.firm import firm
from specie.example.known import Truth
from specie.example.kpis import kpi_rows
from specie.example.outcomes import make_outcomes, outcome_rows, rollout_rows
from specie.example.rates import make_rates
from specie.example.stages import make_stages, stage_rows
from specie.example.streams import stream
from specie.example.usage import seat_use, token_use, usage_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from specie.example.charges import Charge
    from specie.example.firm import Firm, Vendor


class Sheet(NamedTuple):
    """One table: its columns and its rows."""

    columns: tuple[str, ...]
    rows: Iterable[tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class Example:
    """Everything that is written: tables by name, charges, the roles of vendors, and the truth."""

    firm: Firm
    roles: Mapping[str, Vendor]
    tables: Mapping[str, Sheet]
    charges: list[Charge]
    truth: Truth


def lean_of(seed: int) -> int:
    """Which of the two like-for-like sides the firm leans on."""
    return int(stream(seed, "lean").integers(0, 2))


def build(seed: int, lean: int | None = None) -> Example:
    """Make the firm; ``lean`` deals the vendors' roles instead of the seed."""
    own = firm()
    clock = Clock(own.starts_on, own.as_of)
    roles = own.roles(lean_of(seed) if lean is None else lean)
    stages = make_stages(seed, own)
    rates = make_rates(seed, own.currency, own.raw["rates"], clock)
    tokens = token_use(seed, own, roles, stages, clock)
    seats = seat_use(seed, own, roles, clock)
    charges = make_charges(seed, own, roles, stages, tokens, rates, clock)
    costs = make_costs(seed, own, roles, stages, rates, clock)
    readings = make_outcomes(seed, stages, clock)
    claims = make_claims(seed, readings, clock)
    paths = plain.price_paths(seed, clock)
    spend = tally.spend(own, stages, charges, costs, rates)
    rows: dict[str, Iterable[tuple[object, ...]]] = {
        "initiatives": plain.initiative_rows(own),
        "stages": stage_rows(stages),
        "plans": plain.plan_rows(stages, own.currency),
        "costs": cost_rows(costs),
        "usage": usage_rows(tokens, seats, clock),
        "budgets": plain.budget_rows(own.currency),
        "rates": rates.rows(),
        "kpis": kpi_rows(own.currency),
        "outcomes": outcome_rows(readings, clock),
        "rollout": rollout_rows(readings),
        "benefits": benefit_rows(claims, own.currency),
        "ledger": ledger_rows(claims, charges, own.currency),
        "vendors": plain.vendor_rows(own, roles),
        "dependencies": plain.dependency_rows(own, roles, stages),
        "contracts": plain.contract_rows(roles),
        "cash": plain.cash_rows(seed, clock, own.currency),
        "exit_steps": plain.exit_step_rows(own, roles),
        "exit_measures": plain.exit_measure_rows(own.currency, roles),
        "skills": plain.skill_rows(own.currency),
        "survey": plain.survey_rows(seed, own),
        "holdings": plain.holding_rows(paths, own.currency),
        "prices": plain.price_rows(paths),
        **{name: private.declared_rows(name, COLUMNS[name]) for name in ("rounds", "financials", "terms")},
        "forecasts": register.forecast_rows(seed, stages, spend, clock),
        "claims": register.declared_rows("claims", COLUMNS["claims"]),
        "warnings": register.declared_rows("warnings", COLUMNS["warnings"]),
    }
    found = tally.spells(stages, own.as_of)
    kpis = tuple(tally.kpi_truth(reading, clock) for reading in readings)
    truth = Truth(
        seed, own.name, own.currency, own.starts_on, own.as_of,
        {role: vendor.vendor_id for role, vendor in roles.items()},
        tally.initiative_truth(own, stages, spend, kpis), kpis, found, tally.hazards(found), tuple(claims),
        spend,
    )  # fmt: skip
    return Example(own, roles, {name: Sheet(COLUMNS[name], rows[name]) for name in COLUMNS}, charges, truth)


def _columns(text: str) -> tuple[str, ...]:
    return tuple(text.split())


COLUMNS = {
    "initiatives": _columns(
        "initiative_id name function use_case approach business_owner technical_owner goal"
    ),
    "stages": _columns("initiative_id stage entered_on blocked_by note"),
    "plans": _columns(
        "initiative_id registered_on kpi_id baseline minimum_effect decide_on stop_rule tranche currency"
    ),
    "costs": _columns("date initiative_id vendor_id cost_type amount currency"),
    "usage": _columns(
        "date initiative_id provider model input_tokens cached_input_tokens output_tokens requests seats "
        "seats_paid suggestions accepted rejected kept lines_suggested lines_accepted lines_written"
    ),
    "budgets": _columns("period scope amount currency"),
    "rates": _columns("currency date per_unit"),
    "kpis": _columns(
        "kpi_id initiative_id name unit better scale value_per_unit value_low value_high currency cash_class"
    ),
    "outcomes": _columns("kpi_id unit_id period value weight cluster_id staff"),
    "rollout": _columns("initiative_id unit_id treated_on assigned"),
    "benefits": _columns("initiative_id period amount currency cash_class ledger_account evidence"),
    "ledger": _columns("date account cost_centre amount currency"),
    "vendors": _columns("vendor_id company_id name kind region critical"),
    "dependencies": _columns(
        "initiative_id layer vendor_id model criticality substitute substitute_tested_on migration_weeks "
        "migration_cost currency"
    ),
    "contracts": _columns(
        "contract_id vendor_id starts_on ends_on committed prepaid currency price_protection notice_days "
        "export_terms region"
    ),
    "cash": _columns("date cash monthly_outflow currency"),
    "exit_steps": _columns(
        "vendor_id initiative_id asset step weeks cost currency owner rehearsed_on skill"
    ),
    "exit_measures": _columns(
        "measure_id name kind vendor_id initiative_id cost currency removes basis"
    ),
    "skills": _columns(
        "skill needed have hire_cost train_cost contract_cost currency trainable hire_weeks train_weeks "
        "contract_weeks needed_by needed_for"
    ),
    "survey": _columns("respondent_id initiative_id barrier score"),
    "holdings": _columns("holding_id company_id ticker quantity price currency share_class"),
    "prices": _columns("ticker date close"),
    "rounds": _columns(
        "company_id date series amount_usd post_money_usd post_money_bound lead kind status source "
        "source_quality note as_of"
    ),
    "financials": _columns(
        "company_id period_end period metric basis gross_net value unit bound source source_quality note "
        "as_of"
    ),
    "terms": _columns(
        "company_id series date kind shares price_per_share_usd strike_usd liquidation_multiple seniority "
        "participating participation_cap dividend_rate ipo_ratchet qualified_ipo_price_usd status source "
        "source_quality as_of"
    ),
    "forecasts": _columns(
        "forecast_id publisher interest series made_on date value low high level statement probability unit "
        "definition basis actual resolved_on source as_of"
    ),
    "claims": _columns(
        "claim_id statement topic value low high bound unit numerator denominator definition window_months "
        "sample_size sample_note publisher original interest published occasion status version supersedes "
        "source source_quality as_of"
    ),
    "warnings": _columns(
        "warning_id statement speaker affiliation interest said_on due probability actual resolved_on source "
        "as_of"
    ),
}  # fmt: skip
