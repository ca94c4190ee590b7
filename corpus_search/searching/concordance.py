"""Words in context: every occurrence of what a query asks for, with the words around it, and how they are spread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, get_args

from corpus_search.language import tokens
from corpus_search.model import Document, Passage
from corpus_search.searching.marks import Marked, Sought
from corpus_search.searching.results import Expansion, Hit, Results

Order = Literal["left", "right", "document", "date"]
Grouping = Literal["none", "kind", "document", "speaker"]
ORDERS: tuple[Order, ...] = get_args(Order)
GROUPINGS: tuple[Grouping, ...] = get_args(Grouping)

MOST_PASSAGES = 2_000
"""Passages whose occurrences are listed; the best by the query's ranking, where there are more."""
MOST_LINES = 10_000
MOST_COMPARED = 4_000_000
"""Words of passages times things that they are compared with. What asks for so much looks at fewer passages."""
WIDTH = 90
"""Characters of context on each side."""
_SORT_WORDS = 5
"""Words of context that decide the order."""


@dataclass(frozen=True, slots=True)
class Line:
    """An occurrence in its context."""

    document: Document
    passage: Passage
    left: str
    words: str
    right: str
    start: int
    """Offset of its first character in the document's text."""

    @property
    def place(self) -> float:
        """Where in the document it stands, by passages: 0 at the beginning, below 1."""
        return self.passage.ordinal / max(1, self.document.passages)


@dataclass(frozen=True, slots=True)
class Group:
    """Lines that belong together."""

    key: str
    """Value of the grouping: a kind, a document's id, a speaker; empty where nothing is grouped."""
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Spread:
    """How often it occurs in one document, and where."""

    document: Document
    count: int
    places: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Concordance:
    """All occurrences of a query."""

    query: str
    groups: tuple[Group, ...]
    occurrences: int
    passages: int
    """Passages that were looked at."""
    total_passages: int
    """Passages that the query finds."""
    spread: tuple[Spread, ...]
    """By document, most occurrences first."""
    years: Mapping[int, Mapping[str, int]]
    """Occurrences by year and kind; documents without a year are left out."""
    passages_by_year: Mapping[int, int]
    """Passages of all documents by year: what the occurrences are to be measured against."""
    deviation: float | None
    """Gries' deviation of proportions over documents: 0 spread evenly, 1 all in one small document; None without
    occurrences. See Gries, S. Th. (2008), Dispersions and adjusted frequencies in corpora."""
    also: tuple[Expansion, ...] = ()
    """What else was looked for (`Results.also`); its occurrences are counted too."""


def concordance(
    results: Results, documents: Iterable[Document], *, order: Order = "right", by: Grouping = "none"
) -> Concordance:
    """Work out a concordance.

    Args:
        results: of a request with a limit of at least the passages that are to be looked at, from the first on.
        documents: all of the corpus that the person may see: what the spread is measured against.
        order: by the words to the left (the nearest first) or to the right, by document, by date.
        by: what the lines are grouped by.
    """
    request = results.request
    hits = [hit for hit in results.hits if hit.all_words] or list(results.hits)
    lines, looked_at = _lines(hits, results.marked)
    lines.sort(key=_sorting(order))
    known = [document for document in documents if document.state.has_text]
    counts = Counter(line.document.id for line in lines)
    return Concordance(
        query=request.text,
        groups=_grouped(lines, by),
        occurrences=len(lines),
        passages=looked_at,
        total_passages=results.total or results.total_some,
        spread=_spread(lines),
        years=_years(lines),
        passages_by_year=_passages_by_year(known),
        deviation=_deviation(counts, known),
        also=results.also,
    )


def _lines(hits: Sequence[Hit], marked: Sequence[Marked]) -> tuple[list[Line], int]:
    """The lines of the best passages, and of how many: until they are so many, or so much was compared for them."""
    lines: list[Line] = []
    left, sought = MOST_COMPARED, Sought(marked)
    for looked_at, hit in enumerate(hits):
        if len(lines) >= MOST_LINES or left <= 0:
            return lines, looked_at
        left -= (hit.text.count(" ") + 1) * len(marked)
        lines += [_line(hit.document, hit.passage, hit.text, span) for span in sought.spans(hit.text)]
    return lines, len(hits)


def _line(document: Document, passage: Passage, text: str, span: tuple[int, int]) -> Line:
    start, end = span
    left = " ".join(text[max(0, start - 2 * WIDTH) : start].split())
    right = " ".join(text[end : end + 2 * WIDTH].split())
    words = " ".join(text[start:end].split())
    spaced_left = f"{left} " if left and text[start - 1 : start].isspace() else left
    spaced_right = f" {right}" if right and text[end : end + 1].isspace() else right
    return Line(document, passage, spaced_left[-WIDTH:], words, spaced_right[:WIDTH], passage.start + start)


def _sorting(order: Order) -> Callable[[Line], tuple[object, ...]]:
    def reading_order(line: Line) -> tuple[object, ...]:
        return line.document.title.casefold(), line.document.id, line.start

    match order:
        case "left":
            return lambda line: (*_around(_words(line.left)[::-1]), *reading_order(line))
        case "right":
            return lambda line: (*_around(_words(line.right)), *reading_order(line))
        case "date":
            return lambda line: (
                line.document.date or str(line.document.year or "9999"),
                *reading_order(line),
            )
        case "document":
            return reading_order


def _around(context: Sequence[str]) -> tuple[bool, list[str]]:
    """The words around as they are sorted: lines that end there come last."""
    return not context, list(context[:_SORT_WORDS])


def _words(text: str) -> list[str]:
    return [token.text for token in tokens(text)]


def _grouped(lines: Sequence[Line], by: Grouping) -> tuple[Group, ...]:
    """The groups with most lines first, lines without a value last; within one the lines keep their order."""
    keys: Mapping[Grouping, Callable[[Line], str]] = {
        "none": lambda _: "",
        "kind": lambda line: line.document.kind.value,
        "document": lambda line: line.document.id,
        "speaker": lambda line: line.passage.speaker or "",
    }
    grouped: dict[str, list[Line]] = {}
    for line in lines:
        grouped.setdefault(keys[by](line), []).append(line)
    ordered = sorted(grouped.items(), key=lambda item: (not item[0], -len(item[1]), item[0]))
    return tuple(Group(key, tuple(of_key)) for key, of_key in ordered)


def _spread(lines: Sequence[Line]) -> tuple[Spread, ...]:
    ordered = sorted(lines, key=lambda line: (line.document.id, line.start))
    found = []
    for _, group in groupby(ordered, key=lambda line: line.document.id):
        of_one = list(group)
        found.append(Spread(of_one[0].document, len(of_one), tuple(round(line.place, 4) for line in of_one)))
    return tuple(sorted(found, key=lambda spread: (-spread.count, spread.document.title)))


def _years(lines: Sequence[Line]) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = {}
    for line in lines:
        if line.document.year is not None:
            kinds = found.setdefault(line.document.year, {})
            kinds[line.document.kind.value] = kinds.get(line.document.kind.value, 0) + 1
    return dict(sorted(found.items()))


def _passages_by_year(documents: Sequence[Document]) -> dict[int, int]:
    found: Counter[int] = Counter()
    for document in documents:
        if document.year is not None:
            found[document.year] += document.passages
    return dict(found)


def _deviation(counts: Mapping[str, int], documents: Sequence[Document]) -> float | None:
    occurrences, passages = sum(counts.values()), sum(document.passages for document in documents)
    if not occurrences or not passages:
        return None
    return (
        sum(
            abs(counts.get(document.id, 0) / occurrences - document.passages / passages)
            for document in documents
        )
        / 2
    )
