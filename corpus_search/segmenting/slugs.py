"""Readable names for ids and addresses."""

from __future__ import annotations

import re
import unicodedata

_NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")


def slug(words: str, limit: int = 60) -> str:
    """Lower-case ASCII letters and digits with single hyphens: `ayat (2)` is `ayat-2`.

    Args:
        words: any text; letters without an ASCII form are left out.
        limit: most characters; cut at a hyphen where there is one in the second half.

    Returns:
        The slug; empty where no character can be kept.
    """
    letters = unicodedata.normalize("NFKD", words.lower())
    folded = "".join(letter for letter in letters if not unicodedata.combining(letter))
    plain = _NOT_IN_SLUG.sub("-", folded).strip("-")
    if len(plain) <= limit:
        return plain
    cut = plain.rfind("-", limit // 2, limit + 1)
    return plain[: cut if cut > 0 else limit].strip("-")
