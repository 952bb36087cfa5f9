"""What other features hear of from the accounts."""

from blinker import Signal

user_merged = Signal()
"""A guest logged in to an existing account: `send(session, from_user_id=int, to_user_id=int)`.

Sent inside the transaction that deletes the guest. Who keeps rows of a user moves them to the other; on
conflict the more recent or more advanced one stays. What is not moved goes with the guest.
"""
