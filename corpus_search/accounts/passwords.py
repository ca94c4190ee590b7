"""Passwords, hashed with argon2id as RFC 9106 proposes for machines with little memory."""

from __future__ import annotations

import threading
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from corpus_search.errors import AccountError

SHORTEST = 10
LONGEST = 1_000
"""Characters of a password."""
_AT_A_TIME = threading.BoundedSemaphore(2)
"""Each hash takes 64 MiB: a crowd of log-ins waits instead of filling the memory."""
_HASHER = PasswordHasher()


def hashed(password: str, name: str) -> str:
    """A password as it is kept.

    Raises:
        AccountError: it is too short, too long, or the name itself.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise AccountError("A password has from {least} to {most} characters.", least=SHORTEST, most=LONGEST)
    if password.casefold().strip() == name.casefold():
        raise AccountError("The password must not be the name.")
    with _AT_A_TIME:
        return _HASHER.hash(password)


def matches(kept: str | None, password: str) -> bool:
    """Whether a password is the one that is kept. Takes as long where none is kept, so that time tells nothing."""
    with _AT_A_TIME:
        nobodys = _nobodys()
        try:
            _HASHER.verify(kept or nobodys, password[: LONGEST + 1])
        except (VerificationError, InvalidHashError):
            return False
    return kept is not None


@cache
def _nobodys() -> str:
    return _HASHER.hash("nobody's")
