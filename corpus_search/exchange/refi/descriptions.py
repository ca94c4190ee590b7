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
_LABEL = re.compile(rf"\[({'|'.join(FIELDS)})\] ?")


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
    found: dict[str, list[str]] = {"definition": []}
    current = "definition"
    for paragraph in description.split("\n\n"):
        label = _LABEL.match(paragraph)
        if label and label[1] not in found:
            current = label[1]
            found[current] = [_unescaped(paragraph[label.end() :])]
        else:
            found[current].append(_unescaped(paragraph))
    return {name: "\n\n".join(paragraphs) for name, paragraphs in found.items()}


def _escaped(value: str) -> str:
    return "\n\n".join(re.sub(r"^(\\*\[)", r"\\\1", part) for part in value.split("\n\n"))


def _unescaped(paragraph: str) -> str:
    return re.sub(r"^\\(\\*\[)", r"\1", paragraph)
