"""Shipped and own facts read as claims: rulers, market series, prices and accounts of companies."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from specie.analyses.ruler.claims.entry import Entry
from specie.model import Term, say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from specie.companies.ledger import Ledger
    from specie.companies.record import Price, Reported
    from specie.facts import Fact, Facts

HOSTS_OF_MANY = frozenset({"github.com", "raw.githubusercontent.com", "medium.com", "dev.to", "x.com"})
"""Hosts on which everybody publishes: there the first part of the path is the speaker."""


@cache
def market_words() -> dict[str, Any]:
    """Return which market series speak of one thing, and the growth that some of them print."""
    path = files("specie.analyses.ruler.claims") / "market.toml"
    return tomllib.loads(path.read_text("utf-8"))


def _key(words: str) -> str:
    """A stable id made of words that readers see translated elsewhere."""
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")


def ruler_entries(facts: Facts, as_of: date) -> Iterator[Entry]:
    """Yield every published ruler; those with one unit and one kind of result are rival readings.

    A share of spending that goes to somebody is a statement of its own for everybody it goes to.
    """
    for fact in facts.rows("rulers"):
        unit, result_of = fact.text("unit"), fact.text("result_of")
        whose = fact.text("numerator_definition") if result_of == "vendor_share" else ""
        yield Entry(
            "rulers",
            fact.text("ruler_id"),
            ("rulers", unit, result_of, _key(whose)),
            fact.message("numerator_definition")
            if whose
            else say("{kind}, by {unit}", kind=Term(result_of), unit=Term(unit)),
            fact.number("result"),
            "fraction",
            fact.message("numerator_definition"),
            fact.text("publisher"),
            fact.source,
            fact.as_of,
            "reported",
            fact.origin,
            denominator=fact.message("population"),
            sample=fact.message("sample_note"),
            window_months=fact.number("window_months"),
            interest=fact.message("interest") if fact.interest else "",
            stale=fact.stale(as_of),
        )


def market_entries(facts: Facts, as_of: date) -> Iterator[Entry]:
    """Yield every point of a market series; series of one subject and one definition are rivals."""
    subjects: dict[str, str] = market_words()["subjects"]
    for fact in facts.rows("market"):
        if is_shown(fact):
            series, definition = fact.text("series"), fact.text("definition")
            yield Entry(
                "market",
                f"{series} {fact.text('date')} {fact.row}",
                ("market", subjects.get(series, series), fact.text("date"), definition),
                say("{series}, {date}", series=subjects.get(series, series), date=fact.text("date")),
                fact.number("value"),
                fact.text("unit"),
                Term(definition),
                fact.text("publisher"),
                fact.source,
                fact.as_of,
                fact.text("status"),
                fact.origin,
                stale=fact.stale(as_of),
            )


def is_shown(fact: Fact) -> bool:
    """Tell whether a row is a figure to be used at all, and no example of a bad one."""
    return "do_not_use" not in fact.marks


def company_entries(ledger: Ledger) -> Iterator[Entry]:
    """Yield prices, revenue and every other figure of companies, shipped and the user's own."""
    for price in ledger.prices:
        if price.post is not None:
            yield _price_entry(price, ledger)
    for figure in (*ledger.revenues, *ledger.others):
        yield _figure_entry(figure, ledger)


def _price_entry(price: Price, ledger: Ledger) -> Entry:
    key = price.of if price.relation == "conflict" else price.key
    return Entry(
        "rounds",
        " ".join(price.key),
        ("rounds", *key),
        say("{company}: price of {date}", company=ledger.company(price.company).ref, date=price.on.shown),
        price.post,
        "usd",
        say("value after the money"),
        speaker(price.vouch.origin.url),
        price.vouch.origin.url,
        price.vouch.as_of,
        price.status,
        price.vouch.origin,
        price.bound,
        company=price.company,
        stale=price.vouch.stale,
        own=price.vouch.own,
    )


def _figure_entry(figure: Reported, ledger: Ledger) -> Entry:
    return Entry(
        "financials",
        f"{figure.company} {figure.metric} {figure.end.text} {figure.vouch.origin.rows}",
        ("financials", figure.company, figure.metric, figure.end.text, figure.period),
        say(
            "{company}: {metric}, {date}",
            company=ledger.company(figure.company).ref,
            metric=Term(figure.metric),
            date=figure.end.shown,
        ),
        figure.value,
        figure.unit,
        say("{basis}, {gross_net}", basis=Term(figure.basis), gross_net=Term(figure.gross_net))
        if figure.gross_net
        else Term(figure.basis),
        speaker(figure.vouch.origin.url),
        figure.vouch.origin.url,
        figure.vouch.as_of,
        STATUS.get(figure.basis, "reported"),
        figure.vouch.origin,
        figure.bound,
        company=figure.company,
        stale=figure.vouch.stale,
        own=figure.vouch.own,
    )


STATUS = {"gaap": "confirmed", "run-rate": "confirmed", "guidance": "confirmed"}
"""What a company files or states itself is confirmed by it; press and leaks are reports."""


def speaker(document: str) -> str:
    """Name who speaks in a document: the host of an address, or the description as it is."""
    parts = urlsplit(document)
    if not parts.netloc:
        return document
    host = parts.netloc.lower().removeprefix("www.")
    owner = parts.path.strip("/").split("/")[0].lower()
    return f"{host}/{owner}" if host in HOSTS_OF_MANY and owner else host
