"""An index stays one of Whoosh's: its own searcher and writer work over the same files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from engines.opened import found, passage, put
from whoosh import query
from whoosh.index import FileIndex
from whoosh.writing import SegmentWriter

from corpus_search.engines.base import And, Clause, Pattern, Phrase, Word
from corpus_search.engines.whoosh import WhooshEngine
from corpus_search.engines.whoosh.codec import ColumnCodec
from corpus_search.engines.whoosh.storage import DurableStorage
from corpus_search.model import Access

TEXTS = {
    1: "Peserta pelatihan kerja",
    2: "kerja peserta kerja",
    3: "pelatih magang",
    4: "peserta pelatihan magang dan kerja",
    5: "lain",
}


def exact(word: str) -> Word:
    return Word(word, "text", stemmed=False)


def term(word: str) -> query.Term:
    return query.Term("exact", word)


QUERIES: list[tuple[Clause, query.Query]] = [
    (exact("kerja"), term("kerja")),
    (And((exact("kerja"), exact("peserta"))), query.And([term("kerja"), term("peserta")])),
    (Phrase(("peserta", "pelatihan"), where="text"), query.Phrase("exact", ["peserta", "pelatihan"])),
    (Pattern("pelatih*", "text"), query.Prefix("exact", "pelatih")),
    (Pattern("?elatih*n", "text"), query.Wildcard("exact", "?elatih*n")),
    (Word("bab", "headings", stemmed=False), query.Term("headings", "bab")),
]  # fmt: skip


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[WhooshEngine]:
    engine = WhooshEngine.open(tmp_path / "engine", create=True)
    yield engine
    engine.close()


@pytest.fixture
def index(engine: WhooshEngine, tmp_path: Path) -> FileIndex:
    return DurableStorage(tmp_path / "engine").open_index()


def found_by_whoosh(index: FileIndex, wanted: query.Query) -> set[int]:
    with index.searcher() as searcher:
        keys = searcher.reader().column_reader("key")
        return {keys[number] for number in searcher.docs_for_query(wanted)}


def test_whooshs_searcher_finds_the_same(engine: WhooshEngine, index: FileIndex) -> None:
    put(engine, *(passage(key, text, headings="BAB I") for key, text in TEXTS.items() if key < 3))
    put(engine, *(passage(key, text) for key, text in TEXTS.items() if key >= 3))
    with engine.batch() as batch:
        batch.remove([2])
    for clause, wanted in QUERIES:
        assert found_by_whoosh(index, wanted) == found(engine, clause) != set()


def test_whooshs_reader_knows_terms_lengths_and_columns(engine: WhooshEngine, index: FileIndex) -> None:
    put(engine, *(passage(key, text, kind="transcript") for key, text in TEXTS.items()))
    with index.reader() as reader:
        assert list(reader.lexicon("exact"))[:2] == [b"dan", b"kerja"]
        assert reader.doc_frequency("exact", "kerja") == 3
        assert reader.frequency("exact", "kerja") == 4
        assert reader.field_length("exact") == 14
        assert list(reader.column_reader("kind", translate=False)) == [b"transcript"] * 5
        assert list(reader.terms_within("exact", "kerje", 1)) == ["kerja"]


def test_engine_finds_what_whooshs_writer_wrote(engine: WhooshEngine, index: FileIndex) -> None:
    put(engine, passage(1, TEXTS[1]))
    writer = SegmentWriter(index, codec=ColumnCodec(), compound=False)
    for key in (2, 3, 4):
        writer.add_document(exact=TEXTS[key], headings="", key=key, group=key, access=Access.PUBLIC.encode())
    writer.commit(merge=False)
    assert found(engine, Word("peserta")) == {1, 2, 4}
    assert found(engine, Word("melatih")) == {1, 3, 4}
    assert found(engine, Phrase(("pelatihan", "magang"))) == {4}

    writer = SegmentWriter(index, codec=ColumnCodec(), compound=False)
    writer.delete_document(0)
    writer.commit(optimize=True)
    assert found(engine, Word("peserta")) == {2, 4}
    assert found(engine, Phrase(("pelatihan", "magang"))) == {4}
