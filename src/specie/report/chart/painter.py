"""Draw charts beside other work: in processes of their own, and once for as long as they are kept."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import TYPE_CHECKING, Protocol

from specie.report.chart.svg import VERSION, is_svg, to_svg

if TYPE_CHECKING:
    from specie.report.chart.frame import Spec

PAINTERS = 2
BUSY = 4
"""Pictures that wait before a second process, half a second's work, is worth its start."""


class Album(Protocol):
    """Where pictures are kept between runs."""

    def load(self, key: str) -> str | None:
        """Return the picture of a key, or None."""
        ...

    def store(self, key: str, text: str) -> None:
        """Keep a picture."""
        ...


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


@dataclass(slots=True)
class Studio:
    """Renderer processes, started when there is something to draw, and the album they fill."""

    album: Album | None = None
    painters: list[Painter] = field(default_factory=list)
    ahead: dict[str, Future[str]] = field(default_factory=dict)

    def picture(self, spec: Spec) -> Future[str]:
        """Take the picture that was asked for ahead, else the one in the album, else have it drawn."""
        key = _key(spec)
        return self.ahead.pop(key, None) or self._kept(key) or self._drawn(key, spec)

    def draw_ahead(self, spec: Spec) -> None:
        """Have a picture drawn that a page will ask for."""
        key = _key(spec)
        if key not in self.ahead:
            self.ahead[key] = self._kept(key) or self._drawn(key, spec)

    def _kept(self, key: str) -> Future[str] | None:
        kept = self.album.load(key) if self.album else None
        if kept is None or not is_svg(kept):
            return None
        picture: Future[str] = Future()
        picture.set_result(kept)
        return picture

    def _drawn(self, key: str, spec: Spec) -> Future[str]:
        picture = self._painter().draw(spec)
        picture.add_done_callback(lambda done: self._keep(key, done))
        return picture

    def _keep(self, key: str, picture: Future[str]) -> None:
        if self.album and picture.exception() is None:
            self.album.store(key, picture.result())

    def _painter(self) -> Painter:
        idle = min(self.painters, key=lambda painter: painter.waiting, default=None)
        if idle is None or (idle.waiting >= BUSY and len(self.painters) < PAINTERS):
            idle = Painter()
            self.painters.append(idle)
        return idle


def _key(spec: Spec) -> str:
    drawn_by = f"{VERSION}|{version('vl-convert-python')}|"
    return hashlib.sha256((drawn_by + json.dumps(spec, sort_keys=True)).encode()).hexdigest()


_OPEN: list[Studio] = []
"""The studio of this process, if any; without one every chart is drawn here and now."""


def start(album: Album | None = None) -> None:
    """Let charts be drawn in processes of their own, and keep the pictures in an album."""
    if not _OPEN:
        _OPEN.append(Studio(album))


def draw_ahead(spec: Spec) -> None:
    """Have a picture drawn that a page will ask for; nothing where no studio was opened."""
    if _OPEN:
        _OPEN[0].draw_ahead(spec)


def draw(spec: Spec) -> Future[str]:
    """Draw in the studio, or here and now when none was opened."""
    if _OPEN:
        return _OPEN[0].picture(spec)
    here: Future[str] = Future()
    try:
        here.set_result(to_svg(spec))
    except ValueError as error:
        here.set_exception(error)
    return here
