"""argon2id, with the parameters that its maintainers recommend (RFC 9106, low-memory: 64 MiB, 3 passes)."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from quizapp.accounts.rules import PASSWORD_MAX, tidy_password

_hasher = PasswordHasher()


def hash_password(password: str) -> str:
    """The hash to keep, with its salt and parameters in it. Takes some 50 ms on purpose."""
    return _hasher.hash(tidy_password(password))


def verify(password_hash: str | None, password: str) -> bool:
    """Whether the password is the one. Without a hash it takes as long, so that time tells no names."""
    if len(password) > PASSWORD_MAX:
        password = password[:PASSWORD_MAX] + "…"  # cannot be right, and need not be worked through
    if password_hash is None:
        hash_password(password)
        return False
    try:
        return _hasher.verify(password_hash, tidy_password(password))
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(password_hash: str) -> bool:
    """Whether the hash was made with weaker parameters than today's, and should be made anew."""
    return _hasher.check_needs_rehash(password_hash)
