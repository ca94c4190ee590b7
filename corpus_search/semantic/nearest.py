"""The passages nearest in meaning to a query."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

import numpy as np

from corpus_search.errors import IndexMissingError, IndexVersionError
from corpus_search.semantic.encoders import Array, Encoder, Opener, open_encoder
from corpus_search.semantic.vectors import Vectors, current_file, read_vectors

_FIRST = 512
"""Keys that are given at first; each time after that eight times as many."""
_KEPT_QUERIES = 64
"""Vectors of queries that are kept: whoever turns the page asks again."""


class Nearness:
    """The vectors of an index, read anew whenever others are in their place. Safe for threads."""

    def __init__(self, index: Path, catalog: Callable[[], str], opener: Opener = open_encoder) -> None:
        """Open nothing yet.

        Args:
            index: the folder.
            catalog: tells the identity of its catalog.
            opener: opens the model that the vectors were made by.
        """
        self._index, self._catalog, self._opener = index, catalog, opener
        self._lock = threading.Lock()
        self._file: Path | None = None
        self._vectors: Vectors | None = None
        self._encoder: Encoder | None = None
        self._kept = lru_cache(maxsize=_KEPT_QUERIES)(self._encoded)

    @property
    def exists(self) -> bool:
        """Whether there are vectors of this index's passages.

        Raises:
            IndexDamagedError: they cannot be used.
        """
        return self._current() is not None

    def nearest(self, text: str) -> Iterator[tuple[int, ...]]:
        """Keys of all passages that have a vector, the nearest to a text first; a few, then ever more at a time.

        Raises:
            IndexMissingError: there are no vectors.
            IndexVersionError: another version of the model made them.
            IndexDamagedError: they cannot be used.
            ProgramMissingError: the model's package is not installed.
            SettingsError: the model is gone.
        """
        vectors = self._current()
        if vectors is None:
            raise IndexMissingError(
                "There are no vectors of the passages yet. Make them with: corpus-search vectors"
            )
        order = np.argsort(-vectors.likeness(self._kept(vectors.model, vectors.version, text)), kind="stable")
        at, size = 0, _FIRST
        while at < len(order):
            yield tuple(vectors.keys[order[at : at + size]].tolist())
            at, size = at + size, 8 * size

    def _encoded(self, model: str, version: str, text: str) -> Array:
        with self._lock:
            if self._encoder is None or self._encoder.model != model:
                self._encoder = self._opener(model)
            encoder = self._encoder
        if encoder.version != version:
            raise IndexVersionError(
                "The vectors of the passages are of another version of the model ({made}; installed is {installed}). "
                "Make them again with: corpus-search vectors",
                made=version,
                installed=encoder.version,
            )
        return encoder.query(text)

    def _current(self) -> Vectors | None:
        with self._lock:
            file = current_file(self._index)
            if file != self._file or file is None:
                self._vectors = None if file is None else read_vectors(self._index)
                self._file = file
            vectors = self._vectors
        return vectors if vectors is not None and vectors.catalog == self._catalog() else None
