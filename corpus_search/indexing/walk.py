"""The files of a corpus that are documents."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pathspec

from corpus_search.errors import CorpusError

IGNORE_FILE = ".corpusignore"
COMPANIONS = frozenset({"themes.toml", "documents.csv", "glossary.toml"})
"""At the top of a corpus: brought along for the store, no documents."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that is a document. `path` is relative to the corpus, with `/`."""

    path: str
    file: Path
    size: int
    mtime_ns: int


def walk(corpus: Path) -> list[SourceFile]:
    """All documents of a corpus, in the order of their paths.

    Left out are hidden and temporary files, `README*`, `LICENSE*`, names that begin with `_`, what
    `.corpusignore` names (by the rules of .gitignore), whatever is no regular file, and links that lead
    out of the corpus or to a folder (they can go round in circles).

    Raises:
        CorpusError: the folder is missing or cannot be read.
    """
    if not corpus.is_dir():
        raise CorpusError(
            "There is no folder {corpus}. Name the folder of your documents: corpus-search index FOLDER",
            corpus=corpus,
        )
    try:
        ignored = _ignore_rules(corpus)
        found = [source for source in _files(corpus, corpus.resolve()) if not ignored.match_file(source.path)]
    except OSError as error:
        raise CorpusError(
            "The corpus {corpus} cannot be read: {error}. Check the folder's permissions.",
            corpus=corpus,
            error=error,
        ) from error
    return sorted(found, key=lambda source: source.path)


def is_document_name(name: str) -> bool:
    """Whether a file or folder of this name can be or hold documents."""
    return not (
        name.startswith((".", "_", "~$"))
        or name.upper().startswith(("README", "LICENSE"))
        or name.endswith("~")
    )


def _files(corpus: Path, root: Path) -> Iterator[SourceFile]:
    def refuse(error: OSError) -> None:
        if Path(error.filename) == corpus:
            raise error

    for folder, folders, names in os.walk(corpus, onerror=refuse):
        folders[:] = [name for name in folders if is_document_name(name)]
        for name in names:
            file = Path(folder) / name
            path = file.relative_to(corpus).as_posix()
            if not is_document_name(name) or path in COMPANIONS:
                continue
            try:
                status = file.stat()
            except OSError:  # vanished meanwhile, or a link to nowhere: nothing that could be a document
                continue
            if stat.S_ISREG(status.st_mode) and (not file.is_symlink() or root in file.resolve().parents):
                yield SourceFile(_printable(path), file, status.st_size, status.st_mtime_ns)


def _printable(path: str) -> str:
    """A name that is no valid Unicode, with its bytes written out, so that it can be kept and shown."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _ignore_rules(corpus: Path) -> pathspec.GitIgnoreSpec:
    try:
        lines = (corpus / IGNORE_FILE).read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        lines = []
    return pathspec.GitIgnoreSpec.from_lines(lines)
