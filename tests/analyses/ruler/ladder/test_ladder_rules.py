"""Every applied ruler on a small portfolio, its result worked by hand from the study's definition."""

from dataclasses import replace
from datetime import date
from math import comb

import pytest

from specie.analyses.ruler.ladder.apply import RULES, apply_all
from specie.analyses.ruler.ladder.differs import what_differs
from specie.analyses.ruler.ladder.estimates import pilot_success
from specie.analyses.ruler.ladder.portfolio import Benefit, Member, Plan, Portfolio
from specie.analyses.ruler.ladder.reading import Amount, Answer, Share
from specie.analyses.ruler.ladder.strictness import by_strictness, passed, passed_range
from specie.analyses.ruler.ladder.study import Study
from specie.facts import open_facts
from specie.kernel.proportion import clopper_pearson
from specie.model import Grade, Origin

FACTS = open_facts()
AS_OF = date(2026, 10, 31)
EVERY_TABLE = frozenset(
    {"stages", "benefits", "ledger", "plans", "outcomes", "dependencies", "budgets", "spend"}
)


def member(id_: str, **changes: object) -> Member:
    fields: dict[str, object] = {
        "id": id_, "name": id_, "function": "sales", "use_case": "drafting", "approach": "build",
        "first_seen": None, "piloted_on": None, "produced_on": None, "scaled_on": None, "stopped_on": None,
        "spent": 0.0, "first_spent": None, "spent_first_year": 0.0, **changes,
    }  # fmt: skip
    return Member(**fields)  # type: ignore[arg-type]


def benefit(
    start: date, end: date, claimed: float, in_cash: float = 0.0, has_account: bool = False
) -> Benefit:
    return Benefit(start, end, claimed, in_cash, has_account)


def portfolio(*members: Member, **changes: object) -> Portfolio:
    fields: dict[str, object] = {
        "as_of": AS_OF, "currency": "USD", "members": members, "has": EVERY_TABLE, "spent_last_year": 0.0,
        "developers": (), "budget": None, "origins": (Origin("stages.csv", "5 rows"),), "usd": 1.0, **changes,
    }  # fmt: skip
    return Portfolio(**fields)  # type: ignore[arg-type]


# The portfolio. A scaled, B in production, C stopped as a pilot, D stopped in production, E a young pilot,
# F an idea, G a general assistant in production. Money in dollars.
A = member(
    "A", approach="buy", first_seen=date(2024, 1, 1), piloted_on=date(2024, 2, 1),
    produced_on=date(2024, 6, 1),
    scaled_on=date(2025, 6, 1), spent=500e3, first_spent=date(2024, 2, 1), spent_first_year=300e3,
    benefits=(
        benefit(date(2024, 7, 1), date(2024, 12, 31), 400e3, 400e3, has_account=True),
        benefit(date(2026, 1, 1), date(2026, 6, 30), 900e3, 700e3, has_account=True),
    ),
    blocks=("privacy", "integration"),
)  # fmt: skip
B = member(
    "B", approach="build", first_seen=date(2024, 5, 1), piloted_on=date(2024, 6, 1),
    produced_on=date(2025, 3, 1),
    spent=200e3, first_spent=date(2024, 6, 1), spent_first_year=200e3,
    benefits=(benefit(date(2026, 4, 1), date(2026, 6, 30), 250e3),), blocks=("data",),
)  # fmt: skip
C = member(
    "C", approach="partner", function="legal", first_seen=date(2024, 1, 1), piloted_on=date(2024, 3, 1),
    stopped_on=date(2024, 9, 1), spent=50e3, first_spent=date(2024, 3, 1), blocks=("legal",),
)  # fmt: skip
D = member(
    "D", approach="buy", first_seen=date(2023, 10, 1), piloted_on=date(2023, 11, 1),
    produced_on=date(2024, 3, 1),
    stopped_on=date(2024, 12, 1), spent=80e3, first_spent=date(2023, 11, 1), spent_first_year=80e3,
)  # fmt: skip
E = member(
    "E", approach="build", first_seen=date(2026, 7, 1), piloted_on=date(2026, 8, 1), spent=10e3,
    first_spent=date(2026, 8, 1),
)  # fmt: skip
F = member("F", first_seen=date(2026, 9, 1))
G = member(
    "G", approach="buy", use_case="general-purpose assistant", first_seen=date(2025, 1, 1),
    piloted_on=date(2025, 2, 1), produced_on=date(2025, 4, 1), spent=100e3, first_spent=date(2025, 2, 1),
    spent_first_year=70e3, benefits=(benefit(date(2025, 7, 1), date(2025, 9, 30), 60e3, 0.0),),
)  # fmt: skip
WHOLE = portfolio(
    A, B, C, D, E, F, G,
    spent_last_year=600e3, developers=("v1", "v2", "v3"), budget=("2025", 1000e3, 1080e3),
)  # fmt: skip

RULE = {rule.ruler_id: rule for rule in RULES}


def read(ruler: str, of: Portfolio = WHOLE, *, claimed: bool = False) -> object:
    return RULE[ruler].read(of, claimed)


@pytest.mark.parametrize(
    ("ruler", "k", "n", "young"),
    [
        # piloted: A B C D E G. Stopped and never scaled: C D. Undecided: B E G, of which E is under a year.
        ("sp451-projects-scrapped", 2, 6, 1),
        # all seven; not in production: C E F. Undecided and young: E F.
        ("gartner-not-in-production", 3, 7, 2),
        # piloted; stopped before production: C. Undecided: E, three months into eighteen.
        ("gartner-poc-prediction-2024", 1, 6, 1),
        ("gartner-poc-revised", 1, 6, 1),
        # bought or partnered and piloted: A C D G; in production at some time: A D G.
        ("nanda-external-partnership", 3, 4, 0),
        # built and piloted: B E; in production: B. E is within six months.
        ("nanda-internal-build", 1, 2, 1),
        # piloted; a million in cash: A (1.1m).
        ("nanda-pilots-millions", 1, 6, 1),
        # all; scaled: A. Young and undecided: E F.
        ("ibm-ceo-scaled", 1, 7, 2),
        # with cost: A B C D E G; cash above cost: A. Young and undecided: E.
        ("teneo-more-than-cost", 1, 6, 1),
        ("gartner-2025-initiative-roi", 1, 6, 1),
        # a pilot or cost began: all but F; stopped: C D.
        ("it-projects-abandoned-uk", 2, 6, 1),
        # in production and not stopped: A B G; an earlier stop in sales (D, December 2024): B and G.
        ("stanford-playbook-prior-failure", 2, 3, 0),
        # blocks of those that reached production: privacy, integration, data; not technical: two.
        ("stanford-playbook-nontechnical", 2, 3, 0),
    ],
)
def test_shares(ruler: str, k: int, n: int, young: int) -> None:
    share = read(ruler)
    assert isinstance(share, Share)
    assert (share.k, share.n) == (k, n)
    fact = FACTS.one("rulers", ruler)
    assert fact is not None
    assert len(share.young(AS_OF, fact.number("window_months") or 12)) == young


@pytest.mark.parametrize(
    ("ruler", "claimed_k"),
    [("teneo-more-than-cost", 2), ("gartner-2025-initiative-roi", 2), ("nanda-pilots-millions", 1)],
)
def test_shares_with_benefits_as_claimed(ruler: str, claimed_k: int) -> None:
    """By claims B returns 250 on 200 as well."""
    share = read(ruler, claimed=True)
    assert isinstance(share, Share)
    assert share.k == claimed_k


@pytest.mark.parametrize(
    ("ruler", "cash", "claimed"),
    [
        ("sp451-abandoned-most", False, False),  # one of seven
        ("deloitte7-40pct-pilots", True, True),  # four of six pilots
        ("deloitte-emea-payback-year", False, False),  # of A B D G only A: 400 of 300 by June 2025
        ("google-cloud-one-use-case", True, True),  # A
        ("google-cloud-within-year", True, True),  # A
        ("mckinsey2025-any-ebit", True, True),
        ("mckinsey2026-any-ebit", True, True),
        ("mckinsey2026-scaling", True, True),  # A
        ("forrester-ebitda-lift", True, True),  # 700 in cash since October 2025 against 600
        ("forrester-ties-to-pl", True, True),  # A names accounts that hold it
        ("gartner-cfo-roi", True, True),  # 1,100 against 940
        ("idc-microsoft-any-roi", True, True),
        ("pwc29-neither", False, False),
        ("nanda-org-zero-return", False, False),
        ("nanda-task-piloted", True, True),
        ("nanda-task-implemented", True, True),  # A; the end of 2024 is over six months after June
        ("nanda-task-pilot-to-implemented", True, True),  # A in four months, D in four
        ("wharton-tracks-roi", True, True),
        ("finops-cannot-quantify", False, False),
        ("finops-forecast-10pct", True, True),  # 1,080 of 1,000
        ("a16z-three-models", True, True),
        ("nanda-task-investigated", True, True),
        ("nanda-task-investigated-to-piloted", True, True),  # A to E
        ("nanda-llm-investigated", True, True),  # G
        ("nanda-llm-piloted", True, True),
        ("nanda-llm-implemented", True, True),
        ("nanda-llm-pilot-to-implemented", True, True),  # G in two months
    ],
)
def test_answers(ruler: str, cash: bool, claimed: bool) -> None:
    for expected, as_claimed in ((cash, False), (claimed, True)):
        answer = read(ruler, claimed=as_claimed)
        assert isinstance(answer, Answer)
        assert answer.yes is expected


STOPPED = portfolio(C, replace(C, id="C2"), F)
NOTHING_BACK = portfolio(replace(A, benefits=()), B, spent_last_year=300e3, budget=("2025", 1000e3, 1101e3))
SLOW = portfolio(B, G, developers=("v1", "v2"))


@pytest.mark.parametrize(
    ("ruler", "of", "expected"),
    [
        ("sp451-abandoned-most", STOPPED, True),  # two of three
        ("deloitte7-40pct-pilots", STOPPED, False),
        ("google-cloud-one-use-case", NOTHING_BACK, False),
        ("google-cloud-within-year", NOTHING_BACK, False),
        ("mckinsey2026-any-ebit", NOTHING_BACK, False),  # only a claim of B, which is not in cash
        ("mckinsey2026-scaling", SLOW, False),
        ("forrester-ebitda-lift", NOTHING_BACK, False),
        ("forrester-ties-to-pl", NOTHING_BACK, False),
        ("gartner-cfo-roi", NOTHING_BACK, False),
        ("pwc29-neither", NOTHING_BACK, True),
        ("nanda-org-zero-return", NOTHING_BACK, True),
        ("nanda-task-piloted", portfolio(F, G), False),  # G is a general assistant
        ("nanda-task-implemented", NOTHING_BACK, False),
        ("nanda-task-pilot-to-implemented", SLOW, False),  # B took nine months, G is general
        ("wharton-tracks-roi", STOPPED, False),
        ("finops-cannot-quantify", STOPPED, True),
        ("finops-forecast-10pct", NOTHING_BACK, False),  # 10.1 percent over
        ("a16z-three-models", SLOW, False),
        ("nanda-task-investigated", portfolio(G), False),
        ("nanda-task-investigated-to-piloted", portfolio(F, G), False),  # F is an idea
        ("nanda-llm-investigated", STOPPED, False),
        ("nanda-llm-piloted", STOPPED, False),
        ("nanda-llm-implemented", portfolio(replace(G, produced_on=None)), False),
        ("nanda-llm-pilot-to-implemented", portfolio(replace(G, produced_on=date(2025, 9, 1))), False),
    ],
)
def test_answers_the_other_way(ruler: str, of: Portfolio, expected: bool) -> None:
    answer = read(ruler, of)
    assert isinstance(answer, Answer)
    assert answer.yes is expected


def test_typical_payback_says_yes_when_most_paid_back() -> None:
    paid = replace(A, id="A2")
    answer = read("deloitte-emea-payback-year", portfolio(A, paid, B))
    assert isinstance(answer, Answer)
    assert answer.yes


def test_return_on_spending() -> None:
    cash, claimed = read("ibm-ibv-roi-level"), read("ibm-ibv-roi-level", claimed=True)
    assert isinstance(cash, Amount)
    assert isinstance(claimed, Amount)
    assert cash.value == pytest.approx(1100 / 940 - 1)
    assert claimed.value == pytest.approx(1610 / 940 - 1)


def test_expected_roi_needs_every_planned_metric() -> None:
    registered, over, ahead = date(2025, 1, 1), date(2026, 1, 1), date(2027, 1, 1)
    met = replace(A, plans=(Plan(1.0, 1.2, over, registered), Plan(2.0, 2.0, over, registered)))
    half = replace(B, plans=(Plan(1.0, 1.2, over, registered), Plan(2.0, 1.9, over, registered)))
    running = replace(E, plans=(Plan(1.0, 0.1, ahead, date(2026, 8, 1)),))
    unread = replace(G, plans=(Plan(1.0, None, over, registered),))
    share = read("ibm-ceo-expected-roi", portfolio(met, half, running, unread, F))
    assert isinstance(share, Share)
    assert (share.k, share.n) == (1, 3)
    assert [s.member for s in share.young(AS_OF, 12)] == ["E"]


def test_it_function_only() -> None:
    share = read(
        "gartner-io-fail", portfolio(replace(C, function="IT operations"), replace(A, function="it"), D)
    )
    assert isinstance(share, Share)
    assert (share.k, share.n) == (1, 2)
    assert read("gartner-io-fail") is None


def test_success_in_it_needs_every_planned_metric() -> None:
    over, registered = date(2026, 1, 1), date(2025, 1, 1)
    met = replace(A, function="IT", plans=(Plan(1.0, 1.0, over, registered),))
    missed = replace(B, function="IT", plans=(Plan(1.0, 0.5, over, registered),))
    elsewhere = replace(met, id="A2", function="sales")
    share = read("gartner-io-fully-succeed", portfolio(met, missed, elsewhere))
    assert isinstance(share, Share)
    assert (share.k, share.n) == (1, 2)


def test_one_failure_in_it() -> None:
    """A stop elsewhere does not count; without an IT initiative there is nothing to ask."""
    for stopped, expected in ((C, True), (A, False)):
        answer = read("gartner-io-one-failure", portfolio(replace(stopped, function="infrastructure"), D))
        assert isinstance(answer, Answer)
        assert answer.yes is expected
    assert read("gartner-io-one-failure") is None


def test_the_best_initiative_is_the_furthest_on_that_still_runs() -> None:
    over, registered = date(2026, 1, 1), date(2025, 1, 1)
    good, bad = (Plan(1.0, 1.5, over, registered),), (Plan(1.0, 0.5, over, registered),)
    for scaled, live, expected in ((good, bad, True), (bad, good, False)):
        of = portfolio(replace(A, plans=scaled), replace(B, plans=live), replace(D, plans=live))
        answer = read("deloitte-q4-2024-best-initiative", of)
        assert isinstance(answer, Answer)
        assert answer.yes is expected
    stopped = portfolio(replace(A, plans=good, stopped_on=date(2026, 2, 1)), replace(B, plans=bad))
    answer = read("deloitte-q4-2024-best-initiative", stopped)
    assert isinstance(answer, Answer)
    assert not answer.yes
    assert read("deloitte-q4-2024-best-initiative") is None


def test_millions_in_another_currency() -> None:
    """1.1 million at 0.5 dollars each is no million dollars; without a rate there is no answer."""
    share = read("nanda-pilots-millions", replace(WHOLE, usd=0.5))
    assert isinstance(share, Share)
    assert share.k == 0
    assert read("nanda-pilots-millions", replace(WHOLE, usd=None)) is None


def test_a_share_of_nothing_is_no_number() -> None:
    empty = portfolio(F)
    assert read("sp451-projects-scrapped", empty) is None
    assert read("teneo-more-than-cost", empty) is None
    assert read("ibm-ibv-roi-level", empty) is None


def test_every_rule_has_a_worked_example_and_a_study() -> None:
    worked = {p for test in (test_shares, test_answers) for mark in test.pytestmark for p in _first(mark)}
    worked |= {
        "ibm-ceo-expected-roi", "gartner-io-fail", "ibm-ibv-roi-level", "gartner-io-fully-succeed",
        "gartner-io-one-failure", "deloitte-q4-2024-best-initiative",
    }  # fmt: skip
    assert worked == set(RULE)
    assert len(RULE) == len(RULES)
    for ruler in RULE:
        fact = FACTS.one("rulers", ruler)
        assert fact is not None


def _first(mark: object) -> set[str]:
    return {case[0] for case in mark.args[1]}  # type: ignore[attr-defined]


def test_the_unit_of_the_study_decides_the_kind_of_answer() -> None:
    for applied in apply_all(WHOLE, FACTS, 0.9, 12)[0]:
        expected = {"initiative": Share, "spend": Amount}.get(applied.study.unit, Answer)
        assert isinstance(applied.cash, expected), applied.study.id
        assert (applied.own is None) == isinstance(applied.cash, Answer)


def binom_root(k: int, n: int, *, upper: bool) -> float:
    """Solve for the chance at which k or fewer (or more) of n has probability 0.05, by bisection."""
    low, high = 0.0, 1.0
    for _ in range(200):
        p = (low + high) / 2
        counts = range(k + 1) if upper else range(k, n + 1)
        tail = sum(comb(n, i) * p**i * (1 - p) ** (n - i) for i in counts)
        low, high = (p, high) if (tail > 0.05) == upper else (low, p)
    return low


def test_estimates_carry_interval_grade_and_denominator() -> None:
    applied = {a.study.id: a for a in apply_all(WHOLE, FACTS, 0.9, 12)[0]}
    scrapped = applied["sp451-projects-scrapped"]
    assert scrapped.own is not None
    assert scrapped.own.point == pytest.approx(2 / 5)
    # 2 of 5: the chance of two or more at the lower end, and of two or fewer at the upper, is five percent
    assert scrapped.own.low == pytest.approx(binom_root(2, 5, upper=False), abs=1e-9)
    assert scrapped.own.high == pytest.approx(binom_root(2, 5, upper=True), abs=1e-9)
    assert scrapped.own.grade is Grade.RECORDED
    assert scrapped.own_all is not None
    assert scrapped.own_all.point == pytest.approx(2 / 6)
    assert scrapped.open is not None
    assert (scrapped.open.point, scrapped.open.low, scrapped.open.high) == (None, 2 / 6, 3 / 6)
    assert scrapped.study.estimate is None
    teneo = applied["teneo-more-than-cost"]
    assert teneo.own is not None
    assert teneo.own_claimed is not None
    assert (teneo.own.grade, teneo.own_claimed.grade) == (Grade.BOOKED, Grade.E)


def test_difference_only_where_both_count_initiatives_and_the_base_is_known() -> None:
    applied = apply_all(WHOLE, FACTS, 0.9, 12)[0]
    assert {a.study.id for a in applied if a.apart} == {
        "it-projects-abandoned-uk",
        "stanford-playbook-prior-failure",
    }


def test_missing_tables_are_named() -> None:
    bare = replace(WHOLE, has=frozenset({"stages"}))
    applied, missing = apply_all(bare, FACTS, 0.9, 12)
    assert {m.study.id: m.tables for m in missing}["teneo-more-than-cost"] == ("benefits", "spend")
    assert "sp451-projects-scrapped" in {a.study.id for a in applied}


def test_pilot_success_is_apart_from_all_studies() -> None:
    """A and D in four months, G in two; B took nine, C was stopped; E has had three months only."""
    estimate = pilot_success(WHOLE, 0.9)
    assert estimate is not None
    assert estimate.point == pytest.approx(3 / 5)
    assert estimate.subject.kind == "portfolio"


def test_young_initiatives_are_censored_and_nothing_but_young_is_no_number() -> None:
    applied = {a.study.id: a for a in apply_all(portfolio(E, F), FACTS, 0.9, 12)[0]}
    scaled = applied["ibm-ceo-scaled"]
    assert scaled.own is None
    assert scaled.open is not None
    assert (scaled.open.low, scaled.open.high) == (0.0, 1.0)
    older = {a.study.id: a for a in apply_all(portfolio(E, F), FACTS, 0.9, 1)[0]}
    assert older["ibm-ceo-scaled"].own is not None
    assert older["ibm-ceo-scaled"].own.point == 0.0


def test_intervals_of_studies_are_exact_where_the_base_is_known_and_printed_otherwise() -> None:
    """5 of 20 per hundred of 52 organisations: 2 or 3 of 10.4. 0.61 of 51 is 31.11: 31 or 32."""
    found = {f.text("ruler_id"): Study(f, 0.95) for f in FACTS.rows("rulers")}
    assert found["nanda-task-pilot-to-implemented"].base == pytest.approx(10.4)
    prior = found["stanford-playbook-prior-failure"]
    assert prior.interval is not None
    assert prior.interval[0] == pytest.approx(float(clopper_pearson(31, 51, 0.95).low))
    assert prior.interval[1] == pytest.approx(float(clopper_pearson(32, 51, 0.95).high))
    assert found["metr-rct-2025"].interval == found["metr-rct-2025"].printed == (0.013, 0.395)
    assert found["ibm-ceo-scaled"].interval is None  # 2,000 chief executives are not the base of the share
    for study in found.values():
        if study.estimate is not None and study.base is not None:
            low, high = study.fact.number("interval_low"), study.fact.number("interval_high")
            assert low is not None
            assert high is not None
            assert study.estimate.method == "clopper_pearson_of_the_study"
            assert abs(study.interval[0] - low) < 0.1  # the shipped Wilson interval is near
            assert abs(study.interval[1] - high) < 0.1


def test_strictness_turns_rulers_of_failure_round() -> None:
    order = [a for a in by_strictness(apply_all(WHOLE, FACTS, 0.9, 12)[0]) if a.own is not None]
    verdicts = [a for a in order if a.study.result_of in {"success", "failure"}]
    shares = [passed(a, a.own.point) for a in verdicts if a.own and a.own.point is not None]
    assert shares == sorted(shares)
    scrapped = next(a for a in verdicts if a.study.id == "sp451-projects-scrapped")
    assert scrapped.own is not None
    assert passed(scrapped, 0.4) == pytest.approx(0.6)
    assert passed_range(scrapped, scrapped.own) == pytest.approx(
        (1 - scrapped.own.high, 1 - scrapped.own.low)
    )
    assert order[: len(verdicts)] == verdicts


def test_what_differs_is_said_of_every_ruler() -> None:
    for applied in apply_all(WHOLE, FACTS, 0.9, 12)[0]:
        assert what_differs(applied).template
        if isinstance(applied.cash, Share):
            assert applied.rule.differs is not None, applied.study.id
        if applied.study.result_of == "failure" and isinstance(applied.cash, Share):
            assert applied.rule.passes is not None, applied.study.id


def test_a_book_feeds_at_least_twelve_rulers_of_three_units() -> None:
    units = {a.study.unit for a in apply_all(WHOLE, FACTS, 0.9, 12)[0]}
    assert len(apply_all(WHOLE, FACTS, 0.9, 12)[0]) >= 40
    assert {"organisation", "initiative", "spend"} <= units
