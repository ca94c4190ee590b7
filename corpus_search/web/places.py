"""Places in a regulation by address: `pasal-12/ayat-1` gives the passage that it is read in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus_search.catalog import Contents
from corpus_search.law import Link, article_key
from corpus_search.model import Passage
from corpus_search.web.blocks import local_id

_COPY = re.compile(r"~\d+\Z")
_ARTICLE = re.compile(r"pasal-(\w+)", re.IGNORECASE)
_EXPLANATION = "penjelasan"


def place_of(link: Link) -> str:
    """The address of the place that a citation names within its regulation; empty for the whole regulation."""
    steps = (("pasal", link.pasal), ("ayat", link.ayat), ("huruf", link.huruf), ("angka", link.angka))
    return "/".join(f"{name}-{value.lower()}" for name, value in steps if value)


def find_place(contents: Contents, place: str) -> Passage | None:
    """The first passage at a place; what lies deeper than passages do is found in the passage that holds it.

    Args:
        contents: the document.
        place: a passage's id within the document, or steps of one: `pasal-5/ayat-2/huruf-b`.

    Returns:
        None where the document has no such article or part.
    """
    steps = [step for step in place.lower().split("/") if step]
    if not steps:
        return None
    for passage in contents.passages:
        if local_id(passage).lower() == "/".join(steps):
            return passage
    if _EXPLANATION not in steps:
        in_text = [p for p in contents.passages if not local_id(p).startswith(_EXPLANATION)]
    else:
        in_text = list(contents.passages)
    while steps:
        found = [p for p in in_text if _holds(_steps_of(p), steps)]
        if found:
            return min(found, key=lambda p: (len(_steps_of(p)) > len(steps), p.ordinal))
        if _ARTICLE.fullmatch(steps[-1]) and len(steps) == 1:
            break
        steps.pop()
    return None


def _steps_of(passage: Passage) -> list[str]:
    return [_step(_COPY.sub("", step)) for step in local_id(passage).lower().split("/")]


def _step(step: str) -> str:
    """A step as it is compared: a person writes `pasal-1` for an amending regulation's `pasal-i`."""
    article = _ARTICLE.fullmatch(step)
    return f"pasal-{article_key(article[1])}".lower() if article else step


def _holds(steps: Sequence[str], wanted: Sequence[str]) -> bool:
    """Whether the wanted steps are among the steps, in their order."""
    rest = iter(steps)
    return all(_step(step) in rest for step in wanted)
