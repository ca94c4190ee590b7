"""Themes as codes, and codes as themes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from corpus_search.evidence import Codebook, Theme
from corpus_search.evidence.codebook import ID
from corpus_search.exchange.refi.descriptions import description_of, fields_of
from corpus_search.exchange.refi.guids import guid, same
from corpus_search.exchange.refi.xml import Maker
from corpus_search.reading.office_xml import Element, attribute, child, children

_SHORT_COLOUR = re.compile(r"#([0-9A-Fa-f])([0-9A-Fa-f])([0-9A-Fa-f])")
_DEEPEST = 50
"""Codes below codes; a real codebook is nowhere near."""


@dataclass(frozen=True, slots=True)
class Code:
    """A code as a file has it."""

    guid: str
    name: str
    description: str
    colour: str
    parent: str
    """GUID of the code above it; empty at the top."""


def theme_guid(theme: str) -> str:
    """The GUID of a theme's code."""
    return guid("theme", theme)


def write_codes(maker: Maker, parent: Element, themes: Iterable[Theme]) -> None:
    """Write themes as a tree of codes; one whose parent is not among them stands at the top."""
    held = tuple(themes)
    ids = {theme.id for theme in held}
    codes = maker.below(parent, "Codes")
    _write(maker, codes, held, [theme for theme in held if theme.parent not in ids])


def _write(maker: Maker, parent: Element, themes: tuple[Theme, ...], level: list[Theme]) -> None:
    for theme in level:
        attributes = {
            "guid": theme_guid(theme.id),
            "name": theme.name,
            "isCodable": "true",
            "color": theme.colour,
        }
        code = maker.below(parent, "Code", attributes)
        if description := description_of(theme):
            maker.below(code, "Description", text=description)
        _write(maker, code, themes, [below for below in themes if below.parent == theme.id])


def read_codes(codes: Element | None, notes: Mapping[str, str] | None = None) -> Iterator[Code]:
    """The codes below an element, each before those below it.

    Args:
        codes: `Codes`; None for a file without codes.
        notes: texts of notes by GUID, which are added to the descriptions of the codes that refer to them.
    """
    if codes is not None:
        yield from _read(codes, "", notes or {}, 0)


def _read(parent: Element, above: str, notes: Mapping[str, str], depth: int) -> Iterator[Code]:
    for element in children(parent, "Code"):
        described = child(element, "Description")
        parts = [(described.text or "") if described is not None else ""]
        parts += [
            notes.get(same(attribute(ref, "targetGUID") or ""), "") for ref in children(element, "NoteRef")
        ]
        code = Code(
            guid=same(attribute(element, "guid") or ""),
            name=" ".join((attribute(element, "name") or "").split()),
            description="\n\n".join(part.replace("\r\n", "\n") for part in parts if part.strip()),
            colour=_colour(attribute(element, "color") or ""),
            parent=above,
        )
        yield code
        if depth < _DEEPEST:
            yield from _read(element, code.guid, notes, depth + 1)


def _colour(value: str) -> str:
    """A colour with six digits; some programs write three."""
    short = _SHORT_COLOUR.fullmatch(value)
    if short:
        return "#" + "".join(2 * digit for digit in short.groups())
    return value if re.fullmatch(r"#[0-9A-Fa-f]{6}", value) else ""


@dataclass(frozen=True, slots=True)
class Themes:
    """Codes as themes of a codebook."""

    new: tuple[Theme, ...]
    """Those that the codebook does not have."""
    of_code: Mapping[str, str]
    """Id of the theme by the GUID of the code."""


def themes_of(codes: Iterable[Code], codebook: Codebook) -> Themes:
    """Make themes of codes.

    A code that came from this program and has its theme in the codebook, or that has the name of a theme below the
    same theme, is that theme; what the codebook says of it stays. All others are new.
    """
    of_guid = {theme_guid(theme.id): theme.id for theme in codebook.themes}
    known, new = codebook, []
    of_code: dict[str, str] = {}
    for code in codes:
        parent = of_code.get(code.parent, "")
        found = of_guid.get(code.guid) or _named(codebook, code.name, parent)
        if found is None:
            theme = _theme(code, parent, known)
            new.append(theme)
            known = replace(known, themes=(*known.themes, theme))
            found = theme.id
        of_code[code.guid] = found
    return Themes(tuple(new), of_code)


def _named(codebook: Codebook, name: str, parent: str) -> str | None:
    folded = name.casefold()
    return next((theme.id for theme in codebook.children(parent) if theme.name.casefold() == folded), None)


def _theme(code: Code, parent: str, known: Codebook) -> Theme:
    told = fields_of(code.description)
    name = code.name or "?"
    identifier = told.get("id", "")
    # An id counts where the code's GUID was made of it: then this program wrote it.
    if not (ID.fullmatch(identifier) and theme_guid(identifier) == code.guid and identifier not in known):
        identifier = known.free_id(name, parent)
    return Theme(
        id=identifier,
        name=name,
        name_other=told.get("name_other", ""),
        definition=told["definition"],
        include=told.get("include", ""),
        exclude=told.get("exclude", ""),
        parent=parent,
        colour=code.colour,
        queries=tuple(line for line in told.get("queries", "").split("\n") if line),
        statement=told.get("statement", ""),
        question=told.get("question", ""),
        source=told.get("source", ""),
    )
