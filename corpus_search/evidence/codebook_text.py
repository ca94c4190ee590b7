"""`themes.toml` as text: what it says, where it says it, and changes that leave everything else as it stands.

A theme is a table `[[theme]]`. What belongs to it are the lines from its header to its last value; comments and empty
lines after that belong to whatever follows. So a theme can be changed or taken out, and no comment goes with it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from difflib import get_close_matches
from typing import cast

from corpus_search.errors import CodebookError
from corpus_search.evidence.codebook import COLOUR, ID, Theme
from corpus_search.segmenting.slugs import slug

KEYS = tuple(item.name for item in fields(Theme))
_HEADER = re.compile(r"\s*\[\[\s*theme\s*\]\]\s*(?:#.*)?$")
_TOKEN = re.compile(r'"""|\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#.*')
_CLOSING = {'"""': re.compile(r'(?:\\.|[^\\])*?"""'), "'''": re.compile(r".*?'''")}


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of one theme: from `first` (its header) to before `last`, from 0."""

    first: int
    last: int


def blocks(text: str) -> tuple[Block, ...]:
    """Where each theme stands."""
    headers, filled = [], []
    for number, (line, inside) in enumerate(_lines(text)):
        if not inside and _HEADER.match(line):
            headers.append(number)
        if inside or (line.strip() and not line.lstrip().startswith("#")):
            filled.append(number)
    ends = [*headers, len(_split(text))][1:]
    return tuple(
        Block(first, max(number for number in filled if first <= number < end) + 1)
        for first, end in zip(headers, ends, strict=True)
    )


def _split(text: str) -> list[str]:
    """The lines of a text with their ends, as TOML counts them."""
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def _lines(text: str) -> Iterator[tuple[str, bool]]:
    """Each line, and whether it begins inside a string of several lines."""
    opened = ""
    for line in _split(text):
        yield line, bool(opened)
        at = 0
        while True:
            if opened:
                closing = _CLOSING[opened].match(line, at)
                if not closing:
                    break
                opened, at = "", closing.end()
            token = _TOKEN.search(line, at)
            if not token:
                break
            at = token.end()
            if token[0] in _CLOSING:
                opened = token[0]


def parse_themes(text: str, name: str = "themes.toml") -> tuple[Theme, ...]:
    """The themes that a text holds.

    Args:
        text: TOML.
        name: of the file, for messages.

    Raises:
        CodebookError: there are mistakes; all of them are listed, each with its line and what to do.
    """
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CodebookError(
            '{name} is not valid TOML: {error}. A value stands in quotation marks, as: name = "Sosialisasi"',
            name=name,
            error=error,
        ) from error
    found = blocks(text)
    tables = content.get("theme", [])
    if not isinstance(tables, list) or len(tables) != len(found):
        raise CodebookError(
            "{name}: each theme must be a table of its own that begins with a line [[theme]].", name=name
        )
    reader = _Reader(text, found)
    reader.unknown("", 0, [key for key in content if key != "theme"], ("theme",))
    themes = [reader.theme(table, block) for table, block in zip(tables, found, strict=True)]
    reader.relations(themes)
    if reader.mistakes:
        listed = "\n".join(f"line {line}: {mistake}" for line, mistake in sorted(reader.mistakes))
        raise CodebookError("{name} cannot be used:\n{mistakes}", name=name, mistakes=listed)
    return tuple(themes)


class _Reader:
    """Makes themes of tables and collects the mistakes, each with its line from 1."""

    def __init__(self, text: str, found: Sequence[Block]) -> None:
        self._lines = _split(text)
        self._blocks = found
        self.mistakes: list[tuple[int, str]] = []

    def theme(self, table: Mapping[str, object], block: Block) -> Theme:
        self.unknown("", block.first, [key for key in table if key not in KEYS], KEYS)
        values: dict[str, object] = {}
        for key in KEYS:
            if key not in table:
                continue
            value = table[key]
            if key == "queries":
                values[key] = self._queries(value, self._line(block, key))
            elif isinstance(value, str):
                values[key] = value.strip() if key in ("id", "parent", "colour", "name") else value
            else:
                self._mistake(
                    self._line(block, key), f'{key} must be text in quotation marks, as: {key} = "..."'
                )
        self._check({**table, **values}, block)
        return Theme(**{"id": "", "name": "", **values})  # type: ignore[arg-type]  # checked just above

    def _check(self, values: Mapping[str, object], block: Block) -> None:
        name, identifier, colour = (str(values.get(key, "")) for key in ("name", "id", "colour"))
        if not name:
            self._mistake(block.first, 'the theme has no name; add a line, as: name = "Sosialisasi program"')
        if not identifier:
            proposed = slug(name) or "tema-1"
            self._mistake(block.first, f'the theme has no id; add a line, as: id = "{proposed}"')
        elif not ID.fullmatch(identifier):
            proposed = "/".join(filter(None, map(slug, identifier.split("/")))) or slug(name) or "tema-1"
            self._mistake(
                self._line(block, "id"),
                f"the id {identifier!r} may hold only a-z, 0-9, -, _ and /; write, for example: {proposed}",
            )
        if colour and not COLOUR.fullmatch(colour):
            self._mistake(self._line(block, "colour"), f"the colour {colour!r} must be written as #3050a0")

    def _queries(self, value: object, line: int) -> tuple[str, ...]:
        if isinstance(value, list) and all(isinstance(one, str) for one in value):
            return tuple(one.strip() for one in cast("list[str]", value) if one.strip())
        self._mistake(line, 'queries must be a list of texts, as: queries = ["sosialisasi", "penyuluhan"]')
        return ()

    def unknown(self, where: str, line: int, keys: Sequence[str], known: Sequence[str]) -> None:
        """Keys that mean nothing here."""
        for key in keys:
            near = get_close_matches(key, known, n=1)
            remedy = f"did you mean {near[0]}?" if near else f"known are: {', '.join(known)}"
            at = next((n for n in range(line, len(self._lines)) if _has_key(self._lines[n], key)), line)
            self._mistake(at, f"{where}{key} means nothing here; {remedy}")

    def relations(self, themes: Sequence[Theme]) -> None:
        """Ids that stand twice, parents that are not there, and circles."""
        first: dict[str, int] = {}
        parents = {theme.id: theme.parent for theme in themes}
        for theme, block in zip(themes, self._blocks, strict=True):
            line = self._line(block, "id")
            if theme.id and first.setdefault(theme.id, line) != line:
                self._mistake(
                    line, f"the id {theme.id!r} stands already in line {first[theme.id] + 1}; choose another"
                )
            if theme.parent and theme.parent not in parents:
                near = get_close_matches(theme.parent, list(parents), n=1)
                remedy = f"did you mean {near[0]}?" if near else "add that theme or remove the line"
                self._mistake(self._line(block, "parent"), f"there is no theme {theme.parent!r}; {remedy}")
            elif theme.parent and _in_circle(theme.id, parents):
                self._mistake(
                    self._line(block, "parent"),
                    f"{theme.id!r} stands, by way of {theme.parent!r}, below itself; give it another parent",
                )

    def _line(self, block: Block, key: str) -> int:
        return next((n for n in range(block.first, block.last) if _has_key(self._lines[n], key)), block.first)

    def _mistake(self, line: int, mistake: str) -> None:
        self.mistakes.append((line + 1, mistake))


def _has_key(line: str, key: str) -> bool:
    quoted = re.escape(key)
    return re.match(rf"\s*(?:\[+\s*)?[\"']?{quoted}[\"']?\s*(?:[.=\]])", line) is not None


def _in_circle(identifier: str, parents: Mapping[str, str]) -> bool:
    seen: set[str] = set()
    at = parents.get(identifier, "")
    while at and at not in seen:
        if at == identifier:
            return True
        seen.add(at)
        at = parents.get(at, "")
    return False


def with_theme(text: str, theme: Theme) -> str:
    """The text with one theme changed, or added at the end; every other line stays as it is."""
    index = _index(text, theme.id)
    if index is None:
        end = _newline(text)
        gap = "" if not text.strip() else end if text.endswith("\n") else end * 2
        return text + gap + _table_text(theme, end)
    block = blocks(text)[index]
    lines = _split(text)
    changed = _changed_table("".join(lines[block.first : block.last]), theme)
    return "".join((*lines[: block.first], changed, *lines[block.last :]))


def with_new_id(text: str, old: str, new: str) -> str:
    """The text with a theme's id changed, there and where it is named as parent."""
    import tomlkit

    for block, table in reversed(list(zip(blocks(text), tomllib.loads(text)["theme"], strict=True))):
        keys = [key for key in ("id", "parent") if table.get(key) == old]
        if not keys:
            continue
        lines = _split(text)
        document = tomlkit.parse("".join(lines[block.first : block.last]))
        for key in keys:
            document["theme"][0][key] = new
        text = "".join((*lines[: block.first], tomlkit.dumps(document), *lines[block.last :]))
    return text


def without_theme(text: str, identifier: str) -> str:
    """The text without the lines of a theme."""
    index = _index(text, identifier)
    if index is None:
        return text
    block = blocks(text)[index]
    lines = _split(text)
    after = lines[block.last :]
    if after and not after[0].strip() and (not block.first or not lines[block.first - 1].strip()):
        after = after[1:]  # the empty line that parted it from the next
    return "".join((*lines[: block.first], *after))


def _index(text: str, identifier: str) -> int | None:
    tables = tomllib.loads(text).get("theme", [])
    return next((number for number, table in enumerate(tables) if table.get("id") == identifier), None)


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _table_text(theme: Theme, end: str) -> str:
    return _changed_table("[[theme]]\n", theme).replace("\n", end)


def _changed_table(text: str, theme: Theme) -> str:
    import tomlkit

    document = tomlkit.parse(text if text.endswith("\n") else text + "\n")
    table = document["theme"][0]
    for key in KEYS:
        value = getattr(theme, key)
        if key in table:
            was = table[key].unwrap()
            if was == (list(value) if key == "queries" else value):
                continue
        if value:
            table[key] = _item(value)
        elif key in table:
            del table[key]
    return tomlkit.dumps(document)


def _item(value: str | tuple[str, ...]) -> object:
    import tomlkit

    if isinstance(value, str):
        return tomlkit.string(value, multiline="\n" in value)
    array = tomlkit.array()
    array.extend(value)
    return array.multiline(len(value) > 1)
