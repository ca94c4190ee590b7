"""`corpus-search batch`: the queries of a spreadsheet, one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click

from corpus_search.cli.common import FILE, counted, index_flags, print_json, say_if_empty, settings, talk
from corpus_search.describing.sheets import read_rows
from corpus_search.errors import CorpusSearchError, Exit, NotFoundError, UsageError
from corpus_search.exchange import results_sheet, write_file, xlsx_of
from corpus_search.exchange.sheets import Sheet, csv_of
from corpus_search.searching import results_json
from corpus_search.searching.results import Results
from corpus_search.workspace import Workspace

COLUMNS = (
    "query",
    "kind",
    "year",
    "collection",
    "language",
    "document",
    "speaker",
    "any",
    "expand",
    "semantic",
    "sort",
)
"""Columns of the spreadsheet: the query and its filters, as an address has them."""
_SEVERAL = ("kind", "collection", "language", "document", "speaker")
_NAMES = {
    "kueri": "query",
    "jenis": "kind",
    "tahun": "year",
    "koleksi": "collection",
    "bahasa": "language",
} | {
    "dokumen": "document",
    "penutur": "speaker",
}
_MOST = 10_000
_MOST_ROWS = 1_000_000
"""Rows of a sheet, somewhat below what XLSX can hold."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one row."""

    row: int
    """As the spreadsheet shows it."""
    cells: dict[str, str]
    results: Results | None
    error: str


@click.command(epilog="Example: corpus-search batch queries.xlsx --xlsx answers.xlsx")
@click.argument("file", type=FILE)
@click.option(
    "--limit",
    type=click.IntRange(1, _MOST),
    default=_MOST,
    show_default=True,
    help="Passages of each query.",
)
@click.option("--json", "form", flag_value="json", help="Print JSON.")
@click.option("--csv", "form", flag_value="csv", help="Print all passages as CSV.")
@click.option("--xlsx", type=FILE, help="Write queries and passages into this XLSX file.")
@index_flags
@click.pass_context
def batch(
    ctx: click.Context, /, file: Path, *, limit: int, form: str | None, xlsx: Path | None, **folders: object
) -> None:
    """Answer the queries of FILE (CSV or XLSX), a row each.

    The first row names the columns: query, and where wanted kind, year, collection, language, document, speaker
    (several values with ; between them), any, expand, semantic, sort. A row with a mistake is told, and the others are
    answered; the exit status is then 1.
    """
    rows = list(_rows(file))
    with Workspace.open(settings(**folders)) as workspace:
        say_if_empty(workspace)
        answers = [_answer(workspace, number, cells, limit) for number, cells in rows]
    if xlsx:
        write_file(xlsx, xlsx_of([_queries(answers), _passages(answers)]))
    if form == "json":
        print_json([_record(answer) for answer in answers])
    elif form == "csv":
        click.echo(csv_of(_passages(answers)).decode(), nl=False)
    else:
        for answer in answers:
            click.echo(f"{answer.row}. {answer.cells['query']}: {_told(answer)}")
    failed = [answer for answer in answers if answer.error]
    for answer in failed:
        talk(f"Row {answer.row} of {file}: {answer.error}")
    talk(
        f"Answered {len(answers) - len(failed)} of {len(answers)} queries."
        + (f" Wrote {xlsx}." if xlsx else "")
    )
    if failed:
        ctx.exit(Exit.FAILED)


def _rows(file: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows that hold anything, by column.

    Raises:
        NotFoundError: there is no such file.
        RegisterError: it is no CSV or XLSX.
        UsageError: there is no column of queries, or one that means nothing.
    """
    if not file.is_file():
        raise NotFoundError("There is no file {file}.", file=file)
    rows = read_rows(file)
    names = [_NAMES.get(cell.lower(), cell.lower()) for cell in next(rows, (1, []))[1]]
    unknown = [name for name in names if name and name not in COLUMNS]
    if "query" not in names or unknown:
        raise UsageError(
            "The first row of {file} does not name its columns as a batch has them{unknown}. There must be a "
            "column query; there can be: {known}.",
            file=file,
            unknown=f" ({', '.join(unknown)})" if unknown else "",
            known=", ".join(COLUMNS[1:]),
        )
    for number, row in rows:
        cells = {name: cell for name, cell in zip(names, row, strict=False) if name}
        if any(cells.values()):
            yield number, {"query": ""} | cells


def _answer(workspace: Workspace, row: int, cells: dict[str, str], limit: int) -> Answer:
    from werkzeug.datastructures import MultiDict

    from corpus_search.web.address import read_request

    try:
        if not cells["query"]:
            raise UsageError("There is no query in it.")
        asked = read_request(
            MultiDict(
                (name if name != "query" else "q", value)
                for name, cell in cells.items()
                for value in (_values(cell) if name in _SEVERAL else [cell])
                if value
            )
        )
        return Answer(row, cells, workspace.finder.search(replace(asked, limit=limit)), "")
    except CorpusSearchError as error:
        return Answer(row, cells, None, str(error))


def _values(cell: str) -> list[str]:
    return [value.strip() for value in cell.split(";")]


def _told(answer: Answer) -> str:
    if answer.results is None:
        return "not answered"
    some = f", {answer.results.total_some:,} more with some of the words" if answer.results.total_some else ""
    return f"{counted(answer.results.total, 'passage')}{some}"


def _record(answer: Answer) -> dict[str, object]:
    return {
        "row": answer.row,
        "asked": answer.cells,
        "error": answer.error or None,
        "results": results_json(answer.results) if answer.results else None,
    }


def _queries(answers: Sequence[Answer]) -> Sheet:
    """A row for each query: what it asks, how many passages there are, what was wrong with it."""
    asked = tuple(name for name in COLUMNS if any(answer.cells.get(name) for answer in answers))
    rows = tuple(
        (
            str(answer.row),
            *(answer.cells.get(name, "") for name in asked),
            str(answer.results.total) if answer.results else "",
            str(answer.results.total_some) if answer.results else "",
            answer.error,
        )
        for answer in answers
    )
    return Sheet("queries", ("row", *asked, "total", "total_some", "error"), rows, (6, 40))


def _passages(answers: Sequence[Answer]) -> Sheet:
    """A row for each passage of each query.

    Raises:
        UsageError: these are more than a sheet holds.
    """
    sheets = [(answer, results_sheet(answer.results)) for answer in answers if answer.results]
    rows = tuple(
        (str(answer.row), answer.cells["query"], *row) for answer, sheet in sheets for row in sheet.rows
    )
    if len(rows) > _MOST_ROWS:
        raise UsageError(
            "These are {rows} passages, more than a spreadsheet holds. Take fewer of each with --limit.",
            rows=f"{len(rows):,}",
        )
    header, widths = (sheets[0][1].header, sheets[0][1].widths) if sheets else ((), ())
    return Sheet("passages", ("row", "query", *header), rows, (6, 30, *widths))
