"""A guest who logs in to an existing account brings cards, mistakes and study days along."""

from sqlalchemy import delete, select, update

from quizapp.accounts.models import User
from quizapp.db import AnySession
from quizapp.study import days
from quizapp.study.following import follow_again, moves_since
from quizapp.study.models import Card, CardMove, Mistake, NewCard, StudyDay, StudySettings


def merge(session: AnySession, from_user_id: int, to_user_id: int) -> None:
    """Move all of one learner's study to another, in the caller's transaction.

    Where both know a question, its card follows the answers of both in the order in which they were given.
    """
    user = session.get_one(User, to_user_id)
    both = session.scalars(
        select(Card.question_id).where(
            Card.user_id == from_user_id,
            Card.question_id.in_(select(Card.question_id).where(Card.user_id == to_user_id)),
        )
    ).all()
    for question_id in both:
        moves = moves_since(session, (from_user_id, to_user_id), question_id, 0)
        for table in (Card, Mistake):
            session.execute(
                delete(table).where(
                    table.user_id.in_((from_user_id, to_user_id)), table.question_id == question_id
                )
            )
        follow_again(session, user, moves)
    for owned in (Card, CardMove, Mistake):
        session.execute(update(owned).where(owned.user_id == from_user_id).values(user_id=to_user_id))
    days.merge(session, from_user_id, to_user_id)
    if session.get(StudySettings, to_user_id) is None:
        session.execute(
            update(StudySettings).where(StudySettings.user_id == from_user_id).values(user_id=to_user_id)
        )
    # The day's new cards are chosen anew: some that were chosen for the one are known to the other.
    session.execute(delete(NewCard).where(NewCard.user_id.in_((from_user_id, to_user_id))))
    session.execute(update(StudyDay).where(StudyDay.user_id == to_user_id).values(planned=False))
    session.expire_all()
