"""What a classifier sees of each passage: its words, those before and after it, its headings, and where it stands.

Relevant passages stand together: an answer goes on in the next turn, and the same question leads to like answers.
So a passage is described by its neighbours' words and by its place, which it shares with them, as well as by its own.
"""

from __future__ import annotations

import threading
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from corpus_search.evidence.texts import DocumentText, Texts
from corpus_search.language import stem_en, stem_id, words
from corpus_search.model import Document, Kind

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

_KINDS = tuple(Kind)
NEIGHBOURS = 0.5
"""Weight of the words before and after beside a passage's own."""
HEADINGS = 0.5
PLACE = (1.2, 0.6)
"""Weight of a passage's own place, and of those next to it."""


@dataclass(frozen=True, slots=True)
class Features:
    """The passages of a corpus as rows of a matrix, in reading order."""

    keys: tuple[int, ...]
    """What the engine knows each passage by."""
    matrix: csr_matrix
    terms: tuple[str, ...]
    """The stems behind the first columns: a passage's own words."""
    idf: np.ndarray[tuple[int], np.dtype[np.float32]]
    surface: dict[str, str] = field(repr=False)
    """For a stem the form in which it stands most often."""
    rows: dict[int, int] = field(repr=False)
    """For a key its row."""

    def seed(self, texts: Iterable[str]) -> csr_matrix:
        """A row as of a passage that holds the words of these texts and stands nowhere."""
        from scipy.sparse import csr_matrix

        column = {term: number for number, term in enumerate(self.terms)}
        counts = Counter(column[stem] for text in texts for stem in stems(text) if stem in column)
        values = np.array([(1 + np.log(count)) * self.idf[at] for at, count in counts.items()], np.float32)
        if len(values):
            values /= np.linalg.norm(values)
        places = (np.zeros(len(counts), dtype=np.int32), np.array(list(counts), dtype=np.int32))
        return csr_matrix((values, places), shape=(1, self.matrix.shape[1]))


class KeptFeatures:
    """The features of a catalog's passages, made when they are first asked for and again when the index has changed.

    They take much memory, so those who see the same documents share them.
    """

    def __init__(self, texts: Texts) -> None:
        """Nothing is made yet."""
        self._texts = texts
        self._known: tuple[str, Features] | None = None
        self._lock = threading.Lock()

    def now(self) -> Features:
        """As the index is now."""
        with self._lock:
            generation = self._texts.generation
            if self._known is None or self._known[0] != generation:
                self._known = None  # so that old and new do not take memory at the same time
                documents = sorted(self._texts.documents(), key=reading_order)
                texts = (self._texts.get(document.id) for document in documents)
                self._known = generation, build(text for text in texts if text is not None)
            return self._known[1]


def reading_order(document: Document) -> tuple[int, str, str, str]:
    """What documents are sorted by where all of them are read."""
    return _KINDS.index(document.kind), document.date or "", document.title.casefold(), document.id


def build(texts: Iterable[DocumentText]) -> Features:
    """Describe all passages of some documents."""
    from scipy.sparse import csr_matrix, hstack

    keys: list[int] = []
    owners: list[int] = []
    said: list[tuple[list[str], list[str], str]] = []
    for number, text in enumerate(texts):
        for passage in text.passages:
            keys.append(text.keys[passage.id])
            owners.append(number)
            own_words = words(text.text[passage.start : passage.end])
            said.append((own_words, words(passage.headings), passage.language))
    counted = Counter(word for own_words, _, _ in said for word in own_words)
    own: list[list[str]] = []
    headings: list[list[str]] = []
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for own_words, above, language in said:
        # A word that stands once is of no help; to find its stem would take most of the time.
        found = [_stem(word, language) if counted[word] > 1 else word for word in own_words]
        own.append(found)
        headings.append([_stem(word, language) for word in above])
        for stem, word in zip(found, own_words, strict=True):
            forms[stem][word] += 1
    vocabulary = {term: at for at, term in enumerate(sorted(set().union(*own, *headings)))}
    counts = _count_matrix(own, vocabulary)
    documents = np.bincount(counts.indices, minlength=len(vocabulary))
    idf = (np.log((1 + len(keys)) / (1 + documents)) + 1).astype(np.float32)
    tfidf = _weighted(counts, idf)
    before, after, places = _neighbourhood(np.array(owners))
    blocks = [
        tfidf,
        before @ tfidf * NEIGHBOURS,
        after @ tfidf * NEIGHBOURS,
        _weighted(_count_matrix(headings, vocabulary), idf) * HEADINGS,
        places,
    ]
    return Features(
        keys=tuple(keys),
        matrix=csr_matrix(hstack(blocks, format="csr", dtype=np.float32)),
        terms=tuple(vocabulary),
        idf=idf,
        surface={stem: min(held, key=lambda form: (-held[form], form)) for stem, held in forms.items()},
        rows={key: row for row, key in enumerate(keys)},
    )


def stems(text: str, language: str = "") -> list[str]:
    """The stems of a text's words. How people speak tells something too, so that no word is left out."""
    return [_stem(word, language) for word in words(text)]


@lru_cache(maxsize=1 << 17)
def _stem(word: str, language: str) -> str:
    """A word's stem: by the Indonesian stemmer unless the language is English; then by the English one."""
    return stem_en(word) if language == "en" else stem_en(stem_id(word))


def _count_matrix(passages: Sequence[Sequence[str]], vocabulary: dict[str, int]) -> csr_matrix:
    from scipy.sparse import csr_matrix

    indices: list[int] = []
    values: list[int] = []
    ends = [0]
    for found in passages:
        for term, count in Counter(found).items():
            indices.append(vocabulary[term])
            values.append(count)
        ends.append(len(indices))
    return csr_matrix(
        (np.array(values, dtype=np.float32), np.array(indices, dtype=np.int32), np.array(ends)),
        shape=(len(passages), len(vocabulary)),
    )


def _weighted(counts: csr_matrix, idf: np.ndarray[tuple[int], np.dtype[np.float32]]) -> csr_matrix:
    """TF-IDF with the logarithm of counts, each row of length one."""
    from scipy.sparse import diags_array

    weighted = counts.copy()
    weighted.data = (1 + np.log(weighted.data)) * idf[weighted.indices]
    lengths = np.sqrt(np.asarray(weighted.multiply(weighted).sum(axis=1)).ravel())
    return diags_array(1 / np.maximum(lengths, 1e-9)).astype(np.float32) @ weighted


def _neighbourhood(
    owners: np.ndarray[tuple[int], np.dtype[np.int64]],
) -> tuple[csr_matrix, csr_matrix, csr_matrix]:
    """Matrices that take each passage to the one before it, the one after it, and the places around it."""
    from scipy.sparse import csr_matrix, identity

    size = len(owners)
    later = np.flatnonzero(owners[1:] == owners[:-1]) + 1 if size else np.zeros(0, dtype=np.int64)
    ones = np.ones(len(later), dtype=np.float32)
    before = csr_matrix((ones, (later, later - 1)), shape=(size, size))
    after = csr_matrix((ones, (later - 1, later)), shape=(size, size))
    places = identity(size, dtype=np.float32, format="csr") * PLACE[0] + (before + after) * PLACE[1]
    return before, after, places
