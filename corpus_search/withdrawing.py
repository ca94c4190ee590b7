"""An informant withdraws: what the program holds of a document goes, and what it cannot reach is named.

First the withdrawal is written down, then the store is cleaned, then the index, then the withdrawal is marked as
finished. Each step can be done again: whoever was interrupted runs the command once more.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from corpus_search.catalog import Catalog, FileRow
from corpus_search.config import Settings
from corpus_search.describing import REGISTER, read_register, without_rows, write_register
from corpus_search.engines import open_engine
from corpus_search.errors import IndexMissingError, NotFoundError, UsageError
from corpus_search.evidence import Store
from corpus_search.indexing import erase_from_shards, only_writer, recover
from corpus_search.journal import Journal
from corpus_search.language import words
from corpus_search.pseudonyms import FILE as PSEUDONYMS
from corpus_search.pseudonyms import Pseudonyms, read_pseudonyms, write_pseudonyms
from corpus_search.reading import PictureCache
from corpus_search.saved import SavedSearches
from corpus_search.semantic import drop_gone
from corpus_search.storing import BACKUPS, Withdrawal, alone, keep_withdrawal, now, read_withdrawn

_QUOTING = 4
"""Words from which a search that stands in the document quotes it."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was purged, and what lies outside reach."""

    withdrawal: Withdrawal
    files: tuple[Path, ...]
    """The document's files that still lie in the corpus; the program never deletes them."""
    backups: tuple[Path, ...]
    """Copies of the store that were made before."""


def withdraw(settings: Settings, document: str) -> Receipt:
    """Purge what the program holds of a document. Nobody may be serving or indexing meanwhile.

    Args:
        settings: the folders.
        document: its id or path.

    Raises:
        NotFoundError: there is no such document.
        StoreError: the store is in use, or cannot be used.
        IndexUnusableError: the index is in use, or cannot be used; what was begun is finished by running it again.
    """
    with alone(settings.store), _index(settings.index) as catalog:
        return _finished(settings, catalog, _begun(settings, catalog, document))


def to_withdraw(settings: Settings, document: str) -> str:
    """The id of the document that `withdraw` would purge, so that it can be asked about.

    Raises:
        NotFoundError: there is no such document.
        UsageError: it is a copy of another.
    """
    with _index(settings.index) as catalog:
        chosen = _chosen(settings, catalog, document)
        return chosen.id if isinstance(chosen, Withdrawal) else chosen.document.id


def finish_withdrawals(settings: Settings) -> tuple[Receipt, ...]:
    """Finish what was interrupted, or came back with a backup.

    Raises:
        StoreError, IndexUnusableError: as with `withdraw`.
    """
    waiting = [one for one in read_withdrawn(settings.store) if not one.finished]
    if not waiting:
        return ()
    with alone(settings.store), _index(settings.index) as catalog:
        return tuple(_finished(settings, catalog, one) for one in waiting)


@contextmanager
def _index(folder: Path) -> Iterator[Catalog | None]:
    """The catalog, kept from other writers; None where nothing is indexed."""
    try:
        catalog = Catalog(folder)
    except IndexMissingError:
        yield None
        return
    with closing(catalog), only_writer(folder):
        yield catalog


def _chosen(settings: Settings, catalog: Catalog | None, document: str) -> Withdrawal | FileRow:
    """A document by its id or path; the withdrawal, where that was begun before."""
    known = next((one for one in read_withdrawn(settings.store) if document in (one.id, *one.paths)), None)
    rows = list(catalog.rows().values()) if catalog is not None else []
    row = next(
        (row for row in rows if document in (row.as_shown.id, row.document.id, row.document.path)), None
    )
    if known is not None and (row is None or row.document.id == known.id):
        return known
    if row is None:
        raise NotFoundError("There is no document {identifier}.", identifier=document)
    if row.document.duplicate_of is not None:
        raise UsageError(
            "{path} is a copy of {identifier}: withdraw that.",
            path=row.document.path,
            identifier=row.document.duplicate_of,
        )
    return row


def _begun(settings: Settings, catalog: Catalog | None, document: str) -> Withdrawal:
    """The withdrawal, written down."""
    row = _chosen(settings, catalog, document)
    if isinstance(row, Withdrawal):
        return row
    checksum = row.document.checksum
    rows = catalog.rows().values() if catalog is not None else ()
    paths = [other.document.path for other in rows if checksum and other.document.checksum == checksum]
    begun = Withdrawal(
        row.document.id, tuple(paths) or (row.document.path,), checksum, now(), held=_held(settings, row)
    )
    keep_withdrawal(settings.store, begun)
    return begun


def _held(settings: Settings, row: FileRow) -> dict[str, int]:
    document = row.document
    with closing(Store(settings.store)) as store:
        return {
            "documents": 1,
            "pages": document.pages,
            "passages": document.passages,
            **store.held(document.id),
        }


def _finished(settings: Settings, catalog: Catalog | None, begun: Withdrawal) -> Receipt:
    """Purge, and mark as done."""
    begun = _erase_store(settings.store, begun, _texts(catalog, begun.id) if catalog is not None else ())
    if catalog is not None:
        pictures = PictureCache(settings.index, settings.pictures_mb << 20).forget(begun.checksum)
        with closing(open_engine(settings)) as engine:
            recover(
                catalog, engine
            )  # drops what the catalog does not know, as after a rebuild that was stopped
            with engine.batch() as batch:
                batch.remove(catalog.writer.contents_of(begun.id))
                batch.purge()
        catalog.writer.erase(begun.id, begun.checksum)
        erase_from_shards(settings.index, begun.id, begun.checksum)
        drop_gone(settings.index)
        begun = replace(begun, held=begun.held | {"pictures": begun.held.get("pictures", 0) + pictures})
    done = replace(begun, finished=True, held=begun.held | {"searches": len(begun.queries)})
    keep_withdrawal(settings.store, done)
    return _receipt(settings, catalog, done)


def _erase_store(store: Path, begun: Withdrawal, texts: Sequence[str]) -> Withdrawal:
    """Take a document, with the words of these texts, out of the store.

    Returns:
        The withdrawal, which now tells by what the searches that quoted it are known.
    """
    register = read_register(store / REGISTER)
    without = without_rows(register, begun.id, begun.paths)
    if without != register:
        write_register(store / REGISTER, without)
    table = read_pseudonyms(store / PSEUDONYMS)
    others = tuple(row for row in table.rows if row.document not in (begun.id, *begun.paths))
    if others != table.rows:
        write_pseudonyms(store / PSEUDONYMS, Pseudonyms(others))
    told, known = _Words(texts), set(begun.queries)

    def quotes(text: str) -> bool:
        return _hashed(text) in known or told.hold(text)

    def note(queries: Sequence[str]) -> None:
        """Write down by what they are known: should a backup bring them back, they go again."""
        known.update(map(_hashed, queries))
        keep_withdrawal(store, replace(begun, queries=tuple(sorted(known))))

    with (
        closing(Store(store)) as evidence,
        closing(Journal(store)) as journal,
        closing(SavedSearches(store)) as saved,
    ):
        evidence.erase(begun.id, begun.at)
        evidence.erase_queries(quotes, note)
        journal.erase(quotes, note)
        saved.erase(quotes, note)
    return replace(begun, queries=tuple(sorted(known)))


def _receipt(settings: Settings, catalog: Catalog | None, done: Withdrawal) -> Receipt:
    corpus = catalog.about.corpus if catalog is not None else None
    files = [corpus / path for path in done.paths] if corpus is not None else []
    backups = settings.store / BACKUPS
    return Receipt(
        done,
        tuple(file for file in files if file.exists()),
        tuple(sorted(entry for entry in backups.iterdir() if not entry.name.startswith(".")))
        if backups.is_dir()
        else (),
    )


def _texts(catalog: Catalog, own: str) -> tuple[str, ...]:
    """A document's words, as they are and as they are shown."""
    identifier = catalog.shown_id(own)
    contents, real = catalog.contents(identifier), catalog.real_text(identifier)
    return tuple(one.text for one in (contents, real) if one is not None)


class _Words:
    """Tells whether a document holds some words side by side."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = [f" {' '.join(words(text))} " for text in texts]

    def hold(self, text: str) -> bool:
        """Whether they stand there, and are enough of them to be a quote."""
        found = words(text)
        return len(found) >= _QUOTING and any(f" {' '.join(found)} " in told for told in self._texts)


def _hashed(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
