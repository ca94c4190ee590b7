"""Names of people who spoke in confidence, and what is shown in their place."""

from corpus_search.pseudonyms.alignment import Alignment, Swap
from corpus_search.pseudonyms.documents import Renamed, rename_text, shown_document
from corpus_search.pseudonyms.kept import KeptPseudonyms
from corpus_search.pseudonyms.names import Names, Pseudonym
from corpus_search.pseudonyms.querying import for_shown
from corpus_search.pseudonyms.table import (
    COLUMNS,
    FILE,
    Pseudonyms,
    checked,
    read_pseudonyms,
    split_variants,
    write_pseudonyms,
)

__all__ = [
    "COLUMNS",
    "FILE",
    "Alignment",
    "KeptPseudonyms",
    "Names",
    "Pseudonym",
    "Pseudonyms",
    "Renamed",
    "Swap",
    "checked",
    "for_shown",
    "read_pseudonyms",
    "rename_text",
    "shown_document",
    "split_variants",
    "write_pseudonyms",
]
