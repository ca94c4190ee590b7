"""Who is at work: whose judgements and searches they are, and what they may."""

from __future__ import annotations

import getpass
import os
from functools import cache
from typing import cast

from flask import g

from corpus_search.access import Right, Role, Viewer


@cache
def owner() -> Viewer:
    """The person of this machine, by the name of the account on it that runs the program."""
    try:
        name = getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such account is known to the system, as in a container
        name = f"user-{os.getuid()}" if hasattr(os, "getuid") else "user"
    return Viewer(name, Role.OWNER)


def viewer() -> Viewer:
    """Who makes the current request."""
    return cast("Viewer", g.viewer)


def who() -> str:
    """The name under which the current person judges."""
    return viewer().name


def may(right: str) -> bool:
    """Whether the current person has a right; for templates."""
    return viewer().may(Right(right))
