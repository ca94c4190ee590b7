"""Automatic numbers of a DOCX, computed as a word processor shows them (ECMA-376-1, 17.9).

They are no text of the file, but `Pasal 5`, `(2)` and `b.` of a regulation often are such numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from corpus_search.reading.docx_styles import ListPlace, number
from corpus_search.reading.list_labels import letters, roman
from corpus_search.reading.office_xml import Element, attribute, child, children, is_on

_PLACEHOLDER = re.compile(r"%([1-9])")
_FORMATS: Mapping[str, Callable[[int], str]] = {
    "lowerLetter": letters,
    "upperLetter": lambda count: letters(count).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda count: roman(count).upper(),
    "decimalZero": lambda count: f"{count:02d}",
    "none": lambda _: "",
}
"""Ways to show a number; every other one is shown in digits."""
_SEPARATORS = {"space": " ", "nothing": ""}


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    """`Pasal %1`, `(%2)`: placeholders are levels, from 1."""
    separator: str = " "
    decimal: bool = False
    """Whether all levels are shown in digits."""
    restart: int | None = None
    """Level, from 1, after which it begins anew; 0 for never, None for after every level above."""
    style: str | None = None
    """Style whose paragraphs stand on this level."""


@dataclass(frozen=True, slots=True)
class List:
    """A list: its levels, the counters that it shares with others, and where its own counting begins."""

    counters: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int]


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has counted."""

    lists: Mapping[str, List]
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def of(cls, root: Element | None) -> Numbering:
        """Lists of the part `numbering.xml`; none where it is missing."""
        if root is None:
            return cls({})
        abstracts = {attribute(item, "abstractNumId") or "": item for item in children(root, "abstractNum")}
        lists = {}
        for instance in children(root, "num"):
            abstract_id = _val(child(instance, "abstractNumId")) or ""
            levels = _levels(_linked(abstract_id, abstracts))
            lists[attribute(instance, "numId") or ""] = _list(abstract_id, levels, instance)
        return cls(lists)

    def label(self, place: ListPlace, style_id: str | None) -> str:
        """Count a paragraph and give its label with the space after it; empty for bullets and unknown lists."""
        numbered = self.lists.get(place.list_id)
        if numbered is None:
            return ""
        at = place.level
        if at is None:
            at = next((depth for depth, level in numbered.levels.items() if level.style == style_id), 0)
        level = numbered.levels.get(at)
        if level is None:
            return ""
        counts = self._count(place.list_id, numbered, at)
        if level.format == "bullet" or not level.text:
            return ""

        def shown(match: re.Match[str]) -> str:
            depth = int(match[1]) - 1
            above = numbered.levels.get(depth, Level())
            style = "decimal" if level.decimal else above.format
            return _FORMATS.get(style, str)(counts.get(depth, above.start))

        label = _PLACEHOLDER.sub(shown, level.text).strip()
        return label + level.separator if label else ""

    def _count(self, list_id: str, numbered: List, at: int) -> Mapping[int, int]:
        counts = self._counts.setdefault(numbered.counters, {})
        if at in numbered.starts and (list_id, at) not in self._begun:
            counts[at] = numbered.starts[at]
        elif at in counts:
            counts[at] += 1
        else:
            counts[at] = numbered.levels[at].start
        self._begun.add((list_id, at))
        for depth in [depth for depth in counts if depth > at]:
            restart = numbered.levels[depth].restart if depth in numbered.levels else None
            if restart is None or at < restart:
                del counts[depth]
        return counts


def _linked(abstract_id: str, abstracts: Mapping[str, Element]) -> Element | None:
    """The definition of a list; where it only points to a list style, the definition of that."""
    abstract = abstracts.get(abstract_id)
    style = _val(child(abstract, "numStyleLink"))
    if style is None:
        return abstract
    return next((item for item in abstracts.values() if _val(child(item, "styleLink")) == style), abstract)


def _val(element: Element | None) -> str | None:
    return attribute(element, "val") if element is not None else None


def _levels(abstract: Element | None) -> dict[int, Level]:
    if abstract is None:
        return {}
    return {_depth(level): _level(level) for level in children(abstract, "lvl")}


def _list(abstract_id: str, levels: dict[int, Level], instance: Element) -> List:
    starts = {}
    for override in children(instance, "lvlOverride"):
        depth = _depth(override)
        definition, start = child(override, "lvl"), child(override, "startOverride")
        if definition is not None:
            levels[depth] = _level(definition)
        if start is not None:
            starts[depth] = number(start, 1)
    return List(abstract_id, levels, starts)


def _depth(element: Element) -> int:
    value = attribute(element, "ilvl") or ""
    return int(value) if value in ("0", "1", "2", "3", "4", "5", "6", "7", "8") else 0


def _level(element: Element) -> Level:
    start, restart = child(element, "start"), child(element, "lvlRestart")
    return Level(
        start=number(start, 1) if start is not None else 0,
        format=_val(child(element, "numFmt")) or "decimal",
        text=_val(child(element, "lvlText")) or "",
        separator=_SEPARATORS.get(_val(child(element, "suff")) or "", " "),
        decimal=is_on(child(element, "isLgl")),
        restart=number(restart) if restart is not None else None,
        style=_val(child(element, "pStyle")),
    )
