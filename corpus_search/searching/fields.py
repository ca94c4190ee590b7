"""Fields of the query language: their names and values in English and Indonesian."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping, Sequence

from corpus_search.engines.base import Among, Between, Clause, Or
from corpus_search.errors import UsageError
from corpus_search.language import words
from corpus_search.model import Kind

FIELDS: Mapping[str, str] = {
    "kind": "kind",
    "jenis": "kind",
    "title": "title",
    "judul": "title",
    "year": "year",
    "tahun": "year",
    "date": "date",
    "tanggal": "date",
    "article": "article",
    "pasal": "article",
    "speaker": "speaker",
    "penutur": "speaker",
    "language": "language",
    "bahasa": "language",
    "collection": "collection",
    "koleksi": "collection",
    "document": "document",
    "dokumen": "document",
}
"""A field as typed, in lower case, to its name."""

KIND_NAMES: Mapping[str, Kind] = {
    "regulation": Kind.REGULATION,
    "regulations": Kind.REGULATION,
    "regulasi": Kind.REGULATION,
    "peraturan": Kind.REGULATION,
    "transcript": Kind.TRANSCRIPT,
    "transcripts": Kind.TRANSCRIPT,
    "transkrip": Kind.TRANSCRIPT,
    "transkripsi": Kind.TRANSCRIPT,
    "interview": Kind.TRANSCRIPT,
    "interviews": Kind.TRANSCRIPT,
    "wawancara": Kind.TRANSCRIPT,
    "field note": Kind.FIELD_NOTE,
    "field notes": Kind.FIELD_NOTE,
    "fieldnote": Kind.FIELD_NOTE,
    "fieldnotes": Kind.FIELD_NOTE,
    "notes": Kind.FIELD_NOTE,
    "catatan lapangan": Kind.FIELD_NOTE,
    "catatan": Kind.FIELD_NOTE,
    "document": Kind.DOCUMENT,
    "documents": Kind.DOCUMENT,
    "dokumen": Kind.DOCUMENT,
    "dokumen lain": Kind.DOCUMENT,
}
"""A kind as typed, in folded words, to the kind."""

LANGUAGE_NAMES: Mapping[str, str] = {
    "id": "id",
    "indonesia": "id",
    "indonesian": "id",
    "bahasa indonesia": "id",
    "en": "en",
    "english": "en",
    "inggris": "en",
    "bahasa inggris": "en",
}

YearRange = tuple[int | None, int | None]
"""First and last year, both included, None being open."""

_YEARS = re.compile(r"(?P<low>\d{4})?\s*(?P<range>\.\.+|…|-|–)?\s*(?P<high>\d{4})?")
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_ARTICLE = re.compile(r"(\d{1,4})\s*([a-z]{0,2})|([ivxlc]+)", re.IGNORECASE)


def parse_kinds(values: Sequence[str]) -> Among | None:
    """Kinds by any of their names; None where none is known."""
    known = [str(KIND_NAMES[name]) for value in values if (name := _name(value)) in KIND_NAMES]
    return Among("kind", tuple(dict.fromkeys(known))) if known else None


def parse_languages(values: Sequence[str]) -> Among | None:
    """Languages by any of their names; None where none is known."""
    known = dict.fromkeys(
        LANGUAGE_NAMES[name] for value in values if (name := _name(value)) in LANGUAGE_NAMES
    )
    return Among("language", tuple(known)) if known else None


def parse_articles(values: Sequence[str]) -> Among | None:
    """Numbers of articles as passages carry them: `5`, `12B`, `II`."""
    numbers = [
        value.strip().replace(" ", "").upper() for value in values if _ARTICLE.fullmatch(value.strip())
    ]
    return Among("article", tuple(dict.fromkeys(numbers))) if numbers else None


def parse_years(values: Sequence[str]) -> Clause | None:
    """Years and ranges of years (`2020`, `2020..2022`, `2020..`); None where one cannot be read."""
    return _any_of([_years(value) for value in values])


def parse_dates(values: Sequence[str]) -> Clause | None:
    """Days, months, years and ranges of them; None where one cannot be read."""
    return _any_of([_dates(value) for value in values])


def year_range(text: str) -> YearRange | None:
    """First and last year of `2020`, `2020..2022`, `2020..` or `..2022`; None where it is none of them."""
    match = _YEARS.fullmatch(text.strip())
    if match is None or not (match["low"] or match["high"]):
        return None
    low = int(match["low"]) if match["low"] else None
    high = int(match["high"]) if match["high"] else None
    if not match["range"]:
        return (low, low) if low is not None and high is None else None
    if low is not None and high is not None and low > high:
        return None
    return low, high


def read_years(text: str) -> YearRange | None:
    """First and last year of what was chosen as a filter, as in `year_range`; None where nothing was.

    Raises:
        UsageError: it is no year and no range of years, or the range runs backwards.
    """
    text = text.strip()
    if not text.strip("."):
        return None
    years = year_range(text)
    if years is not None:
        return years
    match = _YEARS.fullmatch(text)
    if match and match["range"]:
        raise UsageError(
            "The years {value} run backwards. Write {low}..{high}.",
            value=text,
            low=match["high"],
            high=match["low"],
        )
    raise UsageError("{value} is no year. Write 2020, 2020..2022, 2020.. or ..2022.", value=text)


def _name(value: str) -> str:
    return " ".join(words(value))


def _any_of(clauses: Sequence[Clause | None]) -> Clause | None:
    known = tuple(clause for clause in clauses if clause is not None)
    if not known or len(known) < len(clauses):
        return None
    return known[0] if len(known) == 1 else Or(known)


def _years(value: str) -> Between | None:
    years = year_range(value)
    if years is None:
        return None
    low, high = (None if year is None else str(year) for year in years)
    return Between("year", low, high)


def _dates(value: str) -> Between | None:
    first, dots, last = (part.strip() for part in value.replace("…", "..").partition(".."))
    if not first and not last:
        return None
    low = _first_and_last_day(first) if first else None
    high = (_first_and_last_day(last) if last else None) if dots else low
    if (first and low is None) or (last and high is None):
        return None
    if low and high and low[0] > high[1]:
        return None
    return Between("date", low[0] if low else None, high[1] if high else None)


def _first_and_last_day(text: str) -> tuple[str, str] | None:
    """ISO days between which a day, month or year lies; None where there is no such date."""
    if match := _DAY_FIRST.fullmatch(text):
        day, month, year = (int(part) for part in match.groups())
    elif match := _ISO.fullmatch(text):
        year, month, day = (int(part) if part else 0 for part in match.groups())
    else:
        return None
    if not 1 <= year <= 9999 or month > 12:
        return None
    first_month, last_month = (month, month) if month else (1, 12)
    last_day = calendar.monthrange(year, last_month)[1]
    if day > last_day:
        return None
    return (
        f"{year:04}-{first_month:02}-{day or 1:02}",
        f"{year:04}-{last_month:02}-{day or last_day:02}",
    )
