"""Charts drawn in processes of their own: the same pictures, also when asked for ahead of the page."""

from __future__ import annotations

from specie.report.chart import ahead, begin, drawing, painter


def test_a_picture_asked_for_ahead_is_the_one_the_page_gets(run, en, monkeypatch):
    figure = next(figure for result in run.results for figure in result.figures)
    alone = drawing(figure, en, "f")
    monkeypatch.setattr(painter, "_STARTED", [])
    painter.start(1)
    asked = []
    own = painter._STARTED[0]
    ask = painter.Painter._ask
    monkeypatch.setattr(painter.Painter, "_ask", lambda self, spec: asked.append(1) or ask(self, spec))
    ahead([figure], en)
    assert begin(figure, en).finish("f") == alone
    assert begin(figure, en).finish("f") == alone
    assert len(asked) == 2, "one ahead that the first page takes, one for the second page"
    own._process.kill()


def test_nothing_is_drawn_ahead_where_no_process_was_started(run, en, monkeypatch):
    monkeypatch.setattr(painter, "_STARTED", [])
    figures = [figure for result in run.results for figure in result.figures]
    ahead(figures, en)
    assert not painter._AHEAD
