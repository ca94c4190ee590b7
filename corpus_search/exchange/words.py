"""The words of exported documents in both languages."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

Language = Literal["id", "en"]
"""Of an exported document: its headings, labels and citations. Quotes stay as they are."""


@cache
def words(language: Language) -> Mapping[str, str]:
    """The words of a language, by name."""
    tables = tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))
    table = tables[language]
    return {name: str(word) for name, word in table.items()}


def day(iso: str, language: Language) -> str:
    """The day of an ISO time, in words: `12 April 2021`."""
    year, month, date = iso[:10].split("-")
    return f"{int(date)} {words(language)['months'].split()[int(month) - 1]} {year}"
