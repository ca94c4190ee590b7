"""Names, links and things that are no files; files that change while they are read."""

from __future__ import annotations

import os
import socket
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from corpus_search.config import Settings
from corpus_search.indexing import Summary, index_corpus
from corpus_search.model import Document, State
from corpus_search.searching.results import SearchRequest
from corpus_search.workspace import Workspace

pytestmark = pytest.mark.skipif(
    os.name == "nt", reason="needs names, links and pipes that Windows does not have"
)

WORDS = "Peserta pelatihan menerima insentif setelah lulus ujian."
NAMES = (
    b"baris\nbaru.txt",
    b"tab\tdan\x1b[31mwarna.txt",
    b"bukan-utf8-\xff\xfe.txt",
    b"\xed\xa0\x80.txt",
    b"n" * 251 + b".txt",
    "balik\u202etxt.exe".encode() + b".txt",
    b" spasi .txt",
    b"-rf.txt",
    b"a;b|c&d$(e).txt",
    b"<script>\"'.txt",
    b"%2e%2e%2f.txt",
    b"nol\\x00.txt",
    b"tanpa-akhiran",
)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "corpus").mkdir()
    return Settings(
        corpus=tmp_path / "corpus", index=tmp_path / "index", store=tmp_path / "store", jobs=1, ocr="off"
    )


def documents(settings: Settings) -> dict[str, Document]:
    with Workspace.open(settings) as workspace:
        return {document.path: document for document in workspace.documents()}


def quiet(summary: Summary) -> bool:
    return not (summary.read or summary.changed or summary.moved or summary.removed)


def test_naughty_names_are_indexed_and_shown(settings: Settings) -> None:
    for number, name in enumerate(NAMES):
        Path(os.fsdecode(os.fsencode(settings.corpus) + b"/" + name)).write_text(f"{WORDS} Berkas {number}.")
    assert index_corpus(settings).read == len(NAMES)
    assert {document.state for document in documents(settings).values()} == {State.READ}
    with Workspace.open(settings) as workspace:
        for document in workspace.documents():
            document.id.encode("ascii")
            (document.path + document.title).encode("utf-8")
            workspace.document(document.id)
        assert workspace.finder.search(SearchRequest(text="insentif", limit=50)).total == len(NAMES)
    assert quiet(index_corpus(settings))


@pytest.fixture
def beside(tmp_path: Path) -> Path:
    """A file beside the corpus that must not be read."""
    secret = tmp_path / "rahasia.txt"
    secret.write_text("rahasiaxyzzy tidak boleh terbaca")
    return secret


@pytest.fixture
def listener(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A socket in the corpus; bound by a short name, since their names may not be long."""
    monkeypatch.chdir(settings.corpus)
    with closing(socket.socket(socket.AF_UNIX)) as opened:
        opened.bind("soket.txt")
        yield


def test_what_is_no_file_of_the_corpus_is_told(settings: Settings, beside: Path, listener: None) -> None:
    corpus = settings.corpus
    (corpus / "dalam").mkdir()
    (corpus / "dalam" / "baik.txt").write_text(WORDS)
    (corpus / "melingkar").symlink_to(corpus, target_is_directory=True)
    (corpus / "dalam" / "ke-atas").symlink_to("..", target_is_directory=True)
    (corpus / "diri.txt").symlink_to("diri.txt")
    (corpus / "hilang.txt").symlink_to("tidak-ada.txt")
    (corpus / "keluar.txt").symlink_to(beside)
    (corpus / "keluar").symlink_to(beside.parent, target_is_directory=True)
    (corpus / "alat.txt").symlink_to("/dev/zero")
    os.mkfifo(corpus / "pipa.txt")
    index_corpus(settings)
    found = documents(settings)
    assert {path for path, document in found.items() if document.state is State.READ} == {"dalam/baik.txt"}
    told = {path: document.reason for path, document in found.items() if document.state is State.UNREADABLE}
    assert set(told) == {
        "alat.txt",
        "diri.txt",
        "hilang.txt",
        "keluar",
        "keluar.txt",
        "pipa.txt",
        "soket.txt",
    }
    assert "leads out of the corpus" in told["keluar.txt"]
    assert "no ordinary file" in told["pipa.txt"]
    assert all(".corpusignore" in reason for reason in told.values())
    with Workspace.open(settings) as workspace:
        assert workspace.finder.search(SearchRequest(text="rahasiaxyzzy")).total == 0
    assert quiet(index_corpus(settings))
    (corpus / "pipa.txt").unlink()
    (corpus / "pipa.txt").write_text(f"{WORDS} Kini berkas biasa.")
    assert index_corpus(settings).changed == 1
    assert documents(settings)["pipa.txt"].state is State.READ


def test_folders_and_files_without_the_right_to_read(settings: Settings, obedient: list[str]) -> None:
    closed = settings.corpus / "tertutup"
    closed.mkdir()
    (closed / "a.txt").write_text(WORDS)
    (settings.corpus / "b.txt").write_text(f"{WORDS} Dua.")
    (settings.corpus / "c.txt").write_text(f"{WORDS} Tiga.")
    for path, mode in ((closed, 0), (settings.corpus / "b.txt", 0)):
        path.chmod(mode)
    try:
        for expected in ({"read": 3}, {"unchanged": 3}):
            done = subprocess.run(
                [*obedient, "index", str(settings.corpus), "--index", str(settings.index), "--json"],
                env={**os.environ, "CORPUS_SEARCH_STORE": str(settings.store), "CORPUS_SEARCH_JOBS": "1"},
                capture_output=True,
                encoding="utf-8",
                check=False,
            )
            assert done.returncode == 3, done.stderr
            for name, count in expected.items():
                assert f'"{name}": {count}' in done.stdout, done.stdout
            assert done.stdout.count("Permission denied") == 2, done.stdout
    finally:
        closed.chmod(0o700)
    index_corpus(settings)
    assert documents(settings)["tertutup/a.txt"].state is State.READ


def test_a_file_that_changes_while_it_is_read(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text takes over the name in the middle; neither text may be kept under the other's checksum."""
    from corpus_search.reading import Workers

    (settings.corpus / "a.txt").write_text(f"{WORDS} Lama.")
    (settings.corpus / "b.txt").write_text(f"{WORDS} Tetap.")
    read = Workers.pack

    def read_and_write(self: Workers, path: Path) -> object:
        extraction = read(self, path)
        if path.name == "a.txt":
            path.write_text(f"{WORDS} Baru sekali.")
        return extraction

    with monkeypatch.context() as patch:
        patch.setattr(Workers, "pack", read_and_write)
        index_corpus(settings)
    found = documents(settings)
    assert (found["a.txt"].state, found["b.txt"].state) == (State.UNREADABLE, State.READ)
    assert "changed while it was being read" in found["a.txt"].reason
    (settings.corpus / "a.txt").write_text(f"{WORDS} Lama.")  # as it was when it was hashed
    index_corpus(settings)
    assert documents(settings)["a.txt"].state is State.READ


def test_a_file_that_vanishes_while_it_is_read(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """What could not be read of it is not remembered of its bytes."""
    from corpus_search.reading import Workers

    file = settings.corpus / "a.txt"
    file.write_text(WORDS)
    read = Workers.pack

    def vanish_and_read(self: Workers, path: Path) -> object:
        path.unlink()
        return read(self, path)

    with monkeypatch.context() as patch:
        patch.setattr(Workers, "pack", vanish_and_read)
        assert index_corpus(settings).failed == 1
    file.write_text(WORDS)
    index_corpus(settings)
    assert documents(settings)["a.txt"].state is State.READ
    file.unlink()
    assert index_corpus(settings).removed == 1
