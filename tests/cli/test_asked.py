"""What is read on the way to an answer is run and not printed: only what was asked for is."""

from __future__ import annotations

import json


def ids(done) -> list[str]:
    return [result["analysis"] for result in json.loads(done.stdout)["results"]]


def test_an_analysis_is_printed_without_those_it_reads(specie, lean):
    assert ids(specie("run", lean, "pays/portfolio", "--format", "json")) == ["pays/portfolio"]


def test_a_question_is_printed_whole_and_alone(specie, lean):
    asked = ids(specie("run", lean, "pays", "--format", "json"))
    assert "pays/roi" in asked
    assert {id_.partition("/")[0] for id_ in asked} == {"pays"}


def test_the_plan_tells_what_is_read_on_the_way(specie, lean):
    assert "pays/roi" in specie("run", lean, "pays/portfolio", "--dry-run").stdout
