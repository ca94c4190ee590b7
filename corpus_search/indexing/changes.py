"""Collects changes and commits them in batches: first the catalog, then the engine, then the catalog again."""

from __future__ import annotations

from dataclasses import dataclass, replace

from corpus_search.catalog import Catalog, FileRow
from corpus_search.engines.base import Engine, IndexedPassage
from corpus_search.indexing.recovery import indexed
from corpus_search.law import Link
from corpus_search.model import Found, Segmentation
from corpus_search.pseudonyms import Renamed

_BATCH_PASSAGES = 5_000
_BATCH_DOCUMENTS = 200
"""What was read is committed whenever one of these is reached: a crash loses no more than that."""


@dataclass(frozen=True, slots=True)
class Made:
    """A document's text, cut into passages, and where in it each page begins, with the page's number."""

    segmentation: Segmentation
    page_starts: tuple[tuple[int, int], ...]
    links: tuple[Link, ...] = ()
    """The regulations that it cites."""
    renamed: Renamed | None = None
    """What is shown of it, where names in it are replaced."""

    @property
    def shown(self) -> Segmentation:
        """The text as it is shown."""
        return self.segmentation if self.renamed is None else self.renamed.segmentation


class Changes:
    """Changes that wait for the next commit. Call `commit` at the end."""

    def __init__(self, catalog: Catalog, engine: Engine) -> None:
        """Nothing waits yet."""
        self._catalog, self._engine = catalog, engine
        self._clear()

    def _clear(self) -> None:
        self._rows: list[FileRow] = []
        self._removed: list[str] = []
        self._old: list[int] = []
        self._new: list[IndexedPassage] = []

    def remove(self, row: FileRow) -> None:
        """A document is gone."""
        self._removed.append(row.as_shown.id)
        self._forget_content(row)

    def touch(self, row: FileRow) -> None:
        """Only what is known of the file's times changed."""
        self._rows.append(row)

    def replace(self, known: FileRow | None, row: FileRow, made: Made | None) -> None:
        """A document is new or has changed.

        Args:
            known: its row before.
            row: its row now, without a content.
            made: what became of its text; None where it has none.
        """
        self._rows.append(row if made is None else self._staged(row, made))
        self._forget_content(known)
        if len(self._new) >= _BATCH_PASSAGES or len(self._rows) >= _BATCH_DOCUMENTS:
            self.commit()

    def commit(self) -> None:
        """Make all that waits visible."""
        if self._old or self._new:
            with self._engine.batch() as batch:
                batch.remove(self._old)
                batch.put(self._new)
        if self._rows or self._removed:
            self._catalog.writer.settle(self._rows, self._removed)
        self._clear()

    def _staged(self, row: FileRow, made: Made) -> FileRow:
        staged = self._catalog.writer.stage(
            row, made.segmentation, made.page_starts, made.links, made.renamed
        )
        text = made.shown.text
        found = (
            (key, Found(row.as_shown, passage, text[passage.start : passage.end]))
            for key, passage in staged.passages
        )
        self._new.extend(indexed(staged.content, found, records=self._engine.keeps_records))
        return replace(row, content=staged.content)

    def _forget_content(self, row: FileRow | None) -> None:
        if row is not None and row.content is not None:
            self._old.append(row.content)
