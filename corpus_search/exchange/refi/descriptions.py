"""What a theme says beyond its name, as the description of a code, and back.

    Definition in plain words.

    [include] When a passage belongs to it.

    [queries] sosialisasi OR pengumuman

The definition comes first, so that other programs show it as such. A paragraph of a value that begins with a bracket
is written with a backslash before it.
"""

from __future__ import annotations

import re
from dataclasses import fields

from corpus_search.evidence import Theme

_OUTSIDE = frozenset({"name", "parent", "colour", "definition"})
"""What a code holds in a place of its own."""
FIELDS = tuple(item.name for item in fields(Theme) if item.name not in _OUTSIDE)
_LABEL = re.compile(rf"(?:\A|\n\n)\[({'|'.join(FIELDS)})\] ")
_BRACKET = re.compile(r"(?:\A|(?<=\n\n))(\\*\[)")
_ESCAPED = re.compile(r"(?:\A|(?<=\n\n))\\(\\*\[)")


def description_of(theme: Theme) -> str:
    """The description of a theme's code."""
    parts = [_escaped(theme.definition)] if theme.definition else []
    for name in FIELDS:
        value = "\n".join(theme.queries) if name == "queries" else str(getattr(theme, name))
        if value:
            parts.append(f"[{name}] {_escaped(value)}")
    return "\n\n".join(parts)


def fields_of(description: str) -> dict[str, str]:
    """What a description tells, by the names of a theme's fields; `definition` is always there."""
    labels = list(_LABEL.finditer(description))
    ends = [*(label.start() for label in labels), len(description)]
    found = {"definition": _unescaped(description[: ends[0]])}
    for label, end in zip(labels, ends[1:], strict=True):
        found.setdefault(label[1], _unescaped(description[label.end() : end]))
    return found


def _escaped(value: str) -> str:
    return _BRACKET.sub(r"\\\1", value)


def _unescaped(value: str) -> str:
    return _ESCAPED.sub(r"\1", value)
