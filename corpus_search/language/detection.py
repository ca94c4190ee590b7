"""Which language a passage is written in: Indonesian or English, the two that a corpus holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

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
_SPELT = 0.25
"""Share of English spellings that no other text has."""
_ENGLISH_SPELLING = re.compile(
    r"th|ck|gh|wh|sh|ph|ee|oo|ea|ou|x|q|v|[ts]ion|([bcdflmnprt])\1"
    r"|(?:\w{3}ing|ed|ly|ity|ous|ment|ness|ic|ry|[lnr]s|[cnsr]t|nd)$"
)
"""What Indonesian words and those of the regional languages hardly look like."""


def language_of(text: str) -> Language:
    """The language of a text, empty where it has fewer than three words of letters.

    Small words tell it (`yang`, `the`), else words of Indonesian roots, else what words look like. Malay and the
    regional languages come out as Indonesian, and so does what tells nothing, as a list of codes.
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
    long = [word for word in letters if len(word) > 2 and word.isalpha()]
    rooted = sum(map(is_indonesian, long))
    if english <= 2 * indonesian + 2 and rooted and rooted >= _ROOTED * len(long):
        return "id"
    spelt = sum(_ENGLISH_SPELLING.search(word) is not None and not is_indonesian(word) for word in long)
    is_english = english + spelt > indonesian + rooted and english + spelt >= _SPELT * len(long)
    return "en" if is_english else "id"


def language_of_words(asked: Sequence[str]) -> Language:
    """The language of the few words of a query, empty where they do not tell.

    By small words (`yang`, `the`), else by whether the words are of Indonesian roots.
    """
    indonesian, english = (sum(word in known for word in asked) for known in (INDONESIAN, ENGLISH))
    if indonesian != english:
        return "id" if indonesian > english else "en"
    rooted = sum(map(is_indonesian, asked))
    if 2 * rooted > len(asked):
        return "id"
    return "en" if not rooted and any(stem_en(word) != word for word in asked) else ""
