"""`corpus-search doctor`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from corpus_search.checkup import checks
from corpus_search.cli.common import FOLDER, index_flags, print_json, settings
from corpus_search.errors import Exit

_MARKS = {"good": ("ok", "green"), "advice": ("note", "yellow"), "bad": ("BAD", "red")}


@click.command(epilog="Example: corpus-search doctor --json")
@click.option("--corpus", type=FOLDER, help="Folder of the documents (default: as set).")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@index_flags
@click.pass_context
def doctor(
    ctx: click.Context, corpus: Path | None, as_json: bool, index: Path | None, store: Path | None
) -> None:
    """Check folders, permissions, versions and optional programs, and say what to do.

    Exit status 1: something must be mended.
    """
    found = list(checks(settings(corpus=corpus, index=index, store=store)))
    if as_json:
        print_json([asdict(check) for check in found])
    else:
        for check in found:
            mark, colour = _MARKS[check.verdict]
            click.echo(f"{click.style(mark.ljust(5), fg=colour)} {check.name}: {check.told}")
    ctx.exit(Exit.FAILED if any(check.verdict == "bad" for check in found) else Exit.OK)
