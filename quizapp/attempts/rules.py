"""How a paper is drawn, and how an attempt is summed up. Pure: chance and time are passed in."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import TypeVar

from question_bank.model import Question, QuestionType

PRACTICE_TYPES = (QuestionType.SINGLE_CHOICE, QuestionType.TRUE_FALSE, QuestionType.CLOZE)
"""What a grader can judge. A flashcard is rated by the learner, and belongs to the review."""

MOST_QUESTIONS = 100
LONGEST_TIME = timedelta(minutes=10)
"""More than this at one question is a walk, not a thought."""

SPARE = 3
"""How many times the wanted number is ranked, so that a second question of one fact can be passed over."""

Thing = TypeVar("Thing")


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

    Round by round each topic gives one, those with new questions before the others. Within a topic new ones come
    before those that were wrong, and these before those that were right, the longest ago first; between equals
    the type with the fewest so far.
    """
    topics: dict[str, dict[str, list[Choosable]]] = {}
    for choosable in _shuffled(pool, random):
        topics.setdefault(choosable.topic, {}).setdefault(choosable.type, []).append(choosable)
    for cells in topics.values():
        for cell in cells.values():
            cell.sort(
                key=_urgency, reverse=True
            )  # the next one is last; stable, so chance decides between equals
    types: Counter[str] = Counter()
    ranked: list[Choosable] = []
    while topics and len(ranked) < most:
        soonest = {topic: min(cell[-1].rank for cell in cells.values()) for topic, cells in topics.items()}
        for topic in sorted(_shuffled(topics, random), key=soonest.__getitem__)[: most - len(ranked)]:
            cells = topics[topic]
            type_ = min(cells, key=lambda type_: (cells[type_][-1].rank, types[type_]))
            ranked.append(cells[type_].pop())
            types[type_] += 1
            if not cells[type_]:
                del cells[type_]
            if not cells:
                del topics[topic]
    return ranked


def _shuffled(things: Iterable[Thing], random: Random) -> list[Thing]:
    listed = list(things)
    return random.sample(listed, len(listed))


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
    waiting = _shuffled(chosen, random)
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
    return _shuffled(range(len(question.options)), random)


def time_taken(shown_at: datetime | None, last_answer_at: datetime | None, now: datetime) -> timedelta:
    """How long the learner has been at this question: since it was first seen, or since the answer to another
    one that was given in between. Never negative, and never longer than LONGEST_TIME."""
    began = max(filter(None, (shown_at, last_answer_at)), default=now)
    return min(max(now - began, timedelta()), LONGEST_TIME)


def percent(part: int, whole: int) -> int:
    """A share in whole percent, rounded half up; but 100 only if nothing, and 0 only if all, is missing."""
    if whole <= 0:
        return 0
    rounded = (200 * part + whole) // (2 * whole)
    if 0 < part < whole:
        return min(max(rounded, 1), 99)
    return rounded


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
        return percent(self.right, self.total)


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
