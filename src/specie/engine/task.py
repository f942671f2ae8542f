"""One analysis on one book: never raises, so that one failure does not take the others with it."""

from __future__ import annotations

import logging
import time
import traceback
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from specie.engine.registry import declarations, method
from specie.model import Inputs, Recipe, Result, Status, say

if TYPE_CHECKING:
    from collections.abc import Generator

    from specie.book import Book
    from specie.facts import Facts

log = logging.getLogger("specie.engine")


@dataclass(frozen=True, slots=True)
class Task:
    """What a worker needs to run one analysis on its own."""

    analysis: str
    inputs: Inputs
    recipe: Recipe


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of a task and its wall time in seconds."""

    result: Result
    seconds: float


def perform(task: Task, book: Book, facts: Facts) -> Outcome:
    """Run a task; an exception becomes a failed result that names its kind, text and place."""
    start = time.perf_counter()
    try:
        run = method(declarations()[task.analysis])  # first, so that the libraries to be limited are loaded
        with one_thread():
            result = run(book, facts, task.inputs)
    except Exception as error:
        log.debug("%s failed", task.analysis, exc_info=error)
        result = _failed(task.analysis, error)
    return Outcome(replace(result, recipe=task.recipe), time.perf_counter() - start)


@contextmanager
def one_thread() -> Generator[None]:
    """Let linear algebra run on one thread.

    The matrices are small: on a busy machine, threads that wait for each other took five times the processor
    time of one.
    """
    from threadpoolctl import threadpool_limits

    with threadpool_limits(1, user_api="blas"):
        yield


def perform_at(task: Task, path: str) -> Outcome:
    """Run a task in another process, which opens the book itself and refuses one that has changed."""
    book, facts = _open(path, task.recipe.book_digest)
    if book.digest != task.recipe.book_digest:
        reason = say("the book changed on disk while it was being read: run again")
        return Outcome(Result(task.analysis, Status.FAILED, reason=reason, recipe=task.recipe), 0.0)
    return perform(task, book, facts)


@lru_cache(maxsize=2)
def _open(path: str, digest: str) -> tuple[Book, Facts]:
    from specie.book import open_book
    from specie.facts import open_facts

    return open_book(path), open_facts()


def _failed(analysis: str, error: Exception) -> Result:
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{frames[-1].filename.rsplit('specie/', 1)[-1]}:{frames[-1].lineno}" if frames else "?"
    reason = say(
        "failed with {kind} at {place}: {text}", kind=type(error).__name__, place=place, text=str(error)
    )
    return Result(analysis, Status.FAILED, reason=reason)
