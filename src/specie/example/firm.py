"""The declarations of firm.toml and initiatives.toml as typed words, and who plays which role."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Rung:
    """A model and the day the firm moves to it."""

    model: str
    since: date


@dataclass(frozen=True, slots=True)
class Vendor:
    """A real supplier with its real names; every amount paid to it is invented."""

    vendor_id: str
    company_id: str
    name: str
    kind: str
    region: str
    issuer: str
    provider: str
    publisher: str
    price_list: str
    focus: str
    service: str
    seats: str
    ladder: Mapping[str, tuple[Rung, ...]]
    tool: str = ""
    compute: str = ""
    region_id: str = ""
    region_name: str = ""
    currency: str = "USD"
    monthly: bool = False


@dataclass(frozen=True, slots=True)
class Spike:
    """A run of days in which use is a multiple of the plan."""

    on: date
    days: int
    factor: float


@dataclass(frozen=True, slots=True)
class Tokens:
    """Token use of an initiative: where it runs, what it costs a month by stage, how tokens split."""

    host: str
    developer: str
    tier: str
    spend: Mapping[str, float]
    growth: float = 0.0
    weekend: float = 0.0
    cached: float = 0.3
    output: float = 0.12
    request: float = 3000
    spikes: tuple[Spike, ...] = ()


@dataclass(frozen=True, slots=True)
class Bought:
    """Seats paid for from a day on."""

    since: date
    seats: int


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What one seat in use sees on a day and makes of it.

    ``accepted`` and ``rejected`` are shares of those ``shown`` (the rest is typed over), ``kept`` a share of
    those accepted; ``lines`` are the lines of a suggestion, accepted ones are ``shorter`` by that factor;
    ``own_lines`` are written without help.
    """

    shown: float
    accepted: float
    rejected: float
    kept: float
    lines: float
    shorter: float
    own_lines: float


@dataclass(frozen=True, slots=True)
class Seats:
    """Seat licences: the seller, the price of one a month, how many, and the share in use on a workday."""

    host: str
    product: str
    price: float
    active: float
    bought: tuple[Bought, ...]
    prepaid_months: int = 0
    suggestions: Suggestions | None = None


@dataclass(frozen=True, slots=True)
class Compute:
    """Machine hours a day by stage, and the price of one."""

    host: str
    price: float
    hours: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class OneOff:
    """A cost spread over the months after an initiative enters a stage."""

    cost_type: str
    stage: str
    amount: float
    months: int
    vendor: str = ""


@dataclass(frozen=True, slots=True)
class Costs:
    """Money on no bill, in USD before it is turned into the currency it is paid in."""

    labour: Mapping[str, float]
    once: tuple[OneOff, ...] = ()
    currency: str = "USD"


@dataclass(frozen=True, slots=True)
class Entry:
    """The nominal day an initiative enters a stage, and what held it up there."""

    stage: str
    on: date
    blocked_by: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Initiative:
    """One initiative as declared."""

    id: str
    name: str
    function: str
    use_case: str
    approach: str
    business_owner: str
    technical_owner: str
    goal: str
    stories: tuple[str, ...]
    stages: tuple[Entry, ...]
    costs: Costs
    tokens: Tokens | None = None
    seats: Seats | None = None
    compute: Compute | None = None
    critical: bool = False


@dataclass(frozen=True, slots=True)
class Firm:
    """The whole declaration; ``raw`` keeps the lists that one module alone reads."""

    name: str
    currency: str
    starts_on: date
    as_of: date
    fiscal_year_start: str
    policy: Mapping[str, float]
    vendors: Mapping[str, Vendor]
    sides: tuple[tuple[str, str], ...]
    initiatives: tuple[Initiative, ...]
    raw: Mapping[str, Any] = field(repr=False)

    def roles(self, lean: int) -> dict[str, Vendor]:
        """Deal the roles: the firm leans on the developer and cloud of side ``lean``."""
        (d1, c1), (d2, c2) = self.sides[lean], self.sides[1 - lean]
        return {
            role: self.vendors[name]
            for role, name in {"D1": d1, "C1": c1, "D2": d2, "C2": c2, "M": "mistral"}.items()
        }


def shipped(name: str) -> str:
    """The text of a file of this room."""
    return files("specie.example").joinpath(name).read_text("utf-8")


@cache
def declared(name: str) -> dict[str, Any]:
    """Read one TOML file of this room."""
    return tomllib.loads(shipped(name))


@cache
def firm() -> Firm:
    """The firm as declared."""
    raw = declared("firm.toml")
    return Firm(
        **raw["firm"],
        policy=raw["policy"],
        vendors={row["vendor_id"]: _vendor(row) for row in raw["vendors"]},
        sides=tuple((side["developer"], side["cloud"]) for side in raw["sides"]),
        initiatives=tuple(_initiative(row) for row in declared("initiatives.toml")["initiatives"]),
        raw=raw,
    )


def _vendor(row: dict[str, Any]) -> Vendor:
    ladder = {
        tier: tuple(Rung(rung["model"], rung["from"]) for rung in rungs)
        for tier, rungs in row["ladder"].items()
    }
    parts: dict[str, Any] = {**row, "ladder": ladder}
    return Vendor(**parts)


def _initiative(row: dict[str, Any]) -> Initiative:
    parts: dict[str, Any] = {
        **row,
        "stories": tuple(row["stories"]),
        "stages": tuple(Entry(**entry) for entry in row["stages"]),
        "costs": _costs(row["costs"]),
    }
    if "tokens" in row:
        tokens: dict[str, Any] = row["tokens"]
        spikes = tuple(Spike(**spike) for spike in tokens.get("spikes", ()))
        parts["tokens"] = replace(Tokens(**tokens), spikes=spikes)
    if "seats" in row:
        bought = tuple(Bought(step["from"], step["seats"]) for step in row["seats"]["bought"])
        shown = row["seats"].get("suggestions")
        parts["seats"] = replace(
            Seats(**row["seats"]), bought=bought, suggestions=Suggestions(**shown) if shown else None
        )
    if "compute" in row:
        parts["compute"] = Compute(**row["compute"])
    return Initiative(**parts)


def _costs(row: dict[str, Any]) -> Costs:
    return replace(Costs(**row), once=tuple(OneOff(**one) for one in row.get("once", ())))
