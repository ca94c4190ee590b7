"""Whoosh's writers over our columns, a posting at a time; see `codec`."""

from __future__ import annotations

from array import array

import numpy as np
from whoosh.codec import base
from whoosh.columns import Column
from whoosh.fields import FieldType

from corpus_search.engines.fields import INDEXED_FIELDS, STEMMERS
from corpus_search.engines.whoosh.buffer import CodeBuffer, coded
from corpus_search.engines.whoosh.columns_writing import CodeData, FieldData, write_field, write_passages
from corpus_search.engines.whoosh.schema import CODE_FIELDS, NUMBER_FIELDS
from corpus_search.engines.whoosh.sections import SectionsWriter

# ruff: noqa: D102, ARG002  (Whoosh decides which methods and arguments there are)


class PostingsWriter(base.FieldWriter):  # type: ignore[misc]  # whoosh has no types
    """Writes the inverted lists, field by field, term by term."""

    def __init__(self, out: SectionsWriter) -> None:
        self._out = out
        self._missing = set(INDEXED_FIELDS)
        self.is_closed = False

    def start_field(self, fieldname: str, fieldobj: FieldType) -> None:
        self._field = next(field for field in INDEXED_FIELDS if field == fieldname)
        self._missing.discard(self._field)
        self._format = fieldobj.format
        self._terms: list[bytes] = []
        self._counts, self._ids, self._freq, self._pos = (array("I") for _ in range(4))

    def start_term(self, text: bytes) -> None:
        self._terms.append(text)
        self._counts.append(0)

    def add(self, docnum: int, weight: float, vbytes: bytes, length: int) -> None:
        positions = self._format.decode_positions(vbytes)
        self._counts[-1] += 1
        self._ids.append(docnum)
        self._freq.append(len(positions))
        self._pos.extend(positions)

    def finish_term(self) -> None:
        pass

    def finish_field(self) -> None:
        counts, ids, freq, pos = (
            np.array(values, np.uint32) for values in (self._counts, self._ids, self._freq, self._pos)
        )
        words = [term.decode() for term in self._terms]
        stems: dict[str, CodeData] = {name: coded(map(stem, words)) for name, stem in STEMMERS.items()}
        write_field(self._out, self._field, FieldData(self._terms, counts, ids, freq, pos, stems))

    def close(self) -> None:
        none = np.zeros(0, np.uint32)
        for field in sorted(self._missing):
            write_field(
                self._out,
                field,
                FieldData([], none, none, none, none, {name: coded([]) for name in STEMMERS}),
            )
        self._out.close()
        self.is_closed = True


class PassagesWriter(base.PerDocumentWriter):  # type: ignore[misc]  # whoosh has no types
    """Writes what is known of each passage."""

    def __init__(self, out: SectionsWriter) -> None:
        self._out = out
        self._lengths = {field: array("I") for field in INDEXED_FIELDS}
        self._numbers = {field: array("Q") for field in NUMBER_FIELDS}
        self._codes = {field: CodeBuffer() for field in CODE_FIELDS}
        self.is_closed = False

    def start_doc(self, docnum: int) -> None:
        self._values: dict[str, int | bytes] = {}
        self._words: dict[str, int] = {}

    def add_field(self, fieldname: str, fieldobj: FieldType, value: object, length: int) -> None:
        self._words[fieldname] = length

    def add_column_value(self, fieldname: str, columnobj: Column, value: int | bytes) -> None:
        self._values[fieldname] = value

    def cancel_doc(self) -> None:
        pass

    def finish_doc(self) -> None:
        for text, lengths in self._lengths.items():
            lengths.append(self._words.get(text, 0))
        for number, numbers in self._numbers.items():
            numbers.append(int(self._values.get(number, 0)))
        for code, codes in self._codes.items():
            value = self._values.get(code, b"")
            codes.add([value.decode() if isinstance(value, bytes) else str(value)])

    def close(self) -> None:
        write_passages(
            self._out,
            lengths={field: np.array(lengths, np.uint32) for field, lengths in self._lengths.items()},
            numbers={field: np.array(numbers, np.uint64) for field, numbers in self._numbers.items()},
            codes={field: codes.data() for field, codes in self._codes.items()},
        )
        self._out.close()
        self.is_closed = True
