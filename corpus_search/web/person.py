"""Who is at work: whose judgements and searches they are."""

from __future__ import annotations

import getpass
import os
from functools import cache


@cache
def who() -> str:
    """The name of the account on this machine that runs the program; the interface answers this machine only."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such account is known to the system, as in a container
        return f"user-{os.getuid()}" if hasattr(os, "getuid") else "user"
