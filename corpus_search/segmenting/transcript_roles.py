"""Who asks in an interview."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

_ASKS = re.compile(
    r"(?i:peneliti|pewawancara|penanya|interviewer|researcher|moderator|fasilitator|facilitator|tanya|pertanyaan"
    r"|question)\b.*|[QT]"
)


def interviewers(turns: Sequence[tuple[str, str]]) -> frozenset[str]:
    """The speakers who ask.

    They are known by their label (`Peneliti`, `Pewawancara 2`, `Q`); where none says so (`P` and `I` mean the one
    or the other, depending on the language), the speaker asks of whose turns the largest share holds a question
    mark, and of equals the one who speaks first.

    Args:
        turns: speaker and words of each turn.
    """
    labels = list(dict.fromkeys(speaker for speaker, _ in turns if speaker))
    by_label = frozenset(label for label in labels if _ASKS.fullmatch(label))
    if by_label or len(labels) < 2:
        return by_label
    said: defaultdict[str, list[str]] = defaultdict(list)
    for speaker, words in turns:
        said[speaker].append(words)
    shares = {label: sum("?" in words for words in said[label]) / len(said[label]) for label in labels}
    most = max(labels, key=lambda label: shares[label])
    return frozenset({most}) if shares[most] > 0 else frozenset()
