"""Judgements, and the evidence that they make."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from corpus_search.evidence.rows import Check, NothingFound
from corpus_search.evidence.types import Evidence, Judgement, Origin, Stance, Standing, Verdict
from corpus_search.model import Access


@dataclass(frozen=True, slots=True)
class EvidenceFilter:
    """Which evidence: values of one field are alternatives, different fields all hold; empty says nothing."""

    themes: tuple[str, ...] = ()
    below: bool = False
    """The themes below those named, too."""
    documents: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    informants: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    stances: tuple[Stance, ...] = ()
    standings: tuple[Standing, ...] = ()
    who: tuple[str, ...] = ()
    needs_look: bool = False
    access: frozenset[Access] = frozenset(Access)


class EvidenceRoom:
    """`workspace.evidence`."""

    def judge(
        self,
        theme: str,
        document: str,
        start: int,
        end: int,
        verdict: Verdict,
        *,
        stance: Stance | None = None,
        memo: str = "",
        who: str,
        origin: Origin | None = None,
        supersedes: int | None = None,
    ) -> Judgement:
        """Keep a judgement on the words of a span of a document's text as it is now.

        Args:
            theme: id of a theme of the codebook.
            document: id of a document with text.
            start: offset in its text.
            end: offset after the last character.
            verdict: whether it bears on the theme.
            stance: what it says to the theme's statement.
            memo: Markdown.
            who: the person.
            origin: the search that showed it.
            supersedes: the person's own judgement in whose place this one comes: a part chosen as the quote,
                where the whole passage was judged before.

        Raises:
            NotFoundError: there is no such theme, document or judgement.
            UsageError: the span is empty or outside the text.
        """
        raise NotImplementedError

    def judge_passage(
        self,
        theme: str,
        passage: str,
        verdict: Verdict,
        *,
        stance: Stance | None = None,
        memo: str = "",
        who: str,
        origin: Origin | None = None,
    ) -> Judgement:
        """Judge a whole passage by its id; see `judge`."""
        raise NotImplementedError

    def judge_anchor(
        self,
        theme: str,
        anchor: str,
        verdict: Verdict,
        *,
        stance: Stance | None = None,
        memo: str = "",
        who: str,
    ) -> Judgement:
        """Judge what is known by its anchor anew (another verdict, another memo), wherever it stands now."""
        raise NotImplementedError

    def undo(self, judgement: int, *, who: str) -> Judgement:
        """Take a judgement of one's own back; what the person said before counts again. Returns the retraction."""
        raise NotImplementedError

    def history(self, *, theme: str | None = None, anchor: str | None = None) -> tuple[Judgement, ...]:
        """All judgements, retractions included, in the order in which they were kept."""
        raise NotImplementedError

    def judgement(self, identifier: int) -> Judgement:
        """One judgement by its number.

        Raises:
            NotFoundError: there is none.
        """
        raise NotImplementedError

    def list(self, chosen: EvidenceFilter = EvidenceFilter()) -> tuple[Evidence, ...]:
        """Evidence, by theme in the order of the codebook, then by kind, document and place."""
        raise NotImplementedError

    def get(self, key: str) -> Evidence:
        """One piece of evidence by its key (`ANCHOR:THEME`).

        Raises:
            NotFoundError: there is none.
        """
        raise NotImplementedError

    def diff(self, evidence: Evidence) -> tuple[tuple[str, str], ...]:
        """How the words changed: pairs of `equal`, `delete` or `insert`, and words."""
        raise NotImplementedError

    def confirm(
        self,
        anchor: str,
        *,
        who: str,
        document: str | None = None,
        start: int | None = None,
        end: int | None = None,
    ) -> None:
        """Confirm where an anchor stands now: the place proposed, or the span given.

        Raises:
            NotFoundError: there is no such anchor, or no place is proposed and none is given.
        """
        raise NotImplementedError

    def check(self) -> Check:
        """Find all evidence again; what someone should look at."""
        raise NotImplementedError

    def keep_nothing_found(
        self, theme: str, query: str, *, filters: str = "", memo: str = "", who: str
    ) -> NothingFound:
        """Keep it as a finding for a theme that a search found nothing."""
        raise NotImplementedError

    def nothing_found(self, themes: Iterable[str] = ()) -> tuple[NothingFound, ...]:
        """Searches kept because they found nothing, of these themes or of all."""
        raise NotImplementedError
