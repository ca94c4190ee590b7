"""An Extraction on its way from the worker that read it to the catalog, and to the worker that makes a document of it.

Nobody looks into it on the way, and so nobody else spends time on it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from corpus_search.model import Extraction
from corpus_search.reading.recognised import layer_pages, unread_pages
from corpus_search.reading.wire import from_json, to_json


@dataclass(frozen=True, slots=True)
class Packed:
    """An Extraction as bytes, and what has to be known of it before anyone unpacks it."""

    data: bytes
    """As `wire.to_json` writes it."""
    format: str
    unread: int
    """Pages without readable text of their own that text recognition could read."""
    layers: int
    """Pages with a text layer behind a scan."""

    @classmethod
    def of(cls, extraction: Extraction) -> Packed:
        """Pack it."""
        unread, layers = len(unread_pages(extraction)), len(layer_pages(extraction))
        return cls(to_json(extraction), extraction.format, unread, layers)

    def extraction(self) -> Extraction:
        """Unpack it."""
        return from_json(self.data)

    def to_bytes(self) -> bytes:
        """All of it as bytes: one line, and the data."""
        return json.dumps([self.format, self.unread, self.layers]).encode("ascii") + b"\n" + self.data

    @classmethod
    def from_bytes(cls, sent: bytes) -> Packed:
        """The inverse of `to_bytes`."""
        line, _, data = sent.partition(b"\n")
        return cls(data, *json.loads(line))
