"""Order, seeds, cache and failures, on analyses made for the test."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from types import SimpleNamespace

import numpy as np
import pytest

import specie.engine.plan as plan_module
import specie.engine.runner as run_module
import specie.engine.task as task_module
from specie.engine import UnknownAnalysisError, make_plan, run
from specie.engine.cache import Cache
from specie.engine.seed import seed_for
from specie.model import (
    PORTFOLIO,
    Analysis,
    BookInfo,
    Estimate,
    Grade,
    Origin,
    Param,
    Question,
    Result,
    Status,
    say,
)


@dataclass
class TinyBook:
    """As much of a book as the engine asks for."""

    tables: set[str]
    digest: str = "d" * 64
    problems: tuple = ()
    sources: dict = field(default_factory=dict)
    policy: SimpleNamespace = field(default_factory=lambda: SimpleNamespace(confidence=0.8))

    @property
    def info(self) -> BookInfo:
        return BookInfo("tiny", date(2026, 9, 30), self.digest, "USD", ".")

    def has(self, table: str) -> bool:
        return table in self.tables

    def origins(self, _table: str) -> tuple[Origin, ...]:
        return ()


CALLS: list[str] = []


def _draw(name: str, inputs) -> Estimate:
    value = float(np.random.default_rng(np.random.SeedSequence(inputs.seed)).random())
    return Estimate(name, PORTFOLIO, "2026", value, 0.0, 1.0, inputs.level, "fraction", "draw",
                    Grade.MODELLED, (Origin("costs.csv"),))  # fmt: skip


def run_first(book, facts, inputs) -> Result:
    CALLS.append("first")
    return Result("pays/first", Status.OK, estimates=(_draw("first", inputs),))


def run_second(book, facts, inputs) -> Result:
    CALLS.append("second")
    upstream = inputs.results["pays/first"].estimates[0].point
    return Result("pays/second", Status.OK, headline=(say("saw {value}", value=str(upstream)),))


def run_broken(book, facts, inputs) -> Result:
    raise ZeroDivisionError("no revenue")


def _analysis(name: str, **more) -> Analysis:
    return Analysis(f"pays/{name}", Question.PAYS, say("t"), say("s"), "1", f"{__name__}:run_{name}", **more)


KNOWN = {
    a.id: a
    for a in (
        _analysis("second", after=("pays/first",), needs=("costs",)),
        _analysis("first", needs=("costs",), params=(Param("horizon", 12, say("months")),)),
        _analysis("broken", needs=("costs",)),
        _analysis("lacking", needs=("costs", "outcomes")),
        _analysis("either", any_of=(("bills", "usage"),)),
    )
}


@pytest.fixture(autouse=True)
def _known(monkeypatch):
    CALLS.clear()
    functions = {"first": run_first, "second": run_second, "broken": run_broken}
    monkeypatch.setattr(run_module, "declarations", lambda: KNOWN)
    monkeypatch.setattr(task_module, "declarations", lambda: KNOWN)
    monkeypatch.setattr(task_module, "method", lambda a: functions[a.id.split("/")[1]])


BOOK = TinyBook({"costs"})


def test_what_is_read_runs_first_and_is_added_when_not_asked_for():
    assert [s.analysis.id for s in make_plan(BOOK, KNOWN, ["pays/second"]).steps] == [
        "pays/first",
        "pays/second",
    ]
    done = run(BOOK, ["pays/second"])
    assert CALLS == ["first", "second"]
    assert done["pays/second"].headline[0].arg("value") == str(done["pays/first"].estimates[0].point)


def test_each_result_is_handed_on_before_the_next_analysis_runs():
    seen = []
    done = run(BOOK, ["pays/second"], on_result=lambda result: seen.append((result, len(CALLS))))
    assert seen == [(done["pays/first"], 1), (done["pays/second"], 2)]


def test_a_missing_table_is_not_assessed_and_named():
    done = run(BOOK, ["pays/lacking", "pays/either"])
    assert {r.status for r in done.results} == {Status.NOT_ASSESSED}
    assert done["pays/lacking"].reason.arg("tables") == "outcomes"
    assert done["pays/either"].reason.arg("tables") == "bills, usage"


def test_a_failure_is_a_result_with_its_reason_and_the_run_goes_on():
    done = run(BOOK, ["pays/broken", "pays/first"])
    reason = done["pays/broken"].reason
    assert (reason.arg("kind"), reason.arg("text")) == ("ZeroDivisionError", "no revenue")
    assert "test_engine.py" in str(reason.arg("place"))
    assert done["pays/first"].status is Status.OK


def test_leaving_one_out_moves_no_digit_of_another():
    together = run(BOOK, ["pays/broken", "pays/first"])["pays/first"].estimates
    assert run(BOOK, ["pays/first"])["pays/first"].estimates == together
    assert run(BOOK, ["pays/first"], seed=2)["pays/first"].estimates != together
    assert seed_for(1, "pays/first") != seed_for(1, "pays/second")


def test_the_policy_sets_the_level_of_every_interval():
    assert run(BOOK, ["pays/first"])["pays/first"].estimates[0].level == 0.8


def test_a_question_stands_for_all_of_its_analyses():
    assert len(make_plan(BOOK, KNOWN, ["pays"]).steps) == len(KNOWN)


def test_an_unknown_analysis_names_its_neighbours():
    with pytest.raises(UnknownAnalysisError) as caught:
        make_plan(BOOK, KNOWN, ["pays/frist"])
    assert caught.value.close[0] == "pays/first"


def test_the_cache_answers_only_for_the_same_book_seed_and_parameters(tmp_path):
    cache = Cache(tmp_path)
    fresh = run(BOOK, ["pays/second"], cache=cache)
    again = run(BOOK, ["pays/second"], cache=cache)
    assert again.results == fresh.results
    assert CALLS == ["first", "second"]
    assert all(t.cached for t in again.manifest.timings)
    run(BOOK, ["pays/second"], cache=cache, params={"pays/first": {"horizon": 6}})
    run(BOOK, ["pays/second"], cache=cache, seed=9)
    run(TinyBook({"costs"}, digest="e" * 64), ["pays/second"], cache=cache)
    assert CALLS.count("first") == 4


def test_a_damaged_cache_file_is_computed_again(tmp_path):
    cache = Cache(tmp_path)
    fresh = run(BOOK, ["pays/first"], cache=cache)
    for path in tmp_path.glob("*.json"):
        path.write_text(path.read_text()[:40])
    assert run(BOOK, ["pays/first"], cache=cache).results == fresh.results
    assert CALLS == ["first", "first"]


def test_a_failure_is_not_kept(tmp_path):
    run(BOOK, ["pays/broken"], cache=Cache(tmp_path))
    assert list(tmp_path.glob("*.json")) == []


def test_an_unwritable_cache_is_an_empty_cache(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    assert run(BOOK, ["pays/first"], cache=Cache(blocked))["pays/first"].status is Status.OK


def test_a_circle_is_refused():
    circle = {a.id: a for a in (_analysis("a", after=("pays/b",)), _analysis("b", after=("pays/a",)))}
    with pytest.raises(ValueError, match="cycle"):
        plan_module.make_plan(BOOK, circle)
