"""Programs killed at random moments, a phase each; every phase says what was lost.

A phase prepares a folder, and gives a function that makes one attempt: begin, kill, look. Moments are fractions of the
time that the work takes undisturbed, drawn from one generator, so that the same seed draws the same moments.
"""

from __future__ import annotations

import random
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
import tomllib
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlencode

from corpus_search.config import Settings
from corpus_search.errors import CorpusSearchError
from corpus_search.evidence import Theme
from corpus_search.evidence.store import FILE, MIGRATIONS
from corpus_search.indexing import index_corpus
from corpus_search.storing import back_up, settle
from corpus_search.storing.backup import read_backup
from corpus_search.workspace import Workspace
from support.served import served

Attempt = Callable[[random.Random], list[str]]
"""Gives what was lost or half done, in words; nothing where all is well."""

NOTES = 12
CONFLICT = 409
ROWS = 3_000


def begun(code: str, *arguments: object) -> subprocess.Popen[str]:
    """A process of ours that is about to do something, everything loaded."""
    program = "import sys\nfrom pathlib import Path\n" + code.replace("GO", "print('go', flush=True)")
    process = subprocess.Popen(
        [sys.executable, "-c", program, *map(str, arguments)], stdout=subprocess.PIPE, encoding="utf-8"
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "go\n"
    return process


def timed(code: str, *arguments: object) -> float:
    """Seconds that it takes undisturbed."""
    process, start = begun(code, *arguments), time.monotonic()
    process.communicate()
    assert process.returncode == 0
    return time.monotonic() - start


def killed(seconds: float, code: str, *arguments: object) -> None:
    """Begin something and kill it after that many seconds, if it is not done before."""
    process = begun(code, *arguments)
    with suppress(subprocess.TimeoutExpired):
        process.wait(timeout=seconds)
    process.kill()
    process.communicate()


def write_notes(corpus: Path, word: str) -> None:
    corpus.mkdir(exist_ok=True)
    for number in range(NOTES):
        paragraphs = (
            f"Paragraf {p} tentang pelatihan kerja bagi peserta, tanda {word}{number}." for p in range(5)
        )
        (corpus / f"catatan-{number:02}.txt").write_text("\n\n".join(paragraphs), encoding="utf-8")


def settings_below(folder: Path) -> Settings:
    return Settings(
        corpus=folder / "corpus", index=folder / "index", store=folder / "store", jobs=1, ocr="off"
    )


# --- indexing

INDEX = """
from corpus_search.config import Settings
from corpus_search.indexing import index_corpus
corpus, index, store = map(Path, sys.argv[1:])
GO
index_corpus(Settings(corpus=corpus, index=index, store=store, jobs=1, ocr="off"))
"""


def indexing(folder: Path) -> Attempt:
    """A corpus that has changed is indexed again: each note is whole, old or new, and the next run completes it."""
    chosen = settings_below(folder)
    write_notes(chosen.corpus, "lama")
    index_corpus(chosen)
    prepared = folder / "prepared"
    shutil.copytree(chosen.index, prepared)
    write_notes(chosen.corpus, "baru")
    whole = timed(INDEX, chosen.corpus, chosen.index, chosen.store)

    def counts(word: str) -> list[int]:
        from corpus_search.searching.results import SearchRequest

        with Workspace.open(chosen) as workspace:
            return [
                workspace.finder.search(SearchRequest(text=f'"{word}{n}"', limit=9)).total
                for n in range(NOTES)
            ]

    def attempt(dice: random.Random) -> list[str]:
        shutil.rmtree(chosen.index)
        shutil.copytree(prepared, chosen.index)
        killed(whole * dice.uniform(0, 1), INDEX, chosen.corpus, chosen.index, chosen.store)
        pairs = set(zip(counts("lama"), counts("baru"), strict=True))
        lost = [f"a half note: {pairs}"] if not pairs <= {(5, 0), (0, 5)} else []
        index_corpus(chosen)
        return lost if counts("baru") == [5] * NOTES else [*lost, "the next run did not complete it"]

    return attempt


# --- judging and theme editing, through the server


def judging(folder: Path) -> Attempt:
    """Two people judge and add themes while the server is killed: what was acknowledged is there."""
    chosen = settings_below(folder)
    write_notes(chosen.corpus, "lama")
    index_corpus(chosen)
    with Workspace.open(chosen) as workspace:
        workspace.themes.put(Theme("awal", "Awal"))
        passages = [
            passage.id for one in workspace.documents() for passage in workspace.contents(one.id).passages
        ]
    acknowledged: set[str] = set()
    refused: list[str] = []
    sent: set[str] = set()

    def people(address: str, person: int, run: int) -> None:
        number = 0
        with suppress(OSError):  # the server is gone
            while True:
                number += 1
                mark = f"tanda-{run}-{person}-{number}"
                sent.add(mark)
                if number % 3:
                    said = {"passage": passages[number % len(passages)], "theme": "awal", "memo": mark}
                    status = post(f"{address}judgements", said | {"say": "relevant"})
                else:
                    status = post(f"{address}codebook/new", {"name": mark})
                if status < 400:
                    acknowledged.add(mark)
                elif status != CONFLICT:
                    refused.append(f"{mark}: status {status}")

    def attempt(dice: random.Random) -> list[str]:
        run = len(sent)
        with served(chosen) as (process, address):
            threads = [threading.Thread(target=people, args=(address, person, run)) for person in (1, 2)]
            for thread in threads:
                thread.start()
            time.sleep(dice.uniform(0.02, 1.0))
            process.kill()
            for thread in threads:
                thread.join()
        with Workspace.open(chosen) as workspace:
            kept = [theme.name for theme in workspace.themes.codebook().themes]
        tomllib.loads((chosen.store / "themes.toml").read_text(encoding="utf-8"))
        if (chosen.store / FILE).exists():
            rows = sqlite3.connect(chosen.store / FILE)
            kept += [memo for (memo,) in rows.execute("SELECT memo FROM judgements")]
            rows.close()
        missing, wrong = acknowledged.difference(kept), list(refused)
        refused.clear()
        return [f"lost: {sorted(missing)}", *wrong] if missing else wrong

    return attempt


class _Stay(urllib.request.HTTPRedirectHandler):
    """Follows no redirect: what it leads to is another request."""

    def redirect_request(self, *_: object) -> None:
        return None


def post(address: str, values: Mapping[str, str]) -> int:
    """Send a form; the status of the answer.

    Raises:
        OSError: there was none.
    """
    try:
        opener = urllib.request.build_opener(_Stay)
        with opener.open(address, data=urlencode(values).encode(), timeout=30) as answer:
            answer.read()
            return int(answer.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code


# --- migration

MIGRATE = """
from corpus_search.evidence.store import MIGRATIONS
from corpus_search.storing import Ledger
ledger = Ledger(Path(sys.argv[1]), (*MIGRATIONS, (
    "ALTER TABLE judgements ADD COLUMN mark TEXT NOT NULL DEFAULT ''",
    "CREATE TABLE copies AS SELECT * FROM judgements",
    "CREATE INDEX copies_by_memo ON copies (memo)",
)))
GO
with ledger.reading():
    pass
"""
"""The evidence with one version more than there is, made up."""


def write_evidence(store: Path) -> None:
    """Evidence as the latest version keeps it."""
    store.mkdir(parents=True)
    connection = sqlite3.connect(store / FILE)
    for statement in (statement for version in MIGRATIONS for statement in version):
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
    connection.execute(
        "INSERT INTO anchors VALUES ('a', 'd', 0, 4, 'kata', '', '', 'c', 'cite', 'title', '2026-01-01T00:00:00Z')"
    )
    numbers = range(1, ROWS + 1)
    connection.executemany("INSERT INTO sequence VALUES (?)", ((number,) for number in numbers))
    connection.executemany(
        "INSERT INTO judgements (id, theme, anchor, verdict, memo, who, at) "
        "VALUES (?, 't', 'a', 'relevant', ?, 'w', 'z')",
        ((number, f"{number} {'kata ' * 100}") for number in numbers),
    )
    connection.commit()
    connection.close()


def migration(folder: Path) -> Attempt:
    """Evidence of an older version is opened: afterwards all is there, in the old version or in the new one."""
    prepared, store = folder / "prepared", folder / "store"
    write_evidence(prepared)
    shutil.copytree(prepared, store)
    whole = timed(MIGRATE, store / FILE)
    old, new = (len(MIGRATIONS), ROWS, 0), (len(MIGRATIONS) + 1, ROWS, ROWS)

    def state() -> tuple[int, int, int]:
        """Version, rows, and rows of the table that the new version has."""
        connection = sqlite3.connect(store / FILE)

        def number(statement: str) -> int:
            return int(connection.execute(statement).fetchone()[0])

        version, rows = number("PRAGMA user_version"), number("SELECT count(*) FROM judgements")
        copies = number("SELECT count(*) FROM sqlite_master WHERE name = 'copies'")
        found = (version, rows, number("SELECT count(*) FROM copies") if copies else 0)
        sound = connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        connection.close()
        return found if sound else (-1, -1, -1)

    def attempt(dice: random.Random) -> list[str]:
        shutil.rmtree(store)
        shutil.copytree(prepared, store)
        killed(whole * dice.uniform(0, 1), MIGRATE, store / FILE)
        lost = [] if state() in (old, new) else [f"version and rows: {state()}"]
        timed(MIGRATE, store / FILE)
        return lost if state() == new else [*lost, f"not completed: {state()}"]

    return attempt


# --- backup and restore

BACK_UP = """
from corpus_search.storing import back_up
GO
back_up(Path(sys.argv[1]), Path(sys.argv[2]))
"""
RESTORE = """
from corpus_search.storing import restore
GO
restore(Path(sys.argv[1]), Path(sys.argv[2]))
"""


def write_store(store: Path, word: str) -> None:
    write_evidence(store)
    for number in range(40):
        (store / f"berkas-{number}.toml").write_text(f"{word} {number}\n" * 2000, encoding="utf-8")


def contents(store: Path) -> dict[str, str]:
    """Checksums of what people said. SQLite files are compared by their rows, since a copy is packed anew."""
    return {
        file.name: sha256(file.read_bytes()).hexdigest() if file.suffix == ".toml" else "evidence"
        for file in store.iterdir()
        if file.suffix in (".toml", ".sqlite3")
    }


def backup(folder: Path) -> Attempt:
    """A backup is made: under its name stands a whole one, or none."""
    store, target = folder / "store", folder / "backup.zip"
    write_store(store, "lama")
    whole = timed(BACK_UP, store, target)
    before = contents(store)

    def attempt(dice: random.Random) -> list[str]:
        target.unlink(missing_ok=True)
        killed(whole * dice.uniform(0, 1), BACK_UP, store, target)
        lost = [] if contents(store) == before else ["the store has changed"]
        try:
            if target.exists():
                read_backup(target)
        except CorpusSearchError as error:
            lost.append(f"half a backup: {error}")
        return lost

    return attempt


def restore(folder: Path) -> Attempt:
    """A backup is brought back: at the next start the store is the old one or the new one, and whole."""
    prepared, other, store, file = (folder / name for name in ("prepared", "other", "store", "backup.zip"))
    write_store(prepared, "lama")
    (prepared / "hanya-lama.toml").write_text("lama", encoding="utf-8")
    write_store(other, "baru")
    back_up(other, file)
    shutil.copytree(prepared, store)
    whole = timed(RESTORE, store, file)
    old, new = contents(prepared), contents(store)
    assert old != new

    def attempt(dice: random.Random) -> list[str]:
        shutil.rmtree(store)
        shutil.copytree(prepared, store)
        killed(whole * dice.uniform(0, 1), RESTORE, store, file)
        settle(store)
        after = contents(store)
        kept = [contents(place) for place in (store / "backups").glob("before-restore-*")]
        lost = [] if after in (old, new) else [f"neither old nor new: {sorted(after)}"]
        if after == new and kept != [old]:
            lost.append("the old store was not kept")
        return lost

    return attempt


PHASES: Mapping[str, Callable[[Path], Attempt]] = {
    "indexing": indexing,
    "judging": judging,
    "migration": migration,
    "backup": backup,
    "restore": restore,
}


def losses(phase: str, folder: Path, runs: int, seed: int) -> list[str]:
    """What a phase loses in that many runs; draws the same moments for the same seed."""
    folder.mkdir(parents=True)
    dice = random.Random(f"{seed} {phase}")  # noqa: S311  (moments, no secrets)
    attempt = PHASES[phase](folder)
    return [f"run {run}: {words}" for run in range(runs) for words in attempt(dice)]
