"""`corpus-search saved`: searches that someone keeps, and what is new in each since the last look."""

from __future__ import annotations

import getpass
from dataclasses import asdict

import click

from corpus_search.cli.common import counted, index_flags, print_json, settings, talk
from corpus_search.config import Settings
from corpus_search.errors import NotFoundError
from corpus_search.model import Found
from corpus_search.saved import SavedSearch
from corpus_search.searching.results import SearchRequest
from corpus_search.workspace import Workspace

_WHO = click.option("--who", help="Whose saved searches (default: your user name).")


@click.group(epilog="Example: corpus-search saved new")
@index_flags
@click.pass_context
def saved(ctx: click.Context, /, **folders: object) -> None:
    """Keep searches, and see what is new in each since the last look."""
    ctx.obj = settings(**folders)


@saved.command("add", epilog="Example: corpus-search saved add uang 'insentif jenis:transkrip'")
@click.argument("name")
@click.argument("query")
@_WHO
@click.pass_obj
def add(chosen: Settings, name: str, query: str, who: str | None) -> None:
    """Keep QUERY under NAME; what it finds now counts as seen."""
    from corpus_search.web.saved_search import save

    with Workspace.open(chosen) as workspace:
        kept = save(workspace, name, SearchRequest(query.strip()), who or getpass.getuser())
    talk(f"Saved “{kept.name}”; seen now: {counted(kept.total, 'passage')}.")


@saved.command("list", epilog="Example: corpus-search saved list --json")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@_WHO
@click.pass_obj
def list_(chosen: Settings, *, as_json: bool, who: str | None) -> None:
    """List the saved searches with the number of new passages in each."""
    from corpus_search.web.saved_search import news

    with Workspace.open(chosen) as workspace:
        found = [(one, len(news(workspace, one))) for one in workspace.saved.list(who or getpass.getuser())]
    if as_json:
        print_json([asdict(one) | {"new": fresh} for one, fresh in found])
    elif not found:
        talk("No search is saved. Save one with `corpus-search saved add NAME QUERY`.")
    for one, fresh in () if as_json else found:
        click.echo(f"{one.name}: {fresh:,} new, {one.total:,} seen  [{_asked(one)}]")


@saved.command("new", epilog="Example: corpus-search saved new uang --seen")
@click.argument("name", required=False)
@click.option("--seen", is_flag=True, help="Take what is printed for seen.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@_WHO
@click.pass_obj
def new(chosen: Settings, name: str | None, *, seen: bool, as_json: bool, who: str | None) -> None:
    """Print the passages that the saved search NAME, or each of them, finds and has not shown yet."""
    from corpus_search.web.saved_search import mark_seen, news

    with Workspace.open(chosen) as workspace:
        searches = _chosen(workspace, name, who)
        found = [(one, news(workspace, one)) for one in searches]
        if as_json:
            print_json([_record(workspace, one, fresh) for one, fresh in found])
        else:
            for one, fresh in found:
                _print(workspace, one, fresh)
        if seen:
            for one in searches:
                mark_seen(workspace, one)


@saved.command("remove", epilog="Example: corpus-search saved remove uang")
@click.argument("name")
@_WHO
@click.pass_obj
def remove(chosen: Settings, name: str, who: str | None) -> None:
    """Keep the saved search NAME no longer."""
    with Workspace.open(chosen) as workspace:
        workspace.saved.remove(_chosen(workspace, name, who)[0].id)
    talk(f"Removed “{name}”.")


def _chosen(workspace: Workspace, name: str | None, who: str | None) -> tuple[SavedSearch, ...]:
    """The search of this name, or all where none is named.

    Raises:
        NotFoundError: there is none of this name.
    """
    found = workspace.saved.list(who or getpass.getuser())
    named = tuple(one for one in found if name is None or one.name == name)
    if name is not None and not named:
        known = ", ".join(one.name for one in found) or "none"
        raise NotFoundError("There is no saved search {name}. There are: {known}.", name=name, known=known)
    return named


def _asked(one: SavedSearch) -> str:
    return " ".join(part for part in (one.query, one.filters) if part)


def _record(workspace: Workspace, one: SavedSearch, fresh: tuple[Found, ...]) -> dict[str, object]:
    return asdict(one) | {
        "new": [
            {
                "id": found.passage.id,
                "text": found.text,
                "citation": workspace.cite(found.document, found.passage),
            }
            for found in fresh
        ]
    }


def _print(workspace: Workspace, one: SavedSearch, fresh: tuple[Found, ...]) -> None:
    click.echo(click.style(f"{one.name}: {len(fresh):,} new", bold=True))
    for found in fresh:
        click.echo(f"\n  {' '.join(found.text.split())}")
        click.echo(f"  {workspace.cite(found.document, found.passage)}  [{found.passage.id}]")
