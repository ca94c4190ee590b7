"""A concordance for programs and spreadsheets."""

from __future__ import annotations

import csv
import io

from corpus_search.searching.concordance import Concordance, Line
from corpus_search.searching.export import Json, expansion_json, may_quote, safe_cell

_COLUMNS = (
    "group",
    "left",
    "words",
    "right",
    "document",
    "title",
    "kind",
    "year",
    "speaker",
    "path",
    "page",
    "passage",
    "start",
)


def concordance_json(made: Concordance) -> Json:
    """A concordance as plain data: the shape of `concordance --json` and of the page's `.json` twin."""
    return {
        "query": made.query,
        "occurrences": made.occurrences,
        "passages": made.passages,
        "also": [expansion_json(one) for one in made.also],
        "total_passages": made.total_passages,
        "deviation_of_proportions": None if made.deviation is None else round(made.deviation, 4),
        "groups": [
            {"key": group.key, "lines": [_line(line) for line in group.lines]} for group in made.groups
        ],
        "spread": [
            {"document": one.document.id, "count": one.count, "places": list(one.places)}
            for one in made.spread
        ],
        "years": [
            {"year": year, "kinds": dict(kinds), "passages": made.passages_by_year.get(year, 0)}
            for year, kinds in made.years.items()
        ],
    }


def concordance_csv(made: Concordance) -> str:
    """The lines as CSV that spreadsheets open as it is meant."""
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out)
    writer.writerow(_COLUMNS)
    for group in made.groups:
        for line in group.lines:
            values = {**_line(line), "group": group.key}
            if not may_quote(line.document):
                values |= dict.fromkeys(("left", "words", "right"), "")
            writer.writerow([_cell(values[name]) for name in _COLUMNS])
    return out.getvalue()


def _cell(value: object) -> object:
    return safe_cell(value) if isinstance(value, str) else value


def _line(line: Line) -> Json:
    return {
        "left": line.left,
        "words": line.words,
        "right": line.right,
        "document": line.document.id,
        "title": line.document.title,
        "kind": str(line.document.kind),
        "year": line.document.year,
        "speaker": line.passage.speaker,
        "path": line.passage.path,
        "page": line.passage.page if line.document.has_pages else None,
        "passage": line.passage.id,
        "start": line.start,
    }
