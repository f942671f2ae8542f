"""What somebody should do something about: the loudest first."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from specie.analyses.breaks.concentration.further_findings import further_findings
from specie.analyses.breaks.concentration.limits import band_findings, limit_findings
from specie.analyses.breaks.concentration.reliance import open_needs
from specie.analyses.breaks.concentration.stops import stopped_share, stopped_spend
from specie.analyses.breaks.concentration.suppliers import query
from specie.analyses.breaks.concentration.words import LAYER_NAMES
from specie.model import PORTFOLIO, Finding, Quantity, Role, Severity, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from typing import Any

    from specie.analyses.breaks.concentration.changes import Further
    from specie.analyses.breaks.concentration.reliance import Reliance
    from specie.analyses.breaks.concentration.scope import Scope
    from specie.model import Estimate, Message

ONE_REGION = 0.8


def findings(scope: Scope, estimates: tuple[Estimate, ...], further: Further) -> tuple[Finding, ...]:
    """Collect the findings."""
    of_portfolio = {e.measure: e for e in estimates if e.subject == PORTFOLIO}
    regions = tuple(e for e in estimates if e.measure == "region_share")
    parts = (
        *limit_findings(scope),
        *_single_points(scope),
        *_no_substitute(scope),
        *_stale_tests(scope),
        *_contracts(scope),
        *band_findings(scope, of_portfolio),
        *_regions(regions),
        *further_findings(scope, estimates, further),
        *_left_out(scope, of_portfolio),
    )
    return tuple(sorted(parts, key=lambda finding: -finding.severity.rank))


def _single_points(scope: Scope) -> Iterator[Finding]:
    for supplier, stopped in scope.all_layers.stops.items():
        if stopped:
            yield _single_point(scope, supplier, stopped)


def _single_point(scope: Scope, supplier: str, stopped: tuple[str, ...]) -> Finding:
    who, share = scope.suppliers.ref(supplier), stopped_share(scope, supplier)
    spend = stopped_spend(scope, supplier)
    loud = len(stopped) >= max(2, scope.settings.alarm_share * len(scope.critical))
    if spend is None:
        message = say(
            "if {who} is lost, {count} of {all} critical initiatives stop: no tested substitute",
            who=who, count=len(stopped), all=len(scope.critical),
        )  # fmt: skip
    else:
        message = say(
            "if {who} is lost, {count} of {all} critical initiatives stop, with {spend} of their spending: no"
            " tested substitute",
            who=who, count=len(stopped), all=len(scope.critical), spend=spend,
        )  # fmt: skip
    evidence = (share,) if spend is None else (share, spend)
    action = say(
        "for each of them name a substitute of another supplier and test it, the quickest move first"
    )
    severity = Severity.ALARM if loud else Severity.WATCH
    return Finding("BRK104", severity, who, message, evidence, action, Role.ENTERPRISE)


def _no_substitute(scope: Scope) -> Iterator[Finding]:
    for reliance in open_needs(scope.reliances):
        yield _untested(scope, reliance)


def _untested(scope: Scope, reliance: Reliance) -> Finding:
    who = scope.book.initiative(reliance.initiative_id)
    supplier, layer = scope.suppliers.ref(reliance.supplier), LAYER_NAMES[reliance.layer]
    if reliance.elsewhere:
        message = say(
            "{who} needs {supplier} for {layer}; its substitute {substitute} was never tested",
            who=who, supplier=supplier, layer=layer,
            substitute=scope.suppliers.ref(reliance.substitute or ""),
        )  # fmt: skip
        action = say("run the test and write its date into {column}", column="substitute_tested_on")
    else:
        message = say(
            "{who} needs {supplier} for {layer} and names no substitute of another supplier",
            who=who, supplier=supplier, layer=layer,
        )  # fmt: skip
        action = say("name a substitute of another supplier, with weeks and cost to move, then test it")
    return Finding("BRK105", Severity.WATCH, who, message, (), action, Role.DEVELOPER)


def _stale_tests(scope: Scope) -> Iterator[Finding]:
    own = (r for r in scope.reliances if r.own)
    for reliance in own:
        tested = reliance.tested_on
        if reliance.critical and reliance.elsewhere and tested is not None:
            age = (scope.book.as_of - tested).days
            if age > scope.settings.stale_days:
                who = scope.book.initiative(reliance.initiative_id)
                message = say(
                    "the substitute of {who} for {supplier} was last tested on {day}, {age} ago",
                    who=who, supplier=scope.suppliers.ref(reliance.supplier), day=tested,
                    age=Quantity(age, "days"),
                )  # fmt: skip
                yield Finding(
                    "BRK106", Severity.WATCH, who, message, (), say("repeat the test"), Role.DEVELOPER
                )


def _contracts(scope: Scope) -> Iterator[Finding]:
    for row in scope.book.select(query("contracts"), as_of=scope.book.as_of):
        message = _due(scope, row)
        if message is not None:
            supplier = scope.suppliers.find(row["vendor_id"]) or row["vendor_id"]
            action = say("decide on renewal before that day, and use it to ask for exit terms")
            yield Finding(
                "BRK107", Severity.WATCH, scope.suppliers.ref(supplier), message, (), action, Role.ENTERPRISE
            )


def _due(scope: Scope, row: Mapping[str, Any]) -> Message | None:
    """Say which day comes within the window: the day of notice, or the end."""
    as_of, window = scope.book.as_of, timedelta(days=scope.settings.notice_window)
    who = scope.suppliers.ref(scope.suppliers.find(row["vendor_id"]) or row["vendor_id"])
    end: date = row["ends_on"]
    notice = end - timedelta(days=int(row["notice_days"])) if row["notice_days"] is not None else None
    if notice is not None and as_of <= notice <= as_of + window:
        return say(
            "notice on contract {contract} with {who} must be given by {day}; it ends on {end}",
            contract=row["contract_id"], who=who, day=notice, end=end,
        )  # fmt: skip
    if end <= as_of + window:
        return say(
            "contract {contract} with {who} ends on {end}", contract=row["contract_id"], who=who, end=end
        )
    return None


def _regions(regions: tuple[Estimate, ...]) -> Iterator[Finding]:
    for estimate in regions[:1]:
        if estimate.point is not None and estimate.point >= ONE_REGION:
            message = say(
                "{share} of the money goes to suppliers from {region}",
                share=estimate, region=estimate.subject.name,
            )  # fmt: skip
            action = say("check what a trade or export rule of that region would stop")
            yield Finding(
                "BRK110", Severity.NOTE, estimate.subject, message, (estimate,), action, Role.ENTERPRISE
            )


def _left_out(scope: Scope, known: Mapping[str, Estimate]) -> Iterator[Finding]:
    for message in _notes(scope, known):
        yield Finding("BRK109", Severity.NOTE, PORTFOLIO, message, (), None, Role.ENTERPRISE)


def _notes(scope: Scope, known: Mapping[str, Estimate]) -> Iterator[Message]:
    if not scope.book.has("dependencies"):
        yield say("what stops if a supplier is lost is not assessed: add {table}", table="dependencies")
    elif not scope.critical:
        yield say("no dependency is rated critical: fill {column} in {table}", column="criticality",
                  table="dependencies")  # fmt: skip
    if not scope.layers:
        yield say("shares of money are not assessed: add {table}", table="bills/, costs")
    for name in ("host", "model_developer"):
        if scope.layer("invoice_issuer") is not None and scope.layer(name) is None:
            yield say(
                "who gets the money for {layer} is not assessed: bills name only the seller; add {table}",
                layer=LAYER_NAMES[name], table="dependencies",
            )  # fmt: skip
    for name, layer in (("host", scope.layer("host")), ("model_developer", scope.layer("model_developer"))):
        estimate = known.get(f"unknown_{name}")
        if layer is not None and layer.unknown and estimate is not None:
            yield say(
                "{share} of the money for {layer} has no known supplier, so its shares are ranges",
                share=estimate, layer=LAYER_NAMES[name],
            )  # fmt: skip
    if scope.book.policy.max_vendor_share is None:
        yield say("no limit to compare with: set {key} under [policy] in specie.toml", key="max_vendor_share")
