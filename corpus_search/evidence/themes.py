"""The codebook's file and what is done to it; evidence follows its themes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from filelock import FileLock

from corpus_search.errors import CodebookConflictError, CodebookError
from corpus_search.evidence.codebook import Codebook, Theme
from corpus_search.evidence.codebook_text import parse_themes, with_new_id, with_theme, without_theme
from corpus_search.evidence.store import Store
from corpus_search.evidence.templates import Language, template
from corpus_search.storing import write_whole

FILE = "themes.toml"
_LOCK = ".themes.lock"
_HEAD = (
    "# The codebook: one table [[theme]] a theme. You may edit this file; comments and order are kept.\n\n"
)


class Themes:
    """`workspace.themes`. Every change is written to `themes.toml` at once, comments and order kept.

    `checksum` is that of the codebook which the person saw: where someone changed the file in between, nothing is
    written and CodebookConflictError tells so. Without it, the change is made to the file as it is now.
    """

    def __init__(self, folder: Path, store: Store) -> None:
        """Say where the store is; nothing is written yet."""
        self.file = folder / FILE
        self._store = store

    def codebook(self) -> Codebook:
        """The codebook as it is now; an empty one where there is no file.

        Raises:
            CodebookError: the file holds mistakes; all are listed with line and remedy.
        """
        return _codebook(*self.text(), str(self.file))

    def text(self) -> tuple[str, str]:
        """The file as it stands, whatever is in it, and its checksum; both empty where there is none.

        Raises:
            CodebookError: it cannot be read, or is not written in UTF-8.
        """
        try:
            content = self.file.read_bytes()
            return content.decode("utf-8-sig"), hashlib.sha256(content).hexdigest()
        except FileNotFoundError:
            return "", ""
        except (OSError, UnicodeDecodeError) as error:
            raise CodebookError(
                "{file} cannot be read ({error}). Save it as UTF-8.", file=self.file, error=error
            ) from error

    def save_text(self, text: str, *, checksum: str | None = None) -> Codebook:
        """Put a whole new text into the file (also one that mends a file with mistakes)."""
        return self._change(lambda _: text, checksum)

    def put(self, theme: Theme, *, checksum: str | None = None) -> Codebook:
        """Add a theme, or change the one with its id."""
        return self.put_all((theme,), checksum=checksum)

    def put_all(self, themes: Iterable[Theme], *, checksum: str | None = None) -> Codebook:
        """Add or change several themes at once (an import, a template)."""
        changed = tuple(themes)

        def edit(text: str) -> str:
            for theme in changed:
                text = with_theme(text, theme)
            return text

        return self._change(edit, checksum)

    def use_template(
        self, identifier: str, language: Language = "id", *, checksum: str | None = None
    ) -> Codebook:
        """Add the themes of a template. Those whose ids are there already stay as they are.

        Raises:
            NotFoundError: there is no such template.
        """
        chosen = template(identifier, language)

        def edit(text: str) -> str:
            known = Codebook(parse_themes(text))
            for theme in chosen.themes:
                if theme.id not in known:
                    text = with_theme(text, theme)
            return text

        return self._change(edit, checksum)

    def move(self, identifier: str, parent: str, *, checksum: str | None = None) -> Codebook:
        """Put a theme with all below it under another one (an empty id: at the top)."""
        return self._change(
            lambda text: with_theme(text, replace(_theme(text, identifier), parent=parent)), checksum
        )

    def rename(self, old: str, new: str, *, who: str, checksum: str | None = None) -> Codebook:
        """Give a theme another id. (Its name is changed by `put`.) Evidence and themes below follow.

        Raises:
            CodebookError: there is a theme with the new id already.
        """

        def edit(text: str) -> str:
            _theme(text, old)
            if new in Codebook(parse_themes(text)):
                raise CodebookError(
                    "There is a theme {new} already. Choose another id, or merge the two.", new=new
                )
            return with_new_id(text, old, new)

        return self._change(edit, checksum, lambda: self._store.move(old, new, who))

    def merge(self, source: str, target: str, *, who: str, checksum: str | None = None) -> Codebook:
        """Make two themes one: evidence, queries and themes below of the source go to the target.

        The source may also be a theme that has evidence but is no longer in the codebook.

        Raises:
            CodebookError: the target stands below the source, or is the same.
        """

        def edit(text: str) -> str:
            codebook = Codebook(parse_themes(text))
            other = codebook.theme(target)
            if source not in codebook and any(row.theme == source for row in self._store.judgements()):
                return text
            one = codebook.theme(source)
            if source in {theme.id for theme in codebook.path(target)}:
                raise CodebookError(
                    "{source} cannot be merged into {target}, which stands below it. Move {target} out first.",
                    source=source,
                    target=target,
                )
            text = with_theme(text, replace(other, queries=tuple(dict.fromkeys(other.queries + one.queries))))
            for child in codebook.children(source):
                text = with_theme(text, replace(child, parent=target))
            return without_theme(text, source)

        return self._change(edit, checksum, lambda: self._store.move(source, target, who))

    def split(
        self, source: str, new: Theme, anchors: Iterable[str], *, who: str, checksum: str | None = None
    ) -> Codebook:
        """Take some evidence (ids of anchors) out of a theme into a new one, or into one that exists."""
        moved = tuple(anchors)

        def edit(text: str) -> str:
            _theme(text, source)
            return text if new.id in Codebook(parse_themes(text)) else with_theme(text, new)

        return self._change(edit, checksum, lambda: self._store.move(source, new.id, who, moved))

    def remove(self, identifier: str, *, checksum: str | None = None) -> Codebook:
        """Take a theme out of the file. Its judgements stay in the store; `check` lists them.

        Raises:
            CodebookError: it has themes below it.
        """

        def edit(text: str) -> str:
            _theme(text, identifier)
            below = Codebook(parse_themes(text)).children(identifier)
            if below:
                raise CodebookError(
                    "{identifier} has themes below it: {below}. Move or remove them first.",
                    identifier=identifier,
                    below=", ".join(theme.id for theme in below),
                )
            return without_theme(text, identifier)

        return self._change(edit, checksum)

    def add_query(self, identifier: str, query: str, *, checksum: str | None = None) -> Codebook:
        """Save a search as a query of a theme."""

        def edit(text: str) -> str:
            theme = _theme(text, identifier)
            return with_theme(text, replace(theme, queries=tuple(dict.fromkeys((*theme.queries, query)))))

        return self._change(edit, checksum)

    def _change(
        self, edit: Callable[[str], str], checksum: str | None, then: Callable[[], None] | None = None
    ) -> Codebook:
        """Edit the file, alone among all processes.

        What was there before is parsed by the edits that need it; what is written is parsed here, so that a change
        never makes a file that cannot be used.
        """
        self.file.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(self.file.parent / _LOCK):
            text, current = self.text()
            if checksum is not None and checksum != current:
                raise CodebookConflictError(
                    "{file} was changed by someone else in the meantime. Nothing was written. "
                    "Look at it as it is now and make your change again.",
                    file=self.file,
                )
            changed = edit(text or _HEAD)
            themes = parse_themes(changed, str(self.file))
            content = changed.encode()
            try:
                if changed != text:
                    write_whole(self.file, content)
            except OSError as error:
                raise CodebookError(
                    "{file} cannot be written: {error}", file=self.file, error=error
                ) from error
            if then is not None:
                then()
        return Codebook(themes, changed, hashlib.sha256(content).hexdigest())


@lru_cache(maxsize=4)
def _codebook(text: str, checksum: str, file: str) -> Codebook:
    """The codebook that a file holds; kept, as each page asks for it and sixty themes take 5 ms to parse."""
    return Codebook(parse_themes(text, file), text, checksum)


def _theme(text: str, identifier: str) -> Theme:
    return Codebook(parse_themes(text)).theme(identifier)
