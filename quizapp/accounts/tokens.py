"""Secrets that are shown once and kept as hashes: session tokens and invitation links."""

import hashlib
import secrets


def new_token() -> str:
    """256 random bits, fit for a cookie and for a path."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """What the database keeps of a token. It is random, so that a plain SHA-256 (64 hex digits) suffices."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
