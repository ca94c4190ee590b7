"""Templates of citations: literal text, {fields}, [optional pieces] and *italics*.

    {where} {title}[, {amendment}]

A field is filled in; `{where|lower}` changes it on the way. A piece in brackets is left out where a field in it is
empty. Stars turn italics on and off. A backslash before one of the signs prints the sign.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from corpus_search.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Run:
    """Some words of a citation."""

    text: str
    italic: bool = False


@dataclass(frozen=True, slots=True)
class _Field:
    name: str
    change: str


@dataclass(frozen=True, slots=True)
class _Star:
    """Italics begin or end."""


@dataclass(frozen=True, slots=True)
class _Option:
    parts: tuple[_Part, ...]


_Part = str | _Field | _Star | _Option
_TOKEN = re.compile(r"\\(?P<sign>.)|\{(?P<field>[^{}\[\]*\\]*)\}|(?P<mark>[\[\]*{}])|(?P<text>[^\\\[\]*{}]+)")


def _small(value: str) -> str:
    """Small letters, but for words that are all capitals: `Deskripsi` gives `deskripsi`, `OC 1` stays."""
    return " ".join(word if word.isupper() else word.lower() for word in value.split(" "))


CHANGES: Mapping[str, Callable[[str], str]] = {
    "lower": _small,
    "pasal": lambda value: re.sub(r"\bPasal\b", "Ps.", value),
}
"""What can be done to a field on its way into a citation."""


@dataclass(frozen=True, slots=True)
class Template:
    """A template that has been read."""

    parts: tuple[_Part, ...]

    @classmethod
    def read(cls, source: str, *, name: str) -> Template:
        """Read a template.

        Args:
            source: the template.
            name: how a mistake in it is named: `short.id.regulation in citations.toml`.

        Raises:
            SettingsError: a sign has no partner, or a change is not known.
        """
        tokens = list(_TOKEN.finditer(source))
        parts, rest = _parts(tokens, name, source, inside=False)
        if rest:
            raise _mistake(name, source, "a ] has no [ before it")
        if source.replace("\\*", "").count("*") % 2:
            raise _mistake(name, source, "a * has no partner")
        return cls(parts)

    @property
    def fields(self) -> frozenset[str]:
        """Names of all fields in it."""
        return frozenset(_names(self.parts, optional=True))

    @property
    def needed(self) -> frozenset[str]:
        """Names of the fields outside of brackets."""
        return frozenset(_names(self.parts, optional=False))

    def fill(self, values: Mapping[str, str]) -> tuple[Run, ...]:
        """The citation, as runs of words in upright and italic type; neighbours differ."""
        runs: list[Run] = []
        italic = False
        for piece in _filled(self.parts, values):
            if isinstance(piece, _Star):
                italic = not italic
            elif runs and runs[-1].italic == italic:
                runs[-1] = Run(runs[-1].text + piece, italic)
            elif piece:
                runs.append(Run(piece, italic))
        return _without_double_stops(runs)


def plain(runs: tuple[Run, ...]) -> str:
    """A citation without its type."""
    return "".join(run.text for run in runs)


def _parts(
    tokens: list[re.Match[str]], name: str, source: str, *, inside: bool
) -> tuple[tuple[_Part, ...], list[re.Match[str]]]:
    parts: list[_Part] = []
    while tokens:
        token = tokens.pop(0)
        if token["mark"] == "]":
            return tuple(parts), [token] if not inside else []
        if token["mark"] == "[":
            option, _ = _parts(tokens, name, source, inside=True)
            parts.append(_Option(option))
        else:
            parts.append(_part(token, name, source))
    if inside:
        raise _mistake(name, source, "a [ has no ] after it")
    return tuple(parts), []


def _part(token: re.Match[str], name: str, source: str) -> _Part:
    if token["field"] is not None:
        field, _, change = token["field"].partition("|")
        if change and change not in {*CHANGES, "none"}:
            raise _mistake(name, source, f"{change!r} is not known; known are: {', '.join(CHANGES)}, none")
        return _Field(field.strip(), change)
    if token["mark"] == "*":
        return _Star()
    if token["mark"]:
        raise _mistake(name, source, f"a {token['mark']} has no partner")
    return token["sign"] or token["text"]


def _mistake(name: str, source: str, what: str) -> SettingsError:
    return SettingsError(
        "The template {name} cannot be read: {what}. It is: {source}", name=name, what=what, source=source
    )


def _names(parts: tuple[_Part, ...], *, optional: bool) -> Iterator[str]:
    for part in parts:
        if isinstance(part, _Field):
            # `|none` fills in a word where the field is empty, so the field itself is not needed.
            if optional or part.change != "none":
                yield part.name
        elif isinstance(part, _Option) and optional:
            yield from _names(part.parts, optional=True)


def _filled(parts: tuple[_Part, ...], values: Mapping[str, str]) -> Iterator[str | _Star]:
    for part in parts:
        match part:
            case str() | _Star():
                yield part
            case _Field(name, "none"):
                yield values.get(name) or values.get("none", "")
            case _Field(name, change):
                value = values.get(name, "")
                yield CHANGES[change](value) if change else value
            case _Option(inner):
                needed = set(_names(inner, optional=False))
                if needed and all(values.get(name) for name in needed):
                    yield from _filled(inner, values)


def _without_double_stops(runs: list[Run]) -> tuple[Run, ...]:
    """Without a full stop after a value that ends in one already (`Tirtawana Regency.`, `A. B.`, `Apa?`)."""
    tidy: list[Run] = []
    for run in runs:
        before = tidy[-1].text[-1:] if tidy else ""
        text = re.sub(r"([.?!])\.(?=\s|$)", r"\1", run.text)
        if before in (".", "?", "!") and text.startswith("."):
            text = text[1:]
        if text:
            tidy.append(Run(text, run.italic))
    return tuple(tidy)
