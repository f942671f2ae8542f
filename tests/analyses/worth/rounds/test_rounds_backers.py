"""Growth gap, backers, circles, peers of equal age and capital, worked by hand and on the shipped facts."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specie.analyses.worth.rounds.capital import spent_over_sales
from specie.analyses.worth.rounds.circles import circles, counts
from specie.analyses.worth.rounds.gap import gaps
from specie.analyses.worth.rounds.multiple import multiples
from specie.analyses.worth.rounds.peers import peers
from specie.analyses.worth.rounds.survey import make_survey
from specie.companies.age import FIRST_ROUND, FOUNDED, founded, starts
from specie.companies.backing import backing, leads
from specie.companies.comparable import Comparable
from specie.companies.deal import Deal, read_deals
from specie.companies.ledger import Ledger, read_ledger
from specie.companies.margin import margins, share_of_sales
from specie.companies.record import Company, Price, Reported, Vouch
from specie.companies.span import Span
from specie.facts import first_day, last_day, open_facts
from specie.model import Bound, Grade, Origin, Ref

AS_OF = date(2026, 10, 31)
ACME = Ref("company", "acme", "Acme")


def span(text: str) -> Span:
    return Span(first_day(text), last_day(text), text)


def vouch(row: int = 2) -> Vouch:
    return Vouch(Origin("rounds.csv", f"row {row}"), "primary", (), "", date(2026, 6, 1), False, False)


def price(on: str, post: float | None = None, **changes: object) -> Price:
    fields: dict[str, object] = {
        "company": "acme", "on": span(on), "series": f"round {on}", "kind": "primary", "status": "closed",
        "lead": "", "amount": None, "post": post, "bound": "=", "vouch": vouch(), **changes,
    }  # fmt: skip
    return Price(**fields)  # type: ignore[arg-type]


def figure(end: str, value: float, **changes: object) -> Reported:
    fields: dict[str, object] = {
        "company": "acme", "end": span(end), "period": "point", "metric": "revenue_run_rate",
        "basis": "run-rate", "gross_net": "", "value": value, "bound": "=", "vouch": vouch(), **changes,
    }  # fmt: skip
    return Reported(**fields)  # type: ignore[arg-type]


def deal(giver: str, taker: str, instrument: str, **changes: object) -> Deal:
    fields: dict[str, object] = {
        "id": f"{giver}-{taker}-{instrument}", "giver": giver, "taker": taker, "amount": None, "bound": "=",
        "instrument": instrument, "signed": span("2026-01-01"), "status": "closed", "vouch": vouch(),
        **changes,
    }  # fmt: skip
    return Deal(**fields)  # type: ignore[arg-type]


def ledger(
    prices: list[Price], *names: str, revenues: tuple[Reported, ...] = (), others: tuple[Reported, ...] = ()
):
    companies = {name: Company(name, name.title(), "lab") for name in ("acme", *names)}
    focus = (companies["acme"],)
    return Ledger(AS_OF, companies, focus, frozenset({"acme"}), tuple(prices), revenues, 0, 0, others)


def two_prices(*revenues: Reported, bound: str = "="):
    first, last = Comparable(price("2024-01-01", 100.0)), Comparable(price("2026-01-01", 900.0, bound=bound))
    every = [m for p in (first, last) for m in multiples(ACME, p, revenues)]
    return gaps(ACME, every, 180)


# growth gap


def test_price_thrice_a_year_and_revenue_twice_is_a_gap_of_a_hundred_percent() -> None:
    (gap,) = two_prices(figure("2024-01-01", 10.0), figure("2026-01-01", 40.0))
    years = 731 / 365.25
    assert gap.gap is not None
    assert gap.gap.point == pytest.approx(9 ** (1 / years) - 4 ** (1 / years))
    assert gap.gap.exact
    assert gap.change is not None
    assert gap.change.point == pytest.approx(9 / 4)
    assert gap.revenue_growth is not None
    assert gap.revenue_growth.grade is Grade.COMPANY


def test_no_gap_where_price_and_revenue_grow_alike() -> None:
    (gap,) = two_prices(figure("2024-01-01", 10.0), figure("2026-01-01", 90.0))
    assert gap.gap is not None
    assert gap.gap.point == pytest.approx(0.0)
    assert gap.change is not None
    assert gap.change.point == pytest.approx(1.0)


def test_a_floor_on_later_revenue_leaves_the_gap_open_below() -> None:
    (gap,) = two_prices(figure("2024-01-01", 10.0), figure("2026-01-01", 40.0, bound=">="))
    assert gap.gap is not None
    assert gap.gap.low is None
    assert gap.gap.high == gap.gap.point
    assert gap.gap.bound is Bound.AT_MOST
    assert gap.change is not None
    assert (gap.change.low, gap.change.high) == (None, pytest.approx(9 / 4))


def test_a_floor_on_earlier_revenue_leaves_only_that_revenue_cannot_fall_below_nothing() -> None:
    (gap,) = two_prices(figure("2024-01-01", 10.0, bound=">="), figure("2026-01-01", 40.0))
    assert gap.gap is not None
    assert gap.price_growth is not None
    assert gap.price_growth.point is not None
    assert gap.gap.high == pytest.approx(gap.price_growth.point + 1)
    assert gap.gap.low == gap.gap.point


def test_floors_at_both_ends_say_nothing() -> None:
    found = two_prices(
        figure("2024-01-01", 10.0, bound=">="), figure("2026-01-01", 40.0, bound=">="), bound=">="
    )
    assert all(gap.gap is None and gap.change is None for gap in found)


@pytest.mark.parametrize(
    "later",
    [
        figure("2026-01-01", 40.0, basis="press"),
        figure("2026-01-01", 40.0, gross_net="net"),
        figure("2025-12-31", 40.0, metric="revenue", period="year"),
    ],
)
def test_another_basis_is_never_compared(later: Reported) -> None:
    assert two_prices(figure("2024-01-01", 10.0), later) == ()


def test_one_figure_near_both_prices_is_no_growth() -> None:
    prices = [Comparable(price("2025-06-01", 100.0)), Comparable(price("2025-09-01", 200.0))]
    revenue = figure("2025-07-01", 10.0)
    assert gaps(ACME, [m for p in prices for m in multiples(ACME, p, [revenue])], 30) == ()


@given(st.floats(0.1, 1e3), st.floats(0.1, 1e3), st.floats(0.1, 1e3))
def test_money_of_another_unit_moves_no_gap(first: float, last: float, unit: float) -> None:
    plain = two_prices(figure("2024-01-01", first), figure("2026-01-01", last))[0].gap
    scaled = two_prices(figure("2024-01-01", first * unit), figure("2026-01-01", last * unit))[0].gap
    assert plain is not None
    assert scaled is not None
    assert scaled.point == pytest.approx(plain.point, rel=1e-6, abs=1e-6)


# margins


def test_margins_are_made_only_where_none_is_stated() -> None:
    sales = figure("2025-12-31", 100.0, metric="revenue", period="year", basis="gaap")
    cost = figure("2025-12-31", 40.0, metric="cost_of_revenue", period="year", basis="leak")
    loss = figure("2025-12-31", -30.0, metric="operating_income", period="year", basis="gaap")
    made = margins(ledger([], revenues=(sales,), others=(cost, loss)), "acme")
    assert {m.measure: float(m.bounds.low) for m in made} == {"gross_margin": 0.6, "operating_margin": -0.3}
    told = figure("2025-12-31", 0.5, metric="gross_margin", period="year", basis="press", unit="fraction")
    both = margins(ledger([], revenues=(sales,), others=(told, cost)), "acme")
    assert [float(m.bounds.low) for m in both if m.measure == "gross_margin"] == [0.5]


def test_a_loss_over_a_floor_of_revenue_is_a_margin_up_to_zero() -> None:
    sales = figure("2025-12-31", 100.0, metric="revenue", period="year", bound=">=")
    bounds = share_of_sales(figure("2025-12-31", -30.0, metric="operating_income", period="year"), sales)
    assert (bounds.low, bounds.high) == (pytest.approx(-0.3), 0.0)


# backers


def test_concentration_by_hand() -> None:
    rounds = [
        price("2024-01-01", 1.0, amount=50.0, lead="A"),
        price("2025-01-01", 2.0, amount=50.0, lead="B"),
    ]
    found = backing(ledger(rounds), (), Company("acme", "Acme"))
    assert found is not None
    assert found.concentration is not None
    assert (found.concentration.low, found.concentration.high) == (pytest.approx(5000), pytest.approx(5000))


def test_joint_and_unnamed_leads_make_a_range() -> None:
    rounds = [
        price("2024-01-01", 1.0, amount=50.0, lead="A; B"),
        price("2025-01-01", 2.0, amount=50.0),
    ]
    found = backing(ledger(rounds), (), Company("acme", "Acme"))
    assert found is not None
    assert found.concentration is not None
    assert found.concentration.low == pytest.approx(2 * 25**2)
    assert found.concentration.high == pytest.approx(10_000)


def test_what_is_not_new_money_is_not_counted() -> None:
    rounds = [
        price("2024-01-01", 1.0, amount=10.0, lead="A"),
        price("2024-02-01", 1.0, amount=99.0, lead="B", kind="tender"),
        price("2024-03-01", 1.0, amount=99.0, lead="B", status="rumour"),
        price("2024-04-01", 1.0, amount=99.0, lead="B", relation="part", of=("acme", "x", "y")),
    ]
    found = backing(ledger(rounds), (), Company("acme", "Acme"))
    assert found is not None
    assert found.total == 10.0


def test_strategic_is_who_trades_by_a_firm_deal() -> None:
    rounds = [
        price("2024-01-01", 1.0, amount=60.0, lead="Cloud"),
        price("2025-01-01", 2.0, amount=30.0, lead="Fund"),
        price("2026-01-01", 3.0, amount=10.0),
    ]
    bought = deal("acme", "cloud", "compute_contract")
    found = backing(ledger(rounds, "cloud"), (bought,), Company("acme", "Acme"))
    assert found is not None
    assert {i.name: i.role for i in found.investors} == {"Cloud": "supplier", "Fund": "no trade known"}
    assert found.strategic is not None
    assert (found.strategic.low, found.strategic.high) == (pytest.approx(0.6), pytest.approx(0.7))
    none = backing(ledger(rounds, "cloud"), (replace(bought, status="rumour"),), Company("acme", "Acme"))
    assert none is not None
    assert none.strategic is not None
    assert none.strategic.low == 0.0


def test_no_round_with_an_amount_is_no_backing() -> None:
    assert backing(ledger([price("2024-01-01", 1.0, lead="A")]), (), Company("acme", "Acme")) is None


def test_leads_are_split_and_trimmed() -> None:
    assert leads(price("2024-01-01", lead=" A ;B;; ")) == ("A", "B")


# circles


def test_a_way_round_needs_money_on_one_step_and_goods_on_another() -> None:
    chain = [deal("a", "b", "equity"), deal("b", "c", "compute_contract"), deal("c", "a", "purchase")]
    (found,) = circles(chain, 4)
    assert found.companies == ("a", "b", "c")
    assert found.through("b") == ("b", "c", "a", "b")
    assert not circles([deal("a", "b", "equity"), deal("b", "a", "equity")], 4)
    assert not circles([deal("a", "b", "purchase"), deal("b", "a", "purchase")], 4)
    assert not circles([replace(chain[0], status="rumour"), *chain[1:]], 4)
    assert not circles(chain, 2)


def test_the_narrowest_step_limits_what_goes_round() -> None:
    pair = [
        deal("a", "b", "equity", amount=10.0),
        deal("b", "a", "purchase", amount=3.0, bound="<="),
        deal("b", "a", "compute_contract", amount=4.0),
    ]
    assert circles(pair, 2)[0].most == 7.0
    assert circles([pair[0], replace(pair[1], bound=">=")], 2)[0].most == 10.0


def test_shipped_ways_round_hold_pairs_and_longer_ones(tmp_path: Path) -> None:
    from specie.book.shipped import book_about

    facts = open_facts()
    book = book_about(Ref("company", "openai"), AS_OF)
    found = circles(read_deals(book, facts), 4)
    ways = {frozenset(circle.companies) for circle in found}
    assert frozenset({"nvidia", "openai", "coreweave"}) in ways
    assert frozenset({"amazon", "anthropic"}) in ways
    assert all("rumour" not in {d.status for d in circle.deals} for circle in found)
    openai = counts(read_ledger(book, facts), found, [Company("openai", "OpenAI")])
    assert openai[0].point == sum("openai" in circle.companies for circle in found)


# peers


def test_peers_are_compared_at_equal_age_and_basis() -> None:
    prices = [
        price("2022-01-01", 10.0), price("2024-01-01", 100.0),
        price("2024-01-01", 20.0, company="beta"), price("2026-01-01", 50.0, company="beta"),
    ]  # fmt: skip
    revenues = (figure("2024-01-01", 10.0), figure("2026-01-01", 10.0, company="beta", basis="press"),
                figure("2026-01-01", 2.0, company="beta", gross_net="net"))  # fmt: skip
    (peer,) = peers(make_survey(ledger(prices, "beta", revenues=revenues), 180), 0.5)
    assert peer.own is not None
    assert peer.other is not None
    assert peer.own.start.kind == FIRST_ROUND
    assert peer.other.price.price.post == 50.0
    assert peer.ratio is not None
    assert peer.ratio.point == 2.0
    assert [(mine.stated[0], other.stated[0]) for mine, other in peer.multiples] == [(10.0, 5.0)]


def test_a_peer_of_another_age_is_refused_with_the_reason() -> None:
    prices = [
        price("2022-01-01", 10.0), price("2026-01-01", 100.0), price("2026-01-01", 20.0, company="beta"),
    ]  # fmt: skip
    (peer,) = peers(make_survey(ledger(prices, "beta"), 180), 0.5)
    assert peer.ratio is None
    assert peer.why is not None
    assert "nearest" in peer.why.template


def test_foundings_have_a_source_and_lie_before_the_first_round() -> None:
    from specie.book.shipped import book_about

    shipped = read_ledger(book_about(Ref("company", "openai"), AS_OF), open_facts())
    for company, start in founded().items():
        assert start.origin.url.startswith("https://")
        assert start.origin.as_of is not None
        every = starts(shipped, company)
        assert every[FOUNDED].on.start <= every[FIRST_ROUND].on.end, company


# capital


def test_capital_spending_is_divided_by_revenue_of_the_same_period_only() -> None:
    spent = figure("2025-12-31", 50.0, metric="capex", period="year", basis="gaap")
    sales = figure("2025-12-31", 100.0, metric="revenue", period="year", basis="gaap")
    other = figure("2025-12-31", 20.0, metric="revenue", period="quarter", basis="gaap")
    (gauge,) = spent_over_sales(
        ledger([], revenues=(sales, other), others=(spent,)), [Company("acme", "Acme")]
    )
    assert gauge.estimate is not None
    assert gauge.estimate.point == 0.5
    (none,) = spent_over_sales(ledger([], revenues=(other,), others=(spent,)), [Company("acme", "Acme")])
    assert none.estimate is None
    assert none.why is not None


def test_revenue_of_at_least_five_at_183_is_at_most_36_6() -> None:
    """The published example: 183bn in September 2025 on a run-rate of over 5bn."""
    floor = figure("2025-08", 5e9, bound=">=")
    made = multiples(ACME, Comparable(price("2025-09-02", 183e9)), [floor])[0].estimate
    assert made is not None
    assert (made.low, made.high, made.bound) == (None, pytest.approx(36.6), Bound.AT_MOST)
