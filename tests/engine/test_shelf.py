"""Texts kept between runs: whole or not at all, never in the way, and within their limit."""

from __future__ import annotations

import os

from specie.engine.shelf import Shelf


def test_what_is_stored_is_loaded(tmp_path):
    shelf = Shelf(tmp_path / "deep" / "down")
    shelf.store("key", "text 真金\n")
    assert shelf.load("key") == "text 真金\n"
    assert shelf.load("other") is None
    assert [path.name for path in shelf.folder.iterdir()] == ["key.json"]


def test_a_folder_that_cannot_be_one_is_an_empty_shelf(tmp_path):
    (tmp_path / "file").write_text("in the way")
    shelf = Shelf(tmp_path / "file")
    shelf.store("key", "text")
    assert shelf.load("key") is None
    assert (tmp_path / "file").read_text() == "in the way"


def test_bytes_that_are_no_text_are_nothing(tmp_path):
    (tmp_path / "key.json").write_bytes(b"\xff\xfe\x00broken")
    assert Shelf(tmp_path).load("key") is None


def test_the_longest_unused_goes_first(tmp_path):
    shelf = Shelf(tmp_path, limit=250)
    for age, key in enumerate(("new", "middle", "old")):
        shelf.store(key, "x" * 100)
        os.utime(tmp_path / f"{key}.json", (1e9 - age, 1e9 - age))
    assert shelf.load("old")  # used now, so it stays
    shelf.trim()
    assert sorted(path.stem for path in tmp_path.iterdir()) == ["new", "old"]


def test_a_shelf_leaves_other_files_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("x" * 1000)
    shelf = Shelf(tmp_path, limit=10)
    shelf.store("key", "x")
    shelf.trim()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["key.json", "mine.txt"]
