"""The door: a path, a string or a document goes in, a checked text comes out; codes, gaps and speed."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from specie.book import open_book
from specie.example import write_example
from specie.facts import open_facts
from specie.model import Severity
from specie.model.claim import Alarm, Standing
from specie.text import check_text
from specie.text.codes import CODES
from specie.text.document import DocumentError, read_text

FACTS = open_facts()
WRONG = "Revenue rose 60% from $70 million to $100 million."


def test_a_string_a_file_and_a_document_give_the_same(tmp_path):
    path = tmp_path / "note.txt"
    path.write_text(WRONG, "utf-8")
    told = [check_text(WRONG, FACTS), check_text(path, FACTS), check_text(read_text(WRONG), FACTS)]
    assert [[a.code for a in t.alarms] for t in told] == [["TXT101"]] * 3


def test_a_file_that_is_not_there_is_named():
    with pytest.raises(DocumentError):
        check_text(Path("/nowhere/at/all.txt"), FACTS)


@pytest.mark.parametrize(
    "text", ["", " \n\n ", "No figure here.", "沒有數字。", "|||\n|||\n|||", ",,,\n,,,\n,,,", "5", "%"]
)
def test_texts_without_figures_give_no_alarm(text):
    assert check_text(text, FACTS).alarms == () or check_text(text, FACTS).alarms[0].code == "TXT901"


def test_what_was_compared_with_nothing_is_said():
    told = check_text("The firm has 12 offices and sold 40 lamps. Adoption reached 70%.", FACTS)
    note = next(a for a in told.alarms if a.code == "TXT901")
    assert note.severity is Severity.NOTE
    left = {s for c in told.checks if c.standing is Standing.NOT_CHECKED for s in c.spans}
    assert set(note.spans) <= left
    spoken = {s for a in told.alarms if a.code != "TXT901" for s in a.spans}
    assert spoken.isdisjoint(note.spans)


def test_every_failed_check_has_its_alarm():
    told = check_text(WRONG, FACTS)
    failed = [c.message for c in told.checks if c.standing is Standing.FAILS]
    assert failed == [a.message for a in told.alarms if a.severity is Severity.ALARM]


def test_every_code_that_rules_use_is_declared_and_the_other_way_round():
    folder = Path(check_text.__code__.co_filename).parent / "rules"
    used = {code for path in folder.rglob("*.py") if path.parent.name != "codes"
            for code in re.findall(r"TXT\d{3}", path.read_text("utf-8"))}  # fmt: skip
    assert used == {code for code in CODES if code.startswith("TXT")}


def test_the_same_text_gives_the_same_result():
    text = WRONG + " Adoption reached 70%. DeepSeek is valued at $350 billion."
    assert check_text(text, FACTS) == check_text(text, FACTS)


def test_alarms_are_in_the_order_of_the_text():
    text = "DeepSeek is valued at $350 billion. " + WRONG + " Adoption reached 70%."
    spans = [a.spans[0] for a in check_text(text, FACTS).alarms if isinstance(a, Alarm)]
    assert spans == sorted(spans)


def test_time_grows_with_the_length_not_with_its_square():
    paragraph = (
        WRONG
        + " Anthropic raised $13 billion in its Series F round on 2 September 2025. Adoption was 7%.\n\n"
    )
    check_text(paragraph, FACTS)

    def seconds(times: int) -> float:
        start = time.process_time()
        check_text(paragraph * times, FACTS)
        return time.process_time() - start

    short, long = seconds(60), seconds(480)
    assert long < 8 * short * 2.5


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    folder = tmp_path_factory.mktemp("book")
    write_example(folder)
    return open_book(folder)


def test_the_users_own_spend_is_compared(book):
    row = book.select(
        "SELECT initiative_id, sum(amount_book) AS amount FROM spend_ledger"
        " WHERE initiative_id IS NOT NULL GROUP BY 1"
    )[0]
    name = book.initiative(row["initiative_id"]).name
    right = f"{name} has cost ${float(row['amount']):,.0f} so far."
    wrong = f"{name} has cost ${float(row['amount']) * 3:,.0f} so far."
    assert [a.code for a in check_text(wrong, FACTS, book).alarms if a.severity is not Severity.NOTE] == [
        "TXT311"
    ]
    assert [a.code for a in check_text(right, FACTS, book).alarms if a.severity is not Severity.NOTE] == []
    assert any(c.standing is Standing.HOLDS and c.origins for c in check_text(right, FACTS, book).checks)


def test_budgets_and_savings_are_not_taken_for_spend(book):
    name = book.initiative(
        book.select("SELECT initiative_id FROM initiatives LIMIT 1")[0]["initiative_id"]
    ).name
    text = f"{name} will cost $1 next year and saved $5 in costs."
    assert [a.code for a in check_text(text, FACTS, book).alarms if a.severity is not Severity.NOTE] == []
