"""From files to searchable, by stage, beside pdftotext piped into SQLite FTS5, and Recoll where it is installed.

    python bench/pipeline.py FOLDER [--json FILE] [--repeat N]

Reading, segmenting, analysis (passages to words and stems) and index (to disk, the catalog included) are timed one
after the other, each over all files; `whole` is the command `corpus-search index` as a person runs it, which also
starts the program (compiled, as pip installs it) and looks at what is there. Seconds of CPU are of all processes
together; of several runs the best counts.

The peers as their users would have them: `pdftotext FILE -` for each PDF (other files are read as text), paragraphs
into an FTS5 table with its usual tokenizer, one transaction; `recollindex` with its usual settings, one thread.
Needs a Unix system, and pdftotext (poppler-utils).
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from compileall import compile_dir
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import corpus_search
from corpus_search.catalog import Catalog, FileRow
from corpus_search.config import Settings
from corpus_search.describing import describe
from corpus_search.engines import open_engine
from corpus_search.indexing.plan import checksum_of
from corpus_search.indexing.recovery import indexed
from corpus_search.indexing.walk import SourceFile, walk
from corpus_search.language import stem_en, stem_id, words
from corpus_search.model import Document, Extraction, Found, Segmentation
from corpus_search.reading import READING_VERSION, Packed, Workers
from corpus_search.segmenting import segment
from corpus_search.segmenting.text import page_starts


@dataclass(slots=True)
class Cost:
    """Seconds, by the clock and of all processes together."""

    wall: float = 0.0
    cpu: float = 0.0


@dataclass(frozen=True, slots=True)
class Cut:
    """A file that was read, described and cut into passages."""

    source: SourceFile
    extraction: Extraction
    document: Document
    segmentation: Segmentation


def main() -> None:
    """Measure, and show the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--once", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    folder = arguments.folder.resolve()
    if arguments.once:
        print(json.dumps({name: asdict(cost) for name, cost in measured(folder)}))
        return
    compile_dir(Path(corpus_search.__file__).parent, quiet=1)
    costs: dict[str, Cost] = {}
    for _ in range(arguments.repeat):
        for name, cost in once(folder).items():
            best = costs.setdefault(name, cost)
            best.wall, best.cpu = min(best.wall, cost.wall), min(best.cpu, cost.cpu)
    show(folder, costs)
    if arguments.json:
        arguments.json.write_text(json.dumps({name: asdict(cost) for name, cost in costs.items()}, indent=2))


def once(folder: Path) -> dict[str, Cost]:
    """One run in a process of its own, so that nothing is warm."""
    command_line = [sys.executable, __file__, str(folder), "--once"]
    done = subprocess.run(command_line, stdout=subprocess.PIPE, text=True, check=True)
    return {name: Cost(**cost) for name, cost in json.loads(done.stdout).items()}


def measured(folder: Path) -> Iterator[tuple[str, Cost]]:
    """Each stage, the whole and the peers, once."""
    files = walk(folder)
    with tempfile.TemporaryDirectory(prefix="pipeline-") as name:
        work = Path(name)
        for jobs in (1, 2):
            with timed() as cost:
                extractions = read(files, jobs)
            yield f"reading, {jobs} job{'s' * (jobs > 1)}", cost
        with timed() as cost:
            pairs = zip(files, extractions, strict=True)
            cuts = [made for source, read_ in pairs if (made := cut(source, read_)) is not None]
        yield "segmenting", cost
        with timed() as cost:
            analyse(cuts)
        yield "analysis", cost
        with timed() as cost:
            index(cuts, work / "stages")
        yield "index", cost
        for jobs in (1, 2):
            with timed() as cost:
                command(folder, work / f"whole-{jobs}", jobs)
            yield f"whole, {jobs} job{'s' * (jobs > 1)}", cost
        yield from peers(folder, files, work)


@contextmanager
def timed() -> Iterator[Cost]:
    """What happens within, this process and those it has waited for."""
    cost = Cost()
    wall, cpu = time.perf_counter(), _cpu()
    yield cost
    cost.wall, cost.cpu = time.perf_counter() - wall, _cpu() - cpu


def _cpu() -> float:
    usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


# ---- stages


def read(files: list[SourceFile], jobs: int) -> list[Extraction]:
    """All files by that many workers."""
    with Workers(jobs) as workers, ThreadPoolExecutor(jobs) as threads:
        return list(threads.map(lambda source: workers.read(source.file), files))


def cut(source: SourceFile, extraction: Extraction) -> Cut | None:
    """A file described and cut into passages; None where it has no text."""
    if not extraction.state.has_text:
        return None
    described = describe(source.path, extraction, None)
    document = Document(
        id=f"{described.id_stem}-{abs(hash(source.path))}",
        path=source.path,
        checksum=checksum_of(source.file),
        format=extraction.format,
        state=extraction.state,
        kind=described.kind,
        title=described.title,
        metadata=described.metadata,
    )
    found = segment(extraction.pages, described.kind, document=document.id, metadata=described.metadata)
    return Cut(source, extraction, document, found)


def analyse(cuts: list[Cut]) -> None:
    """The words of all passages, and the stems of those met for the first time, which the index then knows."""
    known: set[str] = set()
    for made in cuts:
        text = made.segmentation.text
        for passage in made.segmentation.passages:
            known.update(words(text[passage.start : passage.end]))
    for word in known:
        stem_id(word)
        stem_en(word)


def index(cuts: list[Cut], folder: Path) -> None:
    """Into the catalog and the engine, as the indexer does it."""
    with (
        closing(Catalog(folder, create=True)) as catalog,
        closing(open_engine(Settings(index=folder), create=True)) as engine,
        engine.batch() as batch,
    ):
        for made in cuts:
            catalog.extractions.keep(made.document.checksum, READING_VERSION, Packed.of(made.extraction))
            row = FileRow(made.document, made.source.mtime_ns, 0, "")
            staged = catalog.writer.stage(row, made.segmentation, page_starts(made.extraction.pages))
            text = made.segmentation.text
            found = ((k, Found(made.document, p, text[p.start : p.end])) for k, p in staged.passages)
            batch.put(indexed(staged.content, found))


def command(folder: Path, index_folder: Path, jobs: int) -> None:
    """`corpus-search index` as a person runs it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CORPUS_SEARCH_")}
    folders = ("--index", str(index_folder), "--store", str(index_folder / "store"))
    arguments = ("index", str(folder), *folders, "--jobs", str(jobs), "--ocr", "off")
    done = subprocess.run(
        [sys.executable, "-m", "corpus_search", *arguments],
        env=kept,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 3), done.stderr


# ---- peers


def peers(folder: Path, files: list[SourceFile], work: Path) -> Iterator[tuple[str, Cost]]:
    """What others make of the same files."""
    with timed() as reading:
        texts = [text_of(source.file) for source in files]
    yield "pdftotext", reading
    with timed() as indexing:
        fts5(texts, Path(tempfile.mkdtemp(dir=work)) / "fts5.sqlite3")
    yield "pdftotext + FTS5", Cost(reading.wall + indexing.wall, reading.cpu + indexing.cpu)
    if shutil.which("recollindex"):
        with timed() as cost:
            recoll(folder, Path(tempfile.mkdtemp(dir=work)))
        yield "Recoll", cost


def text_of(file: Path) -> str:
    """The text of a file, by pdftotext or as it stands."""
    if file.suffix.lower() != ".pdf":
        return file.read_text(encoding="utf-8", errors="replace")
    done = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, check=False)
    return done.stdout.decode("utf-8", "replace")


def fts5(texts: list[str], file: Path) -> None:
    """Paragraphs into a table of FTS5."""
    connection = sqlite3.connect(file)
    connection.execute("CREATE VIRTUAL TABLE passages USING fts5(text)")
    with connection:
        for text in texts:
            paragraphs = (part for part in re.split(r"\n\s*\n|\f", text) if part.strip())
            connection.executemany("INSERT INTO passages VALUES (?)", ((part,) for part in paragraphs))
    connection.close()


def recoll(folder: Path, configuration: Path) -> None:
    """Recoll's index of the folder."""
    settings = f"topdirs = {folder}\nthrQSizes = -1 -1 -1\n"
    (configuration / "recoll.conf").write_text(settings, encoding="utf-8")
    subprocess.run(["recollindex", "-c", str(configuration)], capture_output=True, check=False)


# ---- figures


def show(folder: Path, costs: dict[str, Cost]) -> None:
    """The figures as a table, and the ratios that matter."""
    print(f"{folder.name}: {len(walk(folder))} files, {time.strftime('%Y-%m-%d')}\n")
    print(f"| {'stage':22} | CPU s | wall s |\n|{'-' * 24}|---|---|")
    for name, cost in costs.items():
        print(f"| {name:22} | {cost.cpu:.2f} | {cost.wall:.2f} |")

    def ratio(first: str, second: str) -> float:
        return costs[first].cpu / costs[second].cpu

    print(f"\nreading to pdftotext, CPU: {ratio('reading, 1 job', 'pdftotext'):.1f}")
    print(f"whole to pdftotext + FTS5, CPU: {ratio('whole, 1 job', 'pdftotext + FTS5'):.1f}")
    print(f"two jobs to one, wall: {costs['whole, 2 jobs'].wall / costs['whole, 1 job'].wall:.2f}")


if __name__ == "__main__":
    main()
