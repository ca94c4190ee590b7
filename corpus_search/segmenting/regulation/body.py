"""The body: articles under BUKU, BAB, Bagian and Paragraf, each with its ayat, huruf and angka."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from corpus_search.law.numerals import Number, to_roman
from corpus_search.model import NodeType
from corpus_search.segmenting.regulation.articles import Candidate
from corpus_search.segmenting.regulation.draft import Draft
from corpus_search.segmenting.regulation.groups import Group, groups
from corpus_search.segmenting.regulation.items import Missing, items
from corpus_search.segmenting.regulation.sequence import Option, missing_between

LEVELS = {NodeType.BUKU: 0, NodeType.BAB: 1, NodeType.BAGIAN: 2, NodeType.PARAGRAF: 3, NodeType.PASAL: 4}
_DEFINES = re.compile(r"\b(?:di)?maksud(?:kan)?\s+dengan\b|\bdiartikan\b|\bpengertian\b", re.IGNORECASE)
_HEADING_END = re.compile(r"[ .:]*")


@dataclass(slots=True)
class Doubts:
    """What is missing or loosely read, by where it stands in the text."""

    missing: list[tuple[int, tuple[str, ...], str]] = field(default_factory=list)
    """Offset of what follows, labels, note."""

    def lacks(self, at: int, labels: tuple[str, ...], note: str = "") -> None:
        """Note what is missing before an offset."""
        self.missing.append((at, labels, note))

    def doubt(self, at: int, note: str) -> None:
        """Note that what stands at an offset is read loosely."""
        self.missing.append((at, (), note))

    def add(self, missing: list[Missing]) -> None:
        """Note what lists miss."""
        self.missing += [(item.at, item.labels, "") for item in missing]


def article_drafts(
    text: str, found: list[Candidate], chain: list[Option], doubts: Doubts, *, roman: bool = False
) -> list[Draft]:
    """The drafts of the articles of a chain; what it misses or reads loosely is noted."""
    drafts = []
    before: Number | None = None
    for option in chain:
        candidate = found[option.candidate]
        reading = candidate.reading(option.number, roman=roman)
        number = to_roman(reading.number.base) if reading.roman else str(reading.number)
        left_out = missing_between(before, option.number)
        if left_out:
            shown = tuple(f"Pasal {to_roman(value) if roman else value}" for value in left_out)
            doubts.lacks(candidate.start, shown)
        if not reading.exact and not follows(before, option.number):
            printed = " ".join(text[candidate.start : reading.end].split())
            doubts.doubt(candidate.start, f"read loosely: {printed} as Pasal {number}")
        body = heading_end(text, reading.end)
        drafts.append(Draft(NodeType.PASAL, f"Pasal {number}", candidate.start, body, number=number))
        before = option.number
    return drafts


def follows(before: Number | None, number: Number) -> bool:
    """Whether a number is the inserted one right after another: 28I after 28H, which a scan cannot tell from 281."""
    if before is None or not before.suffix or not number.suffix:
        return False
    return before.base == number.base and ord(number.suffix[0]) == ord(before.suffix[0]) + 1


def heading_end(text: str, end: int) -> int:
    """Where a heading ends that ends with a number: after the stops behind it."""
    stops = _HEADING_END.match(text, end)
    return stops.end() if stops else end


def group_drafts(found: list[Group]) -> list[Draft]:
    """The drafts of the headings above articles."""
    return [
        Draft(group.type, group.label, group.start, group.body, number=group.number, title=group.title)
        for group in found
    ]


def arranged(
    text: str, start: int, end: int, articles: list[Draft], doubts: Doubts
) -> list[tuple[int, Draft]]:
    """Articles and the headings above them, in reading order, each with its level."""
    above = groups(text, start, end, [draft.start for draft in articles])
    note_missing_groups(above, doubts)
    drafts = sorted([*group_drafts(above), *articles], key=lambda draft: draft.start)
    return [(LEVELS[draft.type], draft) for draft in drafts]


def note_missing_groups(found: list[Group], doubts: Doubts) -> None:
    """Note the BABs whose numbers are left out; Bagian and Paragraf begin anew too often to tell."""
    before: Number | None = None
    for group in found:
        if group.type is NodeType.BUKU:
            before = None
        if group.type is not NodeType.BAB:
            continue
        left_out = missing_between(before, group.value)
        if left_out:
            doubts.lacks(group.start, tuple(f"BAB {to_roman(value)}" for value in left_out))
        before = group.value


def fill(text: str, article: Draft, end: int, doubts: Doubts) -> None:
    """Give an article its list: ayat as pieces apart, definitions as pieces apart, else it is one piece."""
    article.children, missing = items(text, article.body, end)
    doubts.add(missing)
    _apart(text, article)


def _apart(text: str, article: Draft) -> None:
    children = article.children
    if not children:
        article.whole = True
        return
    lead = text[article.body : children[0].start]
    article.whole = children[0].type is not NodeType.AYAT and bool(lead.strip()) and not _DEFINES.search(lead)
    for child in children:
        if child.type is NodeType.AYAT and child.children:
            words = text[child.start : child.children[0].start]
            child.whole = not (_DEFINES.search(words) and len(child.children) > 2)
