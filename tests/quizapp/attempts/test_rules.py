"""Drawing and summing up, for every pool that chance can make."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from question_bank.model import Question, QuestionType
from quizapp.attempts.rules import (
    LONGEST_TIME,
    Choosable,
    Outcome,
    arrange,
    percent,
    rank,
    shuffled_options,
    summarise,
    time_taken,
    without_twins,
)

unhurried = settings(deadline=None, max_examples=60)

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)

histories = st.one_of(
    st.just((None, False)),
    st.tuples(st.integers(1, 90).map(lambda days: NOON - timedelta(days=days)), st.booleans()),
)
pools = st.lists(
    st.tuples(st.sampled_from("甲乙丙丁"), st.sampled_from(["cloze", "true_false"]), histories), max_size=40
).map(
    lambda rows: [
        Choosable(question_id=f"q{number}", topic=topic, type=type_, last_at=last_at, last_right=right)
        for number, (topic, type_, (last_at, right)) in enumerate(rows)
    ]
)
seeds = st.integers(0, 10_000)


@unhurried
@given(pools, st.integers(0, 50), seeds)
def test_as_many_as_asked_for_are_ranked_and_none_twice(pool: list[Choosable], most: int, seed: int) -> None:
    ranked = rank(pool, most, Random(seed))
    assert len(ranked) == min(most, len(pool))
    assert len({one.question_id for one in ranked}) == len(ranked)
    assert set(ranked) <= set(pool)


@unhurried
@given(pools, seeds)
def test_every_beginning_of_a_ranking_is_balanced_over_the_topics(pool: list[Choosable], seed: int) -> None:
    ranked = rank(pool, len(pool), Random(seed))
    there = Counter(one.topic for one in pool)
    for end in range(1, len(ranked) + 1):
        drawn = Counter(one.topic for one in ranked[:end])
        for topic in there:
            if drawn[topic] < there[topic]:  # not used up: nobody may be more than one ahead of it
                assert max(drawn.values()) - drawn[topic] <= 1


@unhurried
@given(pools, seeds)
def test_in_a_topic_new_ones_come_first_then_wrong_ones_then_the_longest_ago(
    pool: list[Choosable], seed: int
) -> None:
    ranked = rank(pool, len(pool), Random(seed))
    for topic in {one.topic for one in pool}:
        ranks = [one.rank for one in ranked if one.topic == topic]
        assert ranks == sorted(ranks)
        for type_ in ("cloze", "true_false"):
            for rank_ in (1, 2):
                times = [
                    one.last_at for one in ranked if (one.topic, one.type, one.rank) == (topic, type_, rank_)
                ]
                assert times == sorted(times, key=lambda at: at or NOON)


@unhurried
@given(seeds)
def test_types_are_balanced_within_new_questions(seed: int) -> None:
    pool = [
        Choosable(f"{type_}{n}", "甲", type_)
        for type_ in ("cloze", "single_choice", "true_false")
        for n in range(5)
    ]
    drawn = Counter(one.type for one in rank(pool, 9, Random(seed)))
    assert set(drawn.values()) == {3}


@unhurried
@given(pools, st.integers(0, 50), seeds)
def test_the_same_chance_draws_the_same_paper(pool: list[Choosable], most: int, seed: int) -> None:
    assert rank(pool, most, Random(seed)) == rank(pool, most, Random(seed))


def test_another_chance_draws_another_paper() -> None:
    pool = [Choosable(f"q{number}", "甲", "cloze") for number in range(30)]
    papers = {tuple(one.question_id for one in rank(pool, 10, Random(seed))) for seed in range(10)}
    assert len(papers) == 10


facts = st.lists(st.lists(st.sampled_from("abcdef"), max_size=2, unique=True), max_size=25).map(
    lambda rows: {f"q{number}": row for number, row in enumerate(rows)}
)


@unhurried
@given(facts, st.integers(0, 30))
def test_a_second_question_of_a_fact_only_fills_up(rests_on: dict[str, list[str]], count: int) -> None:
    chosen = without_twins(list(rests_on), rests_on, count)
    assert len(chosen) == min(count, len(rests_on))
    assert len(set(chosen)) == len(chosen)
    everything = without_twins(list(rests_on), rests_on, len(rests_on))
    assert chosen == everything[:count]
    used: set[str] = set()
    twins = False
    for one in everything:  # all that can stand alone come before the first twin
        is_twin = not used.isdisjoint(rests_on[one])
        assert is_twin or not twins
        twins = twins or is_twin
        used.update(rests_on[one])


@unhurried
@given(st.lists(st.sampled_from("abcde"), max_size=30), seeds)
def test_neighbours_share_no_fact_wherever_that_can_be(of_fact: list[str], seed: int) -> None:
    rests_on = {f"q{number}": [fact] for number, fact in enumerate(of_fact)}
    order = arrange(list(rests_on), rests_on, Random(seed))
    assert sorted(order) == sorted(rests_on)
    commonest = max(Counter(of_fact).values(), default=0)
    if commonest <= (len(of_fact) + 1) // 2:
        assert all(rests_on[one] != rests_on[other] for one, other in pairwise(order))


@unhurried
@given(facts, seeds)
def test_arranging_loses_nothing_and_repeats_itself(rests_on: dict[str, list[str]], seed: int) -> None:
    order = arrange(list(rests_on), rests_on, Random(seed))
    assert sorted(order) == sorted(rests_on)
    assert order == arrange(list(rests_on), rests_on, Random(seed))


def question(type_: QuestionType, options: tuple[str, ...] = ()) -> Question:
    return Question(
        id="q",
        type=type_,
        stem="题",
        key=(0,),
        explanation="",
        topic="",
        tags=(),
        difficulty=0.5,
        facts=(),
        evidence=(),
        options=options,
    )


def test_options_are_shuffled_and_true_and_false_stay_where_they_are() -> None:
    choice = question(QuestionType.SINGLE_CHOICE, ("甲", "乙", "丙", "丁"))
    orders = {tuple(shuffled_options(choice, Random(seed))) for seed in range(200)}
    assert len(orders) == 24
    assert shuffled_options(question(QuestionType.TRUE_FALSE), Random(1)) == []
    assert shuffled_options(question(QuestionType.CLOZE), Random(1)) == []


def test_time_runs_from_the_first_look_or_from_the_answer_given_in_between() -> None:
    seen, later, now = NOON, NOON + timedelta(seconds=40), NOON + timedelta(seconds=60)
    assert time_taken(seen, None, now) == timedelta(seconds=60)
    assert time_taken(seen, later, now) == timedelta(seconds=20)
    assert time_taken(later, seen, now) == timedelta(seconds=20)
    assert time_taken(None, None, now) == timedelta()


def test_time_is_never_negative_and_never_a_walk() -> None:
    assert time_taken(NOON, None, NOON - timedelta(hours=1)) == timedelta()
    assert time_taken(NOON, None, NOON + timedelta(days=3)) == LONGEST_TIME


def test_the_summary_counts_partial_credit_and_what_was_left_open() -> None:
    summary = summarise(
        [
            Outcome("甲", "cloze", 1.0, 4000),
            Outcome("甲", "cloze", 0.5, 6000),
            Outcome("乙", "true_false", 0.0, 2000),
            Outcome("乙", "true_false", None),
        ]
    )
    assert (summary.right, summary.answered, summary.total, summary.points) == (1, 3, 4, 38)
    assert summary.taken == timedelta(seconds=12)
    assert summary.per_question == timedelta(seconds=4)
    assert [(share.name, share.right, share.total, share.percent) for share in summary.by_topic] == [
        ("乙", 0, 2, 0),
        ("甲", 1, 2, 50),
    ]
    assert [share.name for share in summary.by_type] == ["true_false", "cloze"]


def test_nothing_answered_is_no_division_by_zero() -> None:
    summary = summarise([Outcome("甲", "cloze", None)])
    assert (summary.points, summary.right, summary.per_question) == (0, 0, timedelta())


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [(0, 0, 0), (0, 5, 0), (5, 5, 100), (1, 3, 33), (2, 3, 67), (1, 8, 13), (999, 1000, 99), (1, 1000, 1)],
)
def test_a_share_is_rounded_but_never_to_all_or_nothing(part: int, whole: int, shown: int) -> None:
    assert percent(part, whole) == shown
