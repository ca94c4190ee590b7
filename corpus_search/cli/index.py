"""`corpus-search index`."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path

import click

from corpus_search.cli.common import (
    FOLDER,
    OcrCommand,
    counted,
    index_flags,
    print_json,
    progress,
    settings,
    talk,
)
from corpus_search.cli.watching import watch
from corpus_search.config import OCR_MODES, Settings
from corpus_search.errors import Exit, UsageError
from corpus_search.indexing import (
    Shard,
    Summary,
    corpus_of,
    index_corpus,
    index_shard,
)
from corpus_search.model import Document
from corpus_search.storing import read_withdrawn


@click.command(cls=OcrCommand, epilog="Example: corpus-search index ~/my-corpus --jobs 4 --ocr")
@click.argument("folder", required=False, type=FOLDER)
@index_flags
@click.option(
    "--jobs", type=click.IntRange(0, 64), help="Files read at the same time (default: one a processor)."
)
@click.option(
    "--ocr",
    type=click.Choice(OCR_MODES),
    help="Recognise the text of pages without any (--ocr or --ocr scans), also of those with a poor text layer "
    "behind a scan (--ocr all), or not at all (off). Default: as this index was made. Needs tesseract.",
)
@click.option("--rebuild", is_flag=True, help="Throw the index away and make it again from the files.")
@click.option(
    "--watch", "watching", is_flag=True, help="Go on: index again whenever files change, until Ctrl-C."
)
@click.option(
    "--shard",
    metavar="K/N",
    help="Only read the K-th of N parts, for the next run without --shard to take in; several at a time, on machines "
    "that share the folders.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
@click.pass_context
def index(
    ctx: click.Context,
    *,
    folder: Path | None,
    index: Path | None,
    store: Path | None,
    jobs: int | None,
    ocr: str | None,
    rebuild: bool,
    watching: bool,
    shard: str | None,
    as_json: bool,
) -> None:
    """Index the documents of FOLDER; only what changed is read again.

    Without FOLDER it is the one that the index was made of, else the folder `corpus`.

    It can be stopped at any moment and run again. Exit status 3: done, but some documents could not be read.
    """
    chosen = settings(corpus=folder, index=index, store=store, jobs=jobs, ocr=ocr)
    if folder is None:
        chosen = replace(chosen, corpus=corpus_of(chosen))
    try:
        if shard is not None:
            _read_shard(chosen, Shard.of(shard), alone=not (rebuild or watching), as_json=as_json)
            return
        summary = _index_once(chosen, rebuild=rebuild, as_json=as_json)
        if watching:
            watch(chosen.corpus, lambda: _index_once(chosen, rebuild=False, as_json=as_json))
    except KeyboardInterrupt:
        talk("Stopped. What was finished is kept; run the same command again to go on.")
        ctx.exit(Exit.OK if watching else Exit.FAILED)
    ctx.exit(Exit.INCOMPLETE if summary.failed else Exit.OK)


def _read_shard(chosen: Settings, shard: Shard, *, alone: bool, as_json: bool) -> None:
    if not alone:
        raise UsageError("--shard only reads: leave --rebuild and --watch to the run that takes it in.")
    with progress() as report:
        files = index_shard(chosen, shard, report=report)
    if as_json:
        print_json({"shard": shard.number, "of": shard.count, "files": files})
    else:
        click.echo(f"Part {shard.number} of {shard.count}: {counted(files, 'file')}, all read.")
        talk("When all parts are read, run `corpus-search index` once to take them in.")


def _index_once(chosen: Settings, *, rebuild: bool, as_json: bool) -> Summary:
    """One run, with what it did."""
    _finish_withdrawals(chosen)
    with progress() as report:
        summary = index_corpus(chosen, rebuild=rebuild, report=report)
    if as_json:
        print_json(_summary_record(summary))
    else:
        _print_summary(summary, chosen.corpus)
    _renew_vectors(chosen)
    return summary


# What these two need is loaded only now: most runs can begin without it.


def _finish_withdrawals(chosen: Settings) -> None:
    if not all(withdrawal.finished for withdrawal in read_withdrawn(chosen.store)):
        from corpus_search.cli.withdraw import finish

        finish(chosen)


def _renew_vectors(chosen: Settings) -> None:
    from corpus_search.cli.vectors import forget_gone, make, tell_made

    if chosen.semantic:
        tell_made(make(chosen))
    else:
        forget_gone(chosen)


def _summary_record(summary: Summary) -> dict[str, object]:
    record = asdict(summary)
    record["failures"] = [failure_record(document) for document in summary.failures]
    return record


def failure_record(document: Document) -> dict[str, str]:
    """A document that could not be read, for programs."""
    return {"id": document.id, "path": document.path, "state": document.state, "reason": document.reason}


def print_failures(failures: tuple[Document, ...]) -> None:
    """Print each file that could not be read whole, with the reason and the remedy."""
    for document in failures:
        click.echo(f"  {document.path}: {document.state.replace('_', ' ')}. {document.reason}")


def _print_summary(summary: Summary, corpus: Path) -> None:
    counted = [
        f"{number} {word}"
        for number, word in (
            (summary.read, "read"),
            (summary.changed, "changed"),
            (summary.unchanged, "unchanged"),
            (summary.moved, "moved"),
            (summary.removed, "removed"),
            (summary.duplicates, "duplicate"),
            (summary.failed, "failed"),
        )
    ]
    click.echo(f"Documents: {', '.join(counted)}.")
    click.echo(f"Passages in the index: {summary.passages:,}. Took {summary.seconds:.1f} s.")
    if summary.failures:
        click.echo("Not read, or not whole:")
        print_failures(summary.failures)
    if not (summary.read or summary.changed or summary.unchanged or summary.moved):
        talk(
            f"There are no documents in {corpus}. "
            "Put files there (PDF, DOCX, TXT ...) and run the command again."
        )
