"""What a document is called."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from corpus_search.describing.content import interview_title
from corpus_search.law import full_name
from corpus_search.model import Kind, LineRole
from corpus_search.segmenting.field_note_lines import NOTE_TITLE
from corpus_search.segmenting.text import DocumentText

_SITE = re.compile(r"\s+[|–—·-]\s+\S")
_LONGEST = 200
_FIRST_LINES = 6
_ANY_INTERVIEW = re.compile(r"\b(?:hasil|transkrip|transcript|verbatim|wawancara|interview)\b", re.IGNORECASE)


def title_of(kind: Kind, text: DocumentText, path: str, metadata: Mapping[str, str], language: str) -> str:
    """A title for a document that nobody has given one; never empty.

    Args:
        kind: of the document.
        text: its text.
        path: relative to the corpus.
        metadata: what is known of it.
        language: `id`, `en` or empty: an interview's title is in its language.
    """
    match kind:
        case Kind.REGULATION:
            title = _regulation(metadata)
        case Kind.TRANSCRIPT:
            title = _transcript(metadata, language) or _own_words(interview_title(text))
        case Kind.FIELD_NOTE:
            title = _field_note(text, metadata)
        case Kind.DOCUMENT:
            title = ""
    return title or _own_title(metadata.get("title", ""), _first_heading(text)) or readable_name(path)


def readable_name(path: str) -> str:
    """A file's name as words: `laporan_akhir-2021.pdf` is `laporan akhir 2021`.

    A name without a letter, as `notula/2021/12.pdf`, is told with its folders.
    """
    parts = PurePosixPath(path).with_suffix("").parts
    named = next((at for at in reversed(range(len(parts))) if re.search(r"[^\W\d_]", parts[at])), 0)
    stem = " ".join(part if " " in part else part.replace("-", " ") for part in parts[named:])
    words = re.sub(r"[\s_]+", " ", stem).strip()
    return words or path.strip() or "document"


def _regulation(metadata: Mapping[str, str]) -> str:
    kind, year, number = (metadata.get(name, "") for name in ("type", "year", "number"))
    if not (kind and year and number):
        return ""
    name = full_name(kind, year, number, metadata.get("issuer", ""))
    subject = metadata.get("subject", "")
    return f"{name} tentang {subject}" if subject else name


def _transcript(metadata: Mapping[str, str], language: str) -> str:
    who = metadata.get("informant") or metadata.get("code")
    if not who:
        return ""
    name = f"{'Interview with' if language == 'en' else 'Wawancara dengan'} {who}"
    position = metadata.get("position")
    if not position or position in who:
        return name
    return f"{name[:-1]}; {position})" if name.endswith(")") else f"{name} ({position})"


def _own_words(line: str) -> str:
    """A title that tells more than that it is an interview (`Transkrip wawancara`); empty for any other."""
    words = line.strip(" #*:")
    if not _ANY_INTERVIEW.sub("", words).strip():
        return ""
    return words.capitalize() if words.isupper() else words


def _field_note(text: DocumentText, metadata: Mapping[str, str]) -> str:
    first = [line.line.text.strip() for line in text.lines if line.line.text.strip()][:_FIRST_LINES]
    title = next((line for line in first if NOTE_TITLE.fullmatch(line)), "").strip(" #*:")
    if not title:
        return ""
    title = title.capitalize() if title.isupper() else title
    place = metadata.get("place")
    bare = re.fullmatch(r"(?:catatan lapangan|field\s?notes?)(?:\s+(?:ke-?)?\d+)?", title, re.IGNORECASE)
    return f"{title}, {place}" if bare and place else title


def _own_title(title: str, heading: str) -> str:
    """The title among a file's properties, without the name of the site behind it; else the first heading."""
    site = _SITE.match(title, len(heading)) if heading and title.startswith(heading) else None
    return heading if site else title or heading


def _first_heading(text: DocumentText) -> str:
    """The first heading that a reader marked, unless much stands before it."""
    for line in text.lines:
        words = line.line.text.strip()
        if words and line.line.role is LineRole.HEADING:
            return words[:_LONGEST]
    return ""
