"""`corpus-search journal`: who did what."""

from __future__ import annotations

import csv
import sys
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

import click

from corpus_search.cli.common import FOLDER, print_json, settings, talk
from corpus_search.journal import Journal, What
from corpus_search.searching.export import safe_cell


@click.command(epilog="Example: corpus-search journal --who sari --what exported")
@click.option("--who", default="", help="Only what this person did.")
@click.option("--what", type=click.Choice([what.value for what in What]), help="Only this sort.")
@click.option("--limit", type=click.IntRange(1), help="So many of the newest (default: all).")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV.")
@click.option("--store", type=FOLDER, help="Folder of the store (default: evidence).")
def journal(  # noqa: PLR0917  (click names them)
    who: str, what: str | None, limit: int | None, as_json: bool, as_csv: bool, store: Path | None
) -> None:
    """Who saw documents that are not public, judged, exported, changed something or logged in; newest first.

    The web interface keeps it from the first account on. It names documents and themes, and holds none of their words.
    """
    with closing(Journal(settings(store=store).store)) as kept:
        events = kept.events(who=who, what=What(what) if what else None, limit=limit)
    rows = [asdict(event) for event in events]
    if as_json:
        print_json(rows)
    elif as_csv:
        writer = csv.writer(sys.stdout)
        writer.writerow(("at", "who", "what", "about"))
        writer.writerows(
            [safe_cell(str(row[name])) for name in ("at", "who", "what", "about")] for row in rows
        )
    else:
        for row in rows:
            click.echo("\t".join(str(row[name]) for name in ("at", "who", "what", "about")))
        if not rows:
            talk("Nothing of this kind was done yet.")
