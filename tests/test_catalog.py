from __future__ import annotations

import sqlite3
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from corpus_search.catalog import Catalog, FileRow, pack_found, unpack_found
from corpus_search.catalog.schema import FILE
from corpus_search.errors import CorpusError, IndexDamagedError, IndexMissingError, IndexVersionError
from corpus_search.model import (
    Access,
    Document,
    Extraction,
    Gap,
    Kind,
    Line,
    Node,
    NodeType,
    Page,
    Part,
    Passage,
    Segmentation,
    State,
)
from corpus_search.reading import Packed

TEXT = "Pasal 1\n(1) Satu 😀 dua.\n(2) Tiga."


def row(identifier: str = "perpres-2020-1", **changes: object) -> FileRow:
    document = Document(
        id=identifier,
        path=f"{identifier}.pdf",
        checksum="c" * 64,
        format="pdf",
        state=State.READ,
        kind=Kind.REGULATION,
        title="Peraturan",
        access=Access.RESTRICTED,
        metadata={"year": "2020"},
        passages=2,
    )
    return FileRow(replace(document, **changes), mtime_ns=1, hashed_ns=2, signature="s")  # type: ignore[arg-type]  # fields of it


def segmentation(identifier: str = "perpres-2020-1") -> Segmentation:
    ayat = (
        Node(NodeType.AYAT, "ayat (1)", 8, 23, 1, number="1"),
        Node(NodeType.AYAT, "ayat (2)", 24, 33, 1, number="2"),
    )
    pasal = Node(NodeType.PASAL, "Pasal 1", 0, 33, 1, number="1", title="x", children=ayat, quoted=True)
    passages = tuple(
        Passage(
            id=f"{identifier}/pasal-1/ayat-{number}",
            document=identifier,
            start=node.start,
            end=node.end,
            page=1,
            path=f"Pasal 1 > {node.label}",
            article="1",
            part=Part.BODY,
            time=1.5,
            ordinal=number - 1,
        )
        for number, node in enumerate(ayat, 1)
    )
    return Segmentation(TEXT, (pasal,), passages, (Gap("Pasal 1", ("Pasal 2",), 1, "note"),))


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    return Catalog(tmp_path, create=True)


def add(catalog: Catalog, identifier: str = "perpres-2020-1") -> list[int]:
    file = row(identifier)
    staged = catalog.writer.stage(file, segmentation(identifier), [(0, 1)])
    catalog.writer.settle([replace(file, content=staged.content)])
    return [key for key, _ in staged.passages]


def test_what_is_written_is_read_back(catalog: Catalog) -> None:
    keys = add(catalog)
    contents = catalog.contents("perpres-2020-1")
    assert contents is not None
    written = segmentation()
    assert (contents.text, contents.outline, contents.passages, contents.gaps) == (
        written.text,
        written.outline,
        written.passages,
        written.gaps,
    )
    assert contents.page_starts == ((0, 1),)
    assert contents.document == row().document == catalog.document("perpres-2020-1")
    found = catalog.passages([*keys, 999])
    assert [found[key].text for key in keys] == ["(1) Satu 😀 dua.", "(2) Tiga."]
    assert set(found) == set(keys)
    assert {key: unpack_found(pack_found(one)) for key, one in found.items()} == found
    by_id = catalog.passage("perpres-2020-1/pasal-1/ayat-2")
    assert by_id == found[keys[1]]
    assert catalog.rows() == {"perpres-2020-1.pdf": replace(row(), content=1)}


def test_until_it_is_settled_old_and_new_passages_are_found_and_the_old_is_current(catalog: Catalog) -> None:
    old = add(catalog)
    staged = catalog.writer.stage(row(), segmentation(), [])
    new = [key for key, _ in staged.passages]
    assert set(catalog.passages([*old, *new])) == {*old, *new}
    assert list(catalog.writer.staged()) == [staged.content]
    catalog.writer.settle([replace(row(), content=staged.content)])
    assert set(catalog.passages([*old, *new])) == set(new)
    assert not catalog.writer.staged()


def test_what_never_became_current_can_be_dropped(catalog: Catalog) -> None:
    old = add(catalog)
    staged = catalog.writer.stage(row(), segmentation(), [])
    catalog.writer.drop_staged([staged.content])
    assert not catalog.writer.staged()
    assert set(catalog.passages(old)) == set(old)


def test_a_removed_document_takes_its_passages_along(catalog: Catalog) -> None:
    keys = add(catalog)
    add(catalog, "perpres-2020-2")
    catalog.writer.settle([], ["perpres-2020-1"])
    assert catalog.document("perpres-2020-1") is None
    assert not catalog.passages(keys)
    assert [document.id for document in catalog.documents()] == ["perpres-2020-2"]


def test_an_extraction_is_kept_for_its_version_while_a_document_has_its_bytes(catalog: Catalog) -> None:
    extraction = Extraction(State.READ, "text", (Page(1, (Line("a"), Line("😀"))),), metadata={"title": "t"})
    catalog.extractions.keep("c" * 64, 1, Packed.of(extraction))
    catalog.extractions.keep("d" * 64, 1, Packed.of(extraction))
    add(catalog)
    catalog.extractions.forget_unused()
    assert catalog.extractions.get("c" * 64, 1) == extraction
    assert catalog.extractions.get("c" * 64, 2) is None
    assert catalog.extractions.get("d" * 64, 1) is None


def test_an_index_remembers_its_corpus(catalog: Catalog, tmp_path: Path) -> None:
    catalog.about.claim(tmp_path / "one")
    catalog.about.claim(tmp_path / "one")
    with pytest.raises(CorpusError, match="--index"):
        catalog.about.claim(tmp_path / "two")


def test_several_threads_read_at_once(catalog: Catalog) -> None:
    keys = add(catalog)
    seen: list[int] = []
    threads = [threading.Thread(target=lambda: seen.append(len(catalog.passages(keys)))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    catalog.close()
    assert seen == [2] * 8


def test_without_an_index_the_message_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(IndexMissingError, match="corpus-search index FOLDER"):
        Catalog(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_another_version_is_named_and_left_alone(tmp_path: Path) -> None:
    Catalog(tmp_path, create=True).close()
    with sqlite3.connect(tmp_path / FILE) as connection:
        connection.execute("UPDATE meta SET value = '0' WHERE name = 'schema_version'")
    connection.close()
    for create in (False, True):
        with pytest.raises(IndexVersionError, match="--rebuild"):
            Catalog(tmp_path, create=create)


def test_a_file_that_is_no_catalog_is_named_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"not a database, but long enough to be taken for one" * 50)
    for create in (False, True):
        with pytest.raises(IndexDamagedError, match="--rebuild"):
            Catalog(tmp_path, create=create)
    assert (tmp_path / FILE).read_bytes().startswith(b"not a database")
