"""The workspace and the accounts that a request works with.

The workspace is opened when it is first needed, and anew after its index failed.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import cast

from flask import Flask, current_app

from corpus_search.accounts import Accounts
from corpus_search.config import Settings
from corpus_search.storing import take_part
from corpus_search.web.person import viewer
from corpus_search.workspace import Workspace

_KEY = "corpus-search-workspace"


class _Door:
    """Opens the workspace once. A failure is not kept: the next request tries again."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._lock = threading.Lock()
        self._workspace: Workspace | None = None
        self._leave: Callable[[], None] | None = None
        self.accounts = Accounts(settings.store, hours=settings.session_hours)

    def workspace(self) -> Workspace:
        with self._lock:
            if self._workspace is None:
                self._leave = self._leave or take_part(self.settings.store)
                self._workspace = Workspace.open(self.settings)
            return self._workspace

    def forget(self) -> None:
        """Let the next request open it anew. Requests that still work with the old one finish with it."""
        with self._lock:
            self._workspace = None

    def close(self) -> None:
        """Release the files and end the workers; no request may be under way."""
        self.accounts.close()
        with self._lock:
            opened, self._workspace = self._workspace, None
            leave, self._leave = self._leave, None
        if opened is not None:
            opened.close()
        if leave is not None:
            leave()


def close_workspace(app: Flask) -> None:
    """Release what an application has opened, when it is served no longer."""
    cast("_Door", app.extensions[_KEY]).close()


def provide_workspace(app: Flask, settings: Settings) -> None:
    """Let `workspace()` and `settings()` be asked during this application's requests."""
    app.extensions[_KEY] = _Door(settings)


def _door() -> _Door:
    return cast("_Door", current_app.extensions[_KEY])


def workspace() -> Workspace:
    """The workspace of the current application, as whoever makes the request may see it.

    Raises:
        IndexUnusableError: nothing is indexed yet, or the index cannot be used.
    """
    return _door().workspace().seen_by(viewer())


def accounts() -> Accounts:
    """Who may log in."""
    return _door().accounts


def reopen() -> None:
    """Open the workspace anew when it is needed next: its index turned out to be unusable, and may be mended."""
    _door().forget()


def settings() -> Settings:
    """The settings that the current application was made with."""
    return _door().settings
