"""What is precious: files written whole, ledgers that only grow, backups."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from corpus_search.errors import NotFoundError, StoreError
from corpus_search.evidence import Judgement, Store, Verdict
from corpus_search.evidence.anchors import quote_of
from corpus_search.evidence.store import MIGRATIONS
from corpus_search.evidence.types import Anchor
from corpus_search.storing import Ledger, append_only, back_up, restore, write_whole

FIRST = ("CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL)", *append_only("notes"))
SECOND = ("ALTER TABLE notes ADD COLUMN who TEXT NOT NULL DEFAULT ''",)


def keep(ledger: Ledger, text: str) -> None:
    with ledger.writing() as connection:
        connection.execute("INSERT INTO notes (text) VALUES (?)", (text,))


def read(ledger: Ledger) -> list[str]:
    with ledger.reading() as connection:
        return [text for (text,) in connection.execute("SELECT text FROM notes ORDER BY id")]


def test_a_ledger_is_made_when_first_written_to(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "store" / "n.sqlite3", [FIRST])
    assert read(ledger) == []
    assert not ledger.file.exists()
    keep(ledger, "one")
    assert read(ledger) == ["one"]
    ledger.close()


@pytest.mark.parametrize("statement", ["UPDATE notes SET text = 'x'", "DELETE FROM notes"])
def test_rows_are_never_changed(tmp_path: Path, statement: str) -> None:
    ledger = Ledger(tmp_path / "n.sqlite3", [FIRST])
    keep(ledger, "one")
    with pytest.raises(sqlite3.IntegrityError), ledger.writing() as connection:
        connection.execute(statement)
    assert read(ledger) == ["one"]
    ledger.close()


def test_what_fails_half_way_is_not_kept(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "n.sqlite3", [FIRST])

    def fail() -> None:
        with ledger.writing() as connection:
            connection.execute("INSERT INTO notes (text) VALUES ('half')")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert read(ledger) == []
    ledger.close()


def test_an_older_file_is_copied_before_it_is_brought_up_to_date(tmp_path: Path) -> None:
    old = Ledger(tmp_path / "n.sqlite3", [FIRST])
    keep(old, "one")
    old.close()
    new = Ledger(tmp_path / "n.sqlite3", [FIRST, SECOND])
    assert read(new) == ["one"]
    with new.reading() as connection:
        assert connection.execute("SELECT who FROM notes").fetchall() == [("",)]
    new.close()
    (copy,) = (tmp_path / "backups").iterdir()
    assert copy.name.startswith("n-v1-")
    before = Ledger(copy, [FIRST])
    assert read(before) == ["one"]
    before.close()


def test_a_migration_that_fails_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    old = Ledger(tmp_path / "n.sqlite3", [FIRST])
    keep(old, "one")
    broken = Ledger(tmp_path / "n.sqlite3", [FIRST, (*SECOND, "NO SUCH STATEMENT")])
    with pytest.raises(StoreError):
        read(broken)
    keep(old, "two")
    assert read(old) == ["one", "two"]
    old.close()


def test_a_newer_file_is_refused_untouched(tmp_path: Path) -> None:
    new = Ledger(tmp_path / "n.sqlite3", [FIRST, SECOND])
    keep(new, "one")
    new.close()
    before = (tmp_path / "n.sqlite3").read_bytes()
    with pytest.raises(StoreError, match="newer corpus-search"):
        read(Ledger(tmp_path / "n.sqlite3", [FIRST]))
    assert (tmp_path / "n.sqlite3").read_bytes() == before


def test_a_file_that_is_no_ledger_is_told_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "n.sqlite3").write_text("no database, but text " * 100)
    with pytest.raises(StoreError, match="corpus-search restore"):
        read(Ledger(tmp_path / "n.sqlite3", [FIRST]))


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    file = tmp_path / "themes.toml"
    write_whole(file, b"old")
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match="folder"):
        write_whole(tmp_path / "folder", b"new")
    write_whole(file, b"new")
    assert file.read_bytes() == b"new"
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["folder", "themes.toml"]


# --- backups ---


def judge(store: Store, theme: str) -> None:
    anchor = Anchor("a", "d", 0, 3, quote_of("kata", 0, 3), "c")
    store.judge(Judgement(0, theme, "a", Verdict.RELEVANT, None, "", "sri", ""), anchor)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "store"
    folder.mkdir()
    (folder / "themes.toml").write_text('[[theme]]\nid = "a"\nname = "A"\n')
    (folder / "notes").mkdir()
    (folder / "notes" / "memo.md").write_text("memo")
    (folder / ".themes.lock").write_text("")
    return folder


def test_a_backup_is_taken_while_the_store_is_in_use_and_brought_back(folder: Path, tmp_path: Path) -> None:
    store = Store(folder)
    judge(store, "a")
    backup = back_up(folder, tmp_path / "b.zip")
    assert sorted(backup.files) == ["evidence.sqlite3", "notes/memo.md", "themes.toml"]
    judge(store, "b")
    (folder / "themes.toml").write_text("changed")
    brought, before = restore(folder, tmp_path / "b.zip")
    assert brought.files == backup.files
    assert (folder / "themes.toml").read_text().startswith("[[theme]]")
    assert [row.theme for row in store.judgements()] == ["a"]
    judge(store, "c")
    assert [row.theme for row in store.judgements()] == ["a", "c"]
    store.close()
    assert before is not None
    assert (before / "themes.toml").read_text() == "changed"
    kept = Store(before)
    assert [row.theme for row in kept.judgements()] == ["a", "b"]
    kept.close()


USER = """
import sys
from pathlib import Path
from corpus_search.storing import take_part
leave = take_part(Path(sys.argv[1]))
print("in", flush=True)
if sys.stdin.readline().strip() == "leave":
    leave()
    print("out", flush=True)
    sys.stdin.readline()
"""


@pytest.mark.parametrize("killed", [False, True])
def test_a_store_in_use_is_not_replaced_until_its_user_leaves_or_dies(
    folder: Path, tmp_path: Path, *, killed: bool
) -> None:
    backup = back_up(folder, tmp_path / "b.zip")
    before = (folder / "themes.toml").read_bytes()
    with subprocess.Popen(
        [sys.executable, "-c", USER, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as user:
        assert user.stdin
        assert user.stdout
        assert user.stdout.readline() == "in\n"
        (folder / "themes.toml").write_text("changed")
        with pytest.raises(StoreError, match=f"process {user.pid}.*Stop it"):
            restore(folder, backup.file)
        assert (folder / "themes.toml").read_text() == "changed"
        if killed:
            user.kill()
            user.wait()
        else:
            user.stdin.write("leave\n")
            user.stdin.flush()
            assert user.stdout.readline() == "out\n"
        restore(folder, backup.file)
        user.kill()
    assert (folder / "themes.toml").read_bytes() == before
    assert not list(folder.glob(".in-use-*"))


def test_without_a_name_it_goes_into_the_store_and_is_not_in_the_next(folder: Path) -> None:
    first = back_up(folder)
    assert first.file.parent == folder / "backups"
    assert back_up(folder).files == first.files


def test_a_backup_can_be_brought_into_an_empty_place(folder: Path, tmp_path: Path) -> None:
    back_up(folder, tmp_path / "b.zip")
    _, before = restore(tmp_path / "elsewhere", tmp_path / "b.zip")
    assert before is None
    assert (tmp_path / "elsewhere" / "notes" / "memo.md").read_text() == "memo"


def test_what_cannot_be_backed_up_is_told(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        back_up(tmp_path / "nothing")
    (tmp_path / "b.zip").write_text("mine")
    with pytest.raises(StoreError, match="already"):
        back_up(folder, tmp_path / "b.zip")
    assert (tmp_path / "b.zip").read_text() == "mine"
    (folder / "evidence.sqlite3").write_text("no database")
    with pytest.raises(StoreError):
        back_up(folder, tmp_path / "c.zip")
    assert not (tmp_path / "c.zip").exists()


def _zip(file: Path, files: dict[str, str], manifest: object) -> Path:
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
        archive.writestr("manifest.json", json.dumps(manifest))
    return file


@pytest.mark.parametrize(
    ("files", "manifest"),
    [
        ({}, {}),
        ({}, []),
        ({}, {"format": "corpus-search store 9", "created": "", "files": {}}),
        ({"store/a": "x"}, {"format": "corpus-search store 1", "created": "", "files": {"a": "0" * 64}}),
        ({}, {"format": "corpus-search store 1", "created": "", "files": {"a": "0" * 64}}),
        ({"store/../a": "x"}, {"format": "corpus-search store 1", "created": "", "files": {"../a": ""}}),
        ({"store//a": "x"}, {"format": "corpus-search store 1", "created": "", "files": {"/a": ""}}),
        (
            {"store/backups/a": "x"},
            {"format": "corpus-search store 1", "created": "", "files": {"backups/a": ""}},
        ),
    ],
)
def test_a_file_that_is_no_backup_changes_nothing(
    folder: Path, tmp_path: Path, files: dict[str, str], manifest: object
) -> None:
    with pytest.raises(StoreError):
        restore(folder, _zip(tmp_path / "b.zip", files, manifest))
    (tmp_path / "text.zip").write_text("no zip")
    with pytest.raises(StoreError):
        restore(folder, tmp_path / "text.zip")
    with pytest.raises(NotFoundError):
        restore(folder, tmp_path / "nothing.zip")
    assert (folder / "themes.toml").read_text().startswith("[[theme]]")
    assert not (folder / "backups").exists()


def test_the_store_has_a_version() -> None:
    assert len(MIGRATIONS) == 1, "test each new migration with a file of the version before it"
