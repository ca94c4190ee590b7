"""`corpus-search backup` and `restore`: the whole store in one file."""

from __future__ import annotations

from pathlib import Path

import click

from corpus_search.cli.common import FILE, FOLDER, counted, settings, talk
from corpus_search.cli.withdraw import finish
from corpus_search.storing import back_up
from corpus_search.storing import restore as bring_back

_STORE = click.option("--store", type=FOLDER, help="Folder of the store (default: evidence).")


@click.command(epilog="Example: corpus-search backup ~/backups/evidence-2026-03.zip")
@click.argument("file", type=FILE, required=False)
@_STORE
def backup(file: Path | None, store: Path | None) -> None:
    """Write the whole store (register, codebook, judgements, journal) into FILE, a zip with checksums.

    Without FILE it is written into the folder `backups` of the store. It may be made while people work.
    """
    made = back_up(settings(store=store).store, file)
    talk(f"Wrote {counted(len(made.files), 'file')} to {made.file}.")
    click.echo(made.file)


@click.command(epilog="Example: corpus-search restore ~/backups/evidence-2026-03.zip")
@click.argument("file", type=FILE)
@_STORE
def restore(file: Path, store: Path | None) -> None:
    """Put the backup FILE in the place of the store, after its checksums were compared.

    Stop `corpus-search serve` before; while it runs, nothing is brought back. What was in the store is kept in its
    folder `backups`. Documents that were withdrawn since do not come back.
    """
    loaded = settings(store=store)
    chosen = loaded.store
    brought, before = bring_back(chosen, file)
    talk(f"Brought back {counted(len(brought.files), 'file')} of {brought.created} into {chosen}.")
    if before is not None:
        talk(f"What was there before is in {before}.")
    finish(loaded)
