"""A segment as Whoosh's table of contents knows it: its name, size and deletions, pickled there."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from whoosh.codec import base

from corpus_search.engines.whoosh.arrays import NO_IDS, Ids, Mask, mark, union
from corpus_search.engines.whoosh.columns import SegmentColumns
from corpus_search.engines.whoosh.sections import Sections, SectionsWriter, damaged_error
from corpus_search.engines.whoosh.storage import DOCS, INDEX_NAME, POST, DurableStorage


class Segment(base.Segment):  # type: ignore[misc]  # whoosh has no types
    """Two files that never change, and which of their passages are deleted."""

    def __init__(self, indexname: str = INDEX_NAME) -> None:
        super().__init__(indexname)
        self._size = 0
        self._deleted = b""
        """Numbers of the deleted passages, ascending, u32 little-endian: with the table of contents they change
        all at once."""

    def __repr__(self) -> str:
        return f"<Segment {self.segment_id()}: {self.doc_count()} of {self._size}>"

    # What the engine uses.

    def deleted(self) -> Ids:
        """Numbers of the deleted passages."""
        return np.frombuffer(self._deleted, "<u4").astype(np.uint32) if self._deleted else NO_IDS

    def live(self) -> Mask | None:
        """Per passage whether it is not deleted; None where none is."""
        return ~mark(self.deleted(), self._size) if self._deleted else None

    def delete(self, ids: Ids) -> None:
        """Delete passages, in this object only: what is pickled next tells of it."""
        self._deleted = union([self.deleted(), ids], self._size).astype("<u4").tobytes()

    def file_names(self) -> list[str]:
        """Its files."""
        return [self.make_filename(POST), self.make_filename(DOCS)]

    def post_writer(self, storage: DurableStorage) -> SectionsWriter:
        """A new file for postings."""
        return SectionsWriter(storage.create_part(self.make_filename(POST)))

    def docs_writer(self, storage: DurableStorage) -> SectionsWriter:
        """A new file for what is known of each passage."""
        return SectionsWriter(storage.create_part(self.make_filename(DOCS)))

    def open(self, storage: DurableStorage) -> SegmentColumns:
        """Map its files.

        Raises:
            FileNotFoundError: a newer state has taken its place.
            IndexDamagedError: not whole.
            IndexVersionError: in another format.
        """
        opened = []
        for name in self.file_names():
            with (storage.path / name).open("rb") as file:
                opened.append(Sections(file, name))
        columns = SegmentColumns(*opened)
        if columns.size != self._size:
            raise damaged_error(self.make_filename(DOCS))
        return columns

    # What Whoosh uses (described in whoosh.codec.base).

    def codec(self) -> base.Codec:
        """How Whoosh reads and writes it."""
        from corpus_search.engines.whoosh.codec import ColumnCodec

        return ColumnCodec()

    def should_assemble(self) -> bool:
        """Never packed into one file: columns are mapped."""
        return False

    def doc_count_all(self) -> int:
        """Passages, deleted ones among them."""
        return self._size

    def set_doc_count(self, doccount: int) -> None:
        """Tell how many passages were written."""
        self._size = doccount

    def deleted_count(self) -> int:
        """Deleted passages."""
        return len(self._deleted) // 4

    def deleted_docs(self) -> Iterator[int]:
        """Numbers of the deleted passages."""
        return iter(self.deleted().tolist())

    def is_deleted(self, docnum: int) -> bool:
        """Whether a passage is deleted."""
        deleted = self.deleted()
        at = int(np.searchsorted(deleted, docnum))
        return at < len(deleted) and int(deleted[at]) == docnum

    def delete_document(self, docnum: int, delete: bool = True) -> None:
        """Delete a passage or take that back."""
        ids = np.array([docnum], np.uint32)
        if delete:
            self.delete(ids)
        else:
            self._deleted = self.deleted()[self.deleted() != docnum].astype("<u4").tobytes()
