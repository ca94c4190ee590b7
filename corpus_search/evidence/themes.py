"""The codebook and what is done to it; evidence follows its themes."""

from __future__ import annotations

from collections.abc import Iterable

from corpus_search.evidence.codebook import Codebook, Theme


class Themes:
    """`workspace.themes`. Every change is written to `themes.toml` at once, comments and order kept.

    `checksum` is that of the codebook which the person saw: where someone changed the file in between, nothing is
    written and CodebookConflictError tells so. Without it, the change is made to the file as it is now.
    """

    def codebook(self) -> Codebook:
        """The codebook as it is now; an empty one where there is no file.

        Raises:
            CodebookError: the file holds mistakes; all are listed with line and remedy.
        """
        raise NotImplementedError

    def save_text(self, text: str, *, checksum: str | None = None) -> Codebook:
        """Put a whole new text into the file (also one that mends a file with mistakes)."""
        raise NotImplementedError

    def put(self, theme: Theme, *, checksum: str | None = None) -> Codebook:
        """Add a theme, or change the one with its id."""
        raise NotImplementedError

    def put_all(self, themes: Iterable[Theme], *, checksum: str | None = None) -> Codebook:
        """Add or change several themes at once (an import, a template)."""
        raise NotImplementedError

    def move(self, identifier: str, parent: str, *, checksum: str | None = None) -> Codebook:
        """Put a theme with all below it under another one (an empty id: at the top)."""
        raise NotImplementedError

    def rename(self, old: str, new: str, *, who: str, checksum: str | None = None) -> Codebook:
        """Give a theme another id. (Its name is changed by `put`.) Evidence and themes below follow."""
        raise NotImplementedError

    def merge(self, source: str, target: str, *, who: str, checksum: str | None = None) -> Codebook:
        """Make two themes one: evidence, queries and themes below of the source go to the target."""
        raise NotImplementedError

    def split(
        self, source: str, new: Theme, anchors: Iterable[str], *, who: str, checksum: str | None = None
    ) -> Codebook:
        """Take some evidence (ids of anchors) out of a theme into a new one, or into one that exists."""
        raise NotImplementedError

    def remove(self, identifier: str, *, checksum: str | None = None) -> Codebook:
        """Take a theme out of the file. Its judgements stay in the store; `check` lists them.

        Raises:
            CodebookError: it has themes below it.
        """
        raise NotImplementedError

    def add_query(self, identifier: str, query: str, *, checksum: str | None = None) -> Codebook:
        """Save a search as a query of a theme."""
        raise NotImplementedError
