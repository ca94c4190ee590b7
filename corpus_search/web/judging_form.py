"""The form in which a passage, or a part of it, is judged for a theme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from corpus_search.errors import UsageError
from corpus_search.evidence import EvidenceFilter, Judgement, Origin, Stance, Theme, Verdict
from corpus_search.searching.results import SearchRequest
from corpus_search.web.address import MAX_QUERY
from corpus_search.web.selection import Selected, selected_span, whole_words, words_span
from corpus_search.workspace import Workspace

MAX_MEMO = 20_000
"""Characters of a memo."""
MAX_NAME = 200
"""Characters of a theme's name."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a form says."""

    theme: str
    """Id of a theme; empty where a new one is named."""
    new_theme: str
    passage: str
    """Id of the passage that was judged, or that the selected words begin in."""
    last: str
    """Id of the passage that the selected words end in."""
    verdict: Verdict
    stance: Stance | None
    memo: str
    words: str
    """The part that is the quote; empty for the whole passage."""
    selected: Selected | None
    """Where those words stand, as the page counted; None where they were typed or pasted."""
    query: str
    """The search that showed the passage."""
    shown: int | None
    """How many passages it found, where the page that showed it knew; None to search again."""


def read_said(sent: Mapping[str, str]) -> Said:
    """What a form says.

    Raises:
        UsageError: the form is not whole, or something in it is too long.
    """
    verdict, stance, memo = read_verdict(sent)
    return Said(
        theme=sent.get("theme", ""),
        new_theme=sent.get("new_theme", ""),
        passage=sent.get("passage", ""),
        last=sent.get("last", "") or sent.get("passage", ""),
        verdict=verdict,
        stance=stance,
        memo=memo,
        words=sent.get("quote", "").strip(),
        selected=_selected(sent),
        query=sent.get("query", "")[:MAX_QUERY],
        shown=_number(sent.get("shown", "")),
    )


def read_verdict(sent: Mapping[str, str]) -> tuple[Verdict, Stance | None, str]:
    """Verdict, stance and memo. `say` is a verdict, with a stance after a colon: `relevant:supports`.

    Raises:
        UsageError: there is no such verdict or stance, or the memo is too long.
    """
    verdict, _, stance = sent.get("say", "relevant").partition(":")
    stance = stance or sent.get("stance", "")
    if verdict not in tuple(Verdict) or stance not in ("", *Stance):
        raise UsageError("This is no judgement: {value}.", value=sent.get("say", ""))
    memo = sent.get("memo", "").replace("\r\n", "\n").strip()
    if len(memo) > MAX_MEMO:
        raise UsageError("This is too long: a memo has up to {most} characters.", most=MAX_MEMO)
    return Verdict(verdict), Stance(stance) if stance and verdict == Verdict.RELEVANT else None, memo


def keep(opened: Workspace, said: Said, person: str) -> Judgement:
    """Keep a judgement, for a new theme where one is named.

    Raises:
        NotFoundError: there is no such theme or passage.
        UsageError: the words do not stand in the passage.
        CodebookError: the new theme cannot be added.
    """
    document, start, end, whole = _span(opened, said)
    theme = chosen_theme(opened, said.theme, said.new_theme)
    return opened.evidence.judge(
        theme,
        document,
        start,
        end,
        said.verdict,
        stance=said.stance,
        memo=said.memo,
        who=person,
        origin=_origin(opened, said),
        supersedes=None if whole else _whole_before(opened, theme, said.passage, person),
    )


def _origin(opened: Workspace, said: Said) -> Origin | None:
    if not said.query:
        return None
    total = said.shown
    if total is None:
        total = opened.finder.search(SearchRequest(text=said.query, limit=1)).total
    return Origin(opened.finder.shown_query(said.query), total, opened.corpus_checksum())


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None


def _selected(sent: Mapping[str, str]) -> Selected | None:
    start, end = _number(sent.get("ink_start", "")), _number(sent.get("ink_end", ""))
    words = sent.get("quote", "").strip()
    return None if not words or start is None or end is None else Selected(words, start, end)


def _span(opened: Workspace, said: Said) -> tuple[str, int, int, bool]:
    """Document and span that were judged, and whether it is a whole passage."""
    first = opened.passage(said.passage)
    document, passage = first.document.id, first.passage
    if not said.words:
        return document, passage.start, passage.end, True
    text = opened.contents(document).text
    last = opened.passage(said.last)
    if last.document.id != document:
        raise UsageError("The selected words stand in two documents. Select words of one.")
    if said.selected is None:
        found = words_span(text, passage.start, passage.end, said.words)
    else:
        found = selected_span(text, passage.start, last.passage.start, said.selected)
    start, end = whole_words(text, found, passage.start, last.passage.end)
    return document, start, end, (start, end) == (passage.start, passage.end)


def chosen_theme(opened: Workspace, identifier: str, name: str) -> str:
    """The theme that a form chooses, or the one that it names: a new one at the top where none is called so.

    Raises:
        UsageError: it does neither.
        CodebookError: the new theme cannot be added.
    """
    name = " ".join(name.split())[:MAX_NAME]
    if not name:
        if not identifier:
            raise UsageError("Choose a theme, or name a new one.")
        return identifier
    codebook = opened.themes.codebook()
    for theme in codebook.themes:
        if name.casefold() in (theme.name.casefold(), theme.name_other.casefold()):
            return theme.id
    made = Theme(codebook.free_id(name), name)
    opened.themes.put(made)
    return made.id


def _whole_before(opened: Workspace, theme: str, passage: str, person: str) -> int | None:
    """The person's own judgement of the whole passage, whose place the judgement of a part takes."""
    found = opened.passage(passage)
    for one in opened.evidence.list(EvidenceFilter(themes=(theme,), documents=(found.document.id,))):
        if (one.place.start, one.place.end) == (found.passage.start, found.passage.end):
            return next((row.id for row in one.judgements if row.who == person), None)
    return None
