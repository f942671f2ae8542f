"""Everything the draws need, read once: who may fail, what hangs on them, what is held, and the limits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from specie.analyses.breaks.stress import ANALYSIS
from specie.analyses.breaks.stress.holder import query, read_holder
from specie.analyses.breaks.stress.scenarios import all_scenarios, read_record
from specie.analyses.breaks.stress.settings import read_settings
from specie.companies.ledger import read_ledger
from specie.companies.network.channels import weave
from specie.companies.network.graph import read_network
from specie.kernel.credit.factors import one_factor
from specie.kernel.stress.enterprise import Supply
from specie.kernel.stress.prices import Steps
from specie.model import say
from specie.supply.chain import RATINGS, read_chain
from specie.supply.contracts import read_contracts
from specie.supply.exposure import read_exposure
from specie.supply.outlay import read_outlay
from specie.supply.returns import read_returns

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from specie.analyses.breaks.stress.holder import Holder
    from specie.analyses.breaks.stress.scenarios import Scenario
    from specie.analyses.breaks.stress.settings import Settings
    from specie.book import Book
    from specie.companies.network.channels import Woven
    from specie.companies.network.graph import Network
    from specie.facts import Fact, Facts
    from specie.kernel.credit.factors import FactorModel
    from specie.kernel.stress.market import Record
    from specie.model import Estimate, Inputs, Message, Ref, Result
    from specie.supply.chain import Chain
    from specie.supply.exposure import Exposure

    Floats: TypeAlias = NDArray[np.float64]

SEVERITIES = ("price-rise-without-router", "price-cut-without-router", "ins-lgd-neocloud")
"""Rows of facts/shocks.csv: steps up, steps down, and what unsecured creditors lose."""
LOW, MIDDLE, HIGH = 0, 1, 2


@dataclass(frozen=True, slots=True, eq=False)
class Firms:
    """Companies that may fail by themselves; chances of shape (R, 3): low, middle, high."""

    names: tuple[str, ...]
    pd: Floats
    closed: Floats
    """Chances where no new money comes in; as the others for firms of which that is not told."""
    evidence: tuple[Estimate, ...]
    supplier: NDArray[np.int64]
    """Column of each among the suppliers, -1 where it is none."""
    place: NDArray[np.int64]
    """Row of each in the deal graph, -1 where it is in no deal."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What may break; None where the book does not tell."""

    spend: float | None
    """AI money of the last twelve months."""
    budget: float | None
    cap: float | None
    cash: float | None
    outflow: float | None
    floor: float | None


@dataclass(frozen=True, slots=True, eq=False)
class Scope:
    """One book on one day, ready to be drawn."""

    book: Book
    facts: Facts
    settings: Settings
    record: Record
    rows: tuple[Fact, ...]
    scenarios: tuple[Scenario, ...]
    unknown: tuple[str, ...]
    """Presets that no row of the facts has."""
    chain: Chain
    exposure: Exposure
    supplies: tuple[Supply, Supply, Supply]
    """At low, middle and high benefit and weeks."""
    firms: Firms
    holder: Holder
    network: Network
    woven: Woven
    model: FactorModel
    steps: Steps
    lost: tuple[float, float, float]
    """Part lost with a failed firm."""
    limits: Limits
    gaps: tuple[Message, ...]

    def vendor(self, k: int) -> Ref:
        """Return a supplier by its column."""
        return self.chain.suppliers.ref(self.exposure.suppliers[k])


def make_scope(book: Book, facts: Facts, inputs: Inputs) -> Scope:
    """Read it all."""
    settings = read_settings(inputs.params, ANALYSIS.params, inputs.level, inputs.seed)
    record, rows = read_record(facts, book.as_of)
    scenarios, unknown = all_scenarios(facts, settings)
    chain = read_chain(book, facts)
    outlay = read_outlay(book, chain.suppliers)
    returns = read_returns(inputs.results)
    exposure = read_exposure(
        chain, read_contracts(book, chain.suppliers), outlay, returns, book.as_of, ratings=frozenset(RATINGS)
    )
    ledger = read_ledger(book, facts)
    network = read_network(book, facts, ledger)
    firms = _firms(book, inputs.results, chain, exposure, network)
    severities = [facts.one("shocks", name) for name in SEVERITIES]
    critical = np.isin(exposure.initiatives, chain.critical())
    return Scope(
        book, facts, settings, record, rows, scenarios, unknown, chain, exposure,
        (
            _supply(exposure, critical, LOW),
            _supply(exposure, critical, MIDDLE),
            _supply(exposure, critical, HIGH),
        ),
        firms,
        read_holder(book, facts, inputs.results, settings),
        network,
        weave(network, settings.view),
        one_factor(settings.correlation, max(len(firms.names), 1), settings.df),
        _steps(severities[0], severities[1], settings.flat),
        _three(severities[2], (1.0, 1.0, 1.0)),
        _limits(book, float(outlay.sum())),
        (*(gap.message for gap in chain.gaps), *(gap.message for gap in outlay.gaps)),
    )  # fmt: skip


def _firms(
    book: Book, results: Mapping[str, Result], chain: Chain, exposure: Exposure, network: Network
) -> Firms:
    stability = results.get("breaks/stability")
    every = () if stability is None else stability.estimates
    year = {
        (e.measure, e.subject.id): e for e in every if e.measure.startswith("failure") and "12" in e.period
    }
    told = {name: e for (measure, name), e in year.items() if measure == "failure_probability"}
    names = tuple(sorted(told))
    column = {s: k for k, s in enumerate(exposure.suppliers)}
    behind = {row["company_id"]: row["vendor_id"] for row in reversed(book.select(query("vendors")))}
    vendor_of = {company: chain.suppliers.find(vendor) or vendor for company, vendor in behind.items()}
    return Firms(
        names,
        np.array([_ends(told[name]) for name in names]).reshape(-1, 3),
        np.array([_ends(year.get(("failure_closed", name), told[name])) for name in names]).reshape(-1, 3),
        tuple(told[name] for name in names),
        np.array([column.get(vendor_of.get(name, ""), -1) for name in names], dtype=np.int64),
        np.array([-1 if (p := network.place(name)) is None else p for name in names], dtype=np.int64),
    )


def _ends(estimate: Estimate) -> tuple[float, float, float]:
    low = 0.0 if estimate.low is None else estimate.low
    high = 1.0 if estimate.high is None else estimate.high
    return low, (low + high) / 2 if estimate.point is None else estimate.point, high


def _supply(of: Exposure, critical: NDArray[np.bool_], end: int) -> Supply:
    """Lay out one end; what is not known is left out here and told among the findings."""
    middle = of.benefit[:, 1]
    benefit = np.where(np.isfinite(middle), middle, of.benefit[:, [0, 2]].mean(axis=1))
    benefit = benefit if end == MIDDLE else of.benefit[:, end]
    benefit = np.where(np.isfinite(benefit), np.maximum(benefit, 0.0), 0.0)
    weeks = of.weeks if end == MIDDLE else np.repeat(of.weeks[..., [0 if end == LOW else 1]], 2, axis=2)
    move = np.where(np.isfinite(of.move_cost), of.move_cost, 0.0).sum(axis=0)
    # Bills that stop are told only beside the benefit that stops with them.
    told = np.isfinite(of.benefit).any(axis=1, keepdims=True)
    spend = np.where(told, of.spend, 0.0)
    return Supply(
        of.priced.sum(axis=0), of.ceiling, of.protected_months, benefit, of.stops, weeks, spend, move,
        of.prepaid, critical,
    )  # fmt: skip


def _steps(up: Fact | None, down: Fact | None, flat: float) -> Steps:
    """Recorded steps of price; no steps at all where the facts have none."""
    if up is None or down is None:
        return Steps((1.0, 1.0, 1.0), (1.0, 1.0, 1.0), 0, 0, 1)
    none = (1.0, 1.0, 1.0)
    return Steps(_three(up, none), _three(down, none), _count(up), _count(down), flat)


def _three(fact: Fact | None, otherwise: tuple[float, float, float]) -> tuple[float, float, float]:
    if fact is None:
        return otherwise
    low, typical, high = (fact.number(name) for name in ("low", "typical", "high"))
    if low is None or typical is None or high is None:
        return otherwise
    return low, typical, high


def _count(fact: Fact) -> float:
    return fact.number("n_events") or 0.0


def _limits(book: Book, spend: float) -> Limits:
    rows = book.select(query("money"), as_of=book.as_of)
    cash = [row for row in rows if row["what"] == "cash"]
    outflows = [float(row["outflow"]) for row in cash if row["outflow"] is not None]
    budget = next((float(row["amount"]) for row in rows if row["what"] == "it"), None)
    return Limits(
        spend or None,
        budget,
        book.policy.ai_share_of_it_budget,
        float(cash[0]["amount"]) if cash else None,
        sum(outflows) / len(outflows) if outflows else None,
        book.policy.min_cash_months,
    )


def not_known(of: Exposure) -> Message | None:
    """Say how much of the supply side could not be put in."""
    benefits = int(np.isnan(of.benefit).all(axis=1).sum())
    moves = int((np.isnan(of.move_cost) & of.needed).sum())
    if not benefits and not moves:
        return None
    return say(
        "not assessed: the benefit of {benefits} initiatives, and what it costs to replace a supplier in"
        " {moves} cases",
        benefits=benefits, moves=moves,
    )  # fmt: skip
