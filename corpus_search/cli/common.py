"""What the commands share: the folders' flags, settings, and how errors are told."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path
from typing import ParamSpec, TypeVar

import click

from corpus_search.config import OCR_MODES, Settings, load_settings
from corpus_search.errors import CorpusSearchError

P = ParamSpec("P")
R = TypeVar("R")

FOLDER = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(path_type=Path)


class Commands(click.Group):
    """A group that words errors for people, and proposes a command for a misspelt one."""

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


class OcrCommand(click.Command):
    """Takes `--ocr` without a value for `--ocr scans`, whatever comes after it."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Give `--ocr` its value."""
        following = [*args, ""][1:]  # as long as the arguments, also where there are none
        full = [
            "--ocr=scans" if argument == "--ocr" and after not in OCR_MODES else argument
            for argument, after in zip(args, following, strict=True)
        ]
        return super().parse_args(ctx, full)


def talk(message: str) -> None:
    """Say something to the person: on stderr, so that results stay alone on stdout."""
    click.echo(message, err=True)


def counted(number: int, one: str) -> str:
    """How many of a thing, in words: `1 passage`, `1,200 passages`."""
    return f"{number:,} {one}" if number == 1 else f"{number:,} {one}s"


def print_json(value: object) -> None:
    """Print a value as indented JSON."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


@contextmanager
def progress() -> Iterator[Callable[[int, int, str], None]]:
    """A progress bar on a terminal, else nothing."""
    if not sys.stderr.isatty():
        yield lambda _done, _total, _path: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.description}", markup=False),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total, path: bar.update(task, completed=done, total=total, description=path)


def index_flags(command: Callable[P, R]) -> Callable[P, R]:
    """The flags of a command that uses an index: `--index` and `--store`."""
    command = click.option("--store", type=FOLDER, help="Folder of the register (default: evidence).")(
        command
    )
    return click.option("--index", type=FOLDER, help="Folder of the index (default: index).")(command)


def settings(**flags: object) -> Settings:
    """The settings with a command's flags applied; flags that were not given are None."""
    return load_settings(flags)
