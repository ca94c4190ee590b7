"""How themes are shown: their name in the language of the page, their colour, their place in lists to choose from."""

from __future__ import annotations

from dataclasses import dataclass

from corpus_search.errors import CodebookError
from corpus_search.evidence import Codebook, Theme
from corpus_search.web.current import workspace
from corpus_search.web.i18n import language

PALETTE = ("#4c6fb3", "#2f8577", "#b07a1e", "#a8567b", "#6b7f2a", "#8a63b8", "#c05a3c", "#4a86a8")
"""Colours of themes that have none of their own; each can be told on light and dark paper."""


@dataclass(frozen=True, slots=True)
class Option:
    """A theme to choose."""

    id: str
    label: str
    """Its name, set in by its depth."""


def theme_name(theme: Theme) -> str:
    """The name in the language of the page; names are Indonesian where nothing else is said."""
    return theme.name_other if language() == "en" and theme.name_other else theme.name


@dataclass(frozen=True, slots=True)
class ThemeNames:
    """Names and colours of a codebook's themes by their ids; a theme that is gone is called by its id."""

    codebook: Codebook

    def name(self, identifier: str) -> str:
        """The name of a theme."""
        if identifier not in self.codebook:
            return identifier
        return theme_name(self.codebook.theme(identifier))

    def full_name(self, identifier: str) -> str:
        """The names from the top down to a theme."""
        if identifier not in self.codebook:
            return identifier
        return " › ".join(theme_name(theme) for theme in self.codebook.path(identifier))

    def colour(self, identifier: str) -> str:
        """Its own colour, else that of the nearest theme above it that has one, else the next of the palette."""
        if identifier not in self.codebook:
            return PALETTE[0]
        own = next((one.colour for one in reversed(self.codebook.path(identifier)) if one.colour), "")
        order = [theme.id for theme, _ in self.codebook.tree()]
        return own or PALETTE[order.index(identifier) % len(PALETTE)]

    def options(self, *, without: str = "") -> tuple[Option, ...]:
        """All themes in the order of the tree, but for one with what stands below it."""
        left_out = {theme.id for theme in self.codebook.below(without)} if without else set()
        return tuple(
            Option(theme.id, "\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}" * depth + theme_name(theme))
            for theme, depth in self.codebook.tree()
            if theme.id not in left_out
        )


def theme_names() -> ThemeNames:
    """Those of the codebook as it is now; none where its file holds mistakes, so that evidence can be seen."""
    try:
        return ThemeNames(workspace().themes.codebook())
    except CodebookError:
        return ThemeNames(Codebook())
