"""The codebook: themes as a tree, and how a thesis speaks of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from corpus_search.errors import NotFoundError
from corpus_search.segmenting.slugs import slug

ID = re.compile(r"[a-z0-9][a-z0-9_-]*(?:/[a-z0-9][a-z0-9_-]*)*")
"""How the id of a theme is written: `sosialisasi`, `budiani/ketepatan-sasaran`."""
COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


@dataclass(frozen=True, slots=True)
class Theme:
    """What a researcher looks for: in qualitative analysis a code."""

    id: str
    name: str
    name_other: str = ""
    """The name in the other language."""
    definition: str = ""
    include: str = ""
    """When a passage belongs to it."""
    exclude: str = ""
    """When it does not, though it seems to."""
    parent: str = ""
    """Id of the theme above it; empty at the top."""
    colour: str = ""
    """`#RRGGBB`, or empty."""
    queries: tuple[str, ...] = ()
    """Searches that find passages for it, as one types them."""
    statement: str = ""
    """What evidence speaks for or against."""
    question: str = ""
    """The research question (rumusan masalah) that it answers."""
    source: str = ""
    """The work that it is taken from; empty for a theme that grew out of the data."""


@dataclass(frozen=True, slots=True)
class Codebook:
    """All themes, in the order of their file."""

    themes: tuple[Theme, ...] = ()
    text: str = ""
    """The file as it stands, with comments."""
    checksum: str = ""
    """SHA-256 of the file: hand it back when saving, so that nobody's changes are lost. Empty where there is none."""

    def __contains__(self, identifier: str) -> bool:
        return any(theme.id == identifier for theme in self.themes)

    def theme(self, identifier: str) -> Theme:
        """The theme with this id.

        Raises:
            NotFoundError: there is none.
        """
        for theme in self.themes:
            if theme.id == identifier:
                return theme
        near = self._near(identifier)
        if near:
            raise NotFoundError(
                "There is no theme {identifier}. Did you mean {near}?", identifier=identifier, near=near
            )
        raise NotFoundError("There is no theme {identifier}.", identifier=identifier)

    def _near(self, identifier: str) -> str:
        """The id of a theme that is called nearly so: by its id, the last part of it, or its name."""
        called = {
            word.casefold(): theme.id
            for theme in self.themes
            for word in (theme.name, theme.name_other, theme.id.rpartition("/")[2], theme.id)
        }
        return next((called[word] for word in get_close_matches(identifier.casefold(), called, n=1)), "")

    def children(self, identifier: str = "") -> tuple[Theme, ...]:
        """The themes right below one; those at the top for an empty id."""
        return tuple(theme for theme in self.themes if theme.parent == identifier)

    def below(self, identifier: str) -> tuple[Theme, ...]:
        """The theme and all themes below it, in the order of the tree."""
        return (self.theme(identifier), *(theme for theme, _ in self.tree(identifier)))

    def tree(self, top: str = "", depth: int = 0) -> Iterator[tuple[Theme, int]]:
        """All themes below one in the order of the tree, each with its depth from 0."""
        for theme in self.children(top):
            yield theme, depth
            yield from self.tree(theme.id, depth + 1)

    def path(self, identifier: str) -> tuple[Theme, ...]:
        """The themes from the top down to this one.

        Raises:
            NotFoundError: there is no such theme.
        """
        theme = self.theme(identifier)
        return (*self.path(theme.parent), theme) if theme.parent else (theme,)

    def free_id(self, name: str, parent: str = "") -> str:
        """An id for a new theme with this name: below its parent, with a number where it is taken."""
        stem = slug(name) or "tema"
        if parent:
            stem = f"{parent}/{stem}"
        taken = {theme.id for theme in self.themes}
        number, found = 1, stem
        while found in taken:
            number += 1
            found = f"{stem}-{number}"
        return found
