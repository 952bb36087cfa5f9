"""Which questions a practice gets: from the bank and the answer log to a list of question ids."""

from collections.abc import Collection, Sequence
from random import Random

from question_bank.model import QuestionType
from quizapp.answers import history
from quizapp.attempts import rules
from quizapp.db import AnySession
from quizapp.library import catalogue

FEW = 1000


def draw(
    session: AnySession,
    user_id: int | None,
    *,
    topics: Collection[str],
    types: Sequence[QuestionType],
    count: int,
    random: Random,
) -> list[str]:
    """Up to `count` ids of questions in force: balanced over the topics and types, new ones first, no two of
    one fact while others are left. Empty `topics` or `types` stand for all; nobody yet (None) has seen nothing."""
    candidates = catalogue.candidates(session, topics=topics or None, types=types or rules.PRACTICE_TYPES)
    latest = {}
    if user_id is not None:
        # A whole bank of ids would be more than a query may carry; then all that was ever answered is asked for.
        few = [candidate.question_id for candidate in candidates] if len(candidates) <= FEW else None
        latest = history.latest(session, user_id, few)
    pool = []
    for candidate in candidates:
        last = latest.get(candidate.question_id)
        pool.append(
            rules.Choosable(
                question_id=candidate.question_id,
                topic=candidate.topic,
                type=candidate.type,
                last_at=last.answered_at if last else None,
                last_right=bool(last and last.right),
            )
        )
    ranked = [one.question_id for one in rules.rank(pool, count * rules.SPARE, random)]
    facts = {candidate.question_id: candidate.facts for candidate in candidates}
    return rules.without_twins(ranked, facts, count)
