"""Passages in memory, before they become a segment.

Words become numbers in order of their first coming, one long array of them per field, passage after passage. To
invert a field is then one stable sort of these: since passages came in order, equal terms stay in order of passage
and position.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, count
from typing import Final

import numpy as np

from corpus_search.engines.base import FilterField, IndexedPassage
from corpus_search.engines.dates import date_number
from corpus_search.engines.fields import INDEXED_FIELDS, STEMMERS
from corpus_search.engines.whoosh.arrays import changes, true_at
from corpus_search.engines.whoosh.columns_writing import CodeData, FieldData, write_field, write_passages
from corpus_search.engines.whoosh.schema import CODE_FIELDS, NUMBER_FIELDS
from corpus_search.engines.whoosh.sections import Array, SectionsWriter
from corpus_search.language import words

_KNOWN_TEXTS: Final = 10_000
"""Texts of one field (titles, headings) whose words are remembered, as they come again and again."""


class FieldBuffer:
    """The words of one text field."""

    def __init__(self) -> None:
        self._number_of: defaultdict[str, int] = defaultdict(count().__next__)
        self._numbers = array("I")
        self._lengths = array("I")
        self._known = _Known(self._number_of)

    def add(self, texts: Iterable[str]) -> int:
        """Add the next passages by their texts; gives how many words they have."""
        before = len(self._numbers)
        for text in texts:
            found = words(text)
            self._numbers.extend(map(self._number_of.__getitem__, found))
            self._lengths.append(len(found))
        return len(self._numbers) - before

    def add_repeated(self, texts: Iterable[str]) -> int:
        """The same for texts that come again and again, as titles do."""
        before = len(self._numbers)
        found = [*map(self._known.__getitem__, texts)]
        self._numbers.extend(chain.from_iterable(found))
        self._lengths.extend(map(len, found))
        return len(self._numbers) - before

    def lengths(self) -> Array:
        """Words in each passage."""
        return np.array(self._lengths, np.uint32)

    def invert(self) -> FieldData:
        """All as sorted inverted lists."""
        vocabulary, terms, places = self._sorted()
        lengths = self.lengths()
        passages = np.repeat(np.arange(len(lengths), dtype=np.uint32), lengths).take(places)
        fresh = changes(passages)
        fresh |= changes(terms)
        first = true_at(fresh)
        begins = np.cumsum(lengths, dtype=np.uint32) - lengths
        return FieldData(
            terms=[word.encode() for word in vocabulary],
            counts=np.bincount(terms.take(first), minlength=len(vocabulary)).astype(np.uint64),
            ids=passages.take(first),
            freq=np.diff(first, append=len(terms)).astype(np.uint32),
            pos=places - begins.take(passages),
            stems={name: coded(map(stem, vocabulary)) for name, stem in STEMMERS.items()},
        )

    def _sorted(self) -> tuple[list[str], Array, Array]:
        """The vocabulary; of each word its term's rank and its place among all words, in order of these."""
        known = list(self._number_of)
        order = sorted(range(len(known)), key=known.__getitem__)  # by code points, as by the bytes of UTF-8
        rank = np.empty(len(known), np.uint32)
        rank[order] = np.arange(len(known), dtype=np.uint32)
        terms = rank.take(np.array(self._numbers, np.uint32))
        places = _sorting(terms)
        return [known[number] for number in order], terms.take(places), places


class _Known(dict[str, list[int]]):
    """The numbers of the words of texts that come again and again."""

    def __init__(self, number_of: Mapping[str, int]) -> None:
        super().__init__()
        self._number_of = number_of

    def __missing__(self, text: str) -> list[int]:
        numbers = [self._number_of[word] for word in words(text)]
        if len(self) < _KNOWN_TEXTS:
            self[text] = numbers
        return numbers


def _sorting(terms: Array) -> Array:
    """The places that sort terms, equal ones in their order.

    Half by half, the lower first: numpy sorts numbers of 16 bits by radix, in a fraction of the time.
    """
    places: Array = terms.astype(np.uint16).argsort(kind="stable").astype(np.uint32)
    upper = (terms >> 16).astype(np.uint16).take(places)
    return places.take(upper.argsort(kind="stable")) if upper.any() else places


def coded(values: Iterable[str]) -> CodeData:
    """Each value as a code into the different ones."""
    codes = CodeBuffer()
    codes.add(values)
    return codes.data()


class CodeBuffer:
    """The values of one filter or facet field."""

    def __init__(self) -> None:
        self._code_of: defaultdict[str, int] = defaultdict(count().__next__)
        self._codes = array("I")

    def add(self, values: Iterable[str]) -> None:
        """Add the next passages' values."""
        self._codes.extend(map(self._code_of.__getitem__, values))

    def data(self) -> CodeData:
        """All of them."""
        return CodeData(np.array(self._codes, np.uint32), list(self._code_of))


class SegmentBuffer:
    """Passages of a segment to be."""

    def __init__(self) -> None:
        self.words = 0
        """Words of all fields so far."""
        self._texts = {field: FieldBuffer() for field in INDEXED_FIELDS}
        self._numbers = {field: array("Q") for field in NUMBER_FIELDS}
        self._codes = {field: CodeBuffer() for field in CODE_FIELDS}
        self._groups: set[int] = set()
        self._removed: list[int] = []

    def __len__(self) -> int:
        return len(self._numbers["key"])

    def add(self, passages: Sequence[IndexedPassage]) -> None:
        """Add passages.

        Raises:
            ValueError: a date is no ISO date.
        """
        dates = [date_number(passage.date) for passage in passages]
        self.words += self._texts["exact"].add([passage.text for passage in passages])
        self.words += self._texts["headings"].add_repeated([passage.headings for passage in passages])
        self.words += self._texts["title"].add_repeated([passage.title for passage in passages])
        groups = [passage.group for passage in passages]
        self._numbers["key"].extend([passage.key for passage in passages])
        self._numbers["group"].extend(groups)
        self._numbers["date"].extend(dates)
        self._groups.update(groups)
        for field, values in _values(passages).items():
            self._codes[field].add(values)

    def remove(self, groups: Iterable[int]) -> None:
        """Take the passages of these groups out again."""
        gone = self._groups.intersection(groups)
        if gone:
            self._removed += [at for at, group in enumerate(self._numbers["group"]) if group in gone]
            self._groups -= gone

    def removed(self) -> Array:
        """Numbers of the passages that were taken out, ascending."""
        return np.array(sorted(set(self._removed)), np.uint32)

    def write(self, post: SectionsWriter, docs: SectionsWriter) -> None:
        """Write all as a segment, the passages taken out among them."""
        for field, buffer in self._texts.items():
            write_field(post, field, buffer.invert())
        write_passages(
            docs,
            lengths={field: buffer.lengths() for field, buffer in self._texts.items()},
            numbers={field: np.array(numbers, np.uint64) for field, numbers in self._numbers.items()},
            codes={field: buffer.data() for field, buffer in self._codes.items()},
        )


def _values(passages: Sequence[IndexedPassage]) -> dict[FilterField, list[str]]:
    """Field by field, not passage by passage: half the time."""
    return {
        "kind": [passage.kind for passage in passages],
        "year": ["" if passage.year is None else str(passage.year) for passage in passages],
        "collection": [passage.collection for passage in passages],
        "language": [passage.language for passage in passages],
        "document": [passage.document for passage in passages],
        "speaker": [passage.speaker for passage in passages],
        "access": [passage.access.value for passage in passages],
        "article": [passage.article for passage in passages],
    }
