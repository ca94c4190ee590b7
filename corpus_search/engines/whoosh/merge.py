"""Segments made one, column by column, a range of terms at a time, without the passages that were deleted.

The passages of a later source follow those of an earlier one, so within each term the sources' postings follow
one another, and a range of terms of the result is made of one stretch of every source.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from corpus_search.engines.fields import INDEXED_FIELDS, STEMMERS, Stemmer
from corpus_search.engines.whoosh.arrays import Mask, slices, true_at
from corpus_search.engines.whoosh.columns import FieldColumns, SegmentColumns
from corpus_search.engines.whoosh.columns_writing import CodeData, write_members, write_passages
from corpus_search.engines.whoosh.merge_terms import NO_RANKS, MergedTerms
from corpus_search.engines.whoosh.postings import Postings, entries, layout
from corpus_search.engines.whoosh.schema import CODE_FIELDS, NUMBER_FIELDS
from corpus_search.engines.whoosh.sections import Array, SectionsWriter, ends
from corpus_search.engines.whoosh.segment import Segment
from corpus_search.engines.whoosh.storage import DurableStorage

STEP = 2_000_000
"""Values held at a time, about."""

_Counts = NDArray[np.int64]
_GONE = -1


def merge(storage: DurableStorage, segments: Sequence[Segment]) -> Segment:
    """Write a new segment of all passages of these that are not deleted."""
    sources = [segment.open(storage) for segment in segments]
    moves, size = _moves(segments)
    target = Segment()
    target.set_doc_count(size)
    post, docs = target.post_writer(storage), target.docs_writer(storage)
    for field in INDEXED_FIELDS:
        _merge_field(
            post,
            field,
            [_Source(columns.fields[field], moved) for columns, moved in zip(sources, moves, strict=True)],
            size,
        )
    _merge_passages(docs, sources, [np.flatnonzero(moved >= 0) for moved in moves])
    post.close()
    docs.close()
    return target


def _moves(segments: Sequence[Segment]) -> tuple[list[_Counts], int]:
    """Per source the new number of each passage (`_GONE` for a deleted one), and how many there are."""
    moves, size = [], 0
    for segment in segments:
        moved = np.ones(segment.doc_count_all(), np.int64)
        moved[segment.deleted()] = 0
        moves.append(np.where(moved, size - 1 + np.cumsum(moved), _GONE))
        size += segment.doc_count()
    return moves, size


def _ranges(running: _Counts) -> Iterator[tuple[int, int]]:
    """Ranges of terms with about `STEP` values each, from the values' running ends; a term is never cut."""
    low = 0
    while low < len(running) - 1:
        high = max(low + 1, int(np.searchsorted(running, running[low] + STEP, "right")) - 1)
        yield low, high
        low = high


def _running(counts: _Counts) -> _Counts:
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(counts, dtype=np.int64)])


class _Source:
    """A text field of one segment as the merge reads it."""

    def __init__(self, columns: FieldColumns, moved: _Counts) -> None:
        self.columns = columns
        self.rank = NO_RANKS
        """Of each term its number in the merged vocabulary."""
        self._moved = moved
        self._whole = not bool((moved == _GONE).any())
        self.postings, self.positions = self._count()

    def postings_of(self, low: int, high: int) -> Postings:
        """The postings that stay of the terms from `low` to before `high`."""
        found = self.columns.between(low, high)
        moved, freq = self._moved.take(found.ids), found.freq
        if not self._whole:
            stays = true_at(moved != _GONE)
            moved, freq = moved.take(stays), freq.take(stays)
        return Postings(moved.astype(np.uint32), freq)

    def positions_of(self, low: int, high: int) -> Array:
        """Their positions."""
        positions = self.columns.pos[int(self.columns.place[low]) : int(self.columns.place[high])]
        if self._whole:
            return positions
        found = self.columns.between(low, high)
        return positions.take(true_at(np.repeat(self._moved.take(found.ids) != _GONE, found.freq)))

    def _count(self) -> tuple[Array, Array]:
        """Postings and positions that stay of each term."""
        postings, positions = np.diff(self.columns.post), np.diff(self.columns.place)
        if self._whole:
            return postings, positions
        post = self.columns.post.astype(np.int64)
        for low, high in _ranges(post):
            found = self.columns.between(low, high)
            stays, at = self._moved.take(found.ids) != _GONE, post[low:high] - post[low]
            postings[low:high] = np.add.reduceat(stays, at, dtype=np.int64)
            positions[low:high] = np.add.reduceat(np.where(stays, found.freq, 0), at, dtype=np.int64)
        return postings, positions


def _merge_field(out: SectionsWriter, field: str, sources: Sequence[_Source], size: int) -> None:
    terms = MergedTerms.of([source.columns.terms for source in sources])
    postings, positions = np.zeros(len(terms.lengths), np.int64), np.zeros(len(terms.lengths), np.int64)
    for source, rank in zip(sources, terms.ranks, strict=True):
        source.rank = rank
        postings[rank] += source.postings
        positions[rank] += source.positions
    used = postings > 0  # a word all of whose passages are gone goes too
    terms.write(out, field, used)
    out.add(f"{field}/post", ends(postings[used]))
    out.add(f"{field}/place", ends(positions[used]))
    most = max(source.columns.most for source in sources)
    bits, dtype = layout(size, most)
    out.add(f"{field}/most", np.array([most], np.uint32))
    out.begin(f"{field}/entry", dtype)
    for chunk in _merged(
        sources,
        postings,
        attrgetter("postings"),
        lambda source, low, high: entries(source.postings_of(low, high), bits, dtype),
    ):
        out.extend(chunk)
    out.begin(f"{field}/pos", np.result_type(*(source.columns.pos.dtype for source in sources)))
    for chunk in _merged(sources, positions, attrgetter("positions"), _Source.positions_of):
        out.extend(chunk)
    for stemmer in STEMMERS:
        _merge_families(out, f"{field}/{stemmer}", sources, stemmer, used)


def _merge_families(
    out: SectionsWriter, name: str, sources: Sequence[_Source], stemmer: Stemmer, used: Mask
) -> None:
    families = [source.columns.families[stemmer] for source in sources]
    stems = MergedTerms.of([family.stems for family in families])
    stem_of = np.zeros(len(used), np.int64)
    for source, family, rank in zip(sources, families, stems.ranks, strict=True):
        stem_of[source.rank] = rank.take(family.numbers())
    numbers = stem_of[used]
    kept = np.bincount(numbers, minlength=len(stems.lengths)) > 0
    stems.write(out, name, kept)
    write_members(out, name, (np.cumsum(kept) - 1).take(numbers).astype(np.uint32), int(kept.sum()))


def _merged(
    sources: Sequence[_Source],
    counts: _Counts,
    counts_in: Callable[[_Source], Array],
    read: Callable[[_Source, int, int], Array],
) -> Iterator[Array]:
    """A column in pieces: of each term `counts` values, source after source.

    Args:
        sources: what is merged.
        counts: per term of the result.
        counts_in: per term of a source.
        read: a source's values for a range of its terms.
    """
    running = _running(counts)
    for low, high in _ranges(running):
        filled = running[low:high] - running[low]
        places, values = [], []
        for source in sources:
            first, last = source.rank.searchsorted(np.array([low, high], source.rank.dtype)).tolist()
            if first < last:
                of_term, number = counts_in(source)[first:last], source.rank[first:last] - low
                places.append(slices(filled.take(number), of_term))
                values.append(read(source, first, last))
                filled[number] += of_term
        chunk = np.empty(running[high] - running[low], np.result_type(*values))
        for at, some in zip(places, values, strict=True):
            chunk[at] = some
        yield chunk


def _merge_passages(
    out: SectionsWriter, sources: Sequence[SegmentColumns], lives: Sequence[NDArray[np.intp]]
) -> None:
    def merged(columns: Iterable[Array]) -> Array:
        return np.concatenate([column.take(live) for column, live in zip(columns, lives, strict=True)])

    write_passages(
        out,
        lengths={field: merged(source.lengths(field) for source in sources) for field in INDEXED_FIELDS},
        numbers={field: merged(source.numbers(field) for source in sources) for field in NUMBER_FIELDS},
        codes={field: _merge_codes(field, sources, lives) for field in CODE_FIELDS},
    )


def _merge_codes(
    field: str, sources: Sequence[SegmentColumns], lives: Sequence[NDArray[np.intp]]
) -> CodeData:
    values: dict[str, int] = {}
    codes = []
    for source, live in zip(sources, lives, strict=True):
        column = source.codes(field)
        merged = [values.setdefault(value, len(values)) for value in column.values]
        codes.append(np.array(merged, np.uint32).take(column.codes.take(live)))
    return CodeData(np.concatenate(codes), list(values))
