"""Words that carry little in a query. None of them is dropped from the index or from a phrase."""

from __future__ import annotations


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


FUNCTION_WORDS_ID = _set(
    """
    yang dan di ke dari untuk pada dengan adalah ini itu oleh dalam sebagai atau para bagi serta ialah merupakan
    yaitu yakni tersebut juga maka agar supaya karena saya kami kita mereka dia ia
    """
)
FUNCTION_WORDS_EN = _set(
    """
    the of a an and or in on at to for with by is are am was were be been this that these those as from into i me
    my we our us you your they them their he she it its his her there such so also which
    """
)
FUNCTION_WORDS = FUNCTION_WORDS_ID | FUNCTION_WORDS_EN
"""A query drops them where other words remain. Negations and the words of norms (`tidak`, `wajib`, `dapat`,
`not`, `may`, `shall`) are none of them, since a passage's sense hangs on them."""

QUESTION_WORDS_ID = _set(
    """
    apa apakah siapa siapakah kapan kapankah mana manakah dimana dimanakah kemana darimana mengapa kenapa
    bagaimana bagaimanakah berapa berapakah
    """
)
QUESTION_WORDS_EN = _set(
    """
    what who whom whose which when where why how
    """
)
QUESTION_WORDS = QUESTION_WORDS_ID | QUESTION_WORDS_EN
"""A query that begins with one of them, or ends in a question mark, is a question."""

_QUESTION_HELPERS_ID = _set("saja sajakah ada adakah sih ya kah")
_QUESTION_HELPERS_EN = _set(
    """
    do does did has have had can could should would will any
    """
)
QUESTION_HELPERS = _QUESTION_HELPERS_ID | _QUESTION_HELPERS_EN
"""Words that only shape a question (`apa saja`, `what does`): left out of one where other words remain."""

INDONESIAN = FUNCTION_WORDS_ID | QUESTION_WORDS_ID | _QUESTION_HELPERS_ID
ENGLISH = FUNCTION_WORDS_EN | QUESTION_WORDS_EN | _QUESTION_HELPERS_EN
"""Small words that tell the language of a text of a few words; none is in both."""
