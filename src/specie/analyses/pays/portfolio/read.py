"""Read the portfolio: initiatives from the book, what each costs and brings from the results before."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from specie.analyses.pays.portfolio.effects import Metric, benefit_of, smallest_p
from specie.analyses.pays.portfolio.holding import Holding
from specie.model import Bound, Grade, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from specie.book import Book
    from specie.model import Estimate, Result

ROI, EFFECT, SPEND, FUNNEL = "pays/roi", "pays/effect", "pays/spend", "pays/funnel"
VERDICTS = {
    "PAY401": Verdict.PAYS,
    "PAY402": Verdict.DOES_NOT_PAY,
    "PAY403": Verdict.TOO_EARLY,
    "PAY404": Verdict.CANNOT_TELL,
}
"""Codes of the findings that hold a verdict."""


@dataclass(frozen=True, slots=True, eq=False)
class Published:
    """The estimates of one earlier result, by measure, kind and id of the subject."""

    by: Mapping[tuple[str, str, str], Estimate]

    def get(self, measure: str, kind: str, subject_id: str) -> Estimate | None:
        """Return one estimate; None where it was not told."""
        return self.by.get((measure, kind, subject_id))


@cache
def query(name: str) -> str:
    """Return one of the SQL files beside this module."""
    return (files("specie.analyses.pays.portfolio") / f"{name}.sql").read_text("utf-8")


def published(results: Mapping[str, Result], analysis: str) -> Published:
    """Index what an analysis told; empty where it did not run."""
    found = results.get(analysis)
    estimates = () if found is None else found.estimates
    return Published({(e.measure, e.subject.kind, e.subject.id): e for e in estimates})


def read_holdings(book: Book, results: Mapping[str, Result]) -> tuple[Holding, ...]:
    """Gather every initiative of the book with its cost, benefit and verdict."""
    roi = published(results, ROI)
    metrics = _metrics(book, published(results, EFFECT))
    verdicts, once = _verdicts(results), _once(book, roi)
    return tuple(
        _holding(book, row, roi, metrics[row["initiative_id"]], verdicts, once)
        for row in book.select(query("initiatives"))
    )


def _once(book: Book, roi: Published) -> dict[str, float]:
    """Money that each initiative spent only once in the twelve months of its cost."""
    told = next((e for key, e in roi.by.items() if key[0] == "cost_year"), None)
    if told is None or "/" not in told.period:
        return {}
    start, _, end = told.period.partition("/")
    rows = book.select(query("once"), start=start, end=end)
    return {row["initiative_id"]: float(row["amount"] or 0) for row in rows}


def _metrics(book: Book, effect: Published) -> defaultdict[str, list[Metric]]:
    """Cash metrics with a published improvement, by initiative."""
    found: defaultdict[str, list[Metric]] = defaultdict(list)
    for row in book.select(query("worths")):
        improvement = effect.get("improvement_year", "kpi", row["kpi_id"])
        if improvement is not None and improvement.point is not None:
            least = effect.get("smallest_p_value", "kpi", row["kpi_id"])
            worth = (float(row["value"]), float(row["low"]), float(row["high"]))
            p = least.point if least is not None and least.point is not None else 0.0
            found[row["initiative_id"]].append(Metric(improvement, *worth, p))
    return found


def _verdicts(results: Mapping[str, Result]) -> dict[str, Verdict]:
    roi = results.get(ROI)
    findings = () if roi is None else roi.findings
    return {f.subject.id: VERDICTS[f.code] for f in findings if f.code in VERDICTS}


def _holding(
    book: Book,
    row: dict[str, Any],
    roi: Published,
    metrics: Sequence[Metric],
    verdicts: Mapping[str, Verdict],
    once: Mapping[str, float],
) -> Holding:
    name = row["initiative_id"]

    def told(measure: str) -> Estimate | None:
        return roi.get(measure, "initiative", name)

    net, hard, cost = told("net_cash_year"), told("hard_benefit_year"), told("cost_year")
    return Holding(
        ref=book.initiative(name),
        function=row["function"] or "",
        approach=row["approach"] or "",
        stage=row["stage"] or "",
        accounts=tuple(row["accounts"]),
        verdict=verdicts.get(name),
        cost=_amount(cost),
        once=min(once.get(name, 0.0), _amount(cost)),
        reach=_amount(told("cost_reach_year")),
        priced=net is None or net.bound is not Bound.AT_MOST,
        benefit=benefit_of(hard, metrics),
        smallest_p=smallest_p(metrics),
        grade=hard.grade if hard is not None and hard.grade is not Grade.RECORDED else None,
        net=net,
        soft=told("soft_benefit_year"),
        soft_needed=told("soft_to_break_even"),
        origins=() if net is None else net.origins,
    )


def _amount(estimate: Estimate | None) -> float:
    return estimate.point if estimate is not None and estimate.point is not None else 0.0
