"""What a document's own text tells of it: its kind and its language."""

from __future__ import annotations

import re
from collections import Counter

from corpus_search.describing.vocabulary import is_guide
from corpus_search.language import language_of
from corpus_search.model import Kind, LineRole
from corpus_search.segmenting.dates import parse_date
from corpus_search.segmenting.field_note_lines import NOTE_TITLE
from corpus_search.segmenting.text import DocumentText
from corpus_search.segmenting.transcript_marks import marks_of

_FORMULAS = tuple(
    re.compile(rf"\b(?:{words})\b")
    for words in (
        r"M\s?enimbang|MENIMBANG",
        r"M\s?engingat|MENGINGAT",
        r"MEMUTUSKAN|M\s?emutuskan|M\s?enetapkan|MENETAPKAN",
        r"[Mm]enginstruksikan|MENGINSTRUKSIKAN",
    )
)
"""What opens a regulation, besides its title."""
_ARTICLES = re.compile(
    r"(?:^|[.;:]\s+|\n\s*)[Pp]asa[l1I]\s+[\dIlO]+[A-Z]?\b|(?:^|\n)\s*(?:KESATU|PERTAMA|KEDUA)\b"
)
_CIRCULAR = re.compile(r"^\s*SURAT\s+EDARAN\b", re.MULTILINE)
_ISSUED = re.compile(r"\b(?:[Dd]itetapkan|DITETAPKAN|[Dd]ikeluarkan|[Dd]emikian|Tembusan|TEMBUSAN)\b")
"""How a circular, which has no formulas of an opening, ends."""
_LETTERHEAD = 1_500
"""Characters among which the title of a circular stands."""
_OPENING = 12_000
"""Characters in which the preamble of a regulation begins."""
_FIRST_LINES = 12
"""Lines in which field notes say that they are some."""
_TITLE_WORDS = re.compile(
    r"\s*(?:transkrip|transcript|verbatim|(?:hasil\s+)?wawancara|interview|(?:hasil\s+)?fgd|focus\s+group)\b.*"
    r"|.*\binterview transcript\b.*",
    re.IGNORECASE,
)
_QUESTIONS = 3
_TITLE_PAGE = 30
"""Lines among which a title page tells its date."""
_DATE_WORDS = 6
_SAMPLES = 40
_SAMPLE_WORDS = 40


def is_regulation(text: DocumentText, *, titled: bool, named: bool) -> bool:
    """Whether a text is a regulation, and does not only quote or discuss some.

    Args:
        text: of the document.
        titled: it begins with a regulation's title; then formulas of the opening must follow. Without a title most
            formulas must be there, and articles.
        named: its file's name tells a regulation; then one formula is enough.
    """
    formulas = _formulas(text)
    if named and formulas:
        return True
    circular = _CIRCULAR.search(text.text, 0, _LETTERHEAD) if titled else None
    if circular and _ISSUED.search(text.text, circular.end()):
        return True
    enough = formulas > 0 if titled else formulas > 2
    return (titled and formulas > 1) or (enough and _ARTICLES.search(text.text) is not None)


def _formulas(text: DocumentText) -> int:
    return sum(formula.search(text.text, 0, _OPENING) is not None for formula in _FORMULAS)


def kind_by_content(text: DocumentText) -> Kind | None:
    """A transcript or field notes, known by the text alone; None where it is neither.

    A transcript has at least two speakers and most of its words within their turns; field notes say so in their
    title.
    """
    first = [line.line.text.strip() for line in text.lines if line.line.text.strip()][:_FIRST_LINES]
    if any(NOTE_TITLE.fullmatch(line) and len(line.split()) <= _FIRST_LINES for line in first[:3]):
        return Kind.FIELD_NOTE
    marks = [mark for mark in marks_of(text, {}) if not mark.heading]
    speakers = Counter(mark.speaker for mark in marks)
    if any(line.line.role is LineRole.CUE for line in text.lines):
        return Kind.TRANSCRIPT
    titled = any(names_interview(line) for line in first)
    if titled and not speakers and _asks_by_turns(text):
        return Kind.TRANSCRIPT
    if len(speakers) < 2 or len(marks) < (3 if titled else 6):
        return None
    filled = sum(1 for line in text.lines if line.line.text.strip())
    return Kind.TRANSCRIPT if titled or len(marks) * 4 >= filled else None


def _asks_by_turns(text: DocumentText) -> bool:
    """Whether every second or third paragraph of a text is a question, as where nobody is named."""
    lines = [line.line.text.strip() for line in text.lines if line.line.text.strip()]
    asked = sum(line.endswith("?") for line in lines)
    return asked >= _QUESTIONS and asked * 4 >= len(lines)


def names_interview(line: str) -> bool:
    """Whether a line is the title of an interview (`Wawancara dengan Mas Budi`), not of a guide to one."""
    return (
        _TITLE_WORDS.fullmatch(line) is not None
        and len(line.split()) <= _FIRST_LINES
        and not line.endswith((".", ";", ","))
        and not is_guide(line)
    )


def interview_title(text: DocumentText) -> str:
    """The line among the first ones that tells of what interview a text is; empty without one."""
    first = [line.line.text.strip() for line in text.lines if line.line.text.strip()][:3]
    return next((line for line in first if names_interview(line)), "")


def title_page_date(text: DocumentText) -> str | None:
    """The date that stands by itself among the first lines: `Purwokerto, Maret 2021`, `2021`; None without one."""
    lines = [line.line.text.strip() for line in text.lines if line.line.text.strip()][:_TITLE_PAGE]
    short = (line for line in lines if len(line.split()) <= _DATE_WORDS)
    return next(
        (date for line in short if (date := parse_date(line) or parse_date(line.rpartition(",")[2]))), None
    )


def language_by_content(text: str) -> str:
    """The language of most of a text's stretches, `id` or `en`; empty where it cannot be told."""
    words = text.split()
    step = max(_SAMPLE_WORDS, len(words) // _SAMPLES)
    votes = Counter(
        language
        for at in range(0, len(words), step)
        if (language := language_of(" ".join(words[at : at + _SAMPLE_WORDS])))
    )
    return votes.most_common(1)[0][0] if votes else ""
