"""A scanned repository in a terminal: models to act on first, then the rest, then what was skipped."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from rich.text import Text

from specie.model import Quantity, Severity, listed
from specie.report.language import visible
from specie.report.scale import marked
from specie.report.stack_words import (
    PINS,
    SKIPPED,
    ending_line,
    portability_lines,
    price_line,
    summary_line,
    supplier_line,
)
from specie.report.terminal import console_for
from specie.report.terminal_box import STYLE
from specie.report.text_origin import source_line
from specie.report.text_terminal import lines_of_problem
from specie.report.vocabulary import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.model import Message
    from specie.model.stack import Place, StackFinding, StackModel, StackProvider, StackScan
    from specie.report.language import Language

PLACES_SHOWN = 6


def stack_text(scan: StackScan, language: Language) -> str:
    """Write a scanned repository."""
    console = console_for(colour=True)
    for line in _Sheet(scan, language).lines():
        console.print(line, soft_wrap=True)
    written = console.file
    text = written.getvalue() if isinstance(written, io.StringIO) else ""
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines())


class _Sheet:
    """The lines of one scan."""

    def __init__(self, scan: StackScan, language: Language) -> None:
        self.scan = scan
        self.language = language
        self._said: dict[tuple[str, str], list[StackFinding]] = {}
        for finding in scan.open_findings:
            self._said.setdefault((finding.provider, finding.written), []).append(finding)

    def lines(self) -> Iterator[Text]:
        """Yield everything."""
        head = marked("{path}, as of {date}")
        yield Text(self.language(head, path=self.scan.root, date=self.scan.on), style="bold")
        yield Text(self.language.sentence(summary_line(self.scan)))
        for model in sorted(self.scan.models, key=self._urgency):
            yield Text()
            yield from self._model(model)
        if self.scan.providers:
            yield Text()
            yield Text(
                self.language(marked("Providers named in code and lists of packages")), style="bold cyan"
            )
            for provider in self.scan.providers:
                yield self._provider(provider)
        yield from self._basis()
        yield from self._left_out()

    def _urgency(self, model: StackModel) -> tuple[int, int, str, str]:
        """Loudest first, then the one that ends first."""
        loudest = max((f.severity.rank for f in self._findings(model)), default=-1)
        left = model.ending.days_left if model.ending is not None else None
        return -loudest, 10**9 if left is None else left, model.provider, model.written

    def _findings(self, model: StackModel) -> list[StackFinding]:
        return self._said.get((model.provider, model.written), [])

    def _model(self, model: StackModel) -> Iterator[Text]:
        head = Text(visible(model.written), style="bold")
        name = model.provider_name or self.language(marked("provider not stated"))
        said = [visible(name), self.language.message(PINS[model.pin])]
        yield head.append(f"  {self.language.join(said)}", style="not bold dim")
        for finding in {f.code: f for f in self._findings(model)}.values():
            yield from self._finding(finding)
        if model.known:
            for title, said in self._facts(model):
                yield Text(f"  {title}  {said}")
        yield Text(f"  {self.language(marked('named in'))}  {self._places(model)}")
        if model.ending is not None:
            yield Text(f"  {source_line((model.ending.origin,), self.language)}", style="dim")

    def _finding(self, finding: StackFinding) -> Iterator[Text]:
        severity = self.language.message(SEVERITIES[finding.severity])
        line = Text(f"  {severity} {finding.code}", style=STYLE[finding.severity])
        yield line.append(f"  {self.language.sentence(finding.message)}", style="default not bold not dim")
        if finding.hint is not None and finding.severity is not Severity.NOTE:
            yield Text(f"    {self.language(marked('hint: {hint}'), hint=finding.hint)}", style="cyan")

    def _facts(self, model: StackModel) -> Iterator[tuple[str, str]]:
        yield self.language(marked("end")), self._sentence(ending_line(model), self._remark(model))
        yield self.language(marked("price")), self._sentence(price_line(model.pricing))
        yield self.language(marked("supplier")), self._sentence(supplier_line(model))
        portable = portability_lines(model.portability)
        yield self.language(marked("moving")), self._sentence(*portable)

    def _remark(self, model: StackModel) -> Message | None:
        return model.ending.remark if model.ending is not None else None

    def _sentence(self, *messages: Message | None) -> str:
        said = [message for message in messages if message is not None]
        return self.language.message(listed(said, "semicolon"))

    def _places(self, model: StackModel) -> str:
        shown = [written(place) for place in model.places[:PLACES_SHOWN]]
        hidden = len(model.places) - len(shown) + model.places_left_out
        if hidden:
            shown.append(self.language(marked("… and {count} more"), count=Quantity(hidden, "count")))
        return self.language.join(shown)

    def _provider(self, provider: StackProvider) -> Text:
        name = provider.name or self.language(marked("several"))
        packages = self.language.join(list(provider.packages))
        places = self.language.join([written(place) for place in provider.places[:PLACES_SHOWN]])
        return Text(f"  {visible(name)}  {visible(packages)}  {places}".replace("    ", "  "))

    def _basis(self) -> Iterator[Text]:
        """Say where it is explained how the chances of failing were made."""
        if any(model.failure is not None for model in self.scan.models):
            said = marked("what the chances of failing rest on: {command}")
            yield Text()
            yield Text(self.language(said, command="specie explain breaks/stability"), style="dim")

    def _left_out(self) -> Iterator[Text]:
        if self.scan.skipped:
            counts = [
                f"{self.language.message(SKIPPED[reason])} {self.language.value(Quantity(count, 'count'))}"
                for reason, count in self.scan.skipped.items()
            ]
            yield Text()
            said = self.language(marked("not looked at: {what}"), what=self.language.join(counts))
            yield Text(said, style="dim")
        for problem in self.scan.problems:
            yield from map(Text, lines_of_problem(problem, self.language))


def written(place: Place) -> str:
    """Write a place as compilers do."""
    return visible(f"{place.path}:{place.line}:{place.column}")
