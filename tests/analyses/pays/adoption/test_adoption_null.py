"""With nothing to find, the survey finds it no more often than it says; parts add up for every book."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from types import SimpleNamespace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from specie.analyses.pays.adoption import survey
from specie.analyses.pays.adoption.answers import Answer, sheet
from specie.analyses.pays.adoption.barriers import ITEMS, barrier_ref, item_of
from specie.analyses.pays.adoption.rollouts import Rollout
from specie.analyses.pays.adoption.seats import SeatDay, Seats, together
from specie.kernel.bounded_mean import bounded_means
from specie.model import Ref

AS_OF = date(2026, 9, 30)


def scope(seed):
    return SimpleNamespace(
        settings=SimpleNamespace(level=0.9, seed=seed),
        book=SimpleNamespace(initiative=lambda id_: Ref("initiative", id_)),
    )


def test_no_learning_gap_is_flagged_at_most_at_its_rate(monkeypatch):
    """Ten initiatives, eight answers each, mean 5 exactly: 5 % one-sided for all of them together."""
    monkeypatch.setattr(survey, "bounded_means", partial(bounded_means, draws=500))
    rng, barrier, flagged = np.random.default_rng(11), barrier_ref("loses context"), 0
    for run in range(120):
        scores = rng.integers(0, 11, (10, 8))
        answers = [
            Answer(f"r{n}-{i}", f"AI-{i}", barrier, float(scores[i, n])) for i in range(10) for n in range(8)
        ]
        flagged += bool(survey._above(scope(run), answers))
    assert flagged / 120 <= 0.05 + 2 * (0.05 * 0.95 / 120) ** 0.5


def test_a_wide_gap_is_flagged():
    barrier = barrier_ref("loses context")
    answers = [Answer(f"r{n}", "AI-1", barrier, 8.0 + n % 3) for n in range(12)]
    answers += [Answer(f"r{n}", "AI-2", barrier, 5.0) for n in range(12)]
    assert [ref.id for ref in survey._above(scope(1), answers)] == ["AI-1"]


def test_every_word_of_a_barrier_leads_back_to_its_item():
    words = [word.lower() for item in ITEMS for word in (item.term.id, *item.words)]
    assert len(words) == len(set(words))
    assert all(item_of(word.upper()) is not None for word in words)
    assert sum(item.learning for item in ITEMS) == 4
    assert barrier_ref("  Our own Worry ").name == "Our own Worry"


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz"), st.integers(0, 10)), min_size=1))
@settings(max_examples=60, deadline=None)
def test_the_order_of_answers_does_not_matter(rows):
    answers = [Answer(who, "AI-1", Ref("barrier", what), float(score)) for who, what, score in rows]
    scores, columns = sheet(answers, lambda answer: answer.barrier.id)
    again, others = sheet(reversed(answers), lambda answer: answer.barrier.id)
    order = [others.index(column) for column in columns]
    np.testing.assert_allclose(scores, again[:, order])


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 400)), min_size=1, max_size=30))
@settings(max_examples=60, deadline=None)
def test_reach_lies_between_none_and_all_on_every_day(spans):
    starts = sorted(AS_OF - timedelta(days=a) for a, _ in spans)
    ends = sorted(AS_OF - timedelta(days=min(a, b)) for a, b in spans if b < a)
    subject, units = Ref("initiative", "AI-1"), len(spans) + 2
    rollout = Rollout(subject, "pilot", AS_OF, units, tuple(starts), tuple(ends), 0, designed=False)
    assert all(0 <= share <= 1 for _, share in rollout.curve())
    assert rollout.using == rollout.using_on(AS_OF)
    assert rollout.using + len(ends) + rollout.waiting == rollout.units


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(1, 9), st.integers(0, 1000)), min_size=1, max_size=8)
)
@settings(max_examples=60, deadline=None)
def test_idle_money_of_all_is_the_sum_of_the_parts(rows):
    found = tuple(
        Seats(Ref("initiative", f"AI-{n}"), "", (SeatDay(AS_OF, min(used, paid), paid),), Decimal(money))
        for n, (used, paid, money) in enumerate(rows)
    )
    whole = together(found)
    assert whole is not None
    assert whole.idle_money == sum((s.idle_money for s in found), Decimal(0))
    assert 0 <= whole.idle_money <= whole.money
    assert 0 <= whole.share <= 1
