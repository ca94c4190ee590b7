"""`corpus-search themes import` and `export`: codebooks and projects of other programs."""

from __future__ import annotations

import getpass
from pathlib import Path

import click

from corpus_search.cli.common import FILE, index_flags, print_json, settings, talk
from corpus_search.cli.noting import noted
from corpus_search.journal import What
from corpus_search.workspace import Workspace


@click.command("export", epilog="Example: corpus-search themes export codebook.qdc")
@click.argument("file", type=FILE)
@index_flags
@noted(What.EXPORTED, "file")
def export_themes(file: Path, index: Path | None, store: Path | None) -> None:
    """Write all themes into FILE: a codebook for other programs (.qdc), or a table (.csv or .xlsx)."""
    with Workspace.open(settings(index=index, store=store)) as workspace:
        number, remarks = workspace.exchange.export_codebook(file)
    for one in remarks:
        talk(f"Note: {one}")
    talk(f"Wrote {number} themes to {file}.")


@click.command("import", epilog="Example: corpus-search themes import project.qdpx --who Sari")
@click.argument("file", type=FILE)
@click.option(
    "--who", help="Whose judgements they are where a project does not say (default: your user name)."
)
@click.option("--json", "as_json", is_flag=True, help="Print what was taken over, and what was not, as JSON.")
@index_flags
@noted(What.CODEBOOK, "file")
def import_themes(
    *, file: Path, who: str | None, as_json: bool, index: Path | None, store: Path | None
) -> None:
    """Take over the themes of FILE: a codebook (.qdc), a table (.csv, .xlsx) or a whole project (.qdpx, .qde).

    The codings of a project become evidence where their document is in the corpus. What does not fit is told.
    """
    with Workspace.open(settings(index=index, store=store)) as workspace:
        if file.suffix.lower() in (".qdpx", ".qde"):
            imported = workspace.exchange.import_project(file, who=who or getpass.getuser())
        else:
            imported = workspace.exchange.import_codebook(file)
    if as_json:
        print_json(
            {
                "themes": [theme.id for theme in imported.themes],
                "judgements": imported.judgements,
                "interviews": imported.interviews,
                "remarks": [str(one) for one in imported.remarks],
            }
        )
        return
    click.echo(f"New themes: {len(imported.themes)}; codings kept as evidence: {imported.judgements}.")
    if imported.interviews:
        click.echo(f"Interviews of whose informants the register tells more now: {imported.interviews}.")
    for one in imported.remarks:
        click.echo(f"Not taken over: {one}")
