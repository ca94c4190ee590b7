"""`corpus-search show`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from corpus_search.cli.common import index_flags, print_json, settings
from corpus_search.errors import NotFoundError
from corpus_search.model import Document, Found
from corpus_search.workspace import Workspace


@click.command(epilog="Example: corpus-search show perpres-2020-36/pasal-5/ayat-2")
@click.argument("identifier", metavar="ID")
@click.option(
    "--style", default="short", show_default=True, help="Style in which it is cited, as legal or apa."
)
@click.option(
    "--language", type=click.Choice(["id", "en"]), help="Language of the citation (default: the document's)."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@index_flags
def show(
    *,
    identifier: str,
    style: str,
    language: str | None,
    as_json: bool,
    index: Path | None,
    store: Path | None,
) -> None:
    """Print the document or passage with this ID."""
    with Workspace.open(settings(index=index, store=store)) as workspace:
        try:
            document = workspace.document(identifier)
        except NotFoundError:
            found = workspace.passage(identifier)
            citation = workspace.cite(found.document, found.passage, style=style, language=language or "")
            print_json(_passage_record(found, citation)) if as_json else _print_passage(found, citation)
            return
        citation = workspace.cite(document, style=style, language=language or "")
        contents = workspace.contents(identifier) if document.state.has_text else None
    text = contents.text if contents else ""
    if as_json:
        passages = [asdict(passage) for passage in contents.passages] if contents else []
        print_json({"document": asdict(document), "text": text, "passages": passages, "citation": citation})
    else:
        _print_document(document)
        click.echo(f"citation: {citation}\n\n{text}")


def _passage_record(found: Found, citation: str) -> dict[str, object]:
    return {
        "document": asdict(found.document),
        "passage": asdict(found.passage),
        "text": found.text,
        "citation": citation,
    }


def _print_passage(found: Found, citation: str) -> None:
    passage = found.passage
    click.echo(click.style(found.document.title, bold=True))
    click.echo(passage.path + (f" · p. {passage.page}" if found.document.has_pages else ""))
    if passage.question:
        click.echo(f"“{passage.question}”")
    click.echo(f"\n{found.text}\n\n{citation}")


def _print_document(document: Document) -> None:
    click.echo(click.style(document.title, bold=True))
    facts = {
        "id": document.id,
        "file": document.path,
        "kind": document.kind.replace("_", " "),
        "date": document.date or "",
        "language": document.language,
        "access": document.access,
        "state": document.state.replace("_", " ") + (f": {document.reason}" if document.reason else ""),
        **document.metadata,
    }
    for name, value in facts.items():
        if value:
            click.echo(f"{name}: {value}")
