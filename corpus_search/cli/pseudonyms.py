"""`corpus-search pseudonyms`: real names, and what is shown in their place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from corpus_search.cli.common import FILE, index_flags, print_json, settings, talk
from corpus_search.cli.noting import noted
from corpus_search.config import Settings
from corpus_search.errors import IndexBusyError
from corpus_search.journal import What
from corpus_search.pseudonyms import Pseudonym
from corpus_search.workspace import Workspace

_DOCUMENT = click.option(
    "--document", default="", metavar="DOCUMENT", help="Only in this document (id or path), of whatever kind."
)


@click.group(epilog='Example: corpus-search pseudonyms set "Siti Aminah" "Ibu Melati" --variant Siti')
@index_flags
@click.pass_context
def pseudonyms(ctx: click.Context, index: Path | None, store: Path | None) -> None:
    """Real names of informants, and what is shown in their place.

    The table is `pseudonyms.csv` in the store, readable for its owner alone. Names are replaced in interviews and field
    notes, wherever these are shown, searched or exported.
    """
    ctx.obj = settings(index=index, store=store)


@pseudonyms.command("list", epilog="Example: corpus-search pseudonyms list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
@noted(What.NAMES)
def list_(chosen: Settings, as_json: bool) -> None:
    """Print the table, real names included."""
    with Workspace.open(chosen) as workspace:
        rows = workspace.pseudonyms.table().rows
        if workspace.pseudonyms.waiting:
            talk(
                "The table was changed by hand. Until you run corpus-search index, documents are shown as before."
            )
    if as_json:
        print_json(
            [
                {"name": r.name, "pseudonym": r.shown, "variants": list(r.variants), "document": r.document}
                for r in rows
            ]
        )
        return
    for row in rows:
        where = f"  [only in {row.document}]" if row.document else ""
        click.echo(f"{'; '.join(row.spellings)}  ->  {row.shown}{where}")
    if not rows:
        talk("There are no pseudonyms. Set one with: corpus-search pseudonyms set NAME PSEUDONYM")


@pseudonyms.command(
    "set", epilog='Example: corpus-search pseudonyms set "Slamet" "Informan 3" --variant "Pak Slamet"'
)
@click.argument("name")
@click.argument("pseudonym")
@click.option(
    "--variant", "variants", multiple=True, metavar="WORDS", help="Another way of writing the name."
)
@_DOCUMENT
@click.pass_obj
@noted(What.PSEUDONYMS, "document")
def set_(chosen: Settings, name: str, pseudonym: str, variants: tuple[str, ...], document: str) -> None:
    """Show PSEUDONYM in the place of NAME. A row that is there for NAME is replaced."""
    with Workspace.open(chosen) as workspace, _told():
        talk(_changed(workspace.pseudonyms.put(Pseudonym(name, pseudonym, variants, document))))


@pseudonyms.command(epilog='Example: corpus-search pseudonyms remove "Siti Aminah"')
@click.argument("name")
@_DOCUMENT
@click.pass_obj
@noted(What.PSEUDONYMS, "document")
def remove(chosen: Settings, name: str, document: str) -> None:
    """Show NAME again."""
    with Workspace.open(chosen) as workspace, _told():
        talk(_changed(workspace.pseudonyms.remove(name, document)))


@pseudonyms.command(epilog="Example: corpus-search pseudonyms export names.xlsx")
@click.argument("file", type=FILE)
@click.pass_obj
@noted(What.NAMES)
def export(chosen: Settings, file: Path) -> None:
    """Write the table to FILE (.csv or .xlsx), to be edited in a spreadsheet. It holds real names."""
    with Workspace.open(chosen) as workspace:
        number = workspace.pseudonyms.export_to(file)
    talk(
        f"Wrote {number} names to {file}, which holds real names: delete it when you are done. To take it over, run:"
    )
    talk(f"  corpus-search pseudonyms import {file}")


@pseudonyms.command("import", epilog="Example: corpus-search pseudonyms import names.xlsx")
@click.argument("file", type=FILE)
@click.pass_obj
@noted(What.PSEUDONYMS)
def import_(chosen: Settings, file: Path) -> None:
    """Put the table in FILE (.csv or .xlsx) in the place of the one that counts."""
    with Workspace.open(chosen) as workspace, _told():
        talk(_changed(workspace.pseudonyms.import_from(file)))


@contextmanager
def _told() -> Iterator[None]:
    """Says of a busy index that names are still shown."""
    try:
        yield
    except IndexBusyError as error:
        raise IndexBusyError(
            "The table is written, but another process is writing the index: until the next corpus-search index the "
            "documents are shown as before. {reason}",
            reason=error,
        ) from error


def _changed(documents: int) -> str:
    return f"Documents that are shown anew: {documents}."
