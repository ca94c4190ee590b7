"""From when a regulation says that it is in force."""

from __future__ import annotations

import re
from datetime import date, timedelta

from corpus_search.law.dates import DATE, iso_date

_IN_FORCE = re.compile(
    r"\bini\s+(?:mulai\s+|mempunyai\s+daya\s+)?berlaku\s+"
    r"(?:(?P<delay>setelah|sesudah)\s+(?P<span>\d{1,3})\s*(?:\([^)]{1,40}\)\s*)?(?P<unit>hari|bulan|tahun)\b"
    r"[^.]{0,60}?\b(?P<from>diundangkan|ditetapkan)"
    r"|(?:pada|sejak|terhitung)\s+(?:(?:sejak|mulai|tanggal|hari|saat)\s+)*"
    rf"(?:(?P<event>diundangkan(?:nya)?|pengundangan(?:nya)?|diumumkan|ditetapkan(?:nya)?)|{DATE}))",
    re.IGNORECASE,
)
"""`mulai berlaku pada tanggal diundangkan`, `... 1 Januari 2021`, `... setelah 30 hari ...`."""
_TAIL = 6_000
"""Characters before the end of the articles in which it is said."""


def in_force_from(text: str, body_end: int, enacted: str | None, promulgated: str | None) -> str | None:
    """The ISO date from which a regulation says that it is in force.

    Args:
        text: of the regulation.
        body_end: where its articles end, before explanation and annexes.
        enacted: ISO date on which it was enacted.
        promulgated: ISO date on which it was promulgated.

    Returns:
        None where the regulation does not say it, or by a date that is not known.
    """
    found = list(_IN_FORCE.finditer(text, max(0, body_end - _TAIL), body_end))
    if not found:
        return None
    said = found[-1]
    if said["day"]:
        return iso_date(said)
    by_enactment = (said["event"] or said["from"]).lower().startswith("ditetapkan")
    known = enacted if by_enactment else promulgated
    return _later(known, int(said["span"]), said["unit"].lower()) if known and said["delay"] else known


def _later(day: str, span: int, unit: str) -> str | None:
    try:
        begin = date.fromisoformat(day)
        if unit == "hari":
            return (begin + timedelta(days=span)).isoformat()
        months = begin.month - 1 + (span if unit == "bulan" else 12 * span)
        return begin.replace(year=begin.year + months // 12, month=months % 12 + 1).isoformat()
    except ValueError:  # no such day, as 31 November
        return None
