"""Files made to harm their reader, each indexed beside a harmless one: what became of it, in how long, with how much.

    python bench/hostile.py [--small] [--seconds S] [PART OF A NAME ...]

The files are made by `tests/support/hostile`, here in their large size. Prints a row a file: state, seconds of the
whole command (about one of which is starting up), the most memory of a worker and of the indexer, and what was wrong: a
harmless document that is missing, a second run that does anything, a state that is none of the expected.
Ends with status 1 when anything was wrong.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from support.hostile import CASES, SECRET, Case, packages

from corpus_search.config import Settings
from corpus_search.indexing import index_corpus
from corpus_search.model import State
from corpus_search.searching.results import SearchRequest
from corpus_search.workspace import Workspace

MIB = 1 << 20
GOOD = "Dokumen yang baik ini bercerita tentang pelatihan kerja bagi warga desa."


@dataclass(slots=True)
class Peak:
    """What one run of the indexer took."""

    seconds: float = 0.0
    worker: int = 0
    """Bytes of memory."""
    indexer: int = 0
    """Bytes of memory."""


def main() -> int:
    """Measure, and show the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("names", nargs="*")
    parser.add_argument("--small", action="store_true")
    parser.add_argument("--seconds", type=int, default=120)
    arguments = parser.parse_args()
    secret = Path(packages.SECRET_FILE)
    secret.write_text(f"{SECRET} ini tidak boleh terbaca", encoding="utf-8")
    wanted = [name for name in CASES if not arguments.names or any(part in name for part in arguments.names)]
    print(f"| {'file':28} | state | s | worker MiB | indexer MiB | wrong |\n|{'-' * 30}|---|---|---|---|---|")
    wrong: Counter[bool] = Counter()
    try:
        for name in wanted:
            wrong[row(CASES[name], small=arguments.small, seconds=arguments.seconds)] += 1
    finally:
        secret.unlink(missing_ok=True)
    print(f"\n{len(wanted)} files, {wrong[True]} with something wrong")
    return 1 if wrong[True] else 0


def row(case: Case, *, small: bool, seconds: int) -> bool:
    """Measure one file and print its row; whether anything was wrong."""
    with tempfile.TemporaryDirectory(prefix="hostile-") as name:
        folder = Path(name)
        chosen = Settings(
            corpus=folder / "corpus",
            index=folder / "index",
            store=folder / "store",
            jobs=1,
            ocr="off",
            worker_seconds=seconds,
        )
        chosen.corpus.mkdir()
        (chosen.corpus / case.name).write_bytes(case.make(case.small if small else case.large))
        (chosen.corpus / "baik.txt").write_text(GOOD, encoding="utf-8")
        peak, said = indexed(chosen)
        state, wrong = judged(case, chosen) if not said else ("", [said])
    print(
        f"| {case.name:28} | {state} | {peak.seconds:.1f} | {peak.worker // MIB} | {peak.indexer // MIB} "
        f"| {'; '.join(wrong)} |",
        flush=True,
    )
    return bool(wrong)


def indexed(chosen: Settings) -> tuple[Peak, str]:
    """Run the command, watched; and what it said, where it did not end as it should."""
    peak, begun = Peak(), time.monotonic()
    folders = ("--index", str(chosen.index), "--store", str(chosen.store))
    process = subprocess.Popen(
        [sys.executable, "-m", "corpus_search", "index", str(chosen.corpus), *folders, "--jobs", "1"],
        env={**os.environ, "CORPUS_SEARCH_WORKER_SECONDS": str(chosen.worker_seconds)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    watched = psutil.Process(process.pid)
    while process.poll() is None:
        with suppress(psutil.Error):  # one of them has just ended
            peak.indexer = max(peak.indexer, watched.memory_info().rss)
            for child in watched.children(recursive=True):
                peak.worker = max(peak.worker, child.memory_info().rss)
        time.sleep(0.02)
    peak.seconds = time.monotonic() - begun
    said = process.communicate()[1]
    return peak, "" if process.returncode in (0, 3) else f"status {process.returncode}: {said.strip()[-300:]}"


def judged(case: Case, chosen: Settings) -> tuple[str, list[str]]:
    """The file's state, and what is wrong."""
    with Workspace.open(chosen) as workspace:
        documents = {document.path: document for document in workspace.documents()}
        secrets = workspace.finder.search(SearchRequest(text=SECRET)).total
    if set(documents) != {case.name, "baik.txt"}:
        return "", ["not indexed"]
    document = documents[case.name]
    again = index_corpus(chosen)
    found = {
        f"state: {document.reason}": document.state not in case.states,
        "no reason": document.state is not State.READ and not document.reason,
        document.reason: "fault of the program" in document.reason or "report the error" in document.reason,
        "the harmless document is not read": documents["baik.txt"].state is not State.READ,
        f"the second run did something: {again}": again.unchanged != 2,
        "the secret was read": secrets > 0,
    }
    return document.state, [words for words, wrong in found.items() if wrong]


if __name__ == "__main__":
    sys.exit(main())
