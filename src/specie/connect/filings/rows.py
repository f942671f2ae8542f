"""Company facts into rows of ``financials``: the best way to each metric, period by period."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from specie.connect.entry import Entry
from specie.connect.filings.concepts import FACT_UNITS, Metric, Way, metrics
from specie.connect.filings.fact import LONG_YEAR, Period
from specie.connect.filings.issue import Issue
from specie.connect.filings.points import Stood, standing
from specie.connect.filings.reading import Document, read_document
from specie.connect.filings.series import Series, make_series
from specie.connect.filings.total import Total
from specie.connect.filings.vintage import amount, settle
from specie.model import Level, Problem, Quantity, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specie.connect.filings.fact import Fact, Settled
    from specie.model import Message

KEY = ("company_id", "period_end", "period", "metric", "basis")
VIA = "specie connect filings (SEC company facts)"
"""What marks a row as written by this connector."""
YEAR = timedelta(days=371)


@dataclass(frozen=True, slots=True)
class Found:
    """The figure of a metric for a period, the tags it rests on and what a reader must know."""

    period: Period
    total: Total
    tags: tuple[str, ...]
    bound: str = "="
    trailing: bool = False
    checked: bool = True


def facts_to_rows(
    data: object, company_id: str, *, as_of: date, years: float = 3.0, place: str = "company facts"
) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """Turn company facts into rows of ``financials``, and name everything that was left out.

    Parameters
    ----------
    data
        The JSON of ``data.sec.gov/api/xbrl/companyfacts/CIK##########.json``, parsed.
    company_id
        Whose rows they are.
    as_of
        Filings after this day do not exist yet: the newest by then holds.
    years
        How far back from the newest period rows are made.
    place
        What problems call the document.

    Returns
    -------
    rows, problems
        Rows for quarters, years, sums of twelve months and days of balance sheets; problems in file order.
    """
    units = {tag: FACT_UNITS[metric.unit] for metric in metrics() for tag in metric.tags}
    document = read_document(data, units)
    known = {tag: [f for f in facts if f.filed <= as_of] for tag, facts in document.facts.items()}
    ends = [f.period.end for facts in known.values() for f in facts if f.period.kind not in ("", "point")]
    if not ends:
        return (), tuple(issue.at(place) for issue in (*document.issues, *_nothing_yet(document, as_of)))
    since = max(ends) - years * YEAR
    issues: list[Issue] = list(document.issues)
    days = frozenset(ends)
    recent = {tag: [f for f in own if f.period.end > since - 2 * YEAR] for tag, own in known.items()}
    rows = [
        _row(company_id, document.cik, metric, found)
        for metric in metrics()
        for found in sorted(_found(metric, recent, days, issues), key=lambda f: f.period.end)
        if found.period.end > since
    ]
    issues += _missing(rows)
    kept = (issue for issue in issues if issue.end is None or issue.end > since)
    return tuple(rows), tuple(issue.at(place) for issue in dict.fromkeys(kept))


def _nothing_yet(document: Document, as_of: date) -> Iterator[Issue]:
    if any(document.facts.values()):
        message = say("no accounts had been filed by {day}, the date of the book", day=as_of)
        hint = say("rows are made from what was filed by the date of the book")
        yield Issue("SRC205", None, message, hint, Level.ERROR)


def _found(
    metric: Metric, facts: Mapping[str, Sequence[Fact]], days: frozenset[date], issues: list[Issue]
) -> Iterator[Found]:
    if metric.kind == "flow":
        yield from _flows(metric, facts, issues)
        return
    settled = {tag: _settled(facts[tag], metric, issues) for tag in metric.tags}
    taken: set[Period] = set()
    for way in metric.ways:
        for stood in standing(way, settled):
            on_sheet = metric.kind == "cover" or stood.total.period.end in days
            if on_sheet and stood.total.period not in taken and stood.total.mixed is None:
                taken.add(stood.total.period)
                yield _point(way, stood)


def _point(way: Way, stood: Stood) -> Found:
    return Found(stood.total.period, stood.total, stood.tags, way.bound)


def _flows(metric: Metric, facts: Mapping[str, Sequence[Fact]], issues: list[Issue]) -> Iterator[Found]:
    """Yield each period from the best tag; one that was left out of doubt is not taken from another tag."""
    taken: set[Period] = set()
    named: dict[Period, Found] = {}
    for way in metric.ways:
        tag = way.total[0]
        settled = _settled(facts[tag], metric, issues)
        dropped = {fact.period for fact in facts[tag]} - settled.keys()
        series = make_series(settled, dropped, positive=metric.positive)
        issues += series.issues
        for found in _of_series(tag, series):
            if found.period not in taken:
                named[found.period] = found
        doubted = {period for period in series.left_out if period not in named}
        taken |= named.keys() | doubted
    issues += _two_tags(metric, named)
    yield from named.values()


def _of_series(tag: str, series: Series) -> Iterator[Found]:
    for period, total in series.totals.items():
        yield Found(period, total, (tag,))
    for period, trailing in series.trailing.items():
        yield Found(period, trailing.total, (tag,), trailing=True, checked=trailing.checked)


def _settled(facts: Sequence[Fact], metric: Metric, issues: list[Issue]) -> dict[Period, Settled]:
    """Settle on one figure per period; one that is negative and cannot be is named and left out."""
    settled = settle(facts, issues)
    if not metric.positive:
        return settled
    for period, held in settled.items():
        if held.value < 0:
            message = say(
                "{period} is stated as {value}, which it cannot be: not used",
                period=period.text,
                value=amount(held.value),
            )
            hint = say("filing {accession}: the sign may be turned", accession=held.fact.accession)
            issues.append(Issue("SRC213", held.fact.tag, message, hint, end=period.end))
    return {period: held for period, held in settled.items() if held.value >= 0}


def _two_tags(metric: Metric, named: Mapping[Period, Found]) -> Iterator[Issue]:
    """Note that figures of one metric come from several tags: they may mean different things."""
    used = tuple(dict.fromkeys(tag for found in named.values() for tag in found.tags))
    if len(used) > 1:
        message = say("{metric} comes from several tags, in different periods: {tags}",
                      metric=metric.name, tags=", ".join(used))  # fmt: skip
        hint = say("each row names its tag; no twelve months are worked out across a change of tag")
        last = max(found.period.end for found in named.values())
        yield Issue("SRC231", None, message, hint, Level.NOTE, last)


def _missing(rows: Sequence[Entry]) -> Iterator[Issue]:
    there = {row.cells["metric"] for row in rows}
    lacking = [metric.name for metric in metrics() if metric.name not in there]
    if lacking:
        message = say("nothing was found for {metrics}", metrics=", ".join(lacking))
        hint = say("the company may use a tag of its own, or state it by share class or segment only")
        yield Issue("SRC232", None, message, hint, Level.NOTE)


def _row(company_id: str, cik: int, metric: Metric, found: Found) -> Entry:
    newest, period = found.total.newest.fact, found.period
    cells = {
        "company_id": company_id,
        "period_end": period.end,
        "period": period.kind,
        "metric": metric.name,
        "basis": "gaap",
        "value": found.total.value,
        "unit": metric.unit,
        "bound": found.bound,
        "source": address(cik, newest.accession),
        "source_quality": "primary",
        "note": _note(found),
        "via": VIA,
        "as_of": newest.filed,
    }
    return Entry("financials", cells, KEY, "value", period.end, found.trailing)


def address(cik: int, accession: str) -> str:
    """Where the SEC keeps a filing."""
    plain = accession.replace("-", "")
    return f"https://www.sec.gov/Archives/edgar/data/{cik}/{plain}/{accession}-index.htm"


def _note(found: Found) -> Message:
    tags, total = " + ".join(found.tags), found.total
    length = Quantity(found.period.days, "days")
    if found.trailing and found.checked:
        return say("{tags}: twelve months, {arithmetic}, checked against four quarters",
                   tags=tags, arithmetic=_sum(total))  # fmt: skip
    if found.trailing:
        return say("{tags}: twelve months, {arithmetic}, with nothing to check it against",
                   tags=tags, arithmetic=_sum(total))  # fmt: skip
    if found.bound != "=":
        return say("{tags}: what is tagged; there may be more", tags=tags)
    if not total.stated and found.period.start is not None:
        return say("{tags}: worked out as {arithmetic}", tags=tags, arithmetic=_sum(total))
    if found.period.kind == "year" and found.period.days >= LONG_YEAR:
        return say("{tags}: 53 weeks, {length}", tags=tags, length=length)
    return say("{tags}", tags=tags)


def _sum(total: Total) -> str:
    return total.arithmetic.removeprefix("+ ")


def earlier(data: object, company_id: str, day: date) -> Mapping[tuple[str, ...], Entry]:
    """Return the rows as they would have been made on an earlier day, by what names them."""
    rows, _ = facts_to_rows(data, company_id, as_of=day, years=100.0)
    return {row.name: row for row in rows}
