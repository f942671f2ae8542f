"""From what is known of a model to what a developer should act on."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.model import Quantity, Severity, listed, say
from specie.model.stack import Pin, StackFinding
from specie.stack.provider import provider
from specie.stack.suppress import is_silent
from specie.supply.lifecycle import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from specie.model import Message, Origin
    from specie.model.stack import Ending, Place, StackModel

ENDS = (State.RETIRED.value, State.SCHEDULED.value)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A finding that is not yet at a place."""

    code: str
    severity: Severity
    message: Message
    hint: Message | None = None
    origins: tuple[Origin, ...] = ()


def judged(model: StackModel, within: int) -> tuple[Verdict, ...]:
    """Return what is to be said of a model; an end within so many days is an alarm."""
    if not model.known:
        return (_unknown(model),)
    return tuple(
        verdict
        for verdict in (_ending(model, within), _elsewhere(model), _floating(model), _dearer(model))
        if verdict is not None
    )


def placed(
    models: Iterable[StackModel], quiet: Mapping[Place, frozenset[str]], within: int
) -> tuple[StackFinding, ...]:
    """Return a finding for every place of every model, in the order of places."""
    findings = (
        (place, model, verdict)
        for model in models
        for verdict in judged(model, within)
        for place in model.places
    )
    ordered = sorted(findings, key=lambda found: (found[0], found[2].code))
    return tuple(_at_place(ordered, quiet))


def _at_place(
    ordered: Iterable[tuple[Place, StackModel, Verdict]], quiet: Mapping[Place, frozenset[str]]
) -> Iterator[StackFinding]:
    seen: Counter[tuple[str, str, str, str]] = Counter()
    for place, model, verdict in ordered:
        same = (verdict.code, place.path, model.provider, model.written)
        seen[same] += 1
        yield StackFinding(
            verdict.code,
            verdict.severity,
            place,
            model.written,
            model.provider,
            verdict.message,
            verdict.hint,
            _fingerprint(*same, str(seen[same])),
            verdict.origins,
            is_silent(verdict.code, quiet.get(place, frozenset())),
        )


def _fingerprint(*parts: str) -> str:
    """Name a finding by what and where it is, but not by its line, so that it stays when lines move."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:32]


def _unknown(model: StackModel) -> Verdict:
    message = say("{model} is written as a model but is in no list: not assessed", model=model.written)
    hint = say("check the name; a deployment of your own can stand in the table retirements of a book")
    return Verdict("BRK806", Severity.NOTE, message, hint)


def _ending(model: StackModel, within: int) -> Verdict | None:
    ending = model.ending
    if ending is None:
        return None
    origins = (ending.origin,)
    match ending.state:
        case State.RETIRED:
            return Verdict("BRK801", Severity.ALARM, _gone(model, ending), _move(ending), origins)
        case State.SCHEDULED:
            soon = ending.days_left is not None and ending.days_left <= within
            severity = Severity.ALARM if soon else Severity.WATCH
            return Verdict("BRK802", severity, _going(model, ending), _move(ending), origins)
        case State.UNDATED:
            message = say("{provider} has announced the end of {model} and named no day",
                          provider=model.provider_name, model=model.written)  # fmt: skip
            return Verdict("BRK803", Severity.WATCH, message, _move(ending), origins)
        case State.OPEN if ending.not_before is not None:
            message = say(
                "{provider} promised {model} until {day} and has announced nothing since",
                provider=model.provider_name, model=model.written, day=ending.not_before,
            )  # fmt: skip
            return Verdict("BRK804", Severity.NOTE, message, _move(ending), origins)
        case _:
            return None


def _gone(model: StackModel, ending: Ending) -> Message:
    if ending.shuts_down is None or ending.days_left is None:
        return say("{model} was shut down", model=model.written)
    ago = Quantity(-ending.days_left, "days")
    if ending.days_left == 0:
        return say("{model} is shut down today", model=model.written)
    return say(
        "{model} was shut down on {day}, {ago} ago", model=model.written, day=ending.shuts_down, ago=ago
    )


def _going(model: StackModel, ending: Ending) -> Message:
    if ending.shuts_down is None or ending.days_left is None:
        return say("{model} is going to be shut down", model=model.written)
    left = Quantity(ending.days_left, "days")
    return say("{model} is shut down on {day}, {left} from now",
               model=model.written, day=ending.shuts_down, left=left)  # fmt: skip


def _move(ending: Ending) -> Message:
    if not ending.replacements:
        return say("choose a replacement: the source names none")
    return say("the source names as replacement: {models}", models=listed(ending.replacements))


def _elsewhere(model: StackModel) -> Verdict | None:
    """Say that the developer ends a model of which its host has said nothing."""
    own = next((e for e in model.elsewhere if e.provider == model.developer and e.state in ENDS), None)
    if model.ending is not None or own is None or own.shuts_down is None:
        return None
    message = say(
        "no day is known for {model} at {host}; {provider}, who made it, names {day} for its own",
        model=model.written,
        host=model.provider_name,
        provider=provider(own.provider).name,
        day=own.shuts_down,
    )
    return Verdict("BRK807", Severity.WATCH, message, say("ask the host for its day"), (own.origin,))


def _floating(model: StackModel) -> Verdict | None:
    gone = model.ending is not None and model.ending.state == State.RETIRED
    if model.pin is not Pin.FLOATING or gone:
        return None
    message = say("{model} is a floating name: {provider} may put another version behind it",
                  model=model.written, provider=model.provider_name)  # fmt: skip
    alias = model.ending.alias_of if model.ending is not None else ""
    hint = say("it stands for {snapshot} at present", snapshot=alias) if alias else None
    return Verdict("BRK805", Severity.NOTE, message, hint)


def _dearer(model: StackModel) -> Verdict | None:
    price = model.pricing
    if price is None or not price.rose or price.input_before is None or price.output_before is None:
        return None
    message = say(
        "{model} costs {input} for a million tokens in and {output} out; a year ago {before_in} and"
        " {before_out}",
        model=model.written,
        input=Quantity(price.input, "USD"),
        output=Quantity(price.output, "USD"),
        before_in=Quantity(price.input_before, "USD"),
        before_out=Quantity(price.output_before, "USD"),
    )
    return Verdict("BRK808", Severity.NOTE, message, None, (price.origin,))
