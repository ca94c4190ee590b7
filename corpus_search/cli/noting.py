"""What is done on the command line, kept in the journal of a store that several people use."""

from __future__ import annotations

import functools
import getpass
from collections.abc import Callable
from contextlib import closing
from typing import ParamSpec, TypeVar

import click

from corpus_search.cli.common import settings
from corpus_search.config import Settings
from corpus_search.journal import Journal, What

P = ParamSpec("P")
R = TypeVar("R")


def noted(what: What, *told: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Keep a command in the journal when it has done its work: its name, and the parameters `told`.

    As in the web interface, only where there are accounts: on a machine of one person nobody else is to know. Names of
    informants are never among what is told.
    """

    def decorate(command: Callable[P, R]) -> Callable[P, R]:
        @functools.wraps(command)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            done = command(*args, **kwargs)
            context = click.get_current_context()
            given = [str(context.params[name]) for name in told if context.params.get(name)]
            note(_chosen(context), what, " ".join([context.command_path, *given]))
            return done

        return run

    return decorate


def note(chosen: Settings, what: What, about: str) -> None:
    """Keep in the journal what the person at this machine did, where there are accounts."""
    from corpus_search.accounts import Accounts

    with closing(Accounts(chosen.store, hours=chosen.session_hours)) as accounts:
        shared = accounts.exist
    if shared:
        with closing(Journal(chosen.store)) as journal:
            journal.happened(what, about, who=getpass.getuser())


def _chosen(context: click.Context) -> Settings:
    """The settings of a command, whose flags may stand before it or behind it."""
    store = context.params.get("store")
    return context.obj if store is None and isinstance(context.obj, Settings) else settings(store=store)
