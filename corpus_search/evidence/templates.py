"""Codebooks to start from: frameworks from the literature, shipped in `templates.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from corpus_search.errors import NotFoundError
from corpus_search.evidence.codebook import Theme

Language = Literal["id", "en"]


@dataclass(frozen=True, slots=True)
class Template:
    """A framework as a codebook. The theme at its top has the template's id, those below it ids that begin so."""

    id: str
    themes: tuple[Theme, ...]
    """In the language asked for, the other one as `name_other`; the top first."""
    source: str
    note: str
    """What to mind when relying on it; may be empty."""

    @property
    def name(self) -> str:
        """The name of the framework."""
        return self.themes[0].name


@lru_cache
def templates(language: Language = "id") -> tuple[Template, ...]:
    """All templates, in one language."""
    text = files("corpus_search.evidence").joinpath("templates.toml").read_text(encoding="utf-8")
    return tuple(_template(table, language) for table in tomllib.loads(text)["template"])


def template(identifier: str, language: Language = "id") -> Template:
    """The template with this id.

    Raises:
        NotFoundError: there is none.
    """
    known = templates(language)
    for one in known:
        if one.id == identifier:
            return one
    raise NotFoundError(
        "There is no template {identifier}. There are: {known}.",
        identifier=identifier,
        known=", ".join(one.id for one in known),
    )


def _template(table: Mapping[str, object], language: Language) -> Template:
    values = {key: value for key, value in table.items() if isinstance(value, str)}
    top = values["id"]
    source = values["source"]
    themes = [replace(_theme(values, language), source=source)]
    below = table["theme"]
    assert isinstance(below, list)  # noqa: S101  (our own file)
    for row in below:
        parent = f"{top}/{row['parent']}" if "parent" in row else top
        themes.append(
            replace(
                _theme(row, language),
                id=f"{top}/{row['id']}",
                parent=parent,
                queries=tuple(row.get("queries", ())),
                source=source,
            )
        )
    return Template(top, tuple(themes), source, _said(values, "note", language))


def _theme(row: Mapping[str, str], language: Language) -> Theme:
    return Theme(
        id=row["id"],
        name=_said(row, "name", language),
        name_other=_said(row, "name", "id" if language == "en" else "en"),
        definition=_said(row, "definition", language),
        include=_said(row, "include", language),
    )


def _said(row: Mapping[str, str], key: str, language: Language) -> str:
    return row.get(key if language == "id" else f"{key}_en", "")
