"""`corpus-search status`."""

from __future__ import annotations

from pathlib import Path

import click

from corpus_search.cli.common import index_flags, print_json, settings
from corpus_search.cli.index import failure_record, print_failures
from corpus_search.errors import Exit
from corpus_search.workspace import Workspace


@click.command(epilog="Example: corpus-search status --json")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@index_flags
@click.pass_context
def status(ctx: click.Context, as_json: bool, index: Path | None, store: Path | None) -> None:
    """Tell the state of the index: what it holds, and what could not be read and why.

    Exit status 3: some documents are in no readable state.
    """
    with Workspace.open(settings(index=index, store=store)) as workspace:
        state = workspace.status()
    if as_json:
        print_json(
            {
                "corpus": str(state.corpus),
                "documents": state.documents,
                "passages": state.passages,
                "kinds": dict(state.kinds),
                "states": dict(state.states),
                "last_run": state.last_run.finished if state.last_run else None,
                "failures": [failure_record(document) for document in state.failures],
            }
        )
    else:
        click.echo(f"Corpus: {state.corpus or 'none yet'}")
        click.echo(f"Documents: {state.documents}; passages: {state.passages:,}")
        for kind, number in state.kinds.items():
            click.echo(f"  {kind.replace('_', ' ')}: {number}")
        if state.last_run:
            click.echo(f"Last indexed: {state.last_run.finished} ({state.last_run.seconds:.1f} s)")
        if state.failures:
            click.echo("Not read, or not whole:")
            print_failures(state.failures)
    ctx.exit(Exit.INCOMPLETE if state.failures else Exit.OK)
