"""Words by a pattern: `*` stands for any letters or none, `?` for one."""

from __future__ import annotations

import re


def wildcard(pattern: str) -> re.Pattern[str]:
    """The regular expression of a pattern, to be matched with a whole word.

    What stands between two `*` is taken where it first fits and never tried again, which loses nothing and
    keeps a pattern of many `*` from taking long.
    """
    first, *rest = (re.escape(piece).replace(r"\?", ".") for piece in re.split(r"\*+", pattern))
    if not rest:
        return re.compile(first, re.DOTALL)
    *inner, last = rest
    return re.compile(f"{first}{''.join(f'(?>.*?{piece})' for piece in inner)}.*{last}", re.DOTALL)
