"""Charts drawn in processes of their own: the same pictures, also asked for ahead of the page or kept."""

from __future__ import annotations

import pytest

from specie.engine.shelf import Shelf
from specie.report.chart import ahead, begin, drawing, painter


@pytest.fixture
def studio(monkeypatch):
    """A studio of this test alone, and what its processes were asked to draw."""
    monkeypatch.setattr(painter, "_OPEN", [])
    asked = []
    ask = painter.Painter._ask
    monkeypatch.setattr(painter.Painter, "_ask", lambda self, spec: asked.append(1) or ask(self, spec))

    def opened(album=None):
        painter._OPEN.clear()
        painter.start(album)
        return painter._OPEN[0], asked

    made = []
    begun = painter.Painter.__init__
    monkeypatch.setattr(painter.Painter, "__init__", lambda self: made.append(self) or begun(self))
    yield opened
    for one in made:
        one._process.kill()


@pytest.fixture
def figure(run):
    return next(figure for result in run.results for figure in result.figures)


def test_a_picture_asked_for_ahead_is_the_one_the_page_gets(figure, en, studio, monkeypatch):
    alone = drawing(figure, en, "f")
    _, asked = studio()
    ahead([figure], en)
    assert begin(figure, en).finish("f") == alone
    assert begin(figure, en).finish("f") == alone
    assert len(asked) == 2, "one ahead that the first page takes, one for the second page"


def test_a_kept_picture_is_the_same_and_starts_no_process(figure, en, studio, tmp_path):
    album = Shelf(tmp_path, suffix=".svg")
    opened, asked = studio(album)
    drawn = begin(figure, en).finish("f")
    opened.painters[0]._thread.shutdown(wait=True)
    reopened, _ = studio(album)
    ahead([figure], en)
    assert begin(figure, en).finish("f") == drawn
    assert len(asked) == 1
    assert reopened.painters == []


@pytest.mark.parametrize("damage", ["", "<svg", "no picture"])
def test_a_damaged_picture_is_drawn_again(figure, en, studio, tmp_path, damage):
    album = Shelf(tmp_path, suffix=".svg")
    opened, _ = studio(album)
    drawn = begin(figure, en).finish("f")
    opened.painters[0]._thread.shutdown(wait=True)
    (kept,) = tmp_path.iterdir()
    kept.write_text(damage, encoding="utf-8")
    studio(album)
    assert begin(figure, en).finish("f") == drawn


def test_another_figure_has_a_picture_of_its_own(run, en, studio, tmp_path):
    studio(Shelf(tmp_path, suffix=".svg"))
    one, other = [figure for result in run.results for figure in result.figures][:2]
    ahead([one], en)
    assert begin(other, en).finish("f") != begin(one, en).finish("f")


def test_nothing_is_drawn_ahead_where_no_studio_was_opened(run, en, monkeypatch):
    monkeypatch.setattr(painter, "_OPEN", [])
    figures = [figure for result in run.results for figure in result.figures]
    ahead(figures, en)
    assert not painter._OPEN
