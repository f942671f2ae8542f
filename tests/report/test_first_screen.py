"""What a reader sees in ten seconds: verdicts and money before everything else, nothing crowded out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specie.model import (
    PORTFOLIO,
    Analysis,
    Estimate,
    Finding,
    Grade,
    Origin,
    Question,
    Ref,
    Result,
    Severity,
    Status,
    exact,
    say,
)
from specie.report.outline import FIRST_SCREEN_FIGURES, outline
from specie.report.urgency import VOICES, by_urgency, loudest_first, stake
from specie.report.warned import Warned

ORIGIN = (Origin("costs.csv"),)


def money(amount: float, unit: str = "USD") -> Estimate:
    return exact("m", PORTFOLIO, "2026", amount, unit, "sum", ORIGIN)


def finding(code: str, severity: Severity, *amounts: float, unit: str = "USD") -> Finding:
    evidence = tuple(money(a, unit) for a in amounts)
    return Finding(code, severity, PORTFOLIO, say("{text}", text=code), evidence, say("{text}", text=code))


def declared(*ids: str, leading: tuple[str, ...] = ()) -> dict[str, Analysis]:
    return {
        id_: Analysis(id_, Question(id_.split("/")[0]), say("T"), say("S"), "1", "x:y", leads=id_ in leading)
        for id_ in ids
    }


def order(findings: list[Warned], leading: tuple[str, ...] = ()) -> list[str]:
    ids = {w.analysis for w in findings}
    return [w.finding.code for w in by_urgency(findings, declared(*ids, leading=leading), "USD")]


def test_louder_comes_first_whatever_it_is_about():
    findings = [
        Warned("pays/roi", finding("PAY1", Severity.NOTE, 9e9)),
        Warned("ruler/ladder", finding("RUL1", Severity.ALARM)),
        Warned("worth/rounds", finding("WOR1", Severity.WATCH, 1e12)),
    ]
    assert order(findings, ("pays/roi",)) == ["RUL1", "WOR1", "PAY1"]


def test_every_code_speaks_once_before_any_speaks_twice():
    findings = [Warned("pays/roi", finding("PAY1", Severity.ALARM, 100.0 + i)) for i in range(5)]
    findings.append(Warned("ruler/ladder", finding("RUL1", Severity.ALARM)))
    assert order(findings)[:2] == ["PAY1", "RUL1"]


def test_the_reader_s_own_money_comes_before_other_people_s_billions():
    findings = [
        Warned("worth/rounds", finding("WOR1", Severity.ALARM, 965e9)),
        Warned("breaks/stress", finding("BRK1", Severity.ALARM, 5e6)),
        Warned("pays/spend", finding("PAY1", Severity.ALARM, 1e4)),
    ]
    assert order(findings) == ["PAY1", "BRK1", "WOR1"]


def test_an_answer_comes_before_an_explanation_and_more_money_before_less():
    findings = [
        Warned("pays/funnel", finding("PAY2", Severity.ALARM, 9e6)),
        Warned("pays/roi", finding("PAY4", Severity.ALARM, 1.0)),
        Warned("pays/roi", finding("PAY4", Severity.ALARM, 300.0)),
        Warned("pays/effect", finding("PAY3", Severity.ALARM, 9e7)),
    ]
    assert order(findings, ("pays/roi",)) == ["PAY4", "PAY3", "PAY2", "PAY4"]
    first = by_urgency(findings, declared("pays/roi", "pays/funnel", "pays/effect"), "USD")
    assert next(w for w in first if w.finding.code == "PAY4").finding.evidence[0].point == 300.0


def test_money_in_another_unit_is_not_at_stake():
    assert stake(finding("A", Severity.NOTE, 5.0, -70.0), "USD") == 70.0
    assert stake(finding("A", Severity.NOTE, 70.0, unit="count"), "USD") == 0.0
    ranged = Estimate("m", PORTFOLIO, "2026", None, -8.0, 3.0, 0.9, "USD", "x", Grade.B, ORIGIN)
    assert stake(replace(finding("A", Severity.NOTE), evidence=(ranged,)), "USD") == 3.0


severities = st.sampled_from(list(Severity))
any_finding = st.builds(finding, st.sampled_from(["PAY1", "PAY2", "BRK1"]), severities, st.floats(-1e9, 1e9))


@given(st.lists(any_finding, max_size=20))
def test_nothing_is_lost_and_severity_never_rises(findings):
    warned = [Warned("pays/roi" if f.code[0] == "P" else "breaks/x", f) for f in findings]
    sorted_ = by_urgency(warned, {}, "USD")
    assert sorted(map(id, sorted_)) == sorted(map(id, warned))
    ranks = [w.finding.severity.rank for w in sorted_]
    assert ranks == sorted(ranks, reverse=True)
    alone = loudest_first(findings, "USD")
    pairs = [(-f.severity.rank, -stake(f, "USD")) for f in alone]
    assert pairs == sorted(pairs)


PAYS = ("adoption", "effect", "funnel", "gates", "portfolio", "roi", "spend")
OTHERS = ("breaks/concentration", "worth/rounds", "ruler/ladder")
LEADING = ("pays/portfolio", "pays/roi")


@pytest.fixture
def crowded(run):
    """A run in which many analyses answer one question, each with three key figures."""
    ids = (*(f"pays/{name}" for name in PAYS), *OTHERS)
    results = tuple(
        Result(
            id_,
            Status.OK,
            headline=(say("{text}", text=id_),),
            key=tuple(exact(f"{id_}:{i}", PORTFOLIO, "2026", 1, "USD", "sum", ORIGIN) for i in range(3)),
        )
        for id_ in ids
    )
    return replace(run, results=results), declared(*ids, leading=LEADING)


def test_answers_of_the_whole_question_come_first(crowded, en):
    arranged = outline(*crowded)
    answers = [c.result.analysis for c in arranged.answers(Question.PAYS)]
    assert answers[: VOICES[Question.PAYS]] == list(LEADING)
    assert set(answers) == {f"pays/{name}" for name in PAYS}
    assert [s.results[0].analysis for s in arranged.sections][1] == "pays/portfolio"


def test_key_figures_lead_with_the_answer_and_leave_room_for_every_question(crowded):
    figures = [f.estimate.measure for f in outline(*crowded).figures]
    assert len(figures) == FIRST_SCREEN_FIGURES
    assert figures[:2] == ["pays/portfolio:0", "pays/roi:0"]
    assert {f.partition(":")[0] for f in figures} == {*LEADING, *OTHERS}
    assert sum(f.startswith("pays/") for f in figures) == 4


def test_analyses_that_do_not_lead_fill_what_is_left(crowded):
    run, declarations = crowded
    alone = replace(run, results=tuple(r for r in run.results if r.analysis.startswith("pays/")))
    figures = [f.estimate.measure for f in outline(alone, declarations).figures]
    assert figures[:6] == [f"{id_}:{i}" for i in range(3) for id_ in LEADING]
    assert figures[6:] == ["pays/adoption:0", "pays/effect:0"]


def test_the_page_folds_what_does_not_lead(crowded, check_html):
    from specie.report.brief import render_brief

    run, declarations = crowded
    html = render_brief(run, declarations, "en")
    check_html(html)
    box = html[html.index('id="conclusion"') : html.index('id="figures"')]
    folded = box[box.index("<details") : box.index("</details>")]
    assert "pays/portfolio" not in folded
    assert "pays/spend" in folded
    assert "5 more" in folded.replace('<span class="q">', "").replace("</span>", "")


def test_the_terminal_says_how_many_answers_it_leaves_out(crowded, en):
    from specie.report.terminal import brief_text

    text = brief_text(*crowded, en, colour=False)
    assert "… and 5 more" in text


def test_verdicts_stand_above_the_answers(effects, en):
    from specie.report.brief import render_brief
    from specie.report.terminal import brief_text

    html = render_brief(effects.run(), effects.declarations(), "en")
    strip = html[html.index('<ul class="verdicts"') :]
    strip = strip[: strip.index("</ul>")]
    assert 'class="verdict pays"' in strip
    assert 'href="#pays-roi-f1"' in strip
    assert 'href="#pays-roi-f2"' in strip
    text = brief_text(effects.run(), effects.declarations(), en, colour=False)
    assert "pays 1 · does not pay 1" in text


def test_without_a_verdict_there_is_no_strip(run, declarations):
    from specie.report.brief import render_brief

    assert 'class="verdicts"' not in render_brief(run, declarations, "en")


def test_a_verdict_needs_no_money_to_be_counted(effects):
    bare = tuple(
        replace(r, findings=tuple(replace(f, evidence=()) for f in r.findings)) for r in effects.run().results
    )
    arranged = outline(replace(effects.run(), results=bare), effects.declarations())
    assert sum(map(len, arranged.verdicts.values())) == 2
    assert {w.finding.subject for given in arranged.verdicts.values() for w in given} == {
        Ref("initiative", r.id, r.label) for r in (effects.ONE, effects.TWO)
    }
