"""Automatic numbers of an ODT, computed as a word processor shows them (ODF 1.3 part 3, 16.30 and 5.3)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from corpus_search.reading.list_labels import letters, roman
from corpus_search.reading.office_xml import Element, attribute, children, name_of

_FORMATS: Mapping[str, Callable[[int], str]] = {
    "1": str,
    "a": letters,
    "A": lambda count: letters(count).upper(),
    "i": roman,
    "I": lambda count: roman(count).upper(),
}
_PLACEHOLDER = re.compile(r"%(\d{1,2})%")
_MAX_LEVEL = 10
OUTLINE = " outline"
"""Stands for the outline's own numbers among the names of list styles."""


@dataclass(frozen=True, slots=True)
class _Level:
    format: str
    """`1`, `a`, `A`, `i`, `I`; empty for bullets and for levels without numbers."""
    pattern: str
    """`(%2%)`, `%1%.%2%.`: placeholders are levels, from 1."""
    start: int


@dataclass(slots=True)
class Lists:
    """List styles by name, and how far each list has counted."""

    styles: dict[str, dict[int, _Level]]
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, roots: Iterable[Element]) -> Lists:
        """List styles of the parts `styles.xml` and `content.xml`."""
        styles = {}
        for root in roots:
            for element in root.iter("{*}list-style", "{*}outline-style"):
                name = OUTLINE if name_of(element) == "outline-style" else attribute(element, "name")
                if name is not None:
                    styles[name] = dict(map(_level, children(element, *_LEVELS)))
        return cls(styles)

    def restart(self, style: str) -> None:
        """Begin a new list of a style."""
        self._counts.pop(style, None)

    def label(self, style: str, depth: int, start: int | None = None) -> str:
        """Count an item and give its label with a space after it; empty for bullets and unknown styles.

        Args:
            style: name of the list style.
            depth: the item's level, from 1.
            start: the number that the item itself asks for.
        """
        levels = self.styles.get(style, {})
        level = levels.get(depth)
        if level is None:
            return ""
        counts = self._counts.setdefault(style, {})
        counts[depth] = start if start is not None else counts.get(depth, level.start - 1) + 1
        for deeper in [at for at in counts if at > depth]:
            del counts[deeper]

        def shown(match: re.Match[str]) -> str:
            at = int(match[1])
            above = levels.get(at)
            return _FORMATS[above.format](counts.get(at, above.start)) if above and above.format else ""

        label = _PLACEHOLDER.sub(shown, level.pattern).strip() if level.format else ""
        return f"{label} " if label else ""


_LEVELS = ("list-level-style-number", "list-level-style-bullet", "outline-level-style")


def whole(value: str | None, otherwise: int, most: int = 1_000_000) -> int:
    """An attribute as a number from 0 to a bound."""
    return min(int(value), most) if value and re.fullmatch(r"\d{1,9}", value, re.ASCII) else otherwise


def _level(element: Element) -> tuple[int, _Level]:
    depth = whole(attribute(element, "level"), 1, _MAX_LEVEL)
    number_format = attribute(element, "num-format") or ""
    if name_of(element) == "list-level-style-bullet" or number_format not in _FORMATS:
        number_format = ""
    pattern = attribute(element, "num-list-format")
    if pattern is None:
        shown = whole(attribute(element, "display-levels"), 1, depth)
        numbers = ".".join(f"%{at}%" for at in range(depth - shown + 1, depth + 1))
        pattern = f"{attribute(element, 'num-prefix') or ''}{numbers}{attribute(element, 'num-suffix') or ''}"
    return depth, _Level(number_format, pattern, whole(attribute(element, "start-value"), 1))
