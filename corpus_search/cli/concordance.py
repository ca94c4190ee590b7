"""`corpus-search concordance`."""

from __future__ import annotations

from pathlib import Path

import click

from corpus_search.cli.common import counted, index_flags, print_json, say_if_empty, settings, talk
from corpus_search.model import Kind
from corpus_search.searching import (
    GROUPINGS,
    ORDERS,
    Concordance,
    Grouping,
    Order,
    SearchRequest,
    concordance_csv,
    concordance_json,
    read_years,
)
from corpus_search.workspace import Workspace

_CONTEXT = 44
"""Characters of context on each side on a terminal."""


@click.command(
    epilog="Example: corpus-search concordance insentif --sort left --by speaker --kind transcript"
)
@click.argument("query")
@click.option(
    "--kind", "kinds", multiple=True, type=click.Choice([kind.value for kind in Kind]), help="Only this kind."
)
@click.option(
    "--year", default="", help="Only this year, or years as 2020..2023 (either end may be left out)."
)
@click.option("--document", "documents", multiple=True, help="Only the document with this id.")
@click.option("--speaker", "speakers", multiple=True, help="Only what this speaker says.")
@click.option(
    "--sort",
    "order",
    type=click.Choice(ORDERS),
    default="right",
    show_default=True,
    help="By the words to the left or right, by document, or by date.",
)
@click.option(
    "--by",
    type=click.Choice(GROUPINGS),
    default="none",
    show_default=True,
    help="What the lines are grouped by.",
)
@click.option("--json", "form", flag_value="json", help="Print one JSON object, with spread and years.")
@click.option("--csv", "form", flag_value="csv", help="Print CSV for spreadsheets.")
@index_flags
def concordance(
    *,
    query: str,
    kinds: tuple[str, ...],
    year: str,
    documents: tuple[str, ...],
    speakers: tuple[str, ...],
    order: Order,
    by: Grouping,
    form: str | None,
    index: Path | None,
    store: Path | None,
) -> None:
    """Print every occurrence of what QUERY asks for with the words around it (keyword in context)."""
    request = SearchRequest(
        text=query, kinds=kinds, years=read_years(year), documents=documents, speakers=speakers
    )
    with Workspace.open(settings(index=index, store=store)) as workspace:
        made = workspace.finder.concordance(request, order=order, by=by)
        if not made.passages:
            say_if_empty(workspace)
    if form == "json":
        print_json(concordance_json(made))
    elif form == "csv":
        click.echo(concordance_csv(made), nl=False)
    else:
        _print(made)


def _print(made: Concordance) -> None:
    for one in made.also:
        talk(f"Also searched for {one.term}: {', '.join(one.expansions)}")
    click.echo(f"{counted(made.occurrences, 'occurrence')} in {counted(made.passages, 'passage')}.")
    if made.total_passages > made.passages:
        click.echo(f"These are the best {made.passages:,} of {made.total_passages:,} passages.")
    for group in made.groups:
        if group.key:
            click.echo(f"\n{group.key} ({len(group.lines)})")
        for line in group.lines:
            left = line.left[-_CONTEXT:].rjust(_CONTEXT)
            words = click.style(line.words, bold=True)
            click.echo(f"{left}{words}{line.right[:_CONTEXT].ljust(_CONTEXT)}  [{line.passage.id}]")
