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
from corpus_search.law.shape import Quoted, Shape, target_at
from corpus_search.model import Node, NodeType

LINKING_VERSION = 5
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
_LONGEST_GAP = 120
"""Characters between two places of one list."""
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


@dataclass(frozen=True, slots=True)
class Linked:
    """What leads from a document to regulations."""

    links: tuple[Link, ...]
    """All citations, in reading order."""
    quoted: tuple[Quoted, ...]
    """In reading order, apart from each other."""

    def quoted_from(self, offset: int) -> str:
        """Identifier of the regulation to which what stands at an offset belongs; empty for the document's own."""
        return target_at(self.quoted, offset) or ""


def find_links(
    text: str, outline: Sequence[Node] = (), *, own: str = "", amends: Iterable[str] = ()
) -> Linked:
    """All citations of a document, and what it quotes of regulations that it amends.

    Args:
        text: of the document.
        outline: of the document; empty for one that is no regulation.
        own: the document's identifier where it is a regulation; places without a regulation then lie in it.
        amends: identifiers of the regulations that its title says it changes.
    """
    text = text.replace("^", " ")  # a scan's mark before a word
    citations = [part for citation in find_citations(text) for part in _parted(text, citation)]
    shape = Shape(outline, text, citations, tuple(amends))
    found = list(_links(text, citations, shape, own))
    if own:
        found += _paragraphs(text, found, shape, own)
    relations = _relations(text, citations, shape, own)
    links = tuple(
        replace(link, relation=relations.get(link.start, link.relation))
        for link in sorted(found, key=lambda link: link.start)
    )
    return Linked(links, tuple(shape.quoted))


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


def _links(text: str, citations: Sequence[Citation], shape: Shape, own: str) -> Iterator[Link]:
    """Links of the citations, the last first, since a list's regulation stands behind its last place."""
    shared: Reference | None = None
    elsewhere = False
    following: Citation | None = None
    found = []
    for citation in reversed(citations):
        reference = citation.reference
        if following and not reference.type and not _are_listed(text, citation, following):
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


def _are_listed(text: str, place: Citation, following: Citation) -> bool:
    """Whether a place and what is cited behind it stand in one list.

    A comma may be missing between them; but a line of its own is a heading, and so is `Pasal I` before `Pasal 2`.
    """
    between = text[place.end : following.start]
    if len(between) > _LONGEST_GAP or not _LISTED.fullmatch(between):
        return False
    return bool(between.strip()) or ("\n" not in between and not place.reference.pasal.isalpha())


def _is_heading(text: str, citation: Citation, shape: Shape) -> bool:
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


def _paragraphs(text: str, known: Sequence[Link], shape: Shape, own: str) -> Iterator[Link]:
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


def _relations(text: str, citations: Sequence[Citation], shape: Shape, own: str) -> dict[int, Relation]:
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


def _deciding(text: str, shape: Shape) -> Iterator[tuple[int, int]]:
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
