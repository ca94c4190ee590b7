"""Judgements, and the evidence that they make."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus_search.access import EVERYTHING
from corpus_search.errors import CodebookError, NotFoundError, UsageError
from corpus_search.evidence.anchors import anchor_id, quote_of, word_diff
from corpus_search.evidence.codebook import Codebook
from corpus_search.evidence.filters import ALL, EvidenceFilter, lets_through, themes_of
from corpus_search.evidence.places import Places
from corpus_search.evidence.rows import Check, NothingFound
from corpus_search.evidence.showing import shown_anchor, shown_finding, shown_judgement
from corpus_search.evidence.store import Store, live
from corpus_search.evidence.texts import DocumentText, Texts
from corpus_search.evidence.themes import Themes
from corpus_search.evidence.types import (
    Anchor,
    Evidence,
    Judgement,
    Origin,
    Place,
    Stance,
    Standing,
    Verdict,
)
from corpus_search.model import Access, Kind

_KINDS = tuple(Kind)


class EvidenceRoom:
    """`workspace.evidence`."""

    def __init__(
        self, store: Store, themes: Themes, texts: Texts, access: frozenset[Access] = EVERYTHING
    ) -> None:
        """Keep the parts.

        Args:
            store: the judgements.
            themes: the codebook.
            texts: the documents.
            access: what may be seen of documents that are gone.
        """
        self._access = access
        self._store = store
        self._themes = themes
        self._texts = texts
        self._places = Places(texts)

    # --- judging ---

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
            UsageError: the span is empty or outside the text, or the judgement to supersede is another person's.
        """
        self._themes.codebook().theme(theme)
        anchor = self._anchor(document, start, end)
        said = Judgement(0, theme, anchor.id, verdict, stance, memo, who, "", origin, supersedes)
        return self._store.judge(said, anchor)

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
        document, start, end = self._texts.passage(passage)
        return self.judge(
            theme, document, start, end, verdict, stance=stance, memo=memo, who=who, origin=origin
        )

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
        """Judge what is known by its anchor anew (another verdict, another memo), wherever it stands now.

        Raises:
            NotFoundError: there is no such theme or anchor.
            UsageError: its words were withdrawn.
        """
        self._themes.codebook().theme(theme)
        known = self._known_anchor(anchor)
        if known.withdrawn:
            raise UsageError("The informant withdrew these words: they are judged no more.")
        return self._store.judge(Judgement(0, theme, anchor, verdict, stance, memo, who, ""), known)

    def undo(self, judgement: int, *, who: str) -> Judgement:
        """Take a judgement of one's own back; what the person said before counts again. Returns the retraction.

        Raises:
            NotFoundError: there is no such judgement, or it is undone already.
            UsageError: it is another person's.
        """
        return self._store.retract(judgement, who)

    def judgement(self, identifier: int) -> Judgement:
        """One judgement by its number.

        Raises:
            NotFoundError: there is none.
        """
        for row in self._store.judgements():
            if row.id == identifier:
                return shown_judgement(row, self._texts.names())
        raise NotFoundError("There is no judgement {identifier}.", identifier=identifier)

    def history(self, *, theme: str | None = None, anchor: str | None = None) -> tuple[Judgement, ...]:
        """All judgements, retractions included, in the order in which they were kept."""
        names = self._texts.names()
        return tuple(
            shown_judgement(row, names)
            for row in self._store.judgements()
            if theme in (None, row.theme) and anchor in (None, row.anchor)
        )

    # --- looking ---

    def list(self, chosen: EvidenceFilter = ALL) -> tuple[Evidence, ...]:
        """Evidence, by theme in the order of the codebook, then by kind, document and place.

        What stands in a document that is gone comes last; with a filter on access that leaves out restricted
        documents it is left out too, since nobody knows what it was.
        """
        codebook = self._codebook()
        chosen = replace(chosen, access=chosen.access & self._access)
        grouped: defaultdict[tuple[str, str], list[Judgement]] = defaultdict(list)
        for row in live(self._store.judgements()):
            grouped[row.theme, row.anchor].append(row)
        themes = themes_of(chosen, codebook)
        wanted = {key: rows for key, rows in grouped.items() if themes is None or key[0] in themes}
        anchors = self._store.anchors()
        places = self._places.of_all(anchors[anchor] for _, anchor in wanted)
        every = (
            self._evidence(theme, anchors[anchor], place, rows)
            for ((theme, anchor), rows), place in zip(wanted.items(), places, strict=True)
        )
        found = [one for one in every if lets_through(chosen, one)]
        order = {theme.id: number for number, (theme, _) in enumerate(codebook.tree())}
        return tuple(sorted(found, key=lambda one: _sorted_by(one, order)))

    def get(self, key: str) -> Evidence:
        """One piece of evidence by its key (`ANCHOR:THEME`).

        Raises:
            NotFoundError: there is none.
        """
        anchor, _, theme = key.partition(":")
        rows = [row for row in live(self._store.judgements()) if (row.anchor, row.theme) == (anchor, theme)]
        if not rows:
            raise NotFoundError("There is no evidence {identifier}.", identifier=key)
        known = self._known_anchor(anchor)
        return self._evidence(theme, known, self._places.of(known), rows)

    def diff(self, evidence: Evidence) -> tuple[tuple[str, str], ...]:
        """How the words changed: pairs of `equal`, `delete` or `insert`, and words."""
        return word_diff(evidence.anchor.quote.exact, evidence.place.text)

    # --- finding again ---

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

        Args:
            anchor: its id.
            who: the person.
            document: where it stands now; the document of the proposal, or else its own, if not given.
            start: offset of the span; the proposed one if not given.
            end: offset after it.

        Raises:
            NotFoundError: there is no such anchor or document, or no place is proposed and none is given.
            UsageError: the span is empty or outside the text.
        """
        known = self._known_anchor(anchor)
        if start is None or end is None:
            place = self._places.of(known)
            if place.document is None or place.standing is Standing.LOST:
                raise NotFoundError("No place is proposed for {anchor}: name one.", anchor=anchor)
            document, start, end = place.document.id, place.start, place.end
        fresh = self._mark(self._text(document or self._texts.shown_id(known.document)), start, end)
        self._store.place(anchor, fresh, who)

    def check(self) -> Check:
        """Find all evidence again; what someone should look at."""
        found = self.list()
        codebook = self._codebook()
        orphans = Counter(evidence.theme for evidence in found if evidence.theme not in codebook)
        return Check(
            counts=Counter(evidence.place.standing for evidence in found),
            look=tuple(evidence for evidence in found if evidence.needs_look),
            without_theme=dict(orphans),
        )

    # --- nothing found ---

    def keep_nothing_found(
        self, theme: str, query: str, *, filters: str = "", memo: str = "", who: str
    ) -> NothingFound:
        """Keep it as a finding for a theme that a search found nothing.

        Raises:
            NotFoundError: there is no such theme.
        """
        self._themes.codebook().theme(theme)
        return self._store.keep_finding(
            NothingFound(0, theme, query, filters, self._texts.corpus_checksum(), memo, who, "")
        )

    def nothing_found(self, themes: Iterable[str] = ()) -> tuple[NothingFound, ...]:
        """Searches kept because they found nothing, of these themes or of all."""
        wanted = frozenset(themes)
        names = self._texts.names()
        return tuple(
            shown_finding(one, names) for one in self._store.findings() if not wanted or one.theme in wanted
        )

    # --- inside ---

    def _codebook(self) -> Codebook:
        """The codebook; an empty one where its file holds mistakes, so that evidence can be seen all the same."""
        try:
            return self._themes.codebook()
        except CodebookError:
            return Codebook()

    def _evidence(self, theme: str, anchor: Anchor, place: Place, rows: Sequence[Judgement]) -> Evidence:
        """Evidence as it is shown, of the judgements of one anchor for one theme in their order."""
        names = self._texts.names()
        said = tuple(shown_judgement(row, names) for row in reversed(rows))
        return Evidence(theme, shown_anchor(anchor, place, self._texts), place, said)

    def _known_anchor(self, identifier: str) -> Anchor:
        anchor = self._store.anchors().get(identifier)
        if anchor is None:
            raise NotFoundError("There is no evidence {identifier}.", identifier=identifier)
        return anchor

    def _text(self, document: str) -> DocumentText:
        found = self._texts.get(document)
        if found is None:
            raise NotFoundError("There is no document {identifier} with text.", identifier=document)
        return found

    def _anchor(self, document: str, start: int, end: int) -> Anchor:
        """The anchor that stands at a span now, or a new one."""
        text = self._text(document)
        fresh = self._mark(text, start, end)
        whole = text.alignment.to_shown(fresh.start, fresh.end)
        for known in self._store.anchors((text.own_id,)).values():
            where, located = self._places.located(known)
            if where == document and located.sure and (located.start, located.end) == whole:
                return known
        return fresh

    def _mark(self, text: DocumentText, start: int, end: int) -> Anchor:
        if not 0 <= start < end <= len(text.text) or not text.text[start:end].strip():
            raise UsageError(
                "There are no words from {start} to {end} in {document}.",
                start=start,
                end=end,
                document=text.document.id,
            )
        first, last = text.alignment.to_real(start, end)
        return Anchor(
            id=anchor_id(text.own_id, first, last, text.checksum),
            document=text.own_id,
            start=first,
            end=last,
            quote=quote_of(text.real, first, last),
            checksum=text.checksum,
            citation=self._texts.cite(text.document, text.passage_of(start, end)),
            title=text.document.title,
        )


def _sorted_by(evidence: Evidence, themes: dict[str, int]) -> tuple[int, str, int, str, int]:
    document = evidence.place.document
    return (
        themes.get(evidence.theme, len(themes)),
        evidence.theme,
        _KINDS.index(document.kind) if document else len(_KINDS),
        document.id if document else evidence.anchor.document,
        evidence.place.start,
    )
