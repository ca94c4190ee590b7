"""Dates and clock times as Indonesian and English texts write them."""

from __future__ import annotations

import re
from datetime import date

_MONTH_NAMES = (
    "januari january jan",
    "februari pebruari february feb",
    "maret march mar",
    "april apr",
    "mei may",
    "juni june jun",
    "juli july jul",
    "agustus august agu agt agst ags aug",
    "september sept sep",
    "oktober october okt oct",
    "november nopember nov nop",
    "desember december des dec",
)
_MONTHS = {name: at for at, names in enumerate(_MONTH_NAMES, start=1) for name in names.split()}

_DAY_NAME = (
    r"(?:senin|selasa|rabu|kamis|jum['’`]?at|sabtu|minggu|ahad"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
)
_MONTH = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_DATE = re.compile(
    rf"""
    \b(?P<iso>(?P<y0>[12]\d{{3}})-(?P<m0>\d{{1,2}})-(?P<d0>\d{{1,2}}))(?!\d)
  | \b(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?:\s*[-–]\s*\d{{1,2}})?\s*[-\s/.]?\s*
    (?P<m1>{_MONTH}),?[-\s/]*(?P<y1>[12]\d{{3}}|['’]\d{{2}})\b
  | \b(?P<m2>{_MONTH})\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>[12]\d{{3}})\b
  | \b(?P<d3>\d{{1,2}})(?P<sep>[/.-])(?P<m3>\d{{1,2}})(?P=sep)(?P<y3>[12]\d{{3}}|\d{{2}})\b(?![/.-]?\d)
  | \b(?P<m4>{_MONTH})\s+(?P<y4>[12]\d{{3}})\b
  | (?<![\d.,/-])(?P<y5>(?:19|20)\d{{2}})(?P<m5>-(?:0[1-9]|1[0-2]))?(?![\d/]|[.,-]\d)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_CLOCK = r"\d{1,2}[.:]\d{2}(?:[.:]\d{2})?"
_HOURS = rf"{_CLOCK}(?:\s*(?:[-–]|s\.?\s?/?d\.?|sampai|hingga|to|until)\s*{_CLOCK})?\s*(?:WIB|WITA|WIT|[ap]\.?m\.?)?"
_DATE_LINE = re.compile(
    rf"""\s*(?:(?:hari\s*(?:,|/|dan|ke[- ]?\d+)?\s*)?(?:tanggal|tgl\.?|date|day\s+\d+)?\s*[:,-]?\s*)?
    (?:\(?{_DAY_NAME}\)?\s*[,/]?\s*)?(?:(?:tanggal|tgl\.?)\s+)?
    (?P<date>\d[^\s)]*(?:\s+\w+\.?,?\s+(?:\d{{4}}|['’]\d{{2}}))?|{_MONTH}\s+\d{{1,2}},?\s+\d{{4}})\)?
    (?:\s*\({_DAY_NAME}\))?
    (?:\s*[,;|(–-]?\s*(?:pukul|jam|at|pk\.?)?\s*{_HOURS}\)?)?\s*[.:]?\s*""",
    re.IGNORECASE | re.VERBOSE,
)
_TIMESTAMP = re.compile(r"(?:(?P<h>\d{1,3}):)?(?P<m>\d{1,3}):(?P<s>\d{2})(?:[.,](?P<ms>\d{1,3}))?")


def find_date(text: str) -> str | None:
    """The first date of a text, as exact as it is given, day first where only figures stand.

    Returns:
        `2021-04-12`, `2021-04` or `2021`; None where there is none. A day or month that cannot be is no date.
    """
    for match in _DATE.finditer(text):
        found = _iso(match)
        if found is not None:
            return found
    return None


def find_day(text: str) -> str | None:
    """The first date of a text that names a day: `2021-04-12`; None where there is none."""
    for match in _DATE.finditer(text):
        found = _iso(match)
        if found is not None and len(found) == len("2021-04-12"):
            return found
    return None


def parse_date(value: str) -> str | None:
    """The date that a value is, and nothing else, as `find_date` gives it; None where it is none."""
    stripped = re.sub(rf"^{_DAY_NAME}\s*[,/]?\s*", "", value.strip(), flags=re.IGNORECASE)
    match = _DATE.fullmatch(stripped.rstrip("."))
    return _iso(match) if match else None


def date_line(line: str) -> str | None:
    """Weekday and date of a line that holds nothing else but hours: `Senin, 12 April 2021`; None for others."""
    match = _DATE_LINE.fullmatch(line)
    if match is None or find_day(match["date"]) is None:
        return None
    end = match.end("date")
    closes = line[end : end + 1] == ")" and "(" in line[:end]
    return line[: end + closes].strip()


def seconds(timestamp: str) -> float | None:
    """Seconds from the start of a recording: `00:12:31`, `12:31`, `0:12:31.5`; None for anything else."""
    match = _TIMESTAMP.fullmatch(timestamp.strip())
    if match is None or int(match["s"]) > 59:
        return None
    whole = int(match["h"] or 0) * 3600 + int(match["m"]) * 60 + int(match["s"])
    return whole + float(f"0.{match['ms'] or 0}")


def _iso(match: re.Match[str]) -> str | None:
    """The date of a match of `_DATE`."""
    found = {
        name.rstrip("012345"): value for name, value in match.groupdict().items() if value and name != "iso"
    }
    year, month, day = found["y"], found.get("m"), found.get("d")
    if len(year) < len("2021"):
        year = f"20{year[-2:]}"
    if month is None:
        return year
    named = month.rstrip(".").lstrip("-").casefold()
    number = _MONTHS.get(named) or (int(named) if named.isdigit() else 0)
    if not 1 <= number <= 12:
        return None
    if day is None:
        return f"{year}-{number:02}"
    try:
        return date(int(year), number, int(day)).isoformat()
    except ValueError:
        return None
