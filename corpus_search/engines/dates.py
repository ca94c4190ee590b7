"""Dates as numbers that sort: 2020-04-12 is 20200412.

A month or year stands for its first day, so that `2020` lies within 2020-01 .. 2020-06; as the upper end of a
range it stands for its last.
"""

from __future__ import annotations

import re
from typing import Final

NO_DATE: Final = 0
"""A passage without a date."""

_ISO = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", re.ASCII)


def date_number(date: str | None) -> int:
    """The number of an ISO day, month or year; `NO_DATE` for None.

    Raises:
        ValueError: no such date.
    """
    return NO_DATE if date is None else _number(date, month=1, day=1)


def last_number(date: str) -> int:
    """The number of the last day of an ISO day, month or year.

    Raises:
        ValueError: no such date.
    """
    return _number(date, month=12, day=31)


def _number(date: str, *, month: int, day: int) -> int:
    match = _ISO.fullmatch(date)
    if match is None:
        raise ValueError(f"no ISO day, month or year: {date!r}")
    return int(match[1]) * 10_000 + int(match[2] or month) * 100 + int(match[3] or day)
