"""Figures to pictures: each kind once, as a Vega-Lite spec that every face renders."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from specie.report.chart.band import band
from specie.report.chart.bar import bar
from specie.report.chart.calibration import calibration
from specie.report.chart.event_study import event_study
from specie.report.chart.frame import Frame
from specie.report.chart.interval_rows import interval_rows
from specie.report.chart.ladder import ladder
from specie.report.chart.line import line
from specie.report.chart.painter import draw, draw_ahead, start
from specie.report.chart.panel_lines import panel_lines
from specie.report.chart.scatter import scatter
from specie.report.chart.stacked_bar import stacked_bar
from specie.report.chart.standin import StandIns
from specie.report.chart.step import step
from specie.report.chart.svg import embedded
from specie.report.chart.timeline import timeline
from specie.report.chart.waterfall import waterfall

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from concurrent.futures import Future

    from specie.model import Figure
    from specie.report.chart.frame import Spec
    from specie.report.language import Language

__all__ = ["KINDS", "Pending", "ahead", "begin", "drawing", "spec_of", "start"]

KINDS: dict[str, Callable[[Frame], Spec]] = {
    "band": band,
    "bar": bar,
    "calibration": calibration,
    "event_study": event_study,
    "interval_rows": interval_rows,
    "ladder": ladder,
    "line": line,
    "panel_lines": panel_lines,
    "scatter": scatter,
    "stacked_bar": stacked_bar,
    "step": step,
    "timeline": timeline,
    "waterfall": waterfall,
}


def spec_of(figure: Figure, language: Language) -> tuple[Spec, StandIns]:
    """Turn a figure into a Vega-Lite spec and the texts that stand behind its stand-ins.

    Raises
    ------
    KeyError
        Nobody draws figures of this kind.
    """
    words = StandIns()
    return KINDS[figure.kind](Frame(figure, language, words)), words


@dataclass(frozen=True, slots=True)
class Pending:
    """A chart that is being drawn."""

    svg: Future[str]
    words: StandIns
    label: str

    def finish(self, name: str) -> str:
        """Wait for the SVG element; ``name`` makes its ids unique. Raises ValueError when it failed."""
        return self.words.restore(embedded(self.svg.result(), name, self.label))


def begin(figure: Figure, language: Language) -> Pending:
    """Have a figure drawn; raises KeyError when nobody draws figures of its kind."""
    spec, words = spec_of(figure, language)
    return Pending(draw(spec), words, escape(language.message(figure.summary), quote=True))


def ahead(figures: Iterable[Figure], language: Language, *, details: bool = False) -> None:
    """Have figures drawn, in the processes that :func:`start` made, before the page that shows them.

    Details of one thing are drawn only for ``details``: the brief does not show them.
    """
    for figure in figures:
        if figure.kind in KINDS and (details or figure.about is None):
            draw_ahead(spec_of(figure, language)[0])


def drawing(figure: Figure, language: Language, name: str) -> str:
    """Draw a figure as an SVG element; ``name`` makes its ids unique on the page."""
    return begin(figure, language).finish(name)
