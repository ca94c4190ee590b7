"""Many readers and judges at once before the real server, on this machine's loopback only.

    python bench/load.py [--readers 16] [--judges 4] [--seconds 60] [--notes 300]

A corpus of made-up notes is indexed and served by `corpus-search serve` with its usual settings. Each reader asks for
searches, documents, suggestions and pages of themes, one after the other; each judge sends judgements and looks at the
theme. Prints requests a second, milliseconds, errors, and the server's memory, threads and open files over time. Ends
with status 1 on any error, on a judgement that was acknowledged and is not there, and where the server grows by more
than 64 MiB or 10 files from the first third of the time to the last.
"""

from __future__ import annotations

import argparse
import random
import re
import sqlite3
import sys
import tempfile
import threading
import time
import urllib.request
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from urllib.parse import quote

import psutil

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from support.crashes import post, settings_below
from support.served import served

from corpus_search.config import Settings
from corpus_search.evidence import Theme
from corpus_search.indexing import index_corpus
from corpus_search.workspace import Workspace

WORDS = re.findall(
    r"\w+",
    """pelatihan peserta insentif desa kerja sertifikat lembaga kartu program warga balai gawai sinyal biaya upah
    magang usaha pasar pemerintah daerah anggaran pendamping instruktur kelas daring luring ujian lulus""",
)
SAMPLES = 30


@dataclass(slots=True)
class Record:
    """What happened; one for each person, so that no lock disturbs."""

    milliseconds: dict[str, list[float]] = field(default_factory=dict)
    errors: Counter[str] = field(default_factory=Counter)
    acknowledged: list[str] = field(default_factory=list)

    def timed(self, what: str, ask: Callable[[], object]) -> None:
        """Time a request; an error is counted by its words."""
        start = time.perf_counter()
        try:
            ask()
        except (OSError, AssertionError) as error:
            self.errors[f"{what}: {error}"] += 1
        self.milliseconds.setdefault(what, []).append(1000 * (time.perf_counter() - start))


def main() -> int:
    """Load the server, and show the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    for name, usual in (("readers", 16), ("judges", 4), ("seconds", 60), ("notes", 300), ("seed", 7)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="load-") as folder:
        chosen = settings_below(Path(folder))
        passages, documents = prepare(chosen, given.notes, random.Random(given.seed))
        records = [Record() for _ in range(given.readers + given.judges)]
        end = time.monotonic() + given.seconds
        with served(chosen) as (process, address):
            people = [
                threading.Thread(target=judge, args=(address, record, passages, number, end))
                if number < given.judges
                else threading.Thread(target=read, args=(address, record, documents, number, end))
                for number, record in enumerate(records)
            ]
            for person in people:
                person.start()
            watched = samples(psutil.Process(process.pid), given.seconds)
            for person in people:
                person.join()
        wrong = [f"{count} x {words}" for record in records for words, count in record.errors.items()]
        wrong += growth(watched) + missing(chosen, records)
    show(records, watched, given.seconds)
    print("\n".join(wrong) or "\nno error, nothing lost, no growth")
    return 1 if wrong else 0


def prepare(chosen: Settings, notes: int, dice: random.Random) -> tuple[list[str], list[str]]:
    """Write and index a corpus, add a theme; ids of passages and documents."""
    chosen.corpus.mkdir()
    for number in range(notes):
        text = "\n\n".join(" ".join(dice.choices(WORDS, k=40)) + "." for _ in range(20))
        (chosen.corpus / f"catatan-{number:04}.txt").write_text(text, encoding="utf-8")
    index_corpus(chosen)
    with Workspace.open(chosen) as workspace:
        workspace.themes.put(Theme("insentif", "Insentif", queries=("insentif",)))
        documents = [document.id for document in workspace.documents()]
        passages = [one.id for name in documents[:20] for one in workspace.contents(name).passages]
    return passages, documents


def read(address: str, record: Record, documents: list[str], seed: int, end: float) -> None:
    """What a reader does until the end."""
    dice = random.Random(seed)
    while time.monotonic() < end:
        words = " ".join(dice.sample(WORDS, dice.choice((1, 1, 2, 3))))
        record.timed("search", lambda: get(f"{address}search?q={quote(words)}"))  # noqa: B023  (asked at once)
        record.timed("search.json", lambda: get(f"{address}search.json?q={quote(words)}"))  # noqa: B023  (so too)
        record.timed("suggest", lambda: get(f"{address}suggest.json?q={quote(words[:3])}"))  # noqa: B023  (so too)
        record.timed("document", lambda: get(f"{address}documents/{dice.choice(documents)}"))
        record.timed("theme", lambda: get(f"{address}themes/insentif"))


def judge(address: str, record: Record, passages: list[str], person: int, end: float) -> None:
    """What a judge does until the end."""
    dice = random.Random(person)
    while time.monotonic() < end:
        memo = f"tanda-{person}-{len(record.acknowledged)}"

        def send(memo: str = memo) -> None:
            said = {"passage": dice.choice(passages), "theme": "insentif", "say": "relevant", "memo": memo}
            status = post(f"{address}judgements", said)
            if status >= 400:
                raise AssertionError(f"status {status}")
            record.acknowledged.append(memo)

        record.timed("judge", send)
        record.timed("theme", lambda: get(f"{address}themes/insentif"))


def get(address: str) -> None:
    """Ask for a page and take all of it."""
    with urllib.request.urlopen(address, timeout=60) as answer:
        answer.read()


def samples(process: psutil.Process, seconds: int) -> list[tuple[int, int, int]]:
    """Memory, threads and open files, over the time."""
    found = []
    for _ in range(SAMPLES):
        time.sleep(seconds / SAMPLES)
        with suppress(psutil.Error):  # it has died, which the requests tell
            found.append((process.memory_info().rss, process.num_threads(), process.num_fds()))
    return found


def growth(watched: list[tuple[int, int, int]]) -> list[str]:
    """Whether the server grew between the second third of the time and the last."""
    third = len(watched) // 3
    if third == 0:
        return ["the server has died"]
    most = [
        [max(row[at] for row in part) for at in (0, 2)] for part in (watched[third:-third], watched[-third:])
    ]
    grown = [after - before for before, after in zip(*most, strict=True)]
    return [f"the server grew by {grown[0] >> 20} MiB, {grown[1]} files"] * (
        grown[0] > 64 << 20 or grown[1] > 10
    )


def missing(chosen: Settings, records: list[Record]) -> list[str]:
    """Judgements that were acknowledged and are not there."""
    acknowledged = {memo for record in records for memo in record.acknowledged}
    if not acknowledged:
        return []
    connection = sqlite3.connect(chosen.store / "evidence.sqlite3")
    kept = {memo for (memo,) in connection.execute("SELECT memo FROM judgements")}
    connection.close()
    lost = len(acknowledged - kept)
    return [f"{lost} judgements lost"] if lost else []


def show(records: list[Record], watched: list[tuple[int, int, int]], seconds: int) -> None:
    """The figures as tables."""
    print("| request | count | a second | p50 ms | p95 ms | most ms |\n|---|---|---|---|---|---|")
    for what in sorted({what for record in records for what in record.milliseconds}):
        times = [ms for record in records for ms in record.milliseconds.get(what, ())]
        cuts = quantiles(times, n=20) if len(times) > 1 else times * 19
        figures = f"{len(times) / seconds:.1f} | {cuts[9]:.0f} | {cuts[18]:.0f} | {max(times):.0f}"
        print(f"| {what} | {len(times)} | {figures} |")
    print("\n| of the time | memory MiB | threads | files |\n|---|---|---|---|")
    for at in range(0, len(watched), max(1, len(watched) // 6)):
        memory, threads, files = watched[at]
        print(f"| {100 * (at + 1) // len(watched)} % | {memory >> 20} | {threads} | {files} |")


if __name__ == "__main__":
    sys.exit(main())
