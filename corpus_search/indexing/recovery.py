"""Brings catalog and engine to one state after an interrupted run, or after the engine's files were lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from corpus_search.catalog import Catalog
from corpus_search.engines.base import Engine, IndexedPassage
from corpus_search.model import Document, Found


def recover(catalog: Catalog, engine: Engine) -> None:
    """Finish what the engine has committed, drop what it has not, and give it again what it lacks.

    The catalog writes a content, then the engine commits its passages, then the content becomes current. A
    run can end between any two of these; afterwards every content is current and in the engine, or gone.
    """
    in_engine = engine.groups()
    staged = catalog.staged()
    catalog.settle(row for content, row in staged.items() if content in in_engine)
    catalog.drop_staged(content for content in staged if content not in in_engine)
    current = {row.content for row in catalog.rows().values() if row.content is not None}
    orphans = in_engine - current
    lacking = sorted(current - in_engine)
    if orphans or lacking:
        with engine.batch() as batch:
            batch.remove(orphans)
            for content in lacking:
                batch.put(indexed(content, catalog.keyed_passages(content)))


def indexed(content: int, passages: Iterable[tuple[int, Found]]) -> Iterator[IndexedPassage]:
    """Passages of a content in the form that an engine takes."""
    for key, found in passages:
        passage, document = found.passage, found.document
        yield IndexedPassage(
            key=key,
            group=content,
            text=found.text,
            headings=passage.headings,
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
        )


def _year(document: Document, date: str | None) -> int | None:
    return int(date[:4]) if date else document.year
