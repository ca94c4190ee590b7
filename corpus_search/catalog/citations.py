"""Which document cites which regulation, and where: what makes links of citations and lists of who cites whom."""

from __future__ import annotations

import sqlite3
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus_search.law import Link, Relation
from corpus_search.model import Passage

_LINK = "k.span_start, k.span_end, k.target, k.pasal, k.ayat, k.huruf, k.angka, k.relation, k.name"


@dataclass(frozen=True, slots=True)
class Citing:
    """A place that cites a regulation."""

    document: str
    """Id of the document that cites."""
    ordinal: int | None
    """Of the passage that it stands in; None outside passages."""
    link: Link


class Citations:
    """The part of the catalog that keeps citations."""

    def __init__(self, connect: Callable[[], sqlite3.Connection]) -> None:
        """Keep how to come by the calling thread's connection."""
        self._connect = connect

    def keep(
        self, content: int, links: Sequence[Link], passages: Sequence[Passage], real: Sequence[Link] = ()
    ) -> None:
        """Keep the citations of a content; the caller's transaction holds it.

        Args:
            content: the content's key.
            links: its citations, in reading order.
            passages: its passages, in reading order.
            real: the citations as they stand in the file, where that is not the text that is shown.
        """
        starts = [passage.start for passage in passages]
        rows = []
        for link, there in zip(links, real or links, strict=True):
            at = bisect_right(starts, link.start) - 1
            ordinal = passages[at].ordinal if at >= 0 and link.start < passages[at].end else None
            rows.append(
                (
                    content,
                    link.start,
                    link.end,
                    link.target,
                    link.pasal,
                    link.ayat,
                    link.huruf,
                    link.angka,
                    link.relation.value,
                    link.name,
                    ordinal,
                    there.start,
                    there.end,
                )
            )
        self._connect().executemany(
            "INSERT OR IGNORE INTO citations VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows
        )

    def of(self, document: str, start: int = 0, end: int | None = None) -> tuple[Link, ...]:
        """The citations in a document, in reading order.

        Args:
            document: its id.
            start: of the stretch of its text that is asked for.
            end: of the stretch; the end of the text by default.
        """
        rows = self._connect().execute(
            f"SELECT {_LINK} FROM citations k JOIN documents d ON d.content = k.content "  # noqa: S608  (from above)
            "WHERE d.id = ? AND k.span_start >= ? AND k.span_start < ? ORDER BY k.span_start",
            (document, start, 1 << 62 if end is None else end),
        )
        return tuple(_link(row) for row in rows)

    def to(self, target: str) -> tuple[Citing, ...]:
        """Where a regulation is cited by its name, by document and in reading order.

        Args:
            target: identifier of the regulation.
        """
        rows = self._connect().execute(
            f"SELECT d.id, k.ordinal, {_LINK} FROM citations k JOIN documents d ON d.content = k.content "  # noqa: S608  (our own names)
            "WHERE k.target = ? AND k.name != '' ORDER BY d.id, k.span_start",
            (target,),
        )
        return tuple(Citing(document, ordinal, _link(rest)) for document, ordinal, *rest in rows)

    def named(self) -> tuple[tuple[str, str, int], ...]:
        """All regulations that documents cite by name, with how many documents cite each, the most cited first."""
        rows = self._connect().execute(
            "SELECT k.target, min(k.name), count(DISTINCT d.id) AS documents FROM citations k "
            "JOIN documents d ON d.content = k.content WHERE k.name != '' "
            "GROUP BY k.target ORDER BY documents DESC, k.target"
        )
        return tuple((target, name, documents) for target, name, documents in rows)

    def count_cited(self, document: str, own: str) -> int:
        """How many regulations a document cites by name, besides itself.

        Args:
            document: its id.
            own: its identifier, where it is a regulation.
        """
        row = self._connect().execute(
            "SELECT count(DISTINCT k.target) FROM citations k JOIN documents d ON d.content = k.content "
            "WHERE d.id = ? AND k.name != '' AND k.target != ?",
            (document, own),
        )
        return int(row.fetchone()[0])

    def count_citing(self, target: str, own: str) -> int:
        """How many documents cite a regulation by name, besides the one with the id `own`."""
        row = self._connect().execute(
            "SELECT count(DISTINCT d.id) FROM citations k JOIN documents d ON d.content = k.content "
            "WHERE k.target = ? AND k.name != '' AND d.id != ?",
            (target, own),
        )
        return int(row.fetchone()[0])

    def relations(self) -> tuple[Citing, ...]:
        """All amendments and repeals."""
        rows = self._connect().execute(
            f"SELECT d.id, k.ordinal, {_LINK} FROM citations k JOIN documents d ON d.content = k.content "  # noqa: S608  (our own names)
            "WHERE k.relation != 'cites' ORDER BY d.id, k.span_start"
        )
        return tuple(Citing(document, ordinal, _link(rest)) for document, ordinal, *rest in rows)


def _link(row: Sequence[object]) -> Link:
    start, end, target, pasal, ayat, huruf, angka, relation, name = row
    return Link(
        start=int(str(start)),
        end=int(str(end)),
        target=str(target),
        pasal=str(pasal),
        ayat=str(ayat),
        huruf=str(huruf),
        angka=str(angka),
        relation=Relation(str(relation)),
        name=str(name),
    )
