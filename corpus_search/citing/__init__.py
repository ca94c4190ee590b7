"""How a passage and a document are cited, in each style, by templates that a person can change.

Regulations are cited as Indonesian law is, whatever the language around them: `Perpres 36/2020 Pasal 12 ayat (1)`. An
article that an amending regulation quotes is an article of the amended one: `Perpres 36/2020 Pasal 5 ayat (2)
sebagaimana diubah dengan Perpres 113/2022`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from corpus_search.citing.citer import Citer
from corpus_search.citing.library import Library
from corpus_search.citing.styles import FILE, Styles, load_styles
from corpus_search.citing.template import Run, plain
from corpus_search.model import Document, Passage

__all__ = ["FILE", "Cite", "Citer", "Library", "Run", "Styles", "cite", "load_styles", "plain"]

Cite = Callable[[Document, Passage], str]
"""Words the citation of a passage."""


def cite(document: Document, passage: Passage | None = None, *, style: str = "short") -> str:
    """Cite a passage, or a document as a whole, by the shipped styles and without knowing the rest of a corpus."""
    return _shipped().cite(document, passage, style=style)


@cache
def _shipped() -> Citer:
    return Citer()
