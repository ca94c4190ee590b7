"""The questions of interviews, and what each informant answered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz import fuzz

from corpus_search.evidence.informants import informant_of
from corpus_search.evidence.rows import Answer, Question
from corpus_search.evidence.texts import DocumentText
from corpus_search.language import FUNCTION_WORDS, words
from corpus_search.model import Passage
from corpus_search.segmenting.sentences import sentence_starts

_LIKE = 0.6
"""Share of words in common from which two questions count as the same of the guide."""
_FEW = 4
"""Words that a question must have: `Lalu?` is of no guide."""
_MANY = 40
"""Words from which what was said without a question mark is no question, but a talk of the interviewer's."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question as it was asked in one interview, with what was said until the next."""

    text: DocumentText
    question: str
    """The sentences that ask."""
    passages: tuple[Passage, ...]


def questions(transcripts: Iterable[DocumentText]) -> tuple[Question, ...]:
    """The questions of interviews: like ones once, those asked in most interviews first, else as they came."""
    groups: list[tuple[str, set[str]]] = []
    for transcript in transcripts:
        for asked in _asked(transcript):
            length = len(words(asked.question))
            if length < _FEW or (length > _MANY and "?" not in asked.question):
                continue
            for first, documents in groups:
                if _likeness(first, asked.question) >= _LIKE:
                    documents.add(transcript.document.id)
                    break
            else:
                groups.append((asked.question, {transcript.document.id}))
    found = (Question(question, len(documents)) for question, documents in groups)
    return tuple(sorted(found, key=lambda question: -question.interviews))


def answers(question: str, transcripts: Iterable[DocumentText]) -> tuple[Answer, ...]:
    """What each informant answered to a question that was asked in like words, the nearest one of each interview."""
    found = []
    for transcript in transcripts:
        scored = [(_likeness(question, asked.question), asked) for asked in _asked(transcript)]
        if not scored:
            continue
        likeness, asked = max(scored, key=lambda pair: pair[0])
        if likeness < _LIKE:
            continue
        by_informant: dict[str, list[Passage]] = {}
        for passage in asked.passages:
            by_informant.setdefault(informant_of(transcript.document, passage), []).append(passage)
        for informant, passages in by_informant.items():
            found.append(
                Answer(
                    document=transcript.document,
                    informant=informant,
                    question=asked.question,
                    passages=tuple(passages),
                    texts=tuple(transcript.text[passage.start : passage.end] for passage in passages),
                    similarity=likeness,
                )
            )
    return tuple(found)


def _asked(transcript: DocumentText) -> Iterator[_Asked]:
    """The questions of an interview with their answers: passages that name the same question before them."""
    held: list[Passage] = []
    for passage in transcript.passages:
        if held and passage.question != held[0].question:
            yield _Asked(transcript, _asking(held[0].question or ""), tuple(held))
            held = []
        if passage.question:
            held.append(passage)
    if held:
        yield _Asked(transcript, _asking(held[0].question or ""), tuple(held))


def _asking(said: str) -> str:
    """The sentences that ask of what an interviewer said; all of it where none has a question mark."""
    starts = sentence_starts(said, 0, len(said))
    sentences = [said[start:end].strip() for start, end in pairwise((*starts, len(said)))]
    return " ".join(sentence for sentence in sentences if sentence.endswith("?")) or said


def _likeness(one: str, other: str) -> float:
    """How many of their words two questions share, whatever the order, from 0 to 1."""
    return fuzz.token_sort_ratio(_kept(one), _kept(other)) / 100


def _kept(question: str) -> str:
    every: Sequence[str] = words(question)
    return " ".join([word for word in every if word not in FUNCTION_WORDS] or every)
