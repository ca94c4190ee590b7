"""The styles of citing: shipped ones, and what a person changed in `citations.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from corpus_search.citing.template import Template
from corpus_search.errors import SettingsError
from corpus_search.model import Kind

FILE = "citations.toml"
"""What a person changes, in the store."""
PASSAGE = "_passage"
_WORDS, _TYPES = "words", "types"
_LANGUAGES = ("id", "en")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of citations in one language."""

    months: tuple[str, ...]
    page: str
    none: str
    """What stands for a date that is not known."""
    state: str
    """Whose law it is, in legal citing."""
    government: str
    """The author of a regulation of the state, in APA style."""
    local_government: str
    """The author of a regulation of a `{region}`."""
    amended_once: str
    """Where one act that amends a `{regulation}` is known."""
    amended_often: str
    """Where several are known; the last is named."""
    steps: Mapping[str, str]
    """Words of a path that count turns, paragraphs and rows, in this language."""
    types: Mapping[str, str]
    """Names of kinds of regulations in this language."""


@dataclass(frozen=True, slots=True)
class Styles:
    """Templates by style, language and kind."""

    templates: Mapping[tuple[str, str, str], tuple[Template, ...]]
    words: Mapping[str, Words]

    @property
    def names(self) -> tuple[str, ...]:
        """The styles, in the order in which they are offered."""
        return tuple(dict.fromkeys(style for style, _, _ in self.templates))

    def must_know(self, style: str) -> None:
        """Make sure that there is a style of this name.

        Raises:
            SettingsError: there is none.
        """
        if style not in self.names:
            raise SettingsError(
                "There is no style of citing {style!r}. Styles are: {known}.",
                style=style,
                known=", ".join(self.names),
            )

    def alternatives(self, style: str, language: str, kind: Kind, *, passage: bool) -> tuple[Template, ...]:
        """The templates to try, in order.

        Raises:
            SettingsError: there is no such style.
        """
        self.must_know(style)
        keys = (f"{kind}{PASSAGE}", str(kind)) if passage else (str(kind),)
        for name in (style, "short"):
            for spoken in (language, "id"):
                for key in keys:
                    if found := self.templates.get((name, spoken, key)):
                        return found
        raise AssertionError(kind)  # `short.id` holds all kinds, and nothing can be taken away from it


def load_styles(store: Path | None = None) -> Styles:
    """The shipped styles, with the changes of a store.

    Raises:
        SettingsError: `citations.toml` holds a mistake.
    """
    file = store / FILE if store else None
    try:
        stamp = file.stat().st_mtime_ns if file else 0
    except OSError:
        file, stamp = None, 0
    return _load(file, stamp)


@cache
def _load(file: Path | None, _stamp: int) -> Styles:
    shipped = tomllib.loads(files(__package__).joinpath("styles.toml").read_text(encoding="utf-8"))
    changes = _changes(file) if file else {}
    templates: dict[tuple[str, str, str], tuple[Template, ...]] = {}
    words: dict[str, dict[str, object]] = {language: {} for language in _LANGUAGES}
    for source, name in ((shipped, "styles.toml"), (changes, file.name if file else "")):
        for style, languages in source.items():
            for language, table in _tables(languages, f"{style} in {name}"):
                if style == _WORDS:
                    words[language] |= table
                elif style == _TYPES:
                    words[language]["types"] = {**_dict(words[language].get("types")), **table}
                else:
                    for key, value in table.items():
                        where = f"{style}.{language}.{key} in {name}"
                        templates[style, language, key] = _templates(key, value, where)
    return Styles(templates, {language: _words(language, table) for language, table in words.items()})


def _changes(file: Path) -> dict[str, object]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(
            "{file} cannot be read: {error}. Mend or remove it.", file=file, error=error
        ) from error


def _tables(languages: object, where: str) -> list[tuple[str, dict[str, object]]]:
    if not isinstance(languages, dict) or not all(
        language in _LANGUAGES and isinstance(table, dict) for language, table in languages.items()
    ):
        raise SettingsError(
            "{where} must hold tables for the languages id and en, as [short.id].", where=where
        )
    return list(languages.items())


def _templates(key: str, value: object, where: str) -> tuple[Template, ...]:
    from corpus_search.citing.fields import FIELDS

    kind = next((kind for kind in Kind if key in (str(kind), f"{kind}{PASSAGE}")), None)
    if kind is None:
        raise SettingsError(
            "{where}: there is no kind of that name. Kinds are: {known}, each also with {passage} at its end.",
            where=where,
            known=", ".join(Kind),
            passage=PASSAGE,
        )
    sources = [value] if isinstance(value, str) else value
    if not isinstance(sources, list) or not sources or not all(isinstance(one, str) for one in sources):
        raise SettingsError("{where} must be a text or a list of texts.", where=where)
    read = tuple(Template.read(source, name=where) for source in sources)
    unknown = sorted({name for template in read for name in template.fields} - FIELDS[kind])
    if unknown:
        raise SettingsError(
            "{where} names a field that does not exist: {unknown}. Fields are: {known}.",
            where=where,
            unknown=", ".join(unknown),
            known=", ".join(sorted(FIELDS[kind])),
        )
    return read


def _words(language: str, table: Mapping[str, object]) -> Words:
    months = table["months"]
    if not isinstance(months, list) or len(months) != 12:
        raise SettingsError("words.{language}.months must name twelve months.", language=language)

    def word(name: str) -> str:
        value = table[name]
        if not isinstance(value, str):
            raise SettingsError("words.{language}.{name} must be a text.", language=language, name=name)
        return value

    return Words(
        months=tuple(map(str, months)),
        page=word("page"),
        none=word("none"),
        state=word("state"),
        government=word("government"),
        local_government=word("local_government"),
        amended_once=word("amended_once"),
        amended_often=word("amended_often"),
        steps={str(own): str(theirs) for own, theirs in _dict(table["steps"]).items()},
        types={str(key): str(name) for key, name in _dict(table.get("types")).items()},
    )


def _dict(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}
