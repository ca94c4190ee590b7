"""What single lines of furniture look like, scanning faults included (`FRESIDEN`, `PRES !DEN`, `-t4-`, `2O2O`)."""

from __future__ import annotations

import re

from rapidfuzz.distance import Levenshtein

from corpus_search.model import Furniture

_DASH = "[-\u2010-\u2015_~=.\u2022*]"
_DIGITS = r"[\dOolIJtSZ|!]{1,4}"
_DASHED_NUMBER = re.compile(rf"{_DASH}\s*({_DIGITS}|[ivxl]{{1,6}})\s*{_DASH}")
_NAMED_NUMBER = re.compile(
    r"(?:hal(?:aman)?|page|hlm)\b\.?\s*:?\s*(\d{1,4})(?:\s*(?:dari|of|/)\s*\d{1,4})?", re.IGNORECASE
)
_BARE_NUMBER = re.compile(
    rf"(?:\|\s*)?(\d{{1,4}})(?:\s*\|)?|(\d{{1,4}})\s*(?:/|dari|of)\s*\d{{1,4}}"
    rf"|{_DASH}\s*({_DIGITS})|({_DIGITS})\s*{_DASH}"
)
_SERIAL = re.compile(r"[S5]K\s*N[o0O]m?[.,]?\s*[\dOolI]{4,7}\s?[A-Z]?", re.IGNORECASE)
_YEAR = r"[12I][\dOolI]{3}"
_GAZETTE = re.compile(
    rf"(?:{_YEAR}\s*[,.]?\s*No\s?[.,]?\s?[\dOolI]{{1,5}}|No\s?[.,]?\s?[\dOolI]{{1,5}}\s*,\s*{_YEAR})"
    rf"(?:\s*{_DASH}?\s*\d{{1,4}}\s*{_DASH}?)?"
    rf"|(?:{_DASH}\s*)?\d{{1,4}}(?:\s*{_DASH}\s*|\s+){_YEAR}\s*,\s*No\s?[.,]?\s?[\dOolI]{{1,5}}"
)
_ADDRESS = re.compile(
    r"(?:(?:sumber|source|diunduh dari|downloaded from)\s*:?\s*)?"
    r"(?:https?\s?:\s?//\s?\S+|www\s?[.,]\s?\S+|(?:jdih|peraturan|ditjenpp|djpp|bphn)\.\S+\.(?:id|com|org|net)\S*)"
    r"(?:\s*[-|]?\s*\d{1,4})?",
    re.IGNORECASE,
)
_STRUCTURE = re.compile(
    r"(?:BUKU|BAB|BAGIAN|PARAGRAF|PASA[L1I]|LAMPIRAN|PENJELASAN|KE[A-Z]{3,12})\b|\(?[\da-z]{1,3}[.)]\s",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^\(?[\da-z]{1,3}[.)]\s*", re.IGNORECASE)
_DOTS = re.compile(r"(?<![.\u2026])(?:(?:\s*[.\u2026\u00b7,]){2,6}|\s*\u2026|\s\.)\s*$")
"""A catchword's dots; more of them are a line to write on."""
_LIKE_ONE = str.maketrans(
    {**dict.fromkeys("lLiI|!tTjJ)]", "1"), **dict.fromkeys("oOQ", "0"), "(": "", "[": ""}
)
_HEAD_LINES = ("PRESIDEN", "REPUBLIK INDONESIA")
_HEAD = "PRESIDEN REPUBLIK INDONESIA"
WHOLE_HEAD = 2
CATCHWORD_WORDS = 5


def key(text: str) -> str:
    """A text's letters and digits, without case, with what scanners mistake for one another made the same."""
    return re.sub(r"[\W_]+", "", text.translate(_LIKE_ONE)).lower()


def likeness(first: str, second: str) -> float:
    """How alike two keys are, 0 to 1."""
    return Levenshtein.normalized_similarity(first, second)


def is_dashed_number(text: str) -> bool:
    """Whether a line is a page number between dashes, as laws have it, or one that says so (`Halaman 3`)."""
    return bool(_DASHED_NUMBER.fullmatch(text) or _NAMED_NUMBER.fullmatch(text))


def bare_number(text: str) -> int | None:
    """The number of a line that is only one (`12`, `3/10`, `-t3`): a page number if it counts with the pages."""
    match = _BARE_NUMBER.fullmatch(text)
    digits = key(match[match.lastindex or 0]) if match else ""
    return int(digits) if digits.isdecimal() else None


def is_serial_number(text: str) -> bool:
    """Whether a line is a serial number of the State Secretariat: `SK No 126189 A`."""
    return bool(_SERIAL.fullmatch(text))


def is_gazette(text: str) -> bool:
    """Whether a line is a gazette's, with or without the page number: `2020, No.63`, `-4- 2020, No. 63`."""
    return bool(_GAZETTE.fullmatch(text))


def is_address(text: str) -> bool:
    """Whether a line is nothing but a web address: `www.peraturan.go.id`."""
    return bool(_ADDRESS.fullmatch(text))


def mark(text: str) -> Furniture | None:
    """What a line at the edge of a page is by itself; a letterhead needs a second look."""
    text = text.strip()
    if is_serial_number(text):
        return Furniture.SERIAL_NUMBER
    if is_dashed_number(text):
        return Furniture.PAGE_NUMBER
    if is_gazette(text) or is_address(text):
        return Furniture.GAZETTE
    return None


def head_part(text: str) -> int | None:
    """Which line of the President's letterhead a line is: 0, 1, or `WHOLE_HEAD`; None for any other line.

    A signature ends in a comma (`PRESIDEN REPUBLIK INDONESIA,`) and is none.
    """
    if text.endswith(",") or not 6 <= len(text) <= 40 or not any(letter.isupper() for letter in text):
        return None
    letters = key(text)
    for part, line in enumerate(_HEAD_LINES):
        if likeness(letters, key(line)) >= 0.7:
            return part
    return WHOLE_HEAD if likeness(letters, key(_HEAD)) >= 0.85 else None


def resembles_head(text: str) -> bool:
    """Whether a line could be a part of the letterhead, badly read: `BLIK INDONES`."""
    letters = key(text)
    return 6 <= len(letters) <= 30 and any(
        likeness(letters, key(line)) >= 0.5 for line in (*_HEAD_LINES, _HEAD)
    )


def is_scrap(text: str, *, length: int) -> bool:
    """Whether a line is at most `length` characters without a word: a picture or number badly read."""
    return len(text.strip()) <= length and not re.search(r"[^\W\d_]{3}", text)


def is_structure(text: str) -> bool:
    """Whether a line begins a part of a document (`Pasal 14`, `BAB II`, `(2) ...`): never a running title."""
    return bool(_STRUCTURE.match(text))


def has_dots(text: str) -> bool:
    """Whether a line ends in the dots of a catchword: `Pasal 7 . . .`."""
    return bool(_DOTS.search(text))


def announces(text: str, following: str) -> bool:
    """Whether a short line repeats the beginning of another one, the dots at its end aside."""
    bare = _DOTS.sub("", text)
    if not bare or len(bare.split()) > CATCHWORD_WORDS or len(bare) > 60:
        return False
    return _begins_alike(bare, following) or (
        has_dots(text) and _begins_alike(_LABEL.sub("", bare), _LABEL.sub("", following))
    )


def _begins_alike(text: str, following: str) -> bool:
    letters = key(text)
    beginning = key(following)[: len(letters)]
    if len(letters) < 3:
        return letters == beginning and letters != ""
    return likeness(letters, beginning) >= 0.75
