"""The library: how the documents of each kind are put on shelves."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from corpus_search.catalog import Contents
from corpus_search.language import FUNCTION_WORDS, words
from corpus_search.law import TYPES, rank
from corpus_search.model import Document, Kind, Passage

_GENERIC = re.compile(
    r"(?:informan|narasumber|responden|partisipan|peserta|informant|speaker|[a-z]{1,2})\W*\d*", re.IGNORECASE
)
"""Names that are given anew in each interview, and so tell no person."""
_TELLING = 5
"""Letters of a word that tells a subject."""
MOST_SUBJECTS = 60


@dataclass(frozen=True, slots=True)
class TypeShelf:
    """The regulations of one type."""

    type: str
    """Key of the type."""
    name: str
    rank: int
    """Place in the hierarchy, 1 the highest; 0 stands beside it."""
    total: int
    years: tuple[tuple[int, int], ...]
    """Years with their counts, the newest first."""


@dataclass(frozen=True, slots=True)
class Turns:
    """What someone says in one interview."""

    document: Document
    speaker: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Informant:
    """A person who was interviewed. Names such as `Informan 3` count only within their interview."""

    key: str
    name: str
    position: str
    turns: tuple[Turns, ...]

    @property
    def total(self) -> int:
        """Passages in all interviews."""
        return sum(len(turns.passages) for turns in self.turns)


def regulations(documents: Iterable[Document]) -> list[Document]:
    """The regulations, in the order of their hierarchy, the newest first."""
    found = [document for document in documents if document.kind is Kind.REGULATION]
    return sorted(found, key=lambda d: (_place(d), -(d.year or 0), _number(d), d.title))


def type_shelves(documents: Iterable[Document]) -> tuple[TypeShelf, ...]:
    """The types of regulations, in the order of their hierarchy."""
    grouped: dict[str, list[Document]] = {}
    for document in regulations(documents):
        grouped.setdefault(type_of(document), []).append(document)
    return tuple(
        TypeShelf(
            key,
            TYPES[key].name if key in TYPES else key,
            rank(key),
            len(group),
            tuple(sorted(Counter(d.year for d in group if d.year is not None).items(), reverse=True)),
        )
        for key, group in grouped.items()
    )


def type_of(document: Document) -> str:
    """Key of a regulation's type; `other` where it tells none."""
    return document.metadata.get("type") or "other"


def issuers(documents: Iterable[Document]) -> tuple[tuple[str, int], ...]:
    """Who issued regulations whose type does not tell it, with their counts, the most first."""
    counts = Counter(issuer for document in documents if (issuer := document.metadata.get("issuer")))
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def subjects(documents: Iterable[Document]) -> tuple[tuple[str, int], ...]:
    """Words that more than one regulation's subject holds, with how many do, in the order of the alphabet."""
    counts: Counter[str] = Counter()
    for document in documents:
        counts.update({word for word in subject_words(document) if len(word) >= _TELLING})
    shared = [(word, count) for word, count in counts.most_common() if count > 1][:MOST_SUBJECTS]
    return tuple(sorted(shared))


def subject_words(document: Document) -> set[str]:
    """The telling words of a regulation's subject."""
    named = document.metadata.get("subject") or document.title
    return {word for word in words(named) if word.isalpha() and word not in FUNCTION_WORDS}


def informants(
    documents: Iterable[Document], contents_of: Callable[[str], Contents]
) -> tuple[Informant, ...]:
    """Everyone who answers in an interview, with what they say, by name."""
    people: dict[str, tuple[str, str, list[Turns]]] = {}
    for document in documents:
        if document.kind is not Kind.TRANSCRIPT or not document.state.has_text:
            continue
        passages = contents_of(document.id).passages
        speakers = _answering(passages)
        told = document.metadata.get("informant", "")
        for speaker in speakers:
            alone = told and len(speakers) == 1
            name = told if alone else speaker
            key = f"{document.id}/{speaker}" if _GENERIC.fullmatch(name) else name.casefold()
            position = document.metadata.get("position", "") if alone else ""
            said = tuple(passage for passage in passages if passage.speaker == speaker)
            people.setdefault(key, (name, position, []))[2].append(Turns(document, speaker, said))
    found = [Informant(key, name, position, tuple(turns)) for key, (name, position, turns) in people.items()]
    return tuple(sorted(found, key=lambda person: (person.name.casefold(), person.key)))


def _answering(passages: Sequence[Passage]) -> list[str]:
    """The speakers who answer questions; all speakers where nobody asks."""
    answering = dict.fromkeys(p.speaker for p in passages if p.speaker and p.question)
    return list(answering or dict.fromkeys(p.speaker for p in passages if p.speaker))


def _place(document: Document) -> tuple[int, str]:
    key = type_of(document)
    place = rank(key, document.metadata.get("issuer", ""))
    return place or 99, key


def _number(document: Document) -> int:
    digits = re.match(r"\d+", document.metadata.get("number", ""))
    return -int(digits[0]) if digits else 0
