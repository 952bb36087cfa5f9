"""A guest's answers join the account that the guest logs in to."""

from sqlalchemy import ColumnElement, literal, select, update
from sqlalchemy.orm import aliased

from quizapp.answers.models import Answer
from quizapp.db import AnySession


def merge(session: AnySession, from_user_id: int, to_user_id: int) -> None:
    """Move every answer. Of two with one client id both stay: the guest's is renamed first.

    Joins the caller's transaction.
    """
    theirs = aliased(Answer)
    taken = select(theirs.client_id).where(theirs.user_id == to_user_id)
    renamed: ColumnElement[str] = literal(f"{from_user_id}:") + Answer.client_id
    of_guest = update(Answer).where(Answer.user_id == from_user_id)
    session.execute(of_guest.where(Answer.client_id.in_(taken)).values(client_id=renamed))
    session.execute(of_guest.values(user_id=to_user_id))
