"""The commands by their names. Each is loaded when it is used: to load all takes longer than most of them."""

from __future__ import annotations

import sys
from difflib import get_close_matches
from importlib import import_module
from typing import Final, cast

import click

from corpus_search.cli.common import talk
from corpus_search.errors import CorpusSearchError

_MODULES: Final = {
    "backup": "backup",
    "batch": "batch",
    "concordance": "concordance",
    "doctor": "doctor",
    "documents": "documents",
    "evidence": "evidence",
    "export": "export",
    "index": "index",
    "journal": "journal",
    "outline": "inspect",
    "pseudonyms": "pseudonyms",
    "read": "inspect",
    "restore": "backup",
    "saved": "saved",
    "search": "search",
    "serve": "serve",
    "show": "show",
    "status": "status",
    "themes": "themes",
    "user": "user",
    "vectors": "vectors",
    "withdraw": "withdraw",
}
"""The module of this package in which each is, under its own name."""


class Commands(click.Group):
    """The commands of the program; it words errors for people, and proposes a command for a misspelt one."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  (click gives it)
        """Their names."""
        return sorted(_MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  (click gives it)
        """The command of a name."""
        if cmd_name not in _MODULES:
            return None
        module = import_module(f"corpus_search.cli.{_MODULES[cmd_name]}")
        return cast("click.Command", getattr(module, cmd_name))

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; an error of ours becomes one message on stderr and its exit status."""
        try:
            return super().invoke(ctx)
        except CorpusSearchError as error:
            talk(f"Error: {error}")
            ctx.exit(error.exit_status)
        except BrokenPipeError:
            # Whoever reads our output has seen enough (`| head`): no complaint at exit either.
            sys.stdout = None
            ctx.exit(0)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say which one may have been meant."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            near = get_close_matches(args[0], self.list_commands(ctx), n=1) if args else []
            if not near or "mean" in error.message:
                raise
            raise click.UsageError(f"{error.message} Did you mean '{near[0]}'?", ctx) from error
