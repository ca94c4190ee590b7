"""One segment's arrays by their meaning: vocabularies, inverted lists, families of words, values of passages.

Parts of a text field (`exact`, `headings`, `title`) in a `.post` file; a term's number is its place in the
vocabulary:

| part             | holds                                                                          |
|------------------|--------------------------------------------------------------------------------|
| `blob`, `text`   | the terms, UTF-8, sorted by their bytes, end to end; and their running ends    |
| `post`           | running ends of the terms' postings                                            |
| `entry`          | postings, term by term, ascending in each: the passage's number and, in the    |
|                  | lower bits, how often the term stands in it                                    |
| `most`           | the highest of these frequencies, which tells how many bits they take: `postings.layout` |
| `place`          | running ends of the terms' positions                                           |
| `pos`            | positions, posting by posting, ascending in each                               |
| `S/blob`, `S/text` | the stems of the terms by a stemmer S, as terms                               |
| `S/family`       | running ends of the stems' families                                            |
| `S/member`       | numbers of the terms in each family, ascending                                 |

Parts of a `.docs` file, one value per passage:

| part             | holds                                                                          |
|------------------|--------------------------------------------------------------------------------|
| `length`         | of a text field: its words in the passage, exact                               |
| `number`         | of `key`, `group`, `date`                                                      |
| `code`, `blob`, `text` | of the other fields: the value's number among the field's values, these as terms |
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property, partial
from itertools import pairwise
from typing import Final

import numpy as np

from corpus_search.engines.fields import INDEXED_FIELDS, STEMMERS
from corpus_search.engines.whoosh.arrays import NO_IDS, Ids, Mask, Numbers, Places, slices
from corpus_search.engines.whoosh.endings import Endings
from corpus_search.engines.whoosh.kept import Kept
from corpus_search.engines.whoosh.postings import PackedPostings, Postings, bits_of
from corpus_search.engines.whoosh.schema import NUMBER_FIELDS, NumberField
from corpus_search.engines.whoosh.sections import Array, Sections
from corpus_search.engines.whoosh.sketches import Sketches

_NEAR_LANDMARK = 256
"""From one kept term to the next are at most so many."""
KEPT_BYTES: Final = 16_000_000
"""A field of a segment keeps the lines of some terms in so many bytes, and in as many how often some stand where."""
_FEWEST_SPREADS: Final = 32
"""Where a segment is so large that fewer could be kept, they would seldom be there when they are asked for again."""
_LONG: Final = 64
"""A list is long that has one of so many of a segment's passages."""
_WHOLE_U32: Final = 1 << 32
_AFTER_ALL = b"\xff"
"""Sorts behind all that may follow in UTF-8."""


class Terms:
    """Sorted texts, found by bisection; none is decoded before it is needed."""

    def __init__(self, sections: Sections, name: str) -> None:
        self._blob = sections[f"{name}/blob"].data
        self.ends = sections[f"{name}/text"]
        self._ends = self.ends.data
        self.count = len(self.ends) - 1
        self._landmarks: dict[int, bytes] = {}

    @cached_property
    def sketches(self) -> Sketches:
        """By which words are told that are far from another."""
        return Sketches.of(np.frombuffer(self._blob, np.uint8), self.ends)

    @cached_property
    def endings(self) -> Endings:
        """The terms by their ends."""
        return Endings.of(np.frombuffer(self._blob, np.uint8), self.ends, self.sketches)

    def __getitem__(self, number: int) -> bytes:
        return self._blob[self._ends[number] : self._ends[number + 1]].tobytes()

    def between(self, low: int, high: int) -> list[bytes]:
        """The terms from number `low` to before `high`."""
        first, last = int(self.ends[low]), int(self.ends[high])
        blob = bytes(self._blob[first:last])
        cuts = (self.ends[low : high + 1] - first).tolist()
        return [blob[start:end] for start, end in pairwise(cuts)]

    def texts(self, numbers: Numbers) -> list[bytes]:
        """The terms with these numbers."""
        if len(numbers) and int(numbers[-1]) - int(numbers[0]) == len(numbers) - 1:
            return self.between(int(numbers[0]), int(numbers[-1]) + 1)
        return [self[number] for number in numbers.tolist()]

    def words(self, numbers: Places) -> list[str]:
        """The terms with these numbers, decoded."""
        blob = self._blob
        spans = zip(self.ends.take(numbers).tolist(), self.ends.take(numbers + 1).tolist(), strict=True)
        return [str(blob[start:end], "utf-8") for start, end in spans]

    def bisect(self, text: bytes) -> int:
        """Number of the first term that is not before `text`."""
        low, high = 0, self.count
        landmarks, blob, ends = self._landmarks, self._blob, self._ends
        while low < high:
            middle = (low + high) // 2
            term = landmarks.get(middle)
            if term is None:
                term = blob[ends[middle] : ends[middle + 1]].tobytes()
                if high - low > _NEAR_LANDMARK:
                    landmarks[middle] = term  # every search comes this way
            if term < text:
                low = middle + 1
            else:
                high = middle
        return low

    def find(self, text: bytes) -> int | None:
        """The term's number."""
        number = self.bisect(text)
        return number if number < self.count and self[number] == text else None

    def with_prefix(self, prefix: bytes) -> tuple[int, int]:
        """From which number to before which the terms begin so."""
        return self.bisect(prefix), self.bisect(prefix + _AFTER_ALL)


class Families:
    """Which words of a field share a stem."""

    def __init__(self, sections: Sections, name: str) -> None:
        self.stems = Terms(sections, name)
        self.ends, self.members = sections[f"{name}/family"], sections[f"{name}/member"]

    def members_of(self, stem: bytes) -> Numbers:
        """Numbers of the words with this stem, ascending."""
        number = self.stems.find(stem)
        if number is None:
            return NO_IDS
        return self.members[int(self.ends[number]) : int(self.ends[number + 1])].astype(np.uint32)

    def numbers(self) -> Numbers:
        """The number of each word's stem, by the word's number."""
        sizes = (self.ends[1:] - self.ends[:-1]).astype(np.int64)
        numbers = np.empty(len(self.members), np.uint32)
        numbers[self.members] = np.repeat(np.arange(self.stems.count, dtype=np.uint32), sizes)
        return numbers

    def stem_of_each(self) -> list[str]:
        """The stem of each word, by the word's number."""
        stems = [stem.decode() for stem in self.stems.between(0, self.stems.count)]
        return [stems[number] for number in self.numbers().tolist()]


class FieldColumns:
    """A text field of one segment."""

    def __init__(self, sections: Sections, field: str, lengths: Array) -> None:
        self.terms = Terms(sections, field)
        self._lengths = lengths
        self.post, self.place = sections[f"{field}/post"], sections[f"{field}/place"]
        self._entries, self.pos = sections[f"{field}/entry"], sections[f"{field}/pos"]
        self._post = self.post.data
        self.most = int(sections[f"{field}/most"][0])
        self._bits = bits_of(self._entries.dtype, self.most)
        self._lines, self._spreads = Kept[Array](KEPT_BYTES), Kept[Array](KEPT_BYTES)
        self._count_type = np.min_scalar_type(self.most)
        too_large = len(lengths) * self._count_type.itemsize * _FEWEST_SPREADS > KEPT_BYTES
        self._longest_unspread = len(lengths) if too_large else len(lengths) // _LONG
        self.families = {stemmer: Families(sections, f"{field}/{stemmer}") for stemmer in STEMMERS}

    def between(self, low: int, high: int) -> Postings:
        """The postings of the terms from `low` to before `high`, one after the other."""
        return PackedPostings(self._entries[self._post[low] : self._post[high]], self._bits)

    def postings(self, number: int) -> Postings:
        """A term's postings."""
        entries = self._entries[self._post[number] : self._post[number + 1]]
        spread = partial(self._spread, number) if len(entries) > self._longest_unspread else None
        return PackedPostings(entries, self._bits, spread)

    def scattered(self, numbers: Numbers) -> Postings:
        """The postings of several terms one after the other: a passage may come more than once."""
        if len(numbers) and int(numbers[-1]) - int(numbers[0]) == len(numbers) - 1:
            return self.between(int(numbers[0]), int(numbers[-1]) + 1)
        begins = self.post.take(numbers)
        at = slices(begins, self.post[1:].take(numbers) - begins)
        return PackedPostings(self._entries.take(at), self._bits)

    @property
    def words(self) -> int:
        """Of all passages."""
        return len(self.pos)

    @cached_property
    def longest(self) -> int:
        """Words of the longest passage."""
        return int(self._lengths.max(initial=0))

    @cached_property
    def line_bits(self) -> int:
        """The lower bits of a place on a line, which tell the position in the passage.

        One more than positions need: a place that is moved on by no more than the longest passage has words stays
        in its passage or between that and the next, where no word stands.
        """
        return self.longest.bit_length() + 1

    def line(self, number: int) -> Array:
        """All places of a term on one line, ascending: the passages' numbers and, in the lower bits, the positions."""
        return self._lines.get(number, partial(self._made_line, number))

    def _made_line(self, number: int) -> Array:
        postings, bits = self.postings(number), self.line_bits
        line: Array = postings.ids.astype(
            np.uint32 if len(self._lengths) << bits <= _WHOLE_U32 else np.uint64
        )
        line <<= line.dtype.type(bits)
        line = line.repeat(postings.freq)
        line += self.positions(number)
        return line

    def _spread(self, number: int) -> Array:
        """How often a term stands in each of the segment's passages."""
        return self._spreads.get(number, partial(self._made_spread, number))

    def _made_spread(self, number: int) -> Array:
        postings = self.between(number, number + 1)
        spread = np.zeros(len(self._lengths), self._count_type)
        spread[postings.ids.astype(np.intp)] = postings.freq
        return spread

    def positions(self, number: int) -> Array:
        """A term's positions, posting by posting."""
        return self.pos[int(self.place[number]) : int(self.place[number + 1])]


class CodeColumn:
    """A field with few values, as in a filter or facet."""

    def __init__(self, sections: Sections, field: str) -> None:
        self.codes = sections[f"{field}/code"]
        terms = Terms(sections, field)
        self.values = [value.decode() for value in terms.between(0, terms.count)]
        self._code_of = {value: code for code, value in enumerate(self.values)}

    def marks(self, values: Iterable[str]) -> Mask:
        """Per code whether its value is one of `values`."""
        wanted = frozenset(values)
        return np.fromiter((value in wanted for value in self.values), np.bool_, len(self.values))

    def among(self, ids: Ids, values: Iterable[str]) -> Mask:
        """Of each of `ids` whether its value is one of `values`."""
        wanted = sorted(self._code_of[value] for value in frozenset(values) & self._code_of.keys())
        if not wanted:
            return np.zeros(len(ids), np.bool_)
        codes = self.codes.take(ids)
        first, last = wanted[0], wanted[-1]
        if last - first + 1 == len(wanted):  # as years are, one after the other: much faster
            codes -= codes.dtype.type(first)  # what is below becomes very great
            return codes <= last - first
        marks = np.zeros(len(self.values), np.bool_)
        marks[wanted] = True
        among: Mask = marks.take(codes)
        return among


class SegmentColumns:
    """A whole segment, mapped; what is read from it is kept for as long as it is open."""

    def __init__(self, post: Sections, docs: Sections) -> None:
        self._docs = docs
        self.fields = {field: FieldColumns(post, field, docs[f"{field}/length"]) for field in INDEXED_FIELDS}
        self._numbers = {field: docs[f"{field}/number"] for field in NUMBER_FIELDS}
        self.size = len(self._numbers["key"])
        self._lengths: dict[str, Array] = {field: docs[f"{field}/length"] for field in INDEXED_FIELDS}
        self._codes: dict[str, CodeColumn] = {}

    def numbers(self, field: NumberField) -> Array:
        """A field's number in each passage."""
        return self._numbers[field]

    def lengths(self, field: str) -> Array:
        """Words of a text field in each passage."""
        return self._lengths[field]

    def codes(self, field: str) -> CodeColumn:
        """A filter or facet field."""
        column = self._codes.get(field)
        if column is None:
            column = self._codes[field] = CodeColumn(self._docs, field)
        return column
