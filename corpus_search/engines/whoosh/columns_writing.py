"""Writes a segment's arrays; what they mean is told in `columns`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus_search.engines.fields import INDEXED_FIELDS
from corpus_search.engines.whoosh.arrays import Ids, true_at
from corpus_search.engines.whoosh.postings import Postings, entries, layout
from corpus_search.engines.whoosh.schema import CODE_FIELDS, NUMBER_FIELDS
from corpus_search.engines.whoosh.sections import Array, SectionsWriter, ends, narrow


class CodeData(NamedTuple):
    """Values before they are written: of each passage (or term) a code into the different ones."""

    codes: Array
    values: Sequence[str]


class FieldData(NamedTuple):
    """A text field's arrays before they are written, see the table in `columns`; `stems` per stemmer and term."""

    terms: Sequence[bytes]
    counts: Array
    ids: Ids
    freq: Array
    pos: Array
    stems: Mapping[str, CodeData]


def write_terms(out: SectionsWriter, name: str, terms: Sequence[bytes]) -> None:
    """Write a vocabulary, sorted already."""
    blob = np.frombuffer(b"".join(terms), np.uint8)
    write_blob(out, name, blob, np.fromiter(map(len, terms), np.int64, len(terms)))


def write_blob(out: SectionsWriter, name: str, blob: Array, lengths: NDArray[np.int64]) -> None:
    """The same of terms end to end, and the length of each in bytes."""
    out.add(f"{name}/blob", blob)
    out.add(f"{name}/text", ends(lengths))


def write_families(out: SectionsWriter, name: str, data: CodeData) -> None:
    """Write which words share a stem.

    Args:
        out: the file.
        name: field and stemmer.
        data: the stem of each word, by the word's number.
    """
    numbers, stems = _in_order(data)
    write_terms(out, name, stems)
    write_members(out, name, numbers, len(stems))


def write_members(out: SectionsWriter, name: str, numbers: Array, count: int) -> None:
    """Write the families of `count` stems, by the number of each word's stem."""
    out.add(f"{name}/family", ends(np.bincount(numbers, minlength=count)))
    out.add(f"{name}/member", np.argsort(numbers, kind="stable").astype(np.uint32))


def write_field(out: SectionsWriter, field: str, data: FieldData) -> None:
    """Write all of a text field."""
    write_terms(out, field, data.terms)
    post = ends(data.counts)
    out.add(f"{field}/post", post)
    most = int(data.freq.max(initial=0))
    out.add(f"{field}/most", np.array([most], np.uint32))
    bits, dtype = layout(int(data.ids.max(initial=0)), most)
    out.add(f"{field}/entry", entries(Postings(data.ids, data.freq), bits, dtype))
    running = np.zeros(len(data.freq) + 1, np.int64)
    np.cumsum(data.freq, out=running[1:])
    out.add(f"{field}/place", ends(np.diff(running.take(post))))
    out.add(f"{field}/pos", narrow(data.pos))
    for stemmer, stems in data.stems.items():
        write_families(out, f"{field}/{stemmer}", stems)


def write_codes(out: SectionsWriter, field: str, data: CodeData) -> None:
    """Write a filter or facet field, its values sorted and those that no passage has left out."""
    codes, values = _in_order(data)
    out.add(f"{field}/code", narrow(codes))
    write_terms(out, field, values)


def _in_order(data: CodeData) -> tuple[Array, list[bytes]]:
    """The codes into the values that are used, sorted by their bytes; and these."""
    used = np.bincount(data.codes, minlength=len(data.values)) > 0
    encoded = [value.encode() for value in data.values]
    order = sorted(true_at(used).tolist(), key=encoded.__getitem__)
    rank = np.zeros(len(encoded), np.uint32)
    rank[order] = np.arange(len(order), dtype=np.uint32)
    return rank.take(data.codes), [encoded[number] for number in order]


def write_passages(
    out: SectionsWriter,
    lengths: Mapping[str, Array],
    numbers: Mapping[str, Array],
    codes: Mapping[str, CodeData],
) -> None:
    """Write all that is kept per passage; every field must be given."""
    for text in INDEXED_FIELDS:
        out.add(f"{text}/length", narrow(lengths[text]))
    for number in NUMBER_FIELDS:
        out.add(f"{number}/number", narrow(numbers[number]))
    for code in CODE_FIELDS:
        write_codes(out, code, codes[code])
