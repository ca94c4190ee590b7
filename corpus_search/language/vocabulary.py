"""Words that carry little in a query. None of them is dropped from the index or from a phrase."""

from __future__ import annotations


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


FUNCTION_WORDS = _set(
    """
    yang dan di ke dari untuk pada dengan adalah ini itu oleh dalam sebagai atau para bagi serta
    the of a an and in on at to for with by is are was were this that these those as from or be
    """
)
"""A query drops them where other words remain. Negations and the words of norms (`tidak`, `wajib`, `dapat`,
`not`, `may`) are none of them, since a passage's sense hangs on them."""

QUESTION_WORDS = _set(
    """
    apa apakah siapa siapakah kapan kapankah mana manakah dimana kemana darimana mengapa kenapa bagaimana
    bagaimanakah berapa berapakah
    what who whom whose which when where why how
    """
)
"""A query that begins with one of them, or ends in a question mark, is a question."""

QUESTION_HELPERS = _set(
    """
    saja sajakah ada adakah sih ya kah
    do does did has have had can could should would will there it its their
    """
)
"""Words that only shape a question (`apa saja`, `what does`): left out of one where other words remain."""
