"""The regulations of a corpus and what ties them: who cites whom, what amends and repeals what."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from corpus_search.catalog import Catalog, Citing, Contents
from corpus_search.following.force import in_force_from
from corpus_search.law import Link, Relation, article_key, own_identifier
from corpus_search.model import Document, Kind, Node, Part


@dataclass(frozen=True, slots=True)
class Named:
    """A regulation that another one names."""

    identifier: str
    name: str
    """`Peraturan Presiden Nomor 36 Tahun 2020`; its short name where it is in the corpus."""
    document: Document | None
    """None where it is not in this corpus."""
    partly: bool = False
    """Only some of its provisions are repealed."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What the corpus tells of a regulation's standing. It cannot tell that a regulation is in force."""

    amends: tuple[Named, ...]
    amended_by: tuple[Named, ...]
    repeals: tuple[Named, ...]
    repealed_by: tuple[Named, ...]
    enacted: str | None
    """ISO dates."""
    promulgated: str | None
    in_force_from: str | None
    """As the regulation itself says."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A regulation that a document cites, with the places."""

    named: Named
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class CitedBy:
    """A document that cites a regulation, with the places."""

    document: Document
    places: tuple[Citing, ...]


@dataclass(frozen=True, slots=True)
class _Shelf:
    """What is known of all documents, as of one state of the catalog."""

    generation: str
    documents: Mapping[str, Document]
    by_identifier: Mapping[str, Document]
    amending: Mapping[str, tuple[str, ...]]
    """By identifier: the ids of the documents that amend it."""
    repealing: Mapping[str, tuple[tuple[str, bool], ...]]
    """By identifier: the ids of the documents that repeal it, with whether only partly."""
    articles: dict[str, frozenset[str]] = field(default_factory=dict)
    """By id, filled when first asked: the numbers of a document's articles."""
    standings: dict[str, Standing] = field(default_factory=dict)
    """By id, filled when first asked."""


class Lawbook:
    """Answers from the catalog; safe for threads."""

    def __init__(self, catalog: Catalog, contents: Callable[[str], Contents | None] | None = None) -> None:
        """Keep the catalog; nothing is read yet.

        Args:
            catalog: is asked.
            contents: the text and structure of a document, where someone keeps them in memory.
        """
        self._catalog = catalog
        self._contents = contents or catalog.contents
        self._lock = threading.Lock()
        self._kept: _Shelf | None = None

    def regulation(self, identifier: str) -> Document | None:
        """The regulation with this identifier; None where it is not in the corpus."""
        return self._shelf().by_identifier.get(identifier)

    def links(self, document: str, start: int = 0, end: int | None = None) -> tuple[Link, ...]:
        """The citations in a stretch of a document's text, in reading order."""
        return self._catalog.citations.of(document, start, end)

    def has_article(self, document: str, number: str) -> bool:
        """Whether a document has an article with this number, as it was read."""
        articles = self._shelf().articles
        if document not in articles:
            articles[document] = frozenset(article_key(one) for one in self._catalog.articles(document))
        return article_key(number) in articles[document]

    def cites(self, document: Document) -> tuple[Cited, ...]:
        """The other regulations that a document cites by name, those of the corpus first, the most cited first."""
        own = identifier_of(document)
        grouped: dict[str, list[Link]] = {}
        for link in self.links(document.id):
            if link.name and link.target != own:
                grouped.setdefault(link.target, []).append(link)
        found = [Cited(self._named(target, links[0].name), tuple(links)) for target, links in grouped.items()]
        return tuple(sorted(found, key=lambda c: (c.named.document is None, -len(c.links), c.named.name)))

    def counts(self, document: Document) -> tuple[int, int]:
        """How many other regulations a document cites by name, and how many other documents cite it."""
        own = identifier_of(document)
        citations = self._catalog.citations
        return citations.count_cited(document.id, own), citations.count_citing(own, document.id)

    def cited_by(self, document: Document, article: str = "") -> tuple[CitedBy, ...]:
        """The other documents that cite a regulation by name, those that cite it most first.

        Args:
            document: the regulation.
            article: number of the article that is cited; any place by default.
        """
        shelf = self._shelf()
        found = []
        for citing, places in groupby(
            self._catalog.citations.to(identifier_of(document)), lambda c: c.document
        ):
            wanted = tuple(place for place in places if not article or place.link.pasal == article)
            if wanted and citing != document.id and citing in shelf.documents:
                found.append(CitedBy(shelf.documents[citing], wanted))
        return tuple(sorted(found, key=lambda c: (-len(c.places), c.document.title)))

    def cited_articles(self, document: Document) -> Mapping[str, int]:
        """How often other documents cite each article of a regulation, by the article's number."""
        counts: dict[str, int] = {}
        for citing in self._catalog.citations.to(identifier_of(document)):
            if citing.link.pasal and citing.document != document.id:
                counts[citing.link.pasal] = counts.get(citing.link.pasal, 0) + 1
        return dict(sorted(counts.items(), key=lambda item: _article_order(item[0])))

    def not_here(self) -> tuple[tuple[Named, int], ...]:
        """Regulations that documents cite and that are not in this corpus, with how many documents cite each."""
        return tuple(
            (Named(target, name, None), documents)
            for target, name, documents in self._catalog.citations.named()
            if self.regulation(target) is None
        )

    def standing(self, document: Document) -> Standing:
        """What the corpus tells of a regulation."""
        shelf = self._shelf()
        if document.id not in shelf.standings:
            shelf.standings[document.id] = self._standing(document, shelf)
        return shelf.standings[document.id]

    def _standing(self, document: Document, shelf: _Shelf) -> Standing:
        own = identifier_of(document)
        contents = self._contents(document.id)
        said = document.metadata
        enacted, promulgated = said.get("enacted"), said.get("promulgated")
        links = self.links(document.id)
        names = {link.target: link.name for link in reversed(links) if link.name}
        amends = dict.fromkeys(amended_in_title(document))
        amends |= dict.fromkeys(link.target for link in links if link.relation is Relation.AMENDS)
        repeals = {
            link.target: link.relation is Relation.REPEALS_PARTLY
            for link in links
            if link.relation in (Relation.REPEALS, Relation.REPEALS_PARTLY)
        }
        return Standing(
            amends=tuple(
                self._named(target, names.get(target, target)) for target in amends if target != own
            ),
            amended_by=tuple(self._of(shelf.documents[one]) for one in shelf.amending.get(own, ())),
            repeals=tuple(
                self._named(target, names.get(target, target), partly) for target, partly in repeals.items()
            ),
            repealed_by=tuple(
                self._of(shelf.documents[one], partly) for one, partly in shelf.repealing.get(own, ())
            ),
            enacted=enacted,
            promulgated=promulgated,
            in_force_from=in_force_from(
                contents.text, body_end(contents.outline, contents.text), enacted, promulgated
            )
            if contents
            else None,
        )

    def amending(self, document: Document) -> tuple[Document, ...]:
        """The documents of the corpus that amend a regulation, the oldest first."""
        shelf = self._shelf()
        return tuple(shelf.documents[one] for one in shelf.amending.get(identifier_of(document), ()))

    # --- inside ---

    def _of(self, document: Document, partly: bool = False) -> Named:
        return Named(
            identifier_of(document), document.metadata.get("short") or document.title, document, partly
        )

    def _named(self, target: str, name: str, partly: bool = False) -> Named:
        document = self.regulation(target)
        return self._of(document, partly) if document else Named(target, name, None, partly)

    def _shelf(self) -> _Shelf:
        generation = self._catalog.generation
        with self._lock:
            if self._kept is None or self._kept.generation != generation:
                self._kept = _shelve(
                    generation, self._catalog.documents(), self._catalog.citations.relations()
                )
            return self._kept


def identifier_of(document: Document) -> str:
    """The identifier that citations name a regulation by; its id where it tells none."""
    return own_identifier(document.metadata) or document.id


def _article_order(number: str) -> tuple[int, str]:
    digits = re.match(r"\d+", number)
    return (int(digits[0]) if digits else 0), number


def amended_in_title(document: Document) -> tuple[str, ...]:
    """Identifiers of the regulations that a regulation's title says it changes."""
    return tuple(name.strip() for name in document.metadata.get("amends", "").split(",") if name.strip())


def body_end(outline: Iterable[Node], text: str) -> int:
    """Where a regulation's articles end."""
    return next((root.end for root in outline if root.number == Part.BODY), len(text))


def _shelve(generation: str, documents: Iterable[Document], relations: Iterable[Citing]) -> _Shelf:
    known = {document.id: document for document in documents}
    by_identifier: dict[str, Document] = {}
    for document in known.values():
        if document.kind is Kind.REGULATION and document.state.has_text:
            by_identifier.setdefault(identifier_of(document), document)
    amending: dict[str, dict[str, None]] = {}
    repealing: dict[str, dict[str, bool]] = {}
    for document in by_identifier.values():
        for target in amended_in_title(document):
            amending.setdefault(target, {})[document.id] = None
    for citing in relations:
        target = citing.link.target
        if citing.link.relation is Relation.AMENDS:
            amending.setdefault(target, {})[citing.document] = None
        else:
            partly = citing.link.relation is Relation.REPEALS_PARTLY
            of_target = repealing.setdefault(target, {})
            of_target[citing.document] = of_target.get(citing.document, True) and partly
    return _Shelf(
        generation,
        known,
        by_identifier,
        {target: tuple(sorted(ids, key=lambda one: _age(known[one]))) for target, ids in amending.items()},
        {target: tuple(ids.items()) for target, ids in repealing.items()},
    )


def _age(document: Document) -> tuple[str, str]:
    said = document.metadata
    return said.get("promulgated") or said.get("enacted") or str(document.year or ""), document.id
