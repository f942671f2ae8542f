"""What is said of a model of a repository, in sentences for a terminal and for tools."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.model import Quantity, listed, say
from specie.model.stack import Pin
from specie.supply.lifecycle import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.model import Message
    from specie.model.stack import Ending, Portability, Pricing, StackModel, StackScan

PINS: dict[Pin, Message] = {
    Pin.PINNED: say("one fixed version"),
    Pin.FLOATING: say("floating name"),
    Pin.UNSTATED: say("not stated whether the name floats"),
}
SKIPPED: dict[str, Message] = {
    "binary": say("binary files"),
    "deep": say("folders too deep"),
    "folder": say("folders of others (node_modules, .venv, ...)"),
    "ignored": say("left out by .gitignore or --exclude"),
    "kind": say("files of other kinds"),
    "large": say("files too large"),
    "link": say("links"),
    "list": say("lists of models (scan such a file by its own name)"),
    "more names": say("files with more names than are taken from one"),
    "special": say("pipes, sockets and devices"),
}
NOT_ASSESSED = say("not assessed")


def ending_line(model: StackModel) -> Message:
    """Say when the model ends, as far as is known."""
    if not model.known:
        return NOT_ASSESSED
    if model.ending is not None:
        return _ending(model.ending)
    if model.ends_read_on is None:
        return say("not assessed: nothing of its provider is in the table of retirements")
    return say("none announced in what was read of its provider up to {day}", day=model.ends_read_on)


def _ending(ending: Ending) -> Message:
    match ending.state:
        case State.RETIRED | State.SCHEDULED if ending.shuts_down is not None:
            if ending.notice_days is None:
                return say("shuts down {day}; when it was announced is not known", day=ending.shuts_down)
            notice = Quantity(ending.notice_days, "days")
            return say("shuts down {day}, announced {notice} before", day=ending.shuts_down, notice=notice)
        case State.PROMISED if ending.not_before is not None:
            return say("not before {day} by its provider's word", day=ending.not_before)
        case State.OPEN if ending.not_before is not None:
            return say("promised until {day}, nothing announced since", day=ending.not_before)
        case _ if ending.announced is not None:
            return say("announced {day}, no day named", day=ending.announced)
        case _:
            return say("announced, no day named")


def price_line(price: Pricing | None) -> Message:
    """Say what the model costs and how that moved."""
    if price is None:
        return NOT_ASSESSED
    now = say("{input} in, {output} out for a million tokens",
              input=Quantity(price.input, "USD"), output=Quantity(price.output, "USD"))  # fmt: skip
    if price.input_before is None or price.output_before is None:
        return say("{now}; no change is listed", now=now)
    if not price.changed_on:
        return say("{now}; unchanged within a year", now=now)
    return say(
        "{now}; a year ago {input} and {output}, last changed {day}",
        now=now,
        input=Quantity(price.input_before, "USD"),
        output=Quantity(price.output_before, "USD"),
        day=price.changed_on[-1],
    )


def supplier_line(model: StackModel) -> Message:
    """Say how likely the supplier fails within a year."""
    if model.failure is None:
        return NOT_ASSESSED
    return say("chance of failing within a year {chance}", chance=model.failure)


def portability_lines(portability: Portability | None) -> Iterator[Message]:
    """Yield what a move could rest on."""
    if portability is None:
        yield NOT_ASSESSED
        return
    yield _weights(portability)
    if portability.compatible:
        yield say(
            "its provider documents an endpoint of the form that OpenAI uses, not for every model perhaps"
        )
    else:
        yield say("endpoint of the form that OpenAI uses: not assessed")
    hosts = Quantity(len(portability.hosts), "count")
    if portability.hosts:
        yield say(
            "providers of the price list that serve it: {hosts} ({names})",
            hosts=hosts,
            names=listed(portability.hosts),
        )
    else:
        yield say("providers of the price list that serve it: {hosts}", hosts=hosts)


def _weights(portability: Portability) -> Message:
    if portability.open_weights is None:
        return say("weights: not assessed")
    if portability.open_weights:
        return say("weights can be had")
    return say("weights are not given out")


def summary_line(scan: StackScan) -> Message:
    """Count what was found."""
    return say(
        "{files} files read; models: {models}; alarms: {alarms}, watches: {watches}, notes: {notes};"
        " silenced: {silenced}",
        files=Quantity(scan.files, "count"),
        models=Quantity(len(scan.models), "count"),
        alarms=_count(scan, "alarm"),
        watches=_count(scan, "watch"),
        notes=_count(scan, "note"),
        silenced=Quantity(len(scan.findings) - len(scan.open_findings), "count"),
    )


def _count(scan: StackScan, severity: str) -> Quantity:
    return Quantity(sum(f.severity == severity for f in scan.open_findings), "count")
