"""Whoosh's way to our columns: its readers, searchers and writers work over the same files.

The engine itself writes and searches whole columns and needs none of this; here they are taken a posting at a
time, as Whoosh does it. So an index can be looked into, and mended, with Whoosh's own tools, and tests have a
second opinion. Whoosh's matchers are slow, though, and wrong for some exclusions.

The methods are described in `whoosh.codec.base`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import cast

import numpy as np
from whoosh.codec import base
from whoosh.columns import Column
from whoosh.columns import ColumnReader as WhooshColumnReader
from whoosh.fields import FieldType
from whoosh.formats import Format
from whoosh.matching import ListMatcher, Matcher
from whoosh.reading import TermInfo, TermNotFound
from whoosh.scoring import BaseScorer

from corpus_search.engines.fields import INDEXED_FIELDS, IndexedField
from corpus_search.engines.whoosh.codec_writing import PassagesWriter, PostingsWriter
from corpus_search.engines.whoosh.columns import FieldColumns, SegmentColumns
from corpus_search.engines.whoosh.schema import CODE_FIELDS, NUMBER_FIELDS
from corpus_search.engines.whoosh.sections import ends
from corpus_search.engines.whoosh.segment import Segment
from corpus_search.engines.whoosh.storage import DurableStorage

# ruff: noqa: D102, ARG002  (Whoosh decides which methods and arguments there are)


class ColumnCodec(base.Codec):  # type: ignore[misc]  # whoosh has no types
    """Makes readers and writers."""

    length_stats = False

    def new_segment(self, storage: DurableStorage, indexname: str) -> Segment:
        return Segment(indexname)

    def per_document_writer(self, storage: DurableStorage, segment: Segment) -> PassagesWriter:
        return PassagesWriter(segment.docs_writer(storage))

    def field_writer(self, storage: DurableStorage, segment: Segment) -> PostingsWriter:
        return PostingsWriter(segment.post_writer(storage))

    def per_document_reader(self, storage: DurableStorage, segment: Segment) -> PassagesReader:
        return PassagesReader(segment.open(storage), segment)

    def terms_reader(self, storage: DurableStorage, segment: Segment) -> TermsReader:
        return TermsReader(segment.open(storage))


class PassagesReader(base.PerDocumentReader):  # type: ignore[misc]  # whoosh has no types
    """What is known of each passage."""

    def __init__(self, columns: SegmentColumns, segment: Segment) -> None:
        self._columns, self._segment = columns, segment

    def doc_count(self) -> int:
        return int(self._segment.doc_count())

    def doc_count_all(self) -> int:
        return self._segment.doc_count_all()

    def has_deletions(self) -> bool:
        return bool(self._segment.has_deletions())

    def is_deleted(self, docnum: int) -> bool:
        return self._segment.is_deleted(docnum)

    def deleted_docs(self) -> set[int]:
        return set(self._segment.deleted_docs())

    def supports_columns(self) -> bool:
        return True

    def has_column(self, fieldname: str) -> bool:
        return fieldname in {*NUMBER_FIELDS, *CODE_FIELDS}

    def column_reader(self, fieldname: str, column: Column) -> ValuesReader:
        for number in NUMBER_FIELDS:
            if number == fieldname:
                return ValuesReader(self._columns.numbers(number).tolist())
        codes = self._columns.codes(fieldname)
        values = [value.encode() for value in codes.values]
        return ValuesReader([values[code] for code in codes.codes.tolist()])

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        return int(self._columns.lengths(fieldname)[docnum]) if fieldname in INDEXED_FIELDS else default

    def field_length(self, fieldname: str) -> int:
        return int(self._columns.lengths(fieldname).sum(dtype=np.int64)) if fieldname in INDEXED_FIELDS else 0

    def min_field_length(self, fieldname: str) -> int:
        return int(self._columns.lengths(fieldname).min(initial=0))

    def max_field_length(self, fieldname: str) -> int:
        return int(self._columns.lengths(fieldname).max(initial=0))

    def stored_fields(self, docnum: int) -> dict[str, object]:
        return {}


class ValuesReader(WhooshColumnReader):  # type: ignore[misc]  # whoosh has no types
    """The values of a column."""

    def __init__(self, values: Sequence[int] | Sequence[bytes]) -> None:
        self._values = values

    def __len__(self) -> int:
        return len(self._values)

    def __getitem__(self, docnum: int) -> int | bytes:
        return self._values[docnum]

    def __iter__(self) -> Iterator[int | bytes]:
        return iter(self._values)


class TermsReader(base.TermsReader):  # type: ignore[misc]  # whoosh has no types
    """The inverted lists."""

    def __init__(self, columns: SegmentColumns) -> None:
        self._columns = columns

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        field = self._field(term[0])
        return field is not None and field.terms.find(term[1]) is not None

    def indexed_field_names(self) -> list[IndexedField]:
        return sorted(INDEXED_FIELDS)

    def cursor(self, fieldname: str, fieldobj: FieldType) -> Cursor | base.EmptyCursor:
        field = self._field(fieldname)
        return base.EmptyCursor() if field is None else Cursor(self, fieldname, fieldobj, field)

    def terms(self) -> Iterator[tuple[str, bytes]]:
        return self.terms_from("", b"")

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        for name in self.indexed_field_names():
            if name >= fieldname:
                terms = self._columns.fields[name].terms
                for number in range(terms.bisect(prefix) if name == fieldname else 0, terms.count):
                    yield name, terms[number]

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        return self.items_from("", b"")

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        field, number = self._find(fieldname, text)
        found = field.postings(number)
        ids, freq = found.ids, found.freq
        lengths = self._columns.lengths(fieldname).take(ids)
        return TermInfo(
            weight=float(freq.sum(dtype=np.int64)),
            df=len(ids),
            minlength=int(lengths.min()),
            maxlength=int(lengths.max()),
            maxweight=float(freq.max()),
            minid=int(ids[0]),
            maxid=int(ids[-1]),
        )

    def frequency(self, fieldname: str, text: bytes) -> float:
        return float(self.term_info(fieldname, text).weight()) if (fieldname, text) in self else 0.0

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        return int(self.term_info(fieldname, text).doc_frequency()) if (fieldname, text) in self else 0

    def matcher(
        self, fieldname: str, text: bytes, format_: Format, scorer: BaseScorer | None = None
    ) -> Matcher:
        field, number = self._find(fieldname, text)
        found = field.postings(number)
        ids, freq = found.ids, found.freq
        positions, begins = field.positions(number), ends(freq)
        return PostingsMatcher(
            ids.tolist(),
            freq.astype(float).tolist(),
            [format_.encode(positions[begin:end].tolist()) for begin, end in pairwise(begins.tolist())],
            format_,
            scorer,
            term=(fieldname, text),
            terminfo=self.term_info(fieldname, text),
        )

    def _field(self, fieldname: str) -> FieldColumns | None:
        return self._columns.fields.get(cast("IndexedField", fieldname))

    def _find(self, fieldname: str, text: bytes) -> tuple[FieldColumns, int]:
        field = self._field(fieldname)
        number = None if field is None else field.terms.find(text)
        if field is None or number is None:
            raise TermNotFound(f"{fieldname}:{text!r}")
        return field, number


class PostingsMatcher(ListMatcher):  # type: ignore[misc]  # whoosh has no types
    """A term's postings, which a copy keeps all knowledge of (Whoosh's own loses the term)."""

    def copy(self) -> PostingsMatcher:
        other = type(self).__new__(type(self))
        other.__dict__.update(self.__dict__)
        return other


class Cursor(base.FieldCursor):  # type: ignore[misc]  # whoosh has no types
    """Goes through a field's terms."""

    def __init__(self, reader: TermsReader, fieldname: str, fieldobj: FieldType, field: FieldColumns) -> None:
        self._reader, self._fieldname, self._fieldobj, self._terms = reader, fieldname, fieldobj, field.terms
        self._number = 0

    def is_valid(self) -> bool:
        return self._number < self._terms.count

    def first(self) -> str | None:
        self._number = 0
        return self.text()

    def find(self, string: str | bytes) -> str | None:
        text = string if isinstance(string, bytes) else self._fieldobj.to_bytes(string)
        self._number = self._terms.bisect(text)
        return self.text()

    def next(self) -> str | None:
        self._number += 1
        return self.text()

    def text(self) -> str | None:
        return self._terms[self._number].decode() if self.is_valid() else None

    def term_info(self) -> TermInfo:
        return self._reader.term_info(self._fieldname, self._terms[self._number])
