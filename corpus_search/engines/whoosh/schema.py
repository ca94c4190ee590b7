"""What the index holds, and how text becomes words.

Text fields, each with an inverted list per word:

| field      | words of                             |
|------------|--------------------------------------|
| `exact`    | the passage's text                   |
| `headings` | the headings above it and of its path|
| `title`    | its document's title                 |

All three keep positions, since a phrase may stand in any of them. A stem depends on nothing but the word, so
stems take no lists of their own: each field keeps, per stemmer, which of its words share a stem (its families),
and the contract's fields `stem_id` and `stem_en` are the lists of a family read as one. So word and stem have
the same positions by construction, headings and titles are found by their stems too, and the index is a third
of the size that it would have with the stems written out.

Columns, one value per passage: `key`, `group` and `date` are numbers; the others are codes into their values,
which serve filters and facets alike. Nothing else is kept: the catalog holds the text.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from typing import Final, Literal, get_args

from whoosh import columns, fields, formats
from whoosh.analysis import Token
from whoosh.analysis.analyzers import Analyzer

from corpus_search.engines.base import FilterField
from corpus_search.engines.fields import INDEXED_FIELDS
from corpus_search.language import words

SCHEMA_VERSION = 7
"""To be raised with any change of fields, words or stems: an older index is then refused, not misread."""

NumberField = Literal["key", "group", "date"]

NUMBER_FIELDS: Final[tuple[NumberField, ...]] = get_args(NumberField)
CODE_FIELDS: Final[tuple[FilterField, ...]] = get_args(FilterField)


class WordAnalyzer(Analyzer):  # type: ignore[misc]  # whoosh has no types
    """The words of `corpus_search.language`, as Whoosh wants them."""

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self)

    def __hash__(self) -> int:
        return hash(type(self))

    def __call__(self, value: str, *, start_pos: int = 0, mode: str = "", **_: object) -> Iterator[Token]:
        """Yield one token, changed from word to word, as Whoosh's analyzers do."""
        token = Token(positions=True, removestops=False, mode=mode)
        token.boost, token.stopped = 1.0, False
        for token.pos, word in enumerate(words(value), start_pos):
            token.text = token.original = word
            yield token


class PackedPositions(formats.Positions):  # type: ignore[misc]  # whoosh has no types
    """A posting's value is its positions as u32: Whoosh's own would be pickled."""

    def encode(self, poslist: Sequence[int]) -> bytes:
        """Positions as bytes."""
        return array("I", poslist).tobytes()

    def decode_positions(self, valuestring: bytes) -> list[int]:
        """Bytes as positions."""
        return array("I", valuestring).tolist()

    def decode_frequency(self, valuestring: bytes) -> int:
        """How many positions there are."""
        return len(valuestring) // array("I").itemsize


def whoosh_schema() -> fields.Schema:
    """The fields in Whoosh's terms; pickled into its table of contents by the module paths of these classes."""
    definitions: dict[str, fields.FieldType] = {}
    for text in INDEXED_FIELDS:
        definitions[text] = fields.TEXT(analyzer=WordAnalyzer())
        definitions[text].format = PackedPositions()
    for number in NUMBER_FIELDS:
        definitions[number] = fields.COLUMN(columns.NumericColumn("Q"))
    for code in CODE_FIELDS:
        definitions[code] = fields.COLUMN(columns.RefBytesColumn())
    return fields.Schema(**definitions)
