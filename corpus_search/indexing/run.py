"""One run of the indexer: corpus -> catalog -> engine, only what changed, resumable at any moment."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from corpus_search.catalog import Catalog, FileRow, LastRun
from corpus_search.describing import Register
from corpus_search.engines.base import Engine
from corpus_search.indexing.changes import Changes
from corpus_search.indexing.extracting import Extracted, Extractor, unread_file
from corpus_search.indexing.freshness import Report, bring_up_to_date, is_fresh
from corpus_search.indexing.plan import PlannedFile, as_it_was, make_plan, without_withdrawn
from corpus_search.indexing.recovery import recover
from corpus_search.indexing.walk import SourceFile
from corpus_search.indexing.workshop import Workshop
from corpus_search.making import Makers
from corpus_search.model import Document, State
from corpus_search.pseudonyms import Pseudonyms
from corpus_search.reading import READING_VERSION
from corpus_search.storing import Withdrawal


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did: documents by what became of them."""

    read: int
    """New ones; these and the next three are without duplicates."""
    changed: int
    unchanged: int
    moved: int
    removed: int
    duplicates: int
    """Of all documents."""
    failed: int
    """Of all documents: in no readable state."""
    passages: int
    """In the whole index."""
    seconds: float
    failures: tuple[Document, ...]


def run(
    files: Iterable[SourceFile],
    *,
    catalog: Catalog,
    engine: Engine,
    register: Register,
    pseudonyms: Pseudonyms,
    withdrawn: Iterable[Withdrawal],
    extractor: Extractor,
    makers: Makers,
    report: Report,
) -> Summary:
    """Make the index tell what the corpus holds.

    Args:
        files: what the corpus holds, in the order of their paths.
        catalog: the index's catalog, claimed for this corpus.
        engine: the index's engine.
        register: what people know of the documents.
        pseudonyms: the names that are replaced.
        withdrawn: documents whose files are not read.
        extractor: gives what is in the files.
        makers: make documents of it.
        report: told of each file.

    Raises:
        IndexUnusableError: the index cannot be written.
    """
    begun = time.monotonic()
    recover(catalog, engine)
    plan = without_withdrawn(make_plan(files, catalog.rows()), withdrawn)
    changes = Changes(catalog, engine)
    for row in plan.gone:
        changes.remove(row)
    changes.commit()
    counts = Counter(
        _sort(planned, register, extractor.recipe(planned), pseudonyms) for planned in plan.files
    )
    bring_up_to_date(
        plan.files,
        changes=changes,
        workshop=Workshop(extractor.extract, makers, register),
        pseudonyms=pseudonyms,
        recipe=extractor.recipe,
        report=report,
    )
    catalog.extractions.forget_unused()
    summary = _summary(counts, plan.gone, catalog, engine, time.monotonic() - begun)
    catalog.about.pseudonyms = pseudonyms.digest
    catalog.about.remember_run(_for_keeping(summary))
    return summary


def apply(
    *, catalog: Catalog, engine: Engine, register: Register, pseudonyms: Pseudonyms, makers: Makers
) -> int:
    """Make the index tell what the register and the pseudonyms say, from what was read before.

    A document of which this version of the program has read nothing is left for the next run.

    Returns:
        How many documents were made anew.

    Raises:
        IndexUnusableError: the index cannot be written.
    """
    recover(catalog, engine)
    rows = catalog.rows().values()
    paths = {row.as_shown.id: row.document.path for row in rows}
    known = [
        as_it_was(row, paths)
        for row in rows
        if catalog.extractions.has(row.document.checksum, READING_VERSION, row.recipe)
    ]
    changed = bring_up_to_date(
        known,
        changes=Changes(catalog, engine),
        workshop=Workshop(lambda planned, _: _as_it_was_read(planned, catalog), makers, register),
        pseudonyms=pseudonyms,
        recipe=_recipe_as_it_was,
        report=lambda *_: None,
    )
    catalog.about.pseudonyms = pseudonyms.digest
    return changed


def _recipe_as_it_was(planned: PlannedFile) -> str:
    return planned.known.recipe if planned.known is not None else ""


def _as_it_was_read(planned: PlannedFile, catalog: Catalog) -> Extracted:
    """What was read from a file; no file is read to apply the register."""
    recipe = _recipe_as_it_was(planned)
    if (unread := unread_file(planned)) is not None:
        return unread
    data = catalog.extractions.data(planned.checksum, READING_VERSION, recipe)
    assert data is not None, planned.source.path  # noqa: S101  (`apply` has looked)
    return Extracted(planned, data, recipe)


def _sort(planned: PlannedFile, register: Register, recipe: str, pseudonyms: Pseudonyms) -> str:
    """Under what a file is counted: a duplicate as nothing else."""
    if planned.duplicate_of is not None:
        return "duplicates"
    if planned.known is None:
        return "read"
    if planned.moved:
        return "moved"
    return "unchanged" if is_fresh(planned, planned.known, register, recipe, pseudonyms) else "changed"


def _summary(
    counts: Mapping[str, int], gone: tuple[FileRow, ...], catalog: Catalog, engine: Engine, seconds: float
) -> Summary:
    documents = catalog.documents()
    failures = tuple(document for document in documents if document.state.is_failure)
    return Summary(
        read=counts["read"],
        changed=counts["changed"],
        unchanged=counts["unchanged"],
        moved=counts["moved"],
        removed=len(gone),
        duplicates=sum(document.state is State.DUPLICATE for document in documents),
        failed=len(failures),
        passages=engine.count(),
        seconds=seconds,
        failures=failures,
    )


def _for_keeping(summary: Summary) -> LastRun:
    names = ("read", "changed", "unchanged", "moved", "removed", "duplicates", "failed", "passages")
    return LastRun(
        finished=datetime.now(UTC).isoformat(timespec="seconds"),
        seconds=round(summary.seconds, 3),
        counts={name: getattr(summary, name) for name in names},
    )
