"""`corpus-search search`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from corpus_search.cli.common import FILE, counted, index_flags, print_json, say_if_empty, settings, talk
from corpus_search.engines.base import Sort
from corpus_search.exchange import results_sheet, write_file, xlsx_of
from corpus_search.model import Kind, Snippet
from corpus_search.searching import hit_json, read_years, results_csv, results_json
from corpus_search.searching.results import Hit, Note, Results, SearchRequest
from corpus_search.workspace import Workspace

_MOST = 10_000
_SORTS: tuple[Sort, ...] = ("relevance", "newest", "oldest")
_NOTES = {
    "unbalanced": "A bracket or quotation mark has no partner",
    "empty_phrase": "There is nothing between the quotation marks",
    "unknown_field": "There is no such field; its words were searched",
    "bad_range": "This is no range of years or dates",
    "bad_value": "The field has no such value",
    "no_such_value": "No passage of the corpus has this, so nothing is found by it",
    "lone_operator": "An operator has nothing to join",
    "only_not": "Only exclusions: all other passages are shown",
    "bad_glossary": "The corpus's own glossary was not used",
    "pseudonym": "Real names are shown as pseudonyms; searched for",
    "no_meaning": "Only words were searched",
    "no_catalog": "Citations may lack amendments",
    "too_long": "The query was too long and was cut",
    "too_much": "Too much at once, so this was left out (put more letters before a star, or leave stars out)",
}


@click.command(
    epilog="Example: corpus-search search 'pelatihan vokasi' --kind regulation --year 2020..2023 --limit 20"
)
@click.argument("query")
@click.option(
    "--kind", "kinds", multiple=True, type=click.Choice([kind.value for kind in Kind]), help="Only this kind."
)
@click.option(
    "--year", default="", help="Only this year, or years as 2020..2023 (either end may be left out)."
)
@click.option(
    "--collection", "collections", multiple=True, help="Only this collection (folder of the corpus)."
)
@click.option(
    "--language", "languages", multiple=True, type=click.Choice(["id", "en"]), help="Only this language."
)
@click.option("--document", "documents", multiple=True, help="Only the document with this id.")
@click.option("--speaker", "speakers", multiple=True, help="Only what this speaker says.")
@click.option("--any", "any_words", is_flag=True, help="Passages with any of the words, not all.")
@click.option(
    "--no-expand",
    "expand",
    is_flag=True,
    flag_value=False,
    default=True,
    help="Only the words as typed, without what the glossary says of them.",
)
@click.option(
    "--semantic/--no-semantic",
    default=None,
    help="By meaning too, or not, for plain words and questions (default: the setting). Needs `vectors`.",
)
@click.option("--without", multiple=True, help="Not this term of the glossary.")
@click.option(
    "--sort", type=click.Choice(_SORTS), default="relevance", show_default=True, help="Order of the passages."
)
@click.option("--limit", type=click.IntRange(1, _MOST), default=10, show_default=True, help="Passages shown.")
@click.option(
    "--offset", type=click.IntRange(0), default=0, show_default=True, help="Passages skipped before."
)
@click.option("--json", "form", flag_value="json", help="Print one JSON object.")
@click.option("--jsonl", "form", flag_value="jsonl", help="Print a JSON object a line, one a hit.")
@click.option("--csv", "form", flag_value="csv", help="Print CSV for spreadsheets.")
@click.option("--xlsx", type=FILE, help="Write all results (up to 10,000) into this XLSX file.")
@index_flags
def search(
    *,
    query: str,
    kinds: tuple[str, ...],
    year: str,
    collections: tuple[str, ...],
    languages: tuple[str, ...],
    documents: tuple[str, ...],
    speakers: tuple[str, ...],
    any_words: bool,
    expand: bool,
    semantic: bool | None,
    without: tuple[str, ...],
    sort: Sort,
    limit: int,
    offset: int,
    form: str | None,
    xlsx: Path | None,
    index: Path | None,
    store: Path | None,
) -> None:
    """Search the index for QUERY and print the passages found, each with a citation.

    Values of one filter are alternatives. The query may hold "phrases", AND, OR, NOT, brackets, word*,
    word~, "a b"~5 and fields as title:, kind:, year:, article: (judul:, jenis:, tahun:, pasal:).
    """
    request = SearchRequest(
        text=query,
        kinds=kinds,
        years=read_years(year),
        collections=collections,
        languages=languages,
        documents=documents,
        speakers=speakers,
        any_words=any_words,
        expand=expand,
        without=without,
        semantic=semantic,
        sort=sort,
        limit=_MOST if xlsx else limit,
        offset=0 if xlsx else offset,
    )
    with Workspace.open(settings(index=index, store=store)) as workspace:
        results = workspace.finder.search(request)
        if not results.hits:
            say_if_empty(workspace)
    if xlsx:
        write_file(xlsx, xlsx_of([results_sheet(results)]))
        talk(f"Wrote {counted(len(results.hits), 'passage')} to {xlsx}.")
    elif form == "json":
        print_json(results_json(results))
    elif form == "jsonl":
        for hit in results.hits:
            click.echo(json.dumps(hit_json(hit), ensure_ascii=False))
    elif form == "csv":
        click.echo(results_csv(results), nl=False)
    else:
        _print_results(results)


def _print_results(results: Results) -> None:
    for note in results.notes:
        talk(_worded(note))
    if results.corrections:
        talk("Did you mean: " + "; ".join(f"{c.text} ({c.total})" for c in results.corrections))
    for one in results.also:
        talk(f"Also searched for {one.term}: {', '.join(one.expansions)}")
    for place in results.places:
        identifier = place.passage.id if place.passage else place.document.id
        click.echo(f"{place.label}: {place.document.title} [{identifier}]")
    some = f", {results.total_some:,} more with some of the words" if results.total_some else ""
    near = f", {results.total_by_meaning:,} by meaning alone" if results.total_by_meaning else ""
    click.echo(f"{counted(results.total, 'passage')}{some}{near}.")
    told = bool(results.semantic)
    for hit in results.hits:
        if not hit.all_words and not told:
            click.echo("\nWith some of the words:")
            told = True
        _print_hit(hit)


def _worded(note: Note) -> str:
    return f"{_NOTES[note.code]}: {note.text}" if note.text else f"{_NOTES[note.code]}."


def _print_hit(hit: Hit) -> None:
    passage = hit.passage
    where = [hit.document.kind.replace("_", " "), hit.document.date or "", passage.path]
    if hit.document.has_pages:
        where.append(f"p. {passage.page}")
    click.echo(f"\n{hit.rank}. {click.style(hit.document.title, bold=True)}")
    click.echo(click.style("   " + " · ".join(part for part in where if part), dim=True))
    if passage.question:
        click.echo(click.style(f"   “{passage.question}”", italic=True))
    for snippet in hit.snippets:
        click.echo(f"   {_marked(snippet)}")
    near = " (by meaning)" if hit.by_meaning else ""
    click.echo(f"   {hit.citation}  [{passage.id}]{near}")


def _marked(snippet: Snippet) -> str:
    pieces, at = [], 0
    for start, end in snippet.marks:
        pieces += [snippet.text[at:start], click.style(snippet.text[start:end], bold=True, underline=True)]
        at = end
    text = "".join(pieces) + snippet.text[at:]
    return ("… " if snippet.cut_before else "") + " ".join(text.split()) + (" …" if snippet.cut_after else "")
