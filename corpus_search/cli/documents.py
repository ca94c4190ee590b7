"""`corpus-search documents`: the list of documents, and the register out and in."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from corpus_search.cli.care import check
from corpus_search.cli.common import FILE, index_flags, print_json, settings, talk
from corpus_search.cli.noting import noted
from corpus_search.config import Settings
from corpus_search.journal import What
from corpus_search.workspace import Workspace


@click.group(invoke_without_command=True, epilog="Example: corpus-search documents export register.xlsx")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@index_flags
@click.pass_context
def documents(ctx: click.Context, as_json: bool, index: Path | None, store: Path | None) -> None:
    """List the documents, or write and read the register: what people know of them, as CSV or XLSX."""
    chosen = settings(index=index, store=store)
    ctx.obj = chosen
    if ctx.invoked_subcommand is not None:
        return
    with Workspace.open(chosen) as workspace:
        found = workspace.documents()
    if as_json:
        print_json([asdict(document) for document in found])
        return
    for document in found:
        state = "" if document.state == "read" else f"  [{document.state.replace('_', ' ')}]"
        click.echo(f"{document.id}  {document.title}{state}")


@documents.command(epilog="Example: corpus-search documents export register.xlsx")
@click.argument("file", type=FILE)
@index_flags
@click.pass_obj
@noted(What.EXPORTED, "file")
def export(chosen: Settings, file: Path, index: Path | None, store: Path | None) -> None:
    """Write all documents with what is known of them to FILE (.csv or .xlsx)."""
    with Workspace.open(_settings(chosen, index, store)) as workspace:
        number = workspace.register.export_to(file)
    talk(f"Wrote {number} documents to {file}. Change there what you know better, then run:")
    talk(f"  corpus-search documents import {file}")


@documents.command("import", epilog="Example: corpus-search documents import register.xlsx")
@click.argument("file", type=FILE)
@index_flags
@click.pass_obj
@noted(What.REGISTER, "file")
def import_(chosen: Settings, file: Path, index: Path | None, store: Path | None) -> None:
    """Take over what was changed in FILE (.csv or .xlsx), an exported register."""
    with Workspace.open(_settings(chosen, index, store)) as workspace:
        number = workspace.register.import_from(file)
    talk(f"Documents changed by the register: {number}.")


def _settings(chosen: Settings, index: Path | None, store: Path | None) -> Settings:
    """The settings of the group, unless the flags stand behind its command."""
    return settings(index=index or chosen.index, store=store or chosen.store)


documents.add_command(check)
