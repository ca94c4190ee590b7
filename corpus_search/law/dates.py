"""Dates as regulations write them: `13 September 2022`, `2 Nopember 1949`, `3 OKTOBER 2O2O`."""

from __future__ import annotations

import re
from datetime import date

from corpus_search.law.numerals import digit_readings
from corpus_search.law.patterns import YEAR

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan", "feb peb", "mar", "apr", "mei", "jun", "jul", "agu", "sep", "okt", "nov nop", "des"), start=1
    )
    for name in names.split()
}
"""The first three letters of the months, in spellings old and new."""
DATE = rf"(?P<day>[\dlIOo]{{1,2}})\s*(?P<month>[A-Za-z]{{3,9}})\s*(?P<year>{YEAR})"
"""A date with its month in words."""


def iso_date(match: re.Match[str]) -> str | None:
    """The ISO date of a match of `DATE`; None where there is no such day."""
    month = _MONTHS.get(match["month"][:3].lower())
    days, years = digit_readings(match["day"]), digit_readings(match["year"])
    if month is None or not days or not years:
        return None
    try:
        return date(years[0], month, days[0]).isoformat()
    except ValueError:
        return None
