"""The Flask application, put together."""

from __future__ import annotations

import gc
from pathlib import Path

from flask import Flask

from corpus_search.config import Settings, load_settings
from corpus_search.web import auditing, current, failures, filters, i18n, logs, security, shipped
from corpus_search.web.views import BLUEPRINTS

MAX_BODY = 256 * 1024
"""Bytes that a request may bring: the register form of one document is the largest."""
_OBJECTS_BEFORE_COLLECTING = 20_000
"""A page is made of thousands of objects, hardly any in a circle; Python else looks for circles many times a page."""


def create_app(settings: Settings | None = None) -> Flask:
    """Make the web interface over one corpus.

    Nothing is opened yet: the workspace is opened by the first request that needs it, so that the interface can be
    started before anything is indexed.

    Args:
        settings: where the three folders are, the name, the trusted hosts; read from the surroundings by default.

    Raises:
        SettingsError: the surroundings hold a setting that cannot be used.
    """
    settings = load_settings() if settings is None else settings
    gc.set_threshold(_OBJECTS_BEFORE_COLLECTING)
    app = Flask("corpus_search.web", template_folder=str(_templates()))
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY
    app.config["MAX_FORM_MEMORY_SIZE"] = MAX_BODY
    app.json.sort_keys = False  # type: ignore[attr-defined]  # Flask's default provider has it
    app.json.ensure_ascii = False  # type: ignore[attr-defined]  # as above
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    security.protect(app, settings)
    auditing.audit(app)
    shipped.ship(app)
    current.provide_workspace(app, settings)
    i18n.speak(app)
    filters.register(app)
    failures.register(app)
    logs.keep_words_out(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    return app


def _templates() -> Path:
    """The templates: inside the package where it was installed from a wheel, beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent / "templates"
