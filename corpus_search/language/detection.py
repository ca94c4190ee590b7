"""Which language a passage is written in: Indonesian or English, the two that a corpus holds."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, Protocol, cast

from corpus_search.language.stems import is_indonesian, stem_en
from corpus_search.language.tokens import words
from corpus_search.language.vocabulary import ENGLISH, INDONESIAN

Language = Literal["id", "en", ""]

_FEWEST_WORDS = 3
"""Fewer say too little: `Pasal 5`, a name, a heading."""

_SURELY_ENGLISH = frozenset(word for word in ENGLISH if len(word) > 1) - {"am", "do", "me"}
"""Small words that stand in no Indonesian text, be it as a list's letter, in a title or in spoken language."""
_ROOTED = 0.4
"""Share of Indonesian roots that no English text has."""

_loading = threading.Lock()


class _Classifier(Protocol):
    def classify(self, text: str) -> tuple[str, float]: ...


@lru_cache(maxsize=1)
def _classifier() -> _Classifier:
    """The model, restricted to the two languages. Loading takes about a second."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    classifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    classifier.set_languages(["id", "en"])
    return cast("_Classifier", classifier)


def language_of(text: str) -> Language:
    """The language of a text, empty where it has fewer than three words of letters.

    Small words tell it (`yang`, `the`), else words of Indonesian roots. Only where neither do, a classifier is asked,
    which takes a second at the first call. Other languages, Malay and the regional ones among them, come out as the
    nearer of the two.
    """
    found = words(text)
    letters = [word for word in found if not word.isdigit()]
    if len(letters) < _FEWEST_WORDS:
        return ""
    indonesian, english = (sum(word in known for word in letters) for known in (INDONESIAN, _SURELY_ENGLISH))
    if indonesian >= 2 and indonesian >= 4 * english:
        return "id"
    if english >= 3 and english >= 8 * indonesian and english * 4 >= len(found):
        return "en"
    if english <= 2 * indonesian + 2 and _is_mostly_rooted(letters):
        return "id"
    with _loading:
        classifier = _classifier()
    return "en" if classifier.classify(text)[0] == "en" else "id"


def _is_mostly_rooted(letters: Sequence[str]) -> bool:
    long = [word for word in letters if len(word) > 2 and word.isalpha()]
    return bool(long) and sum(map(is_indonesian, long)) >= _ROOTED * len(long)


def language_of_words(asked: Sequence[str]) -> Language:
    """The language of the few words of a query, empty where they do not tell.

    By small words (`yang`, `the`), else by whether the words are of Indonesian roots: the classifier is for texts,
    and a person at the command line would wait for it longer than for the search.
    """
    indonesian, english = (sum(word in known for word in asked) for known in (INDONESIAN, ENGLISH))
    if indonesian != english:
        return "id" if indonesian > english else "en"
    rooted = sum(map(is_indonesian, asked))
    if 2 * rooted > len(asked):
        return "id"
    return "en" if not rooted and any(stem_en(word) != word for word in asked) else ""
