"""The rows of `evidence.sqlite3` as what they stand for, and back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus_search.evidence.types import Anchor, Judgement, Origin, Quote, Stance, Verdict

ANCHOR = "document, span_start, span_end, exact, prefix, suffix, checksum, citation, title"
JUDGEMENT = (
    "id, theme, anchor, verdict, stance, memo, who, at, query, query_total, corpus, supersedes, retracts"
)


@dataclass(frozen=True, slots=True)
class Move:
    """Evidence that went to another theme: all of a theme, or that of one anchor."""

    id: int
    source: str
    target: str
    anchor: str | None


def theme_now(theme: str, number: int, anchor: str | None, moves: Sequence[Move]) -> str:
    """The theme that a row counts for, after all moves that came later."""
    for move in moves:
        if move.id > number and move.source == theme and move.anchor in (None, anchor):
            theme = move.target
    return theme


def judgement_of(  # noqa: PLR0917  (the columns of a table)
    moves: Sequence[Move],
    number: int,
    theme: str,
    anchor: str,
    verdict: str,
    stance: str | None,
    memo: str,
    who: str,
    at: str,
    query: str | None,
    total: int | None,
    corpus: str | None,
    supersedes: int | None,
    retracts: int | None,
) -> Judgement:
    """A judgement of the columns `JUDGEMENT`."""
    return Judgement(
        id=number,
        theme=theme_now(theme, number, anchor, moves),
        anchor=anchor,
        verdict=Verdict(verdict),
        stance=None if stance is None else Stance(stance),
        memo=memo,
        who=who,
        at=at,
        origin=None if query is None else Origin(query, total, corpus or ""),
        supersedes=supersedes,
        retracts=retracts,
    )


def judgement_columns(judgement: Judgement) -> tuple[object, ...]:
    """The inverse of `judgement_of`."""
    origin = judgement.origin
    return (
        judgement.id,
        judgement.theme,
        judgement.anchor,
        judgement.verdict,
        judgement.stance,
        judgement.memo,
        judgement.who,
        judgement.at,
        origin.query if origin else None,
        origin.total if origin else None,
        origin.corpus if origin else None,
        judgement.supersedes,
        judgement.retracts,
    )


def anchor_of(  # noqa: PLR0917  (the columns of a table)
    identifier: str,
    document: str,
    start: int,
    end: int,
    exact: str,
    prefix: str,
    suffix: str,
    checksum: str,
    citation: str,
    title: str,
) -> Anchor:
    """An anchor of its id and the columns `ANCHOR`."""
    return Anchor(identifier, document, start, end, Quote(exact, prefix, suffix), checksum, citation, title)


def anchor_columns(anchor: Anchor) -> tuple[object, ...]:
    """The inverse of `anchor_of`, without the id."""
    quote = anchor.quote
    return (
        anchor.document,
        anchor.start,
        anchor.end,
        quote.exact,
        quote.prefix,
        quote.suffix,
        anchor.checksum,
        anchor.citation,
        anchor.title,
    )
