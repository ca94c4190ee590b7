"""Which form a regulation's body has: articles, articles that amend, dictums, numbered points, or none."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus_search.model import NodeType
from corpus_search.segmenting.regulation.amending import amends, fill_amending
from corpus_search.segmenting.regulation.articles import (
    Candidate,
    arabic_options,
    candidates,
    roman_options,
)
from corpus_search.segmenting.regulation.body import LEVELS, Doubts, arranged, article_drafts, fill
from corpus_search.segmenting.regulation.decisions import dictums, points
from corpus_search.segmenting.regulation.draft import Draft, nest, with_next
from corpus_search.segmenting.regulation.parts import closing_at
from corpus_search.segmenting.regulation.sequence import Option, best_chain
from corpus_search.segmenting.regulation.view import is_ordered

_GAP = 2.5
_DECISION = re.compile(
    r"\bM\s?E\s?M\s?U\s?T\s?U\s?S\s?[KI]?\s?[A(IK]+\s?A\s?N\b|\b(?:Menetapkan|MENETAPKAN)\b|"
    r"\b(?:menginstruksikan|MENGINSTRUKSIKAN|memutuskan|Memutuskan)\b\s*:"
)
_ONLY_ARTICLE = re.compile(
    r"\b(?:P[Aa][Ss][Aa][Ll]\s+[Tt][Uu][Nn][Gg][Gg][Aa][Ll]|[Ss]atu-satunya\s+pasal|PASAL\s+TUNGGAL)\b[ .:]*"
)
_FINAL_RULES = re.compile(r"^[ ]*(ATURAN (?:PERALIHAN|TAMBAHAN))[ .]*$", re.MULTILINE)
_HEADINGS_BEFORE = 1500
"""Most characters of headings (BUKU, BAB, Bagian) before the first article."""
_IN_FORCE = re.compile(r"\bmulai\s+berlaku\b|\bberlaku\s+(?:pada|sejak|surut)\b")


@dataclass(frozen=True, slots=True)
class Body:
    """What a body holds."""

    start: int
    drafts: list[Draft]
    amending: bool
    """Whether its articles have roman numbers and quote those of another regulation."""


def body_of(text: str, end: int, doubts: Doubts) -> Body:
    """The body of a regulation whose Penjelasan and Lampiran begin at `end`; its drafts have no ends yet."""
    found = candidates(text, 0, end)
    roman, arabic = _roman_chain(text, found, end), _arabic_chain(text, found)
    if roman and (not arabic or _orders(text, found, roman, end) or _outweighs(roman, arabic)):
        return _articles(text, end, found, roman, doubts, roman=True)
    if len(arabic) < 2:
        decided = _without_articles(text, end, doubts)
        if decided and (not arabic or decided.drafts[0].type is NodeType.DICTUM):
            return decided
    if arabic:
        return _articles(text, end, found, arabic, doubts, roman=False)
    start = _after_decision(text, end)
    return Body(start, _closed(text, [], start, end), amending=False)


def _outweighs(roman: list[Option], arabic: list[Option]) -> bool:
    """Whether articles count in roman numbers: from the beginning, and surer than in digits."""
    return roman[0].candidate <= arabic[0].candidate and sum(option.score for option in roman) > sum(
        option.score for option in arabic
    )


def _roman_chain(text: str, found: list[Candidate], end: int) -> list[Option]:
    """Articles in roman numbers; the last is likelier to be one that sets when the regulation is in force."""
    options = []
    for option in roman_options(found):
        begin = found[option.candidate].reading(option.number, roman=True).end
        in_force = option.number.base > 1 and _IN_FORCE.search(text, begin, min(end, begin + 400))
        orders = option.number.base == 1 and amends(text, begin, end, named=False)
        bonus = 3.0 if in_force or orders else 0.0
        options.append(Option(option.candidate, option.number, option.score + bonus))
    chain = best_chain(options, _GAP)
    printed = any(found[option.candidate].reading(option.number, roman=True).roman for option in chain)
    return chain if printed and chain[0].number.base == 1 else []


def _orders(text: str, found: list[Candidate], chain: list[Option], end: int) -> bool:
    """Whether the first article is headed by a roman number and orders changes."""
    first = found[chain[0].candidate].reading(chain[0].number, roman=True)
    following = found[chain[1].candidate].start if len(chain) > 1 else end
    return first.roman and amends(text, first.end, following, named=False)


def _arabic_chain(text: str, found: list[Candidate]) -> list[Option]:
    """Articles in digits; what stands right after `berbunyi sebagai berikut:` is another regulation's."""
    ordered = {index for index, candidate in enumerate(found) if is_ordered(text, candidate.start)}
    options = [option for option in arabic_options(found) if option.candidate not in ordered]
    return best_chain(options, _GAP)


def _articles(
    text: str, end: int, found: list[Candidate], chain: list[Option], doubts: Doubts, *, roman: bool
) -> Body:
    articles = article_drafts(text, found, chain, doubts, roman=roman)
    first = articles[0].start
    decisions = [match.end() for match in _DECISION.finditer(text, 0, first)]
    floor = max([first - _HEADINGS_BEFORE, 0, *decisions[-1:]])
    closing = closing_at(text, articles[-1].start, end)
    limit = closing if closing is not None else end
    # What an amending regulation heads with BAB is another regulation's.
    drafts = (
        [(LEVELS[draft.type], draft) for draft in articles]
        if roman
        else [
            *arranged(text, floor, limit, articles, doubts),
            *_final_rules(text, found, articles[-1].start, limit, doubts),
        ]
    )
    for (_, draft), following in with_next(drafts):
        if draft.type is not NodeType.PASAL:
            continue
        stop = following[1].start if following else limit
        if amends(text, draft.body, stop, named=not roman):
            fill_amending(text, draft, stop, doubts)
        else:
            fill(text, draft, stop, doubts)
    if closing is not None:
        drafts.append((0, _closing(closing)))
    nested = nest(drafts)
    return Body(nested[0].start, nested, amending=roman)


def _final_rules(
    text: str, found: list[Candidate], start: int, end: int, doubts: Doubts
) -> list[tuple[int, Draft]]:
    """The constitution's last rules, which are numbered anew: `ATURAN PERALIHAN` with Pasal I, II ..."""
    drafts: list[tuple[int, Draft]] = []
    for match, following in with_next(list(_FINAL_RULES.finditer(text, start, end))):
        limit = following.start() if following else end
        within = [candidate for candidate in found if match.end() <= candidate.start < limit]
        chain = best_chain(list(roman_options(within)), _GAP)
        label = match[1].title()
        drafts.append(
            (LEVELS[NodeType.BAB], Draft(NodeType.BAB, label, match.start(1), match.end(), title=label))
        )
        articles = article_drafts(text, within, chain, doubts, roman=True)
        drafts += [(LEVELS[NodeType.PASAL], article) for article in articles]
    return drafts


def _without_articles(text: str, end: int, doubts: Doubts) -> Body | None:
    """A body of dictums, of a single article, or of numbered points; None where there is none of them."""
    decision = _after_decision(text, end)
    begun = dictums(text, decision, end, doubts)
    if begun:
        return Body(begun[0].start, _closed(text, begun, begun[-1].start, end), amending=False)
    only = _ONLY_ARTICLE.search(text, decision, end)
    if only:
        closing = closing_at(text, only.end(), end)
        article = Draft(NodeType.PASAL, "Pasal tunggal", only.start(), only.end(), number="tunggal")
        fill(text, article, closing if closing is not None else end, doubts)
        return Body(only.start(), _closed(text, [article], only.end(), end), amending=False)
    listed = points(text, decision, end, doubts)
    if listed:
        return Body(listed[0].start, _closed(text, listed, listed[-1].start, end), amending=False)
    return None


def _after_decision(text: str, end: int) -> int:
    """Where the decision's words begin; 0 in a text without them."""
    found = _DECISION.search(text, 0, end)
    return found.start() if found else 0


def _closed(text: str, drafts: list[Draft], last: int, end: int) -> list[Draft]:
    closing = closing_at(text, last, end)
    return [*drafts, _closing(closing)] if closing is not None else drafts


def _closing(start: int) -> Draft:
    return Draft(NodeType.CLOSING, "Penutup", start, start, whole=True)
