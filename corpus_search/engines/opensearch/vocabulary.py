"""Words of the index that are near to one, begin like it, or may be it misread; counted for an access."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from rapidfuzz.distance import OSA

from corpus_search.engines.base import Suggestion
from corpus_search.engines.misreading import SHORTEST, faults, joined, likeliest, pieces
from corpus_search.engines.opensearch.clauses import any_of
from corpus_search.engines.opensearch.cluster import Cluster
from corpus_search.engines.opensearch.mapping import Source, count_field
from corpus_search.engines.opensearch.place import Names
from corpus_search.language import blurred, shape, stem_id
from corpus_search.model import Access

_NEAR: Final = 2
"""Edits within which a word is suggested."""
_MOST: Final = 1_000
"""Words that are looked at, the most frequent ones of those that are as near."""
_DOUBTFUL: Final[Source] = {"exists": {"field": "shape"}}
"""A word of no root that is known."""
_FORMS: Final = 5
"""Words of the same stem whose faults are looked for too."""


class Vocabulary:
    """The words of one state, as those see it who have a certain access."""

    def __init__(self, cluster: Cluster, names: Names, access: frozenset[Access]) -> None:
        """Nothing is asked yet."""
        self._cluster, self._names = cluster, names
        self._counted = count_field(access)
        self._nobody = not access

    def near_words(self, word: str, limit: int) -> list[Suggestion]:
        """Other words within two edits, nearest and then most frequent first."""
        found: dict[str, int] = {}
        for edits in range(1, _NEAR + 1):  # the nearer ones by themselves, so that none is lost among many
            found |= self._find(_fuzzy("word", word, edits))
        found.pop(word, None)
        near = [(OSA.distance(word, other), -count, other) for other, count in found.items()]
        return [Suggestion(other, -count) for edits, count, other in sorted(near)[:limit] if edits <= _NEAR]

    def completions(self, prefix: str, limit: int) -> list[Suggestion]:
        """Words that begin so, most frequent first."""
        found = self._find({"prefix": {"word": prefix}} if prefix else {"match_all": {}}, limit)
        return [Suggestion(word, count) for word, count in found.items()]

    def misread_words(self, word: str, limit: int) -> list[Suggestion]:
        """Words that may be this one, or another form of it, misread; the likeliest first."""
        forms = {word: 0} | self._find({"term": {"stem": stem_id(word)}}, _FORMS)
        if not forms[word]:
            forms |= self._find({"term": {"word": word}})
        return likeliest(word, forms, self._suspects, self._look_like)[:limit]

    def _suspects(self, form: str) -> Mapping[str, tuple[int, int]]:
        if len(form) < SHORTEST:
            return {}
        edits = faults(form)
        near = _fuzzy("shape", shape(form), edits) if edits else {"term": {"shape": shape(form)}}
        parts = list(pieces(form))
        torn = self._find(all_suspects({"terms": {"word": parts}})) if parts else {}
        found = {
            word: (OSA.distance(shape(form), shape(word)), count)
            for word, count in self._find(all_suspects(near)).items()
        }
        near_ones = {word: known for word, known in found.items() if known[0] <= edits}
        torn |= self._joined(form)
        return {word: (edits, count) for word, count in torn.items()} | near_ones

    def _joined(self, form: str) -> dict[str, int]:
        """Suspects that are a form and another word, without the space between them."""
        begin, end = {"prefix": {"word": form}}, {"prefix": {"reversed": form[::-1]}}
        found = self._find(all_suspects(any_of([begin, end])))
        halves = {half for word in found for half in (word.removeprefix(form), word.removesuffix(form))}
        words = {"bool": {"filter": [{"terms": {"word": [form, *halves]}}], "must_not": [_DOUBTFUL]}}
        known = self._find(words, len(halves) + 1) if found else {}
        return {word: count for word, count in found.items() if form in joined(word, known)}

    def _look_like(self, form: str) -> Mapping[str, int]:
        return self._find({"term": {"blurred": blurred(form)}})

    def _find(self, query: Source, limit: int = _MOST) -> dict[str, int]:
        """Words that stand in passages that are seen, most frequent first, with how many these are."""
        if self._nobody:
            return {}
        seen = {"exists": {"field": self._counted}}
        body = {
            "query": {"bool": {"filter": [query, seen]}},
            "_source": ["word", self._counted],
            "sort": [{self._counted: "desc"}, {"word": "asc"}],
            "size": limit,
        }
        hits: Sequence[Mapping[str, Any]] = self._cluster.search(body, self._names.words)["hits"]["hits"]
        return {hit["_source"]["word"]: hit["_source"][self._counted] for hit in hits}


def all_suspects(query: Source) -> Source:
    """Of what a query finds, the words that may be misread ones."""
    return {"bool": {"filter": [query, _DOUBTFUL]}}


def _fuzzy(field: str, text: str, edits: int) -> Source:
    asked = {"value": text, "fuzziness": edits, "transpositions": True, "rewrite": "constant_score"}
    return {"fuzzy": {field: asked}}
