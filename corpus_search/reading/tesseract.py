"""Tesseract, the program that recognises text in pictures: which languages it knows, and what it makes of a page.

It is called as a program (`tesseract stdin stdout ... tsv`); its table of words is described in its manual page.
"""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from corpus_search.errors import ProgramMissingError
from corpus_search.model import State
from corpus_search.reading.failures import RefusedError

PROGRAM = "tesseract"
LANGUAGES = ("ind", "eng")
"""What is recognised, as far as it is installed: Indonesian first."""
_ONE_COLUMN = "4"
"""Page segmentation: one column of text of several sizes, so that a label stays beside its text."""
_ANSWER_SECONDS = 30
_WORD_LEVEL = "5"
_DOUBTFUL = 20.0
"""Words of less confidence (0 to 100) are mostly made of emblems, stamps and dirt."""

_INSTALL = (
    "Debian, Ubuntu: sudo apt install tesseract-ocr tesseract-ocr-ind; macOS: brew install tesseract "
    "tesseract-lang; Windows: the installer of github.com/UB-Mannheim/tesseract, Indonesian chosen in it."
)


@dataclass(frozen=True, slots=True)
class Word:
    """A recognised word with its rectangle on the picture, in pixels from the top left."""

    text: str
    left: int
    top: int
    right: int
    bottom: int


def installed_languages() -> tuple[str, ...]:
    """Those of `LANGUAGES` that tesseract can recognise on this machine.

    Raises:
        ProgramMissingError: it is not installed, or knows none of them.
    """
    program = shutil.which(PROGRAM)
    if program is None:
        raise ProgramMissingError(
            "Text recognition needs the program tesseract, which is not installed. Install it ({install}), "
            "or index with --ocr off.",
            install=_INSTALL.rstrip("."),
        )
    try:
        answer = subprocess.run(  # noqa: S603  (found on the path, without words of a user)
            [program, "--list-langs"], capture_output=True, timeout=_ANSWER_SECONDS, check=True
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise ProgramMissingError(
            "The program {program} does not work: {error}. Install it anew, or index with --ocr off.",
            program=program,
            error=error,
        ) from error
    known = answer.stdout.decode("utf-8", "replace").split()
    languages = tuple(language for language in LANGUAGES if language in known)
    if not languages:
        raise ProgramMissingError(
            "The program tesseract is installed, but without Indonesian and English. Install these ({install}), "
            "or index with --ocr off.",
            install=_INSTALL.rstrip("."),
        )
    return languages


def recognise(
    pixels: bytes, width: int, height: int, dpi: float, languages: Sequence[str]
) -> list[list[Word]]:
    """Lines of words in a grey picture.

    Args:
        pixels: a byte each, row by row, 0 for black.
        width: in pixels.
        height: in pixels.
        dpi: pixels an inch.
        languages: as tesseract names them.

    Raises:
        RefusedError: tesseract fails on it.
    """
    command = [PROGRAM, "stdin", "stdout", "-l", "+".join(languages), "--psm", _ONE_COLUMN]
    try:
        done = subprocess.run(  # noqa: S603  (the languages are among LANGUAGES)
            [*command, "--dpi", str(round(dpi)), "tsv"],
            input=b"P5\n%d %d\n255\n%b" % (width, height, pixels),  # a portable grey map
            capture_output=True,
            check=True,
            env={
                **os.environ,
                "OMP_THREAD_LIMIT": "1",
            },  # several pages at once take less than several threads
        )
    except OSError as error:
        raise RefusedError(State.UNREADABLE, _FAILED, error=error) from error
    except subprocess.CalledProcessError as error:
        words = error.stderr.decode("utf-8", "replace").strip()[:200]
        raise RefusedError(State.UNREADABLE, _FAILED, error=words or error) from error
    rows = csv.DictReader(
        done.stdout.decode("utf-8", "replace").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE
    )
    return list(_lines(rows))


_FAILED = "Text recognition failed ({error}); run the command again, or install tesseract anew."


def _lines(rows: csv.DictReader[str]) -> Iterator[list[Word]]:
    def line(row: dict[str, str]) -> tuple[str, ...]:
        return row["block_num"], row["par_num"], row["line_num"]

    for _, found in groupby((row for row in rows if row["level"] == _WORD_LEVEL), line):
        words = [_word(row) for row in found if row["text"].strip() and float(row["conf"]) >= _DOUBTFUL]
        if words:
            yield words


def _word(row: dict[str, str]) -> Word:
    left, top, width, height = (int(row[name]) for name in ("left", "top", "width", "height"))
    return Word(row["text"].strip(), left, top, left + width, top + height)
