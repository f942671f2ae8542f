"""The whole analysis on shipped facts, with the user's own tables, and with bad input."""

from collections import Counter
from pathlib import Path

import pytest

from specie.analyses.worth.quality import ANALYSIS
from specie.analyses.worth.quality.run import run
from specie.book import Book, open_book
from specie.facts import open_facts
from specie.model import Bound, Estimate, Grade, Inputs, Result, Status

TOML = '[book]\nname = "Tiny"\ncurrency = "USD"\nas_of = {as_of}\n'
BENCHMARKS = "company_id,model,released_on,benchmark,score,unit,measured_by,measured_on,source,as_of\n"
EVIDENCE = "company_id,field,standing,statement,value,unit,measured_by,observed_on,source,as_of\n"


def make_book(folder: Path, as_of: str = "2026-10-31", policy: str = "", **tables: str) -> Book:
    (folder / "specie.toml").write_text(TOML.format(as_of=as_of) + policy, "utf-8")
    for table, text in tables.items():
        (folder / f"{table}.csv").write_text(text, "utf-8")
    return open_book(folder)


def vendors(*companies: str) -> str:
    return "vendor_id,company_id,name\n" + "".join(f"v{i},{c},V{i}\n" for i, c in enumerate(companies))


def result_of(book: Book, **params: float) -> Result:
    return run(book, open_facts(), Inputs(params=params))


def rows(result: Result, table: str, company: str) -> list[tuple[object, ...]]:
    found = next((t for t in result.tables if t.id == table), None)
    return [row for row in found.rows if getattr(row[0], "id", "") == company] if found else []


def test_runs_on_shipped_facts_alone(tmp_path: Path) -> None:
    result = result_of(make_book(tmp_path, vendors=vendors("openai", "palantir")))
    assert result.status is Status.OK
    assert max(Counter(e.key for e in result.estimates).values()) == 1
    assert {e.measure for e in result.estimates} <= {m.id for m in ANALYSIS.measures}
    assert {e.method for e in result.estimates} <= {m.id for m in ANALYSIS.methods}
    assert {f.code for f in result.findings} <= {c.id for c in ANALYSIS.codes}
    assert all(e.denominator and e.origins for e in result.estimates)
    assert all(len(row) == len(table.columns) for table in result.tables for row in table.rows)
    for figure in result.figures:
        for row in figure.data:
            assert set(figure.roles.values()) <= set(row)


def test_a_known_figure_is_drawn_as_a_point_not_as_an_open_range(tmp_path: Path) -> None:
    result = result_of(make_book(tmp_path, vendors=vendors("openai", "palantir")))
    drawn = next(figure for figure in result.figures if figure.id == "gross_margin")
    by_company = {getattr(row["company"], "id", ""): row for row in drawn.data}
    assert (by_company["palantir"]["low"], by_company["palantir"]["high"]) == (0.82, 0.82)
    assert by_company["openai"]["value"] is None


def test_known_metrics_of_the_shipped_facts(tmp_path: Path) -> None:
    """OpenAI 2025: margin 33 to 42.6 %, 13.07 over 3.7bn of sales less 20.92bn of loss; CoreWeave 67 %."""
    result = result_of(make_book(tmp_path, vendors=vendors("openai", "coreweave", "nvidia")))
    one: dict[tuple[str, str], Estimate] = {(e.measure, e.subject.id): e for e in result.estimates}
    margin = one["gross_margin", "openai"]
    assert (margin.low, margin.point, margin.high) == (0.33, None, 0.426)
    assert one["rule_of_40", "openai"].point == pytest.approx(13.07 / 3.7 - 1 - 20.92 / 13.07)
    burn = one["burn_multiple", "openai"]
    assert (burn.low, burn.bound) == (None, Bound.AT_MOST)
    assert burn.high == pytest.approx(9 / (20 - 5.5))
    assert one["research_return", "openai"].point == pytest.approx((13.07 - 3.7) / 19.18)
    assert one["largest_customer", "coreweave"].point == 0.67
    assert one["largest_customer", "coreweave"].grade is Grade.FILED
    three = one["largest_customer", "nvidia"]
    assert (three.low, three.high) == (pytest.approx(0.18), 0.54)


def test_every_metric_has_a_row_and_what_is_not_known_has_a_reason(tmp_path: Path) -> None:
    result = result_of(make_book(tmp_path, vendors=vendors("openai", "mistral")))
    own = rows(result, "metrics", "mistral")
    assert len(own) == 16
    assert all(row[2] is not None for row in own)
    assert {row[4].id for row in own} == {"not known"}  # type: ignore[union-attr]
    assert any(f.code == "WOR502" and f.subject.id == "mistral" for f in result.findings)
    assert not [e for e in result.estimates if e.subject.id == "mistral" and e.measure != "commercial_path"]


def test_thresholds_are_the_users(tmp_path: Path) -> None:
    book = make_book(tmp_path, vendors=vendors("openai"))
    strict, loose = result_of(book), result_of(book, least_gross_margin=0.3)
    reading = {True: [], False: []}
    for result, key in ((strict, True), (loose, False)):
        reading[key] = [row[4].id for row in rows(result, "metrics", "openai")][:1]  # type: ignore[union-attr]
    assert reading == {True: ["not met"], False: ["met"]}
    source = {row[0]: row[4] for t in loose.tables if t.id == "policy" for row in t.rows}
    assert getattr(source["least_gross_margin"], "template", "") == "set by you"


def test_the_runway_of_the_books_policy_goes_first(tmp_path: Path) -> None:
    book = make_book(tmp_path, vendors=vendors("openai"), policy="[policy]\nmin_cash_months = 6\n")
    value = {row[0]: row[3] for t in result_of(book).tables if t.id == "policy" for row in t.rows}
    assert value["least_runway"].value == 6  # type: ignore[union-attr]


def test_own_benchmarks_and_evidence_are_read_apart_by_judge(tmp_path: Path) -> None:
    scores = BENCHMARKS + (
        "openai,M1,2025-01-01,arena,1300,elo,independent,2025-01-10,https://a.example,2025-01-10\n"
        "openai,M2,2025-09-01,arena,1400,elo,independent,2025-09-10,https://a.example,2025-09-10\n"
        "openai,M2,2025-09-01,arena,1450,elo,vendor,2025-09-01,https://b.example,2025-09-10\n"
        "mistral,N1,2025-09-01,arena,1360,elo,independent,2025-09-10,https://a.example,2025-09-10\n"
        "openai,M3,2026-12-01,arena,1900,elo,independent,2026-12-10,https://a.example,2026-12-10\n"
    )
    evidence = EVIDENCE + (
        "openai,data_moat,for,seen,,,independent,2026-01-01,https://a.example,2026-01-01\n"
        "openai,network_effect,for,said,,,company,2026-01-01,https://a.example,2026-01-01\n"
        "openai,market_share,for,of chat visits,0.6,fraction,independent,2026-03-01,https://a.example,2026-03-01\n"
    )
    result = result_of(
        make_book(tmp_path, vendors=vendors("openai", "mistral"), benchmarks=scores, evidence=evidence)
    )
    one = {(e.measure, e.subject.id): e for e in result.estimates}
    assert one["days_between_bests", "openai"].point == 243
    assert one["frontier_odds", "openai"].point == pytest.approx(10 ** (40 / 400))
    assert one["frontier_odds", "mistral"].point == pytest.approx(10 ** (-40 / 400))
    assert one["vendor_excess", "openai"].point == pytest.approx(10 ** (50 / 400))
    assert one["moat", "openai"].low == pytest.approx(1 / 7)
    assert (one["market_share", "openai"].low, one["market_share", "openai"].high) == (0.56, 0.6)
    assert any(f.code == "WOR504" for f in result.findings)
    judged = [row[2].id for row in rows(result, "releases", "openai")]  # type: ignore[union-attr]
    assert sorted(judged) == ["independent", "vendor"]
    index = [(row[2].value, row[3].value) for row in rows(result, "progress", "openai")]  # type: ignore[union-attr]
    assert index[0] == (100, 100)
    assert index[-1][1] == round(100 * 10 ** (100 / 400))


def test_nothing_known_is_not_assessed(tmp_path: Path) -> None:
    result = result_of(make_book(tmp_path, as_of="2019-01-01", vendors=vendors("openai")))
    assert result.status is Status.NOT_ASSESSED
    assert result.reason is not None


def test_the_same_rules_for_every_company(tmp_path: Path) -> None:
    """Who is a vendor changes which rows are shown, never a number."""
    plain = {e.key: e for e in result_of(make_book(tmp_path, vendors=vendors("nobody"))).estimates}
    for company in ("openai", "anthropic"):
        named = {e.key: e for e in result_of(make_book(tmp_path, vendors=vendors(company))).estimates}
        assert all(plain[key] == e for key, e in named.items() if key in plain)
        assert plain.keys() <= named.keys()


def test_the_label_reads_the_other_analyses(tmp_path: Path) -> None:
    book, facts = make_book(tmp_path, vendors=vendors("openai")), open_facts()
    from specie.analyses.worth.rounds.run import run as rounds

    before = rounds(book, facts, Inputs())
    alone = rows(run(book, facts, Inputs()), "rules", "openai")
    beside = rows(run(book, facts, Inputs(results={"worth/rounds": before})), "rules", "openai")
    assert [row[2].id for row in alone][:2] == ["neither way", "neither way"]  # type: ignore[union-attr]
    assert [row[2].id for row in beside][1] == "expectations"  # type: ignore[union-attr]


@pytest.mark.parametrize("value", [True, "x"])
def test_a_parameter_that_is_no_number_falls_back(tmp_path: Path, value: object) -> None:
    inputs = Inputs(params={"least_gross_margin": value})  # type: ignore[dict-item]
    assert run(make_book(tmp_path, vendors=vendors("openai")), open_facts(), inputs).status is Status.OK
