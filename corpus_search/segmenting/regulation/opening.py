"""The opening: title, Menimbang by letters, Mengingat by numbers, the decision."""

from __future__ import annotations

import re

from corpus_search.model import NodeType
from corpus_search.segmenting.regulation.draft import Draft, with_next
from corpus_search.segmenting.regulation.items import Missing, items
from corpus_search.segmenting.regulation.view import before, ends_sentence, starts_line

_HEADS = re.compile(
    r"\b(?P<menimbang>Menimbang|MENIMBANG|M[ce]nimbang)\b|\b(?P<mengingat>Mengingat|MENGINGAT)(?:\s+(?:pula|juga))?\b"
    r"|\b(?P<consent>(?i:Dengan\s+persetujuan(?:\s+bersama)?)(?=[\s:]+[A-Z]))"
    r"|\b(?P<other>Memperhatikan|MEMPERHATIKAN|Membaca|Mendengar|Memerhatikan)\b"
    r"|\b(?P<decision>M\s?E\s?M\s?U\s?T\s?U\s?S\s?[KI]?\s?[A(IK]+\s?A\s?N|Memutuskan|memutuskan|Menetapkan|MENETAPKAN|"
    r"[Mm]enginstruksikan|MENGINSTRUKSIKAN)\b(?!\s*\.\s?\.)"
)
_TITLE = re.compile(
    r"^[ ]*(?:SALINAN\s+)?(?P<type>(?:RANCANGAN\s+)?(?:UNDANG|PERATURAN|KEPUTUSAN|INSTRUKSI|SURAT|QANUN|MAKLUMAT|"
    r"PENETAPAN|KETETAPAN|PERDA)\b)",
    re.MULTILINE,
)
_LONGEST_HEAD, _LONGEST_LETTERHEAD = 60, 14
"""Words above a title: at all, and where they only name who issues it."""
_LISTS = re.compile(r"\s+(?:[a1]\s?\.\s|bahwa\b)")
_COLON = re.compile(r"\s*:?\s*")


def opening(text: str, start: int, end: int) -> tuple[list[Draft], list[Missing]]:
    """The drafts of an opening, without ends, and what its lists miss."""
    heads = _heads(text, start, end)
    first = heads[0].start if heads else end
    drafts: list[Draft] = []
    if text[start:first].strip():
        begin = start + len(text[start:first]) - len(text[start:first].lstrip())
        drafts = _title(text, begin, first)
    missing: list[Missing] = []
    for head, following in with_next(heads):
        if head.type in (NodeType.MENIMBANG, NodeType.MENGINGAT):
            limit = following.start if following else end
            head.children, left_out = items(text, head.body, limit, ayat=False)
            missing += left_out
        drafts.append(head)
    return drafts, missing


def _title(text: str, start: int, end: int) -> list[Draft]:
    """The title, and what stands above it: the letterhead of the first page, a number of the gazette."""
    title = _TITLE.search(text, start, end)
    begin = title.start("type") if title else start
    above = text[start:begin]
    if len(above.split()) > _LONGEST_HEAD:
        begin, above = start, ""
    drafts = [Draft(NodeType.TITLE, "Judul", begin, begin, whole=True)]
    if above.strip():
        silent = _is_letterhead(above)
        body = begin if silent else start
        drafts.insert(0, Draft(NodeType.HEADING, "Kepala naskah", start, body, silent=silent, whole=True))
    return drafts


def _is_letterhead(above: str) -> bool:
    """Whether some lines only name who issues what follows, in capitals with a few faults of a scan."""
    small = sum(map(str.islower, above))
    short = len(above.split()) <= _LONGEST_LETTERHEAD
    return short and small * 5 < len(above) and not re.search(r"\d", above)


def _heads(text: str, start: int, end: int) -> list[Draft]:
    """The words that head the considerations, each the first time; the decision is one from MEMUTUSKAN on."""
    found: dict[str, Draft] = {}
    for match in _HEADS.finditer(text, start, end):
        name = match.lastgroup or ""
        if (name in found and name != "other") or "decision" in found:
            continue
        colon_after = text[match.end() : match.end() + 3].lstrip().startswith(":")
        heads_line = starts_line(text, match.start(), start) and match[0][0].isupper()
        heads_list = bool(_LISTS.match(text, match.end())) or (
            name == "consent" and ends_sentence(before(text, match.start(), start))
        )
        if not (heads_line or colon_after or heads_list):
            continue
        type_ = {"menimbang": NodeType.MENIMBANG, "mengingat": NodeType.MENGINGAT}.get(name, NodeType.HEADING)
        label = "Menetapkan" if name == "decision" else " ".join(match[0].split()).capitalize()
        colon = _COLON.match(text, match.end(), end)
        body = colon.end() if colon and name not in ("decision", "consent") else match.start()
        key = name if name != "other" else f"{name} {match.start()}"
        found[key] = Draft(type_, label, match.start(), body)
        found[key].whole = type_ is NodeType.HEADING
        found[key].silent = type_ is not NodeType.HEADING
    return sorted(found.values(), key=lambda draft: draft.start)
