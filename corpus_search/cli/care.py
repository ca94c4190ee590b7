"""`corpus-search documents check`."""

from __future__ import annotations

import csv
import io

import click

from corpus_search.cli.common import print_json
from corpus_search.config import Settings
from corpus_search.describing import missing
from corpus_search.model import Document, State
from corpus_search.searching.export import safe_cell
from corpus_search.workspace import Workspace


@click.command(epilog="Example: corpus-search documents check --csv > to-mend.csv")
@click.option("--json", "form", flag_value="json", help="Print JSON.")
@click.option("--csv", "form", flag_value="csv", help="Print CSV for spreadsheets.")
@click.pass_obj
def check(chosen: Settings, form: str | None) -> None:
    """List what wants a look: duplicates, files that could not be read whole, documents of which little is known."""
    with Workspace.open(chosen) as workspace:
        rows = [row for document in workspace.documents() for row in rows_of(document)]
    if form == "json":
        print_json(rows)
    elif form == "csv":
        out = io.StringIO()
        out.write("\ufeff")
        writer = csv.writer(out)
        writer.writerow(("what", "id", "path", "state", "told"))
        writer.writerows([safe_cell(value) for value in row.values()] for row in rows)
        click.echo(out.getvalue(), nl=False)
    elif not rows:
        click.echo("Every document could be read, none lies there twice, and all tell what they should.")
    else:
        for row in rows:
            click.echo(f"{row['what']}: {row['path']}: {row['told']}")


def rows_of(document: Document) -> list[dict[str, str]]:
    """What is to be said of a document, a row each."""
    told: list[tuple[str, str]] = []
    if document.state is State.DUPLICATE:
        told.append(("duplicate", f"the same bytes as {document.duplicate_of}"))
    elif document.state.is_failure:
        told.append(("not read whole", document.reason))
    lacking = missing(document)
    if lacking:
        told.append(("little known", f"not known: {', '.join(lacking)}. Write it into the register."))
    return [
        {"what": what, "id": document.id, "path": document.path, "state": document.state, "told": words}
        for what, words in told
    ]
