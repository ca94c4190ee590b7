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


_CLOSED = "It cannot be opened ({}); give yourself the right to read it, mend the link, or name it in .corpusignore."
_LEADS_OUT = (
    "It is a link that leads out of the corpus; put a copy there instead, or name it in .corpusignore."
)
_SPECIAL = "It is no ordinary file (a pipe, socket or device); take it out, or name it in .corpusignore."


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that is a document. `path` is relative to the corpus, with `/`."""

    path: str
    file: Path
    size: int
    mtime_ns: int
    obstacle: str = ""
    """Why it cannot even be opened, with the remedy: then it is never touched."""


def must_be_there(corpus: Path) -> None:
    """Make sure that a corpus can be indexed, before anything is made or thrown away for it.

    Raises:
        CorpusError: there is no such folder.
    """
    if not corpus.is_dir():
        raise CorpusError(
            "There is no folder {corpus}. Name the folder of your documents: corpus-search index FOLDER",
            corpus=corpus,
        )


def walk(corpus: Path) -> list[SourceFile]:
    """All documents of a corpus, in the order of their paths.

    Left out are hidden and temporary files, `README*`, `LICENSE*`, names that begin with `_`, what
    `.corpusignore` names (by the rules of .gitignore), and links to folders of the corpus (they can go round in
    circles; the files are found where they are). What is no regular file, links out of the corpus and folders
    that cannot be opened come with their obstacle, so that nothing is missing without a word.

    Raises:
        CorpusError: the folder is missing or cannot be read.
    """
    must_be_there(corpus)
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
    closed: list[SourceFile] = []

    def refuse(error: OSError) -> None:
        folder = Path(error.filename)
        if folder == corpus:
            raise error
        if not isinstance(error, FileNotFoundError):  # else it has vanished meanwhile
            closed.append(_obstructed(corpus, folder, _CLOSED.format(error.strerror)))

    for folder, folders, names in os.walk(corpus, onerror=refuse):
        folders[:] = [name for name in folders if is_document_name(name)]
        links = [name for name in folders if Path(folder, name).is_symlink()]
        for name in (*names, *links):
            file = Path(folder) / name
            if is_document_name(name) and file.relative_to(corpus).as_posix() not in COMPANIONS:
                yield from _looked_at(corpus, root, file)
    yield from closed


def _looked_at(corpus: Path, root: Path, file: Path) -> Iterator[SourceFile]:
    """A file as it is found; nothing where it has vanished meanwhile or is found elsewhere."""
    try:
        status = file.stat()
        target = file.resolve() if file.is_symlink() else file
    except OSError as error:  # a link to nowhere or in a circle, or no right to look
        if file.is_symlink() or not isinstance(error, FileNotFoundError):
            yield _obstructed(corpus, file, _CLOSED.format(error.strerror))
        return
    if file.is_symlink() and root not in (target, *target.parents):
        yield _obstructed(corpus, file, _LEADS_OUT)
    elif stat.S_ISREG(status.st_mode):
        path = _printable(file.relative_to(corpus).as_posix())
        yield SourceFile(path, file, status.st_size, status.st_mtime_ns)
    elif not stat.S_ISDIR(status.st_mode):
        yield _obstructed(corpus, file, _SPECIAL)


def _obstructed(corpus: Path, file: Path, obstacle: str) -> SourceFile:
    return SourceFile(_printable(file.relative_to(corpus).as_posix()), file, 0, 0, obstacle)


def _printable(path: str) -> str:
    """A name that is no valid Unicode, with its bytes written out, so that it can be kept and shown."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _ignore_rules(corpus: Path) -> pathspec.GitIgnoreSpec:
    try:
        lines = (corpus / IGNORE_FILE).read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        lines = []
    return pathspec.GitIgnoreSpec.from_lines(lines)
