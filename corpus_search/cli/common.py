"""What the commands share: the folders' flags, settings, and how errors are told."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TypeVar

import click

from corpus_search.config import OCR_MODES, Settings, load_settings

if TYPE_CHECKING:
    from corpus_search.workspace import Workspace

P = ParamSpec("P")
R = TypeVar("R")

FOLDER = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(path_type=Path)


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


def say_if_empty(workspace: Workspace) -> None:
    """Say why nothing is found, where there is nothing to be found."""
    state = workspace.status()
    if not state.passages:
        folder = state.corpus or "a folder"
        talk(
            f"There is no text in the index. Put documents into {folder} and run: "
            f"corpus-search index {state.corpus or 'FOLDER'}"
        )
        if state.failures:
            talk("Why documents could not be read: corpus-search status")
