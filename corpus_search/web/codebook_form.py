"""The form of one theme: what is read from it, and what is wrong with it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace

from flask_babel import gettext

from corpus_search.evidence import Codebook, Theme
from corpus_search.evidence.codebook import COLOUR

LINES = ("name", "name_other", "statement", "question", "source", "colour")
"""Fields of one line."""
AREAS = ("definition", "include", "exclude")
"""Fields of several lines."""
MAX_LINE = 500
MAX_AREA = 10_000


def read_theme(sent: Mapping[str, str], before: Theme) -> Theme:
    """The theme as the form has it; fields that were not sent stay as they were."""
    values: dict[str, str] = {name: " ".join(sent[name].split()) for name in LINES if name in sent}
    values |= {name: _area(sent[name]) for name in AREAS if name in sent}
    if "parent" in sent:
        values["parent"] = sent["parent"]
    queries = before.queries
    if "queries" in sent:
        queries = tuple(dict.fromkeys(" ".join(line.split()) for line in sent["queries"].splitlines()))
    return replace(before, **values, queries=tuple(filter(None, queries)))


def mistakes(theme: Theme, codebook: Codebook) -> dict[str, str]:
    """What is wrong, by field; empty where all can be saved."""
    found = {}
    if not theme.name:
        found["name"] = gettext("A theme needs a name.")
    if theme.parent and theme.parent not in codebook:
        found["parent"] = gettext("There is no such theme.")
    elif theme.id in codebook and theme.parent in {one.id for one in codebook.below(theme.id)}:
        found["parent"] = gettext("A theme cannot stand below itself.")
    if theme.colour and not COLOUR.fullmatch(theme.colour):
        found["colour"] = gettext("This is no colour. Write it as #2b3f73, or leave it empty.")
    limits = {**dict.fromkeys(LINES, MAX_LINE), **dict.fromkeys(AREAS, MAX_AREA)}
    for name, most in limits.items():
        if len(getattr(theme, name)) > most:
            found[name] = gettext("This is too long: up to %(most)s characters.", most=most)
    if any(len(query) > MAX_LINE for query in theme.queries):
        found["queries"] = gettext("This is too long: up to %(most)s characters.", most=MAX_LINE)
    return found


def digest(theme: Theme) -> str:
    """What tells whether a theme is still as someone saw it."""
    return hashlib.sha256(repr(theme).encode()).hexdigest()[:16]


def _area(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
