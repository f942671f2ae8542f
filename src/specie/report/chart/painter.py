"""Draw charts beside other work: in a process that was started early, or here when there is none."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

from specie.report.chart.svg import to_svg

if TYPE_CHECKING:
    from specie.report.chart.frame import Spec

_STARTED: list[Painter] = []
_AHEAD: dict[str, Future[str]] = {}
"""Pictures that were asked for before their page, by what is drawn."""


class Painter:
    """One renderer process; pictures come back in the order in which they were asked for."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "specie.report.chart.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
        )
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="specie-painter")
        self.waiting = 0

    def draw(self, spec: Spec) -> Future[str]:
        """Ask for a picture; the future raises ValueError when the spec cannot be drawn."""
        self.waiting += 1
        picture = self._thread.submit(self._ask, spec)
        picture.add_done_callback(self._done)
        return picture

    def _done(self, _: Future[str]) -> None:
        self.waiting -= 1

    def _ask(self, spec: Spec) -> str:
        try:
            answer = self._exchange(json.dumps(spec))
        except (OSError, ValueError):
            return to_svg(spec)
        if "error" in answer:
            raise ValueError(answer["error"])
        return answer["svg"]

    def _exchange(self, line: str) -> dict[str, str]:
        if self._process.stdin is None or self._process.stdout is None:
            raise OSError("the renderer has no pipes")
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())


def start(painters: int = 2) -> None:
    """Start the renderer processes, once; call it before other work that takes a second."""
    while len(_STARTED) < painters:
        _STARTED.append(Painter())


def draw_ahead(spec: Spec) -> None:
    """Have a picture drawn that a page will ask for; nothing where no renderer process was started."""
    if _STARTED:
        _AHEAD[json.dumps(spec)] = draw(spec)


def draw(spec: Spec) -> Future[str]:
    """Draw in the renderer process that has least to do, or here and now when none was started."""
    if _STARTED:
        ahead = _AHEAD.pop(json.dumps(spec), None) if _AHEAD else None
        return ahead or min(_STARTED, key=lambda painter: painter.waiting).draw(spec)
    here: Future[str] = Future()
    try:
        here.set_result(to_svg(spec))
    except ValueError as error:
        here.set_exception(error)
    return here
