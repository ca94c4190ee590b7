"""The domain's types as JSON text and back, for the columns of the catalog."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, astuple, dataclass, fields, replace
from functools import lru_cache
from typing import Any, cast

from corpus_search.model import Access, Document, Found, Gap, Kind, Node, Part, Passage, State
from corpus_search.pseudonyms import Alignment, Swap
from corpus_search.segmenting.wire import node_of, node_values

_Record = Mapping[str, object]

_KEPT = 2_000
"""Rows that are kept unpacked."""


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file of the corpus as it was last indexed."""

    document: Document
    """As it is."""
    mtime_ns: int
    """The file's time of change, in nanoseconds."""
    hashed_ns: int
    """When its checksum was taken, in nanoseconds since 1970."""
    signature: str
    """All that its content depends on; when it differs, the document is made anew."""
    recipe: str = ""
    """How its scanned pages were recognised; empty where none was."""
    content: int | None = None
    """The content that is current; None for a document without text."""
    shown: Document | None = None
    """The document as it is shown, where names in it are replaced."""

    @property
    def as_shown(self) -> Document:
        """The document as it is shown."""
        return self.shown or self.document


def pack_row(row: FileRow) -> str:
    """A row as JSON, without its content: the document as it is shown."""
    record = asdict(replace(row, document=row.as_shown))
    del record["content"], record["shown"]
    return json.dumps(record, ensure_ascii=False)


def pack_real(row: FileRow) -> str | None:
    """A row as JSON with the document as it is but for its id, which is the one shown; None where it is shown so."""
    if row.shown is None:
        return None
    return pack_row(replace(row, document=replace(row.document, id=row.shown.id), shown=None))


@lru_cache(maxsize=_KEPT)
def unpack_row(text: str, content: int | None) -> FileRow:
    """The inverse of `pack_row`, with the content that the row stands for; kept, as documents are told of often."""
    record = json.loads(text)
    record["document"] = _document_of(record["document"])
    return FileRow(content=content, **record)


def _document_of(values: Mapping[str, Any]) -> Document:
    known = {
        "state": State(values["state"]),
        "kind": Kind(values["kind"]),
        "access": Access(values["access"]),
    }
    return Document(**{**values, **known})


def pack_found(found: Found) -> str:
    """A passage with its document and its words as JSON: all that a result shows of them."""
    passage = found.passage
    own = [getattr(passage, column) for column in _PASSAGE_COLUMNS]
    return json.dumps([asdict(found.document), own, pack_passage(passage), found.text], ensure_ascii=False)


def unpack_found(text: str) -> Found:
    """The inverse of `pack_found`."""
    document, own, rest, words = json.loads(text)
    return Found(_document_of(document), unpack_passage([*own, rest]), words)


def unpack_file(shown: str, real: str | None, own_id: str, content: int | None) -> FileRow:
    """The inverse of `pack_row` and `pack_real` together, with the document's id before names in it were replaced."""
    row = unpack_row(shown, content)
    if real is None:
        return row
    found = unpack_row(real, content)
    return replace(found, document=replace(found.document, id=own_id), shown=row.document)


def pack_swaps(alignment: Alignment) -> str:
    """Swapped words as JSON."""
    return json.dumps([astuple(swap) for swap in alignment.swaps], ensure_ascii=False)


def unpack_swaps(text: str) -> Alignment:
    """The inverse of `pack_swaps`."""
    return Alignment(tuple(Swap(start, end, shown) for start, end, shown in json.loads(text)))


_PASSAGE_COLUMNS = ("id", "document", "ordinal", "article", "start", "end")


def pack_passage(passage: Passage) -> str:
    """What of a passage has no column of its own; empty values are left out."""
    record = {
        item.name: value
        for item in fields(passage)
        if item.name not in _PASSAGE_COLUMNS and (value := getattr(passage, item.name)) not in (None, "")
    }
    return json.dumps(record, ensure_ascii=False)


def unpack_passage(row: Sequence[object]) -> Passage:
    """A passage of its columns: id, document, ordinal, article, start, end and the packed rest."""
    identifier, document, ordinal, article, start, end, data = row
    record = json.loads(cast("str", data))
    if "part" in record:
        record["part"] = Part(record["part"])
    return Passage(
        id=cast("str", identifier),
        document=cast("str", document),
        ordinal=cast("int", ordinal),
        article=cast("str", article),
        start=cast("int", start),
        end=cast("int", end),
        **record,
    )


def pack_outline(outline: Sequence[Node]) -> bytes:
    """An outline as compressed JSON: lists of values, the children last."""
    return zlib.compress(json.dumps([node_values(node) for node in outline], ensure_ascii=False).encode(), 6)


def unpack_outline(data: bytes) -> tuple[Node, ...]:
    """The inverse of `pack_outline`."""
    return tuple(map(node_of, json.loads(zlib.decompress(data))))


def pack_gaps(gaps: Sequence[Gap]) -> str:
    """Gaps as JSON."""
    return json.dumps([asdict(gap) for gap in gaps], ensure_ascii=False)


def unpack_gaps(text: str) -> tuple[Gap, ...]:
    """The inverse of `pack_gaps`."""
    return tuple(
        Gap(
            cast("str", r["where"]),
            tuple(cast("list[str]", r["missing"])),
            cast("int", r["page"]),
            cast("str", r["note"]),
        )
        for r in cast("list[_Record]", json.loads(text))
    )
