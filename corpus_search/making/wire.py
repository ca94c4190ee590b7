"""A Workpiece as bytes and back, between a worker and the program: compressed JSON, records as lists of values.

JSON, since a worker that a hostile file has taken over must not be able to run anything in the program. Compressed,
since text and passages of a long document are several times the pages that they come from.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any

from corpus_search.describing import Description
from corpus_search.law import Link, Relation
from corpus_search.making.workpiece import Content, Workpiece
from corpus_search.model import Access, Gap, Kind, Part, Passage, Segmentation, State
from corpus_search.segmenting.wire import node_of, node_values

_Values = list[Any]

_PASSAGE_FIELDS = [field.name for field in fields(Passage) if field.name != "document"]
_PASSAGE = attrgetter(*_PASSAGE_FIELDS)
_PART = _PASSAGE_FIELDS.index("part")
_LINK = attrgetter("start", "end", "target", "pasal", "ayat", "huruf", "angka", "relation", "name")
_DESCRIPTION = attrgetter("kind", "title", "language", "date", "access", "metadata", "id_stem")


def to_bytes(piece: Workpiece) -> bytes:
    """A Workpiece as bytes; `from_bytes` gives an equal one back."""
    value = [
        piece.document,
        piece.state,
        piece.format,
        piece.reason,
        piece.pages,
        piece.has_pages,
        _DESCRIPTION(piece.description),
        None if piece.content is None else _content_values(piece.content),
    ]
    return zlib.compress(json.dumps(value, separators=(",", ":")).encode("ascii"), 1)


def from_bytes(data: bytes) -> Workpiece:
    """The inverse of `to_bytes`."""
    document, state, format_, reason, pages, has_pages, described, content = json.loads(zlib.decompress(data))
    kind, title, language, date, access, metadata, id_stem = described
    return Workpiece(
        document=document,
        state=State(state),
        format=format_,
        reason=reason,
        pages=pages,
        has_pages=has_pages,
        description=Description(Kind(kind), title, language, date, Access(access), metadata, id_stem),
        content=None if content is None else _content_of(content, document),
    )


def _content_values(content: Content) -> _Values:
    made = content.segmentation
    return [
        made.text,
        [node_values(node) for node in made.outline],
        [_PASSAGE(passage) for passage in made.passages],
        [(gap.where, gap.missing, gap.page, gap.note) for gap in made.gaps],
        content.page_starts,
        [_LINK(link) for link in content.links],
    ]


def _content_of(values: _Values, document: str) -> Content:
    text, outline, passages, gaps, starts, links = values
    segmentation = Segmentation(
        text=text,
        outline=tuple(map(node_of, outline)),
        passages=tuple(_passage_of(passage, document) for passage in passages),
        gaps=tuple(Gap(where, tuple(missing), page, note) for where, missing, page, note in gaps),
    )
    return Content(segmentation, tuple((start, page) for start, page in starts), tuple(map(_link_of, links)))


def _passage_of(values: _Values, document: str) -> Passage:
    part = values[_PART]
    values[_PART] = None if part is None else Part(part)
    return Passage(values[0], document, *values[1:])


def _link_of(values: Sequence[Any]) -> Link:
    start, end, target, pasal, ayat, huruf, angka, relation, name = values
    return Link(start, end, target, pasal, ayat, huruf, angka, Relation(relation), name)
