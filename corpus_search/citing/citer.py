"""Citing, with the styles of a store and the regulations of a corpus."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from corpus_search.citing.fields import fields_of
from corpus_search.citing.library import Library
from corpus_search.citing.styles import Styles, load_styles
from corpus_search.citing.template import Run, plain
from corpus_search.model import Document, Passage


@dataclass(frozen=True, slots=True)
class Citer:
    """How passages and documents are cited."""

    styles: Styles = field(default_factory=load_styles)
    library: Library = field(default_factory=Library)

    @classmethod
    def of(cls, documents: Iterable[Document], store: Path | None = None) -> Citer:
        """A citer for a corpus, by the shipped styles and what the store changes of them.

        Raises:
            SettingsError: the store's `citations.toml` holds a mistake.
        """
        return cls(load_styles(store), Library.of(documents))

    def runs(
        self, document: Document, passage: Passage | None = None, *, style: str = "short", language: str = ""
    ) -> tuple[Run, ...]:
        """A citation as runs of upright and italic words.

        Args:
            document: what is cited.
            passage: one of its passages; None for the whole.
            style: a name of `styles.names`.
            language: `id` or `en`; that of the document where it is empty.

        Raises:
            SettingsError: there is no such style.
        """
        spoken = language or ("en" if document.language == "en" else "id")
        fields = fields_of(document, passage, self.styles.words[spoken], self.library)
        templates = self.styles.alternatives(style, spoken, document.kind, passage=passage is not None)
        chosen = next((one for one in templates if all(fields[name] for name in one.needed)), templates[-1])
        return chosen.fill(fields)

    def cite(
        self, document: Document, passage: Passage | None = None, *, style: str = "short", language: str = ""
    ) -> str:
        """A citation as plain text; see `runs`."""
        return plain(self.runs(document, passage, style=style, language=language))
