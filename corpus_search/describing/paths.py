"""What a file's place and name tell of it: its kind, and which regulation it holds."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from corpus_search.describing.vocabulary import is_guide, kind_named
from corpus_search.law import TYPES, Reference, find_citations, parse_reference
from corpus_search.model import Kind

_IDENTIFIER = re.compile(
    r"(?P<type>[a-z]+(?:[-_ ][a-z]+){0,3})[-_ ](?P<year>(?:19|20)\d\d)[-_ ]0*(?P<number>\d{1,3}[a-z]?)(?![\d])",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?:\d+ )?(?:(?P<note>catatan (?:lapangan|observasi)|field ?notes?|fieldnotes?)|"
    r"(?:hasil )?(?:wawancara|transkrip|transcript|interview|fgd))s? \w"
)
_TYPES = frozenset(name.casefold() for kind in TYPES.values() for name in (kind.key, kind.short, kind.name))
"""Folders that are named for a type of regulations: `uu`, `Perpres`."""
_FOLDERS = 2
"""Folders above a file that may be a part of its number, as in `pp/1948/4.md`."""


def kind_of_path(path: str) -> Kind | None:
    """The kind that a folder's name tells, the innermost first: `transcripts/`, `data/catatan-lapangan-2021/`, `uu/`.

    Args:
        path: relative to the corpus, with `/`.
    """
    *folders, _ = path.split("/")
    return next((kind for folder in reversed(folders) if (kind := _kind_of_folder(folder))), None)


def _kind_of_folder(folder: str) -> Kind | None:
    return kind_named(folder) or (Kind.REGULATION if folder.casefold() in _TYPES else None)


def kind_of_name(path: str) -> Kind | None:
    """The kind that a file's name begins with: `wawancara-03-sri.docx`, `Catatan Lapangan 2.odt`.

    Args:
        path: relative to the corpus, with `/`.
    """
    words = " ".join(re.split(r"[\W_]+", PurePosixPath(path).stem.casefold()))
    named = _NAMED.match(words)
    if named is None or is_guide(words):
        return None
    return Kind.FIELD_NOTE if named["note"] else Kind.TRANSCRIPT


def regulation_of_path(path: str) -> Reference | None:
    """The regulation that a file's name tells, with its folders where need be.

    Known are `PP_2009_029.pdf`, `perpres-2020-099-Pengadaan-Vaksin.pdf`, `pp/1948/4.md` and `UU No. 13 Tahun
    2003.pdf`.

    Args:
        path: relative to the corpus, with `/`.
    """
    parts = PurePosixPath(path).with_suffix("").parts
    for count in range(1, _FOLDERS + 2):
        match = _IDENTIFIER.match("-".join(parts[-count:]))
        if match:
            stem = re.sub(r"[-_ ]+", "-", match["type"])
            found = parse_reference(f"{stem}-{match['year']}-{match['number']}".lower())
            if found is not None and found.type:
                return found
    words = " ".join(re.split(r"[\s_]+", parts[-1])) if parts else ""
    cited = next(iter(find_citations(words)), None)
    if cited is None or cited.start or cited.reference.pasal or not cited.reference.number:
        return None
    return cited.reference
