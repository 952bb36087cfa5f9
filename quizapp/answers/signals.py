"""Who cares about answers subscribes here; the sender is the database session.

`answer_recorded(session, answer=Answer)` and `answer_voided(session, answer=Answer)` are sent inside the
transaction: what a subscriber writes is committed with the answer, and a failing subscriber undoes both.
"""

from blinker import Signal

answer_recorded = Signal()
answer_voided = Signal()
