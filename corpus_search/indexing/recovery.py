"""Brings catalog and engine to one state after an interrupted run, or after the engine's files were lost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from corpus_search.catalog import Catalog, pack_found
from corpus_search.engines.base import Engine, IndexedPassage
from corpus_search.model import Document, Found, Part

_CLEAR: Final = re.compile(r"cukup\s+jelas", re.IGNORECASE)
_NO_WORDS: Final = re.compile(
    r"\b(?:pasal|ayat|huruf|angka|butir)\s+\W?\w{1,4}\b|\b(?:dan|sampai|dengan|\d+|[a-z])\b|\W+|_",
    re.IGNORECASE,
)
"""What an explanation that says nothing may hold besides: what it does not explain."""


def recover(catalog: Catalog, engine: Engine) -> None:
    """Finish what the engine has committed, drop what it has not, and give it again what it lacks.

    The catalog writes a content, then the engine commits its passages, then the content becomes current. A
    run can end between any two of these; afterwards every content is current and in the engine, or gone.
    """
    in_engine = engine.groups()
    staged = catalog.writer.staged()
    catalog.writer.settle(row for content, row in staged.items() if content in in_engine)
    catalog.writer.drop_staged(content for content in staged if content not in in_engine)
    current = {row.content for row in catalog.rows().values() if row.content is not None}
    orphans = in_engine - current
    lacking = sorted(current - in_engine)
    if orphans or lacking:
        with engine.batch() as batch:
            batch.remove(orphans)
            for content in lacking:
                passages = catalog.keyed_passages(content)
                batch.put(indexed(content, passages, records=engine.keeps_records))


def indexed(
    content: int, passages: Iterable[tuple[int, Found]], *, records: bool = False
) -> Iterator[IndexedPassage]:
    """Passages of a content in the form that an engine takes.

    Args:
        content: its number in the catalog.
        passages: as they are shown, with their keys.
        records: give them along, for an engine that keeps them.
    """
    for key, found in passages:
        passage, document = found.passage, found.document
        yield IndexedPassage(
            key=key,
            group=content,
            text=found.text,
            headings="" if _says_nothing(found) else passage.headings,
            title=document.title,
            document=document.id,
            kind=document.kind,
            access=document.access,
            collection=document.collection,
            language=passage.language or document.language,
            year=_year(document, passage.date),
            date=passage.date or document.date,
            speaker=passage.speaker or "",
            article=passage.article,
            record=pack_found(found) if records else "",
        )


def _year(document: Document, date: str | None) -> int | None:
    return int(date[:4]) if date else document.year


def _says_nothing(found: Found) -> bool:
    """Whether it explains that nothing is to be explained (`Ayat (2) Cukup jelas.`): its own words alone find it."""
    rest, clear = _CLEAR.subn(" ", found.text)
    return found.passage.part is Part.PENJELASAN and clear > 0 and not _NO_WORDS.sub("", rest)
