"""Run the tasks of one wave, here or on several processes; the digits are the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.engine.task import Outcome, Task, perform, perform_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specie.book import Book
    from specie.facts import Facts


def execute(tasks: Sequence[Task], book: Book, facts: Facts, jobs: int) -> Iterator[Outcome]:
    """Perform the tasks and yield their outcomes in order, each when it is there.

    With ``jobs`` above one they run on that many processes. Seeds belong to the tasks and every worker opens
    the same book, so neither the number of processes nor the order in which they finish can move a digit.
    """
    if jobs <= 1 or len(tasks) <= 1:
        yield from (perform(task, book, facts) for task in tasks)
        return
    from joblib import Parallel, delayed  # 0.4 s that a serial run does not pay

    pool = Parallel(n_jobs=min(jobs, len(tasks)), backend="loky", return_as="generator")
    outcomes = pool(delayed(perform_at)(task, book.info.path) for task in tasks)
    yield from (outcome for outcome in outcomes if outcome is not None)
