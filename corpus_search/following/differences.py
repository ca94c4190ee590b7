"""How two wordings differ, word by word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_WORD = re.compile(r"\n|[^\s]+")
_MOST_WORDS = 4_000
"""Longer wordings are compared by paragraphs, since comparing takes the square of their length."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch of words; a line break stands between paragraphs."""

    kind: Literal["same", "gone", "new"]
    text: str


def differences(old: str, new: str) -> tuple[Difference, ...]:
    """The stretches of two wordings in order: what is the same, what is gone, what is new.

    Args:
        old: paragraphs parted by line breaks.
        new: the same of the new wording.
    """
    before, after = _WORD.findall(old), _WORD.findall(new)
    if len(before) + len(after) > 2 * _MOST_WORDS:
        before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    found: list[Difference] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for operation, low, high, from_, to in matcher.get_opcodes():
        if operation == "equal":
            found.append(Difference("same", _joined(before[low:high])))
            continue
        if high > low:
            found.append(Difference("gone", _joined(before[low:high])))
        if to > from_:
            found.append(Difference("new", _joined(after[from_:to])))
    return tuple(found)


def _joined(words: Sequence[str]) -> str:
    return re.sub(r" ?\n ?", "\n", " ".join(words))
