from __future__ import annotations

import os
import time
from pathlib import Path

from corpus_search.catalog import FileRow
from corpus_search.indexing.plan import Plan, PlannedFile, make_plan
from corpus_search.indexing.walk import walk
from corpus_search.model import Document, Kind, State


def rows_of(plan: Plan) -> dict[str, FileRow]:
    """The rows that a run would leave behind, each document named after its path."""
    return {planned.source.path: row_of(planned, plan) for planned in plan.files}


def row_of(planned: PlannedFile, plan: Plan) -> FileRow:
    source = planned.source
    owner = next((p for p in plan.files if p.source.path == planned.duplicate_of), None)
    return FileRow(
        Document(
            id=planned.known.document.id if planned.known else source.path,
            path=source.path,
            checksum=planned.checksum,
            format="text",
            state=State.DUPLICATE if owner else State.READ,
            kind=Kind.DOCUMENT,
            title=source.path,
            size=source.size,
            duplicate_of=owner.source.path if owner else None,
        ),
        source.mtime_ns,
        planned.hashed_ns,
        "signature",
    )


def ids(plan: Plan) -> dict[str, str | None]:
    return {p.source.path: p.known.document.id if p.known else None for p in plan.files}


def write(file: Path, text: str) -> None:
    file.write_text(text)
    old = time.time_ns() - 10_000_000_000
    os.utime(file, ns=(old, old))


def test_a_moved_file_keeps_its_document(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "one")
    write(tmp_path / "b.txt", "two")
    rows = rows_of(make_plan(walk(tmp_path), {}))
    (tmp_path / "a.txt").rename(tmp_path / "z.txt")
    plan = make_plan(walk(tmp_path), rows)
    assert ids(plan) == {"b.txt": "b.txt", "z.txt": "a.txt"}
    assert [p.moved for p in plan.files] == [False, True]
    assert plan.gone == ()


def test_files_that_change_places_keep_their_documents(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "one")
    write(tmp_path / "b.txt", "two!")
    rows = rows_of(make_plan(walk(tmp_path), {}))
    (tmp_path / "a.txt").rename(tmp_path / "c.txt")
    (tmp_path / "b.txt").rename(tmp_path / "a.txt")
    assert ids(make_plan(walk(tmp_path), rows)) == {"a.txt": "b.txt", "c.txt": "a.txt"}


def test_a_changed_file_keeps_its_document_and_a_removed_one_is_gone(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "one")
    write(tmp_path / "b.txt", "two")
    rows = rows_of(make_plan(walk(tmp_path), {}))
    write(tmp_path / "a.txt", "another one")
    (tmp_path / "b.txt").unlink()
    plan = make_plan(walk(tmp_path), rows)
    assert ids(plan) == {"a.txt": "a.txt"}
    assert [row.document.id for row in plan.gone] == ["b.txt"]


def test_a_change_of_equal_size_within_the_clocks_grain_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one")
    rows = rows_of(make_plan(walk(tmp_path), {}))
    before = (tmp_path / "a.txt").stat()
    (tmp_path / "a.txt").write_text("two")
    os.utime(tmp_path / "a.txt", ns=(before.st_atime_ns, before.st_mtime_ns))
    assert make_plan(walk(tmp_path), rows).files[0].checksum != rows["a.txt"].document.checksum


def test_of_equal_files_the_first_is_indexed_until_it_goes(tmp_path: Path) -> None:
    for name in ("b.txt", "c.txt"):
        write(tmp_path / name, "same")
    plan = make_plan(walk(tmp_path), {})
    assert [p.duplicate_of for p in plan.files] == [None, "b.txt"]
    rows = rows_of(plan)

    write(tmp_path / "a.txt", "same")
    assert [p.duplicate_of for p in make_plan(walk(tmp_path), rows).files] == ["b.txt", None, "b.txt"]

    (tmp_path / "a.txt").unlink()
    (tmp_path / "b.txt").unlink()
    plan = make_plan(walk(tmp_path), rows)
    assert ids(plan) == {"c.txt": "b.txt"}
    assert plan.files[0].duplicate_of is None
    assert [row.document.id for row in plan.gone] == ["c.txt"]


def test_empty_files_are_equal_like_others(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "")
    write(tmp_path / "b.txt", "")
    assert [p.duplicate_of for p in make_plan(walk(tmp_path), {}).files] == [None, "a.txt"]
