"""The run: plan, cache, execute, manifest."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from specie.engine.cache import Cache, cache_key, code_digest
from specie.engine.execute import execute
from specie.engine.manifest import make_manifest
from specie.engine.plan import Plan, Step, make_plan
from specie.engine.registry import declarations
from specie.engine.seed import seed_for
from specie.engine.task import Outcome, Task
from specie.model import Inputs, Recipe, Result, Run, Status, Timing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from specie.book import Book
    from specie.facts import Facts

DEFAULT_SEED = 1
DEFAULT_LEVEL = 0.90


@dataclass(slots=True)
class _Progress:
    """What a run has so far; lives only inside :func:`run`."""

    on_result: Callable[[Result], None] | None = None
    results: dict[str, Result] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    timings: list[Timing] = field(default_factory=list)

    def add(self, result: Result, seconds: float, *, cached: bool) -> None:
        self.results[result.analysis] = result
        self.timings.append(Timing(result.analysis, seconds, cached))
        if self.on_result:
            self.on_result(result)

    def identity(self, analysis: str) -> str:
        """Say which result an analysis has: the same key gives the same digits, unless it failed."""
        result = self.results[analysis]
        return f"{self.keys.get(analysis, '')} {result.status} {result.reason}"


@dataclass(frozen=True, slots=True)
class _Setting:
    book: Book
    facts: Facts
    seed: int
    params: Mapping[str, Mapping[str, float | int | str | bool]]
    cache: Cache | None
    jobs: int


def run(
    book: Book,
    analyses: Sequence[str] | None = None,
    *,
    seed: int = DEFAULT_SEED,
    params: Mapping[str, Mapping[str, float | int | str | bool]] | None = None,
    jobs: int = 1,
    cache: Cache | None = None,
    on_result: Callable[[Result], None] | None = None,
) -> Run:
    """Run analyses on a book and return every result, the problems and the manifest.

    Parameters
    ----------
    book
        A book from :func:`specie.open_book`.
    analyses
        Ids such as ``pays/spend``, or whole questions such as ``pays``; all when None.
    seed
        Same seed, same digits, on one process or many.
    params
        Parameters by analysis id.
    jobs
        Number of processes; 1 runs everything here.
    cache
        Where results are kept between runs; None computes everything anew.
    on_result
        Called with each result as soon as it is there, in the order in which they finish.

    Raises
    ------
    UnknownAnalysisError
        An id does not exist.
    """
    from specie.facts import open_facts

    started = datetime.now(UTC).isoformat(timespec="milliseconds")
    setting = _Setting(book, open_facts(), seed, params or {}, cache, jobs)
    plan = make_plan(book, declarations(), analyses)
    progress = _Progress(on_result)
    for wave in plan.waves:
        _run_wave(wave, setting, progress)
    finished = datetime.now(UTC).isoformat(timespec="milliseconds")
    executor = "serial" if jobs <= 1 else f"{jobs} processes"
    return Run(
        book=book.info,
        results=_in_order(plan, progress),
        problems=book.problems,
        manifest=make_manifest(book, seed, executor, progress.timings, started, finished),
        tables={
            table: (source.rows_read, source.rows_used, source.rows_set_aside)
            for table, source in book.sources.items()
        },
    )


def _in_order(plan: Plan, progress: _Progress) -> tuple[Result, ...]:
    planned = {step.analysis.id for step in plan.steps}
    return tuple(progress.results[id_] for id_ in declarations() if id_ in planned)


def _run_wave(wave: Sequence[Step], setting: _Setting, progress: _Progress) -> None:
    todo: dict[str, Task] = {}
    for step in wave:
        if not step.runs:
            result = Result(step.analysis.id, Status.NOT_ASSESSED, reason=step.reason)
            progress.add(result, 0.0, cached=False)
            continue
        task = _task(step, setting, progress)
        key = progress.keys[task.analysis] = _key(task, progress)
        stored = setting.cache.load(key) if setting.cache else None
        if stored is None:
            todo[key] = task
        else:
            progress.add(stored, 0.0, cached=True)
    outcomes = execute(list(todo.values()), setting.book, setting.facts, setting.jobs)
    for key, outcome in zip(todo, outcomes, strict=True):
        progress.add(outcome.result, outcome.seconds, cached=False)
        _keep(key, outcome, setting.cache)


def _keep(key: str, outcome: Outcome, cache: Cache | None) -> None:
    """Store a result; a failure is not kept, its cause may be gone tomorrow."""
    if cache is not None and outcome.result.status is not Status.FAILED:
        cache.store(key, outcome.result)


def _task(step: Step, setting: _Setting, progress: _Progress) -> Task:
    analysis = step.analysis
    defaults = {param.name: param.default for param in analysis.params}
    params = defaults | dict(setting.params.get(analysis.id, {}))
    seed = seed_for(setting.seed, analysis.id)
    inputs = Inputs(
        level=setting.book.policy.confidence or DEFAULT_LEVEL,
        seed=seed,
        params=params,
        results={id_: progress.results[id_] for id_ in analysis.after if id_ in progress.results},
    )
    recipe = Recipe(
        version=analysis.version,
        parameters=tuple((name, str(value)) for name, value in sorted(params.items())),
        seed=seed,
        book_digest=setting.book.digest,
        facts_digest=setting.facts.digest,
    )
    return Task(analysis.id, inputs, recipe)


def _key(task: Task, progress: _Progress) -> str:
    recipe = task.recipe
    return cache_key(
        {
            "analysis": task.analysis,
            "code": code_digest(),
            "version": recipe.version,
            "parameters": recipe.parameters,
            "level": task.inputs.level,
            "seed": recipe.seed,
            "book": recipe.book_digest,
            "facts": recipe.facts_digest,
            "after": {id_: progress.identity(id_) for id_ in task.inputs.results},
        }
    )
