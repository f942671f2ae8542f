"""What was made of the same files for the same wish is not made again; anything else is."""

from __future__ import annotations

import pytest

from specie.book.digest import folder_digest
from specie.cli import kept
from specie.cli.kept import Made, wish_for

MADE = Made("<p>page</p>", "{}", "terminal 真金\n", 1)


@pytest.fixture
def book(tmp_path, monkeypatch):
    """A folder with files, and a cache of its own."""
    monkeypatch.setenv("SPECIE_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "book"
    (folder / "bills").mkdir(parents=True)
    (folder / "specie.toml").write_text("[book]\n")
    (folder / "bills" / "a.csv").write_text("x\n1\n")
    return folder


def test_the_same_wish_is_recalled_whole(book, tmp_path):
    wish = wish_for(book, tmp_path / "out.html", "brief", "en")
    assert wish.recall() is None
    wish.keep(MADE)
    assert wish_for(book, tmp_path / "other.html", "brief", "en").recall() == MADE


@pytest.mark.parametrize(
    "change",
    [
        lambda book: (book / "bills" / "a.csv").write_text("x\n2\n"),
        lambda book: (book / "bills" / "b.csv").write_text("x\n1\n"),
        lambda book: (book / "bills" / "a.csv").rename(book / "a.csv"),
        lambda book: (book / "specie.toml").unlink(),
    ],
    ids=["cell", "new file", "moved file", "lost file"],
)
def test_a_changed_book_is_another_wish(book, tmp_path, change):
    wish_for(book, tmp_path / "out.html", "brief").keep(MADE)
    change(book)
    assert wish_for(book, tmp_path / "out.html", "brief").recall() is None


def test_another_language_option_or_program_is_another_wish(book, tmp_path, monkeypatch):
    wish_for(book, tmp_path / "out.html", "brief", "en", 1).keep(MADE)
    assert wish_for(book, tmp_path / "out.html", "brief", "zh-Hant", 1).recall() is None
    assert wish_for(book, tmp_path / "out.html", "brief", "en", 2).recall() is None
    monkeypatch.setattr(kept, "program_digest", lambda: "next version")
    assert wish_for(book, tmp_path / "out.html", "brief", "en", 1).recall() is None


def test_the_output_may_lie_in_the_book(book):
    wish_for(book, book / "brief.html", "brief").keep(MADE)
    (book / "brief.html").write_text(MADE.page)
    (book / "brief.html.manifest.json").write_text(MADE.manifest)
    assert wish_for(book, book / "brief.html", "brief").recall() == MADE


def test_a_book_that_changed_while_it_was_read_is_not_kept(book, tmp_path):
    wish = wish_for(book, tmp_path / "out.html", "brief")
    (book / "bills" / "a.csv").write_text("x\n3\n")
    assert wish.keep(MADE) == MADE
    (book / "bills" / "a.csv").write_text("x\n1\n")
    assert wish_for(book, tmp_path / "out.html", "brief").recall() is None


def test_without_a_cache_nothing_is_recalled_or_kept(book, tmp_path):
    wish_for(book, tmp_path / "out.html", "brief").keep(MADE)
    assert wish_for(book, tmp_path / "out.html", "brief", disabled=True).recall() is None
    assert wish_for(book, tmp_path / "out.html", "brief", disabled=True).keep(MADE) == MADE


def test_a_damaged_output_is_made_anew(book, tmp_path):
    wish = wish_for(book, tmp_path / "out.html", "brief")
    wish.keep(MADE)
    for path in (tmp_path / "cache" / "outputs").iterdir():
        path.write_text('{"page": "half')
    assert wish.recall() is None


def test_a_large_book_is_not_read_twice(book, monkeypatch):
    monkeypatch.setattr("specie.book.digest.LARGEST", 3)
    assert folder_digest(book) is None


def test_a_second_brief_is_the_first_byte_for_byte(specie, lean, tmp_path):
    with (lean / "specie.toml").open("a") as settings:
        settings.write("\n# a book of which nothing is kept yet\n")
    first = specie("brief", lean, "-o", tmp_path / "one.html", "--fail-on", "alarm")
    again = specie("brief", lean, "-o", tmp_path / "two.html", "--fail-on", "alarm")
    anew = specie("brief", lean, "-o", tmp_path / "three.html", "--fail-on", "alarm", "--no-cache")
    assert first.returncode == again.returncode == anew.returncode == 1
    pages = {(tmp_path / f"{name}.html").read_bytes() for name in ("one", "two", "three")}
    manifests = [(tmp_path / f"{name}.html.manifest.json").read_text() for name in ("one", "two", "three")]
    assert len(pages) == 1
    assert manifests[0] == manifests[1] != manifests[2]
