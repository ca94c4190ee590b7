"""The regulations and places that a document cites, each with the regulation that it lies in.

`find_citations` reads one name at a time. Here a name gets its surroundings: the places of a list share the regulation
behind the last one (`Pasal 5, Pasal 7, dan Pasal 9 UU 13/2003`), a place without one lies in the citing regulation, or
in the regulation that is amended where the article is quoted from it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from corpus_search.law.citations import Citation, Reference, find_citations
from corpus_search.law.repeals import find_repeals
from corpus_search.model import Node, NodeType, Part

LINKING_VERSION = 3
"""Raised whenever the same text may give other links: documents are then made anew."""


class Relation(StrEnum):
    """What a citation does to what it cites."""

    CITES = "cites"
    AMENDS = "amends"
    REPEALS = "repeals"
    REPEALS_PARTLY = "repeals_partly"


@dataclass(frozen=True, slots=True)
class Link:
    """A citation with the regulation that it leads to."""

    start: int
    end: int
    target: str
    """Identifier of the regulation: `perpres-2020-36`."""
    pasal: str = ""
    ayat: str = ""
    huruf: str = ""
    angka: str = ""
    relation: Relation = Relation.CITES
    name: str = ""
    """The regulation as its type, number and year tell, for one that is not in the corpus."""


_LISTED = re.compile(
    r"\s*(?:,?\s*(?:dan|atau|serta|dan/atau)?\s*(?:ayat\s*)?\(\s*\w{1,3}\s*[)1l]"
    r"|,?\s*(?:dan|atau)?\s*huruf\s+[a-z]\b"
    r"|[\s,]*(?:dan\s+)?\bP[a-z]{2,4}[1l|]?\s*[\dlIOoTt|]{1,4}\b)*"
    r"\s*[,;]?\s*(?:(?:dan|atau|serta|dan/atau|sampai\s+dengan|hingga|s\.?d\.?|jo\.?|juncto)\s+)?(?:ketentuan\s+)?",
    re.IGNORECASE,
)
"""What stands between two places of one list; a place whose number a scan has spoilt may be among it."""
_ELSEWHERE = re.compile(
    r"(?:\s*(?:,|dan|atau)?\s*(?:ayat\s*)?\(\s*\w{1,3}\s*[)1l]|\s*huruf\s+[a-z]\b)*"
    r"\s*,?\s*(?:dari\s+|pada\s+|dalam\s+)?"
    r"(?:Kitab\b|KUH|Undang\W{0,3}Undang\b|Peraturan\b|Keputusan\b|Ordon|Konstitusi\b|Konvensi\b|Per(?:setujuan|janjian)\b|Statuta\b|"
    r"Anggaran\s+Dasar\b|Staatsblad\b|Reglemen|UUD|UU\b|PP\b|Perp|Permen|Ketetapan\b|Piagam\b|[A-Z]\w*(?:ordonnantie|verordening|reglement|wet)\b)"
    r"(?!(?:\s*-?\s*\w+){0,4}?\s+ini\b)",
    re.IGNORECASE,
)
"""After a place: it lies in another regulation, whose name tells no number."""
_PARAGRAPH = re.compile(r"\bayat\s*\(\s*(?P<ayat>\d{1,2}[a-z]?)\s*\)", re.IGNORECASE)
_WHOLE_LINE = re.compile(r"[ \t\d.:…]*(?:\n|\Z)")
_MADE_LAW = re.compile(r"\bdi(?:tetapkan|jadikan)\s+(?:sebagai|menjadi)\s+Undang", re.IGNORECASE)
"""An act that makes an emergency regulation an act quotes it, and amends nothing."""


def find_links(
    text: str, outline: Sequence[Node] = (), *, own: str = "", amends: Iterable[str] = ()
) -> tuple[Link, ...]:
    """All citations of a document, in reading order.

    Args:
        text: of the document.
        outline: of the document; empty for one that is no regulation.
        own: the document's identifier where it is a regulation; places without a regulation then lie in it.
        amends: identifiers of the regulations that its title says it changes.
    """
    text = text.replace("^", " ")  # a scan's mark before a word
    citations = [part for citation in find_citations(text) for part in _parted(text, citation)]
    shape = _Shape(outline, text, citations, tuple(amends))
    found = list(_links(text, citations, shape, own))
    if own:
        found += _paragraphs(text, found, shape, own)
    relations = _relations(text, citations, shape, own)
    return tuple(
        replace(link, relation=relations.get(link.start, link.relation))
        for link in sorted(found, key=lambda link: link.start)
    )


_HEADING = re.compile(r"Pasal\s+\w+[ \t.]*\n\s*", re.IGNORECASE)
_MEANT = re.compile(r"\bdimaksud\s+(?:dalam|pada|di)\s+\Z", re.IGNORECASE)
_PLACE_AND_COMMA = re.compile(
    r"Pasal\s+\w+(?:\s+ayat\s*\(\s*\w+\s*\)?)?(?:\s+huruf\s+\w+)?(?:\s+angka\s+\w+)?(?P<comma>\s*,\s*)",
    re.IGNORECASE,
)


def _parted(text: str, citation: Citation) -> tuple[Citation, ...]:
    """A citation without what only seems the place of its regulation.

    That is a heading above it (`Pasal 1`, and below it `Peraturan ... dicabut`), and what a clause before it names
    (`sebagaimana dimaksud dalam Pasal 1, Peraturan ...`), which is a citation of its own.
    """
    reference = citation.reference
    if not (reference.type and reference.pasal):
        return (citation,)
    bare = replace(reference, pasal="", ayat="", huruf="", angka="")
    heading = _HEADING.match(text, citation.start, citation.end)
    if heading and not text[text.rfind("\n", 0, citation.start) + 1 : citation.start].strip():
        return (Citation(heading.end(), citation.end, bare),)
    clause = _PLACE_AND_COMMA.match(text, citation.start, citation.end)
    if clause and _MEANT.search(text, max(0, citation.start - 30), citation.start):
        place = replace(reference, type="", number="", year="", issuer="")
        return (
            Citation(citation.start, clause.start("comma"), place),
            Citation(clause.end(), citation.end, bare),
        )
    return (citation,)


class _Shape:
    """What of an outline matters: headings, articles, paragraphs, and which of them are quoted from where."""

    def __init__(
        self, outline: Sequence[Node], text: str, citations: Sequence[Citation], amends: tuple[str, ...]
    ) -> None:
        self.headings: set[int] = set()
        self.articles: list[tuple[int, int, str]] = []
        """Start, end and number of each article, in reading order; quoted ones count."""
        self.units: list[Node] = []
        """Where repeals are looked for: articles, dictums, and what is decided before the first article."""
        self.orders: list[tuple[Node, Citation]] = []
        """Articles that amend, with the regulation that they amend."""
        self.opening = 0
        """Where the first part ends."""
        self.later = len(text)
        """Where the explanation begins."""
        self._quoted: list[tuple[int, int, str]] = []
        self._citations = citations
        for root in outline:
            self._take(root, text, amends)
        self.articles.sort()
        self._starts = [start for start, _, _ in self.articles]

    def _take(self, root: Node, text: str, amends: tuple[str, ...]) -> None:
        if root.number == Part.OPENING:
            self.opening = root.end
        if root.number == Part.PENJELASAN:
            self.later = min(self.later, root.start)
        for node in root.walk():
            if node.type is not NodeType.PASAL:
                if node.type is NodeType.DICTUM:
                    self.units.append(node)
                continue
            self.headings.add(node.start)
            self.articles.append((node.start, node.end, node.number))
            if root.number == Part.BODY and not node.quoted:
                self.units.append(node)
                self._order(node, text, amends)

    def _order(self, article: Node, text: str, amends: tuple[str, ...]) -> None:
        """Take an article's order to amend: what it quotes belongs to the regulation named before it."""
        first = next(
            (n for n in article.walk() if n.type is NodeType.INSTRUCTION or (n.quoted and n is not article)),
            None,
        )
        if first is None or _MADE_LAW.search(text, article.start, first.start):
            return
        named = next(
            (
                citation
                for citation in self._citations
                if article.start <= citation.start and citation.end <= first.start and citation.reference.type
            ),
            None,
        )
        if named is not None:
            self.orders.append((article, named))
        target = named.reference.identifier if named else next(iter(amends), "")
        self._quoted += [
            (node.start, node.end, target)
            for node in article.walk()
            if node.quoted or node.type is NodeType.INSTRUCTION
        ]

    def regulation_at(self, offset: int, own: str) -> str:
        """Identifier of the regulation to which an untold place at an offset belongs."""
        for start, end, target in self._quoted:
            if start <= offset < end:
                return target
        return own

    def article_at(self, offset: int) -> str:
        """Number of the innermost article at an offset; empty outside articles."""
        at = bisect_right(self._starts, offset) - 1
        while at >= 0:
            start, end, number = self.articles[at]
            if start <= offset < end:
                return number
            at -= 1
            if at >= 0 and offset - self.articles[at][0] > 200_000:
                break
        return ""


def _links(text: str, citations: Sequence[Citation], shape: _Shape, own: str) -> Iterator[Link]:
    """Links of the citations, the last first, since a list's regulation stands behind its last place."""
    shared: Reference | None = None
    elsewhere = False
    following: Citation | None = None
    found = []
    for citation in reversed(citations):
        reference = citation.reference
        if following is not None and not reference.type:
            between = _LISTED.fullmatch(text, citation.end, following.start)
            if between is None or following.start - citation.end > 120:
                shared, elsewhere = None, False
        if reference.type:
            shared = reference if reference.pasal else None
            elsewhere = False
            found.append(_link(citation, reference.identifier, reference))
        elif shared is not None:
            whole = replace(
                shared,
                pasal=reference.pasal,
                ayat=reference.ayat,
                huruf=reference.huruf,
                angka=reference.angka,
            )
            found.append(_link(citation, whole.identifier, whole))
        else:
            elsewhere = elsewhere or _ELSEWHERE.match(text, citation.end) is not None
            if (
                own
                and not elsewhere
                and not _is_heading(text, citation, shape)
                and citation.start >= shape.opening
            ):
                target = shape.regulation_at(citation.start, own)
                if target:
                    found.append(_link(citation, target, reference))
        following = citation
    yield from reversed(found)


def _is_heading(text: str, citation: Citation, shape: _Shape) -> bool:
    if citation.start in shape.headings:
        return True
    begins_line = not text[text.rfind("\n", 0, citation.start) + 1 : citation.start].strip()
    return begins_line and _WHOLE_LINE.match(text, citation.end) is not None


def _link(citation: Citation, target: str, reference: Reference) -> Link:
    return Link(
        citation.start,
        citation.end,
        target,
        pasal=reference.pasal,
        ayat=reference.ayat,
        huruf=reference.huruf,
        angka=reference.angka,
        name=reference.name,
    )


def _paragraphs(text: str, known: Sequence[Link], shape: _Shape, own: str) -> Iterator[Link]:
    """`sebagaimana dimaksud pada ayat (1)`: a paragraph of the article that it stands in."""
    taken = sorted((link.start, link.end) for link in known)
    starts = [start for start, _ in taken]
    for match in _PARAGRAPH.finditer(text, shape.opening, shape.later):
        at = bisect_right(starts, match.start()) - 1
        if at >= 0 and (taken[at][1] > match.start() or _LISTED.fullmatch(text, taken[at][1], match.start())):
            continue  # a paragraph of the article named before it
        article = shape.article_at(match.start())
        if article and not _ELSEWHERE.match(text, match.end()) and not text.startswith(" Pasal", match.end()):
            target = shape.regulation_at(match.start(), own)
            if target:
                yield Link(match.start(), match.end(), target, pasal=article, ayat=match["ayat"])


def _relations(text: str, citations: Sequence[Citation], shape: _Shape, own: str) -> dict[int, Relation]:
    """What the citations of a regulation do, by where they start; those that only cite are left out."""
    if not own:
        return {}
    found: dict[int, Relation] = {}
    for start, end in _deciding(text, shape):
        for repeal in find_repeals(text, start, end, citations):
            if repeal.citation.reference.identifier != own:
                relation = Relation.REPEALS_PARTLY if repeal.partly else Relation.REPEALS
                found.setdefault(repeal.citation.start, relation)
    for _, named in shape.orders:
        if named.reference.identifier != own:
            found[named.start] = Relation.AMENDS
    return found


def _deciding(text: str, shape: _Shape) -> Iterator[tuple[int, int]]:
    """The spans in which a regulation decides: from its decision to the first article, and each article's own words."""
    decided = re.search(
        r"\bM\s?[Ee]\s?[Mm]\s?[Uu]\s?[Tt]\s?[Uu]\s?[Ss]\s?[Kk]\s?[Aa]\s?[Nn]\b", text[: shape.opening]
    )
    if decided:
        yield decided.end(), shape.opening
    for unit in shape.units:
        paragraphs = [node for node in unit.children if node.type is NodeType.AYAT]
        if not paragraphs:
            yield unit.start, unit.end
            continue
        yield unit.start, paragraphs[0].start
        yield from ((node.start, node.end) for node in paragraphs)
