"""The user's own retirements: read from the book, and first."""

from __future__ import annotations

from specie.supply.lifecycle import State, read_lifecycle

ROWS = (
    "provider,model,announced,shuts_down,replacement,source,as_of\n"
    "OpenAI,gpt-4.1,2026-06-01,2027-03-01,gpt-6,https://example.com/mail,2026-06-02\n"
    "lab,one,,2026-12-31,two,,\n"
    "anthropic,claude-opus-4-5-20251101,2026-05-01,,,,\n"
)


def test_own_rows_are_read_with_their_place(make_book) -> None:
    book = make_book({"retirements": ROWS})
    life = read_lifecycle(book)
    found = life.of("openai", "gpt-4.1", book.as_of)
    assert found is not None
    assert found.own
    assert (found.notice_days, found.replacements) == (273, ("gpt-6",))
    assert (found.origin.place, found.origin.rows) == ("retirements.csv", "row 2")
    assert life.of("lab", "ONE", book.as_of) is not None


def test_own_rows_win_over_shipped_ones(make_book) -> None:
    book = make_book({"retirements": ROWS}, as_of="2026-11-22")
    shipped = read_lifecycle().of("anthropic", "claude-opus-4-5-20251101", book.as_of)
    own = read_lifecycle(book).of("anthropic", "claude-opus-4-5-20251101", book.as_of)
    assert shipped is not None
    assert own is not None
    assert (shipped.state(book.as_of), own.state(book.as_of)) == (State.PROMISED, State.UNDATED)


def test_a_book_without_the_table_has_the_shipped_rows(make_book) -> None:
    assert read_lifecycle(make_book()) is read_lifecycle()


def test_a_shutdown_before_its_announcement_is_named(make_book) -> None:
    book = make_book({"retirements": "provider,model,announced,shuts_down\nx,y,2026-06-01,2026-05-01\n"})
    assert [(p.code, p.row, p.column) for p in book.problems if p.file == "retirements.csv"] == [
        ("DAT104", 2, "shuts_down")
    ]
