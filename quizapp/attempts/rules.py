"""How a paper is drawn, and how an attempt is summed up. Pure: chance and time are passed in."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from question_bank.model import Question, QuestionType

PRACTICE_TYPES = (QuestionType.SINGLE_CHOICE, QuestionType.TRUE_FALSE, QuestionType.CLOZE)
"""What a grader can judge. A flashcard is rated by the learner, and belongs to the review."""

MOST_QUESTIONS = 100
LONGEST_TIME = timedelta(minutes=10)
"""More than this at one question is a walk, not a thought."""

SPARE = 3
"""How many times the wanted number is ranked, so that a second question of one fact can be passed over."""


@dataclass(frozen=True, slots=True)
class Choosable:
    """A question that may be drawn, with what the learner last did with it."""

    question_id: str
    topic: str
    type: str
    last_at: datetime | None = None
    """None: never answered."""
    last_right: bool = False

    @property
    def rank(self) -> int:
        """0 new, 1 wrong the last time, 2 right the last time: the lower, the sooner it comes."""
        if self.last_at is None:
            return 0
        return 2 if self.last_right else 1


def rank(pool: Iterable[Choosable], most: int, random: Random) -> list[Choosable]:
    """Up to `most` questions of the pool, in an order of which every beginning is balanced.

    The topic with the fewest questions so far comes next; within it new ones before those that were wrong, and
    these before those that were right, the longest ago first; then the type with the fewest so far.
    """
    cells: dict[tuple[str, str], list[Choosable]] = {}
    for choosable in pool:
        cells.setdefault((choosable.topic, choosable.type), []).append(choosable)
    for cell in cells.values():
        random.shuffle(cell)
        cell.sort(
            key=_urgency, reverse=True
        )  # stable: the shuffle decides between equals; the next one is last
    topics: Counter[str] = Counter()
    types: Counter[str] = Counter()
    ranked: list[Choosable] = []
    while cells and len(ranked) < most:
        # One draw of chance per cell, so that neither the alphabet nor the bank decides between equal cells.
        where = min(cells, key=lambda at: (topics[at[0]], cells[at][-1].rank, types[at[1]], random.random()))
        ranked.append(cells[where].pop())
        topics[where[0]] += 1
        types[where[1]] += 1
        if not cells[where]:
            del cells[where]
    return ranked


def _urgency(choosable: Choosable) -> tuple[int, float]:
    return choosable.rank, choosable.last_at.timestamp() if choosable.last_at else 0.0


def without_twins(ranked: Sequence[str], facts: Mapping[str, Sequence[str]], count: int) -> list[str]:
    """The first `count` of the ranking that share no fact; filled up with the others where these are too few."""
    used: set[str] = set()
    alone: list[str] = []
    twins: list[str] = []
    for one in ranked:
        if used.isdisjoint(facts.get(one, ())):
            used.update(facts.get(one, ()))
            alone.append(one)
        else:
            twins.append(one)
    return (alone + twins)[:count]


def arrange(chosen: Sequence[str], facts: Mapping[str, Sequence[str]], random: Random) -> list[str]:
    """The chosen ones in a random order in which neighbours share no fact, as far as that can be."""
    waiting = random.sample(list(chosen), len(chosen))
    arranged: list[str] = []

    def apart(one: str, other: str) -> bool:
        return set(facts.get(one, ())).isdisjoint(facts.get(other, ()))

    while waiting:
        fits = (at for at, one in enumerate(waiting) if not arranged or apart(one, arranged[-1]))
        found = next(fits, None)
        if found is not None:
            arranged.append(waiting.pop(found))
        else:
            one = waiting.pop(0)
            arranged.insert(_gap(one, arranged, apart), one)
    return arranged


def _gap(one: str, arranged: Sequence[str], apart: Callable[[str, str], bool]) -> int:
    """The first place whose neighbours share no fact with `one`; the end where there is none."""
    for place in range(len(arranged)):
        if apart(one, arranged[place]) and (place == 0 or apart(one, arranged[place - 1])):
            return place
    return len(arranged)


def shuffled_options(question: Question, random: Random) -> list[int]:
    """An order for the options of a question; empty where the order is not ours to change."""
    if question.type not in {QuestionType.SINGLE_CHOICE, QuestionType.MULTIPLE_CHOICE}:
        return []
    return random.sample(range(len(question.options)), len(question.options))


def time_taken(shown_at: datetime | None, last_answer_at: datetime | None, now: datetime) -> timedelta:
    """How long the learner has been at this question: since it was first seen, or since the answer to another
    one that was given in between. Never negative, and never longer than LONGEST_TIME."""
    began = max(filter(None, (shown_at, last_answer_at)), default=now)
    return min(max(now - began, timedelta()), LONGEST_TIME)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One question of an attempt, as the summary counts it."""

    topic: str
    type: str
    score: float | None
    """0 to 1; None: not answered."""
    taken_ms: int = 0


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many were right, under a name (a topic, a type)."""

    name: str
    right: int
    total: int

    @property
    def percent(self) -> int:
        return round(100 * self.right / self.total)


@dataclass(frozen=True, slots=True)
class Summary:
    """What an attempt came to."""

    right: int
    answered: int
    total: int
    points: int
    """Of 100; partial credit counts, what was not answered scores nothing."""
    taken: timedelta
    by_topic: tuple[Share, ...]
    by_type: tuple[Share, ...]

    @property
    def per_question(self) -> timedelta:
        return self.taken / self.answered if self.answered else timedelta()


def summarise(outcomes: Sequence[Outcome]) -> Summary:
    """Sum up an attempt. Topics with the smallest share of right answers come first: there is most to win."""
    answered = [outcome for outcome in outcomes if outcome.score is not None]
    scored = sum(outcome.score or 0 for outcome in answered)
    return Summary(
        right=sum(outcome.score == 1 for outcome in answered),
        answered=len(answered),
        total=len(outcomes),
        points=round(100 * scored / len(outcomes)) if outcomes else 0,
        taken=timedelta(milliseconds=sum(outcome.taken_ms for outcome in answered)),
        by_topic=_shares(outcomes, lambda outcome: outcome.topic),
        by_type=_shares(outcomes, lambda outcome: outcome.type),
    )


def _shares(outcomes: Sequence[Outcome], name: Callable[[Outcome], str]) -> tuple[Share, ...]:
    total = Counter(name(outcome) for outcome in outcomes)
    right = Counter(name(outcome) for outcome in outcomes if outcome.score == 1)
    shares = (Share(name=one, right=right[one], total=total[one]) for one in total)
    return tuple(sorted(shares, key=lambda share: (share.right / share.total, -share.total, share.name)))
