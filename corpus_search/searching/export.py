"""Results for programs and spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from corpus_search.access import Use, use_of
from corpus_search.model import Document, Passage, Snippet
from corpus_search.searching.results import Expansion, Hit, Place, Results

Json = dict[str, object]

_COLUMNS = (
    "rank",
    "score",
    "id",
    "all_words",
    "document",
    "title",
    "kind",
    "collection",
    "date",
    "language",
    "page",
    "path",
    "start",
    "end",
    "speaker",
    "time",
    "text",
    "citation",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""First characters at which a spreadsheet takes a cell for a formula."""


def results_json(results: Results) -> Json:
    """Results as plain data: the shape of `search --json` and of the page's `.json` twin.

    Offsets of locators and snippets count Unicode code points in the document's text; those of `marks` in the
    snippet's own text.
    """
    return {
        "query": results.request.text,
        "total": results.total,
        "total_some": results.total_some,
        "semantic": results.semantic,
        "total_by_meaning": results.total_by_meaning,
        "hits": [hit_json(hit) for hit in results.hits],
        "facets": {field: dict(values) for field, values in results.facets.items()},
        "places": [_place(place) for place in results.places],
        "notes": [{"code": note.code, "text": note.text} for note in results.notes],
        "corrections": [{"query": one.text, "total": one.total} for one in results.corrections],
        "also": [expansion_json(one) for one in results.also],
    }


def expansion_json(one: Expansion) -> Json:
    """What words were expanded by, as plain data."""
    return {"term": one.term, "expansions": list(one.expansions)}


def hit_json(hit: Hit) -> Json:
    """One hit as plain data: a line of `search --jsonl`."""
    return {
        "rank": hit.rank,
        "score": round(hit.score, 4),
        "id": hit.passage.id,
        "all_words": hit.all_words,
        "by_meaning": hit.by_meaning,
        "document": _document(hit.document),
        "locator": _locator(hit.passage),
        "text": hit.text,
        "snippets": [_snippet(snippet) for snippet in hit.snippets],
        "citation": hit.citation,
        "more_in_document": hit.more_in_document,
        "near_identical": list(hit.near_identical),
    }


def results_csv(results: Results) -> str:
    """The hits as CSV that spreadsheets open as it is meant: with a byte order mark, and without formulas.

    A text that a spreadsheet would run has an apostrophe put before it, as OWASP advises.
    """
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out)
    writer.writerow(_COLUMNS)
    writer.writerows(_row(hit) for hit in results.hits)
    return out.getvalue()


def _document(document: Document) -> Json:
    return {
        "id": document.id,
        "path": document.path,
        "title": document.title,
        "kind": str(document.kind),
        "collection": document.collection,
        "date": document.date,
        "language": document.language,
    }


def _locator(passage: Passage) -> Json:
    return {
        "page": passage.page,
        "path": passage.path,
        "start": passage.start,
        "end": passage.end,
        "speaker": passage.speaker,
        "time": passage.time,
    }


def _snippet(snippet: Snippet) -> Json:
    return {
        "text": snippet.text,
        "start": snippet.start,
        "marks": [list(mark) for mark in snippet.marks],
    }


def _place(place: Place) -> Json:
    return {
        "label": place.label,
        "document": place.document.id,
        "passage": place.passage.id if place.passage else None,
    }


def _row(hit: Hit) -> Sequence[str | float | int | None]:
    passage, document = hit.passage, hit.document
    return [
        hit.rank,
        round(hit.score, 4),
        *map(
            safe_cell,
            (
                passage.id,
                "yes" if hit.all_words else "no",
                document.id,
                document.title,
                str(document.kind),
                document.collection,
                document.date or "",
                document.language,
            ),
        ),
        passage.page,
        safe_cell(passage.path),
        passage.start,
        passage.end,
        safe_cell(passage.speaker or ""),
        passage.time,
        safe_cell(hit.text if may_quote(hit.document) else ""),
        safe_cell(hit.citation),
    ]


def may_quote(document: Document) -> bool:
    """Whether a table that is taken along may hold words of a document."""
    return use_of(document.metadata) is Use.QUOTE


def safe_cell(text: str) -> str:
    """A text as a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
