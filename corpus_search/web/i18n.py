"""Which language a page is in: `?lang=` before the cookie before the browser's wish before Indonesian."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from babel import Locale
from flask import Flask, Response, g, request
from flask_babel import Babel, Translations, get_locale, get_translations
from markupsafe import Markup

from corpus_search.web.links import link

LANGUAGES = {"id": "Indonesia", "en": "English"}
"""Languages of the interface, each by its own name."""

DEFAULT = "id"
_COOKIE = "lang"
_YEAR = 365 * 24 * 3600
"""Seconds that the choice is remembered."""


def speak(app: Flask) -> None:
    """Set up translation, and remember a language that was chosen."""
    app.config["BABEL_DEFAULT_LOCALE"] = DEFAULT
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(Path(__file__).with_name("translations"))
    Babel(app, locale_selector=choose)
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]  # by the extension
        lambda text: _translations().ugettext(text),
        lambda one, several, number: _translations().ungettext(one, several, number),
        newstyle=True,
    )

    @app.after_request
    def remember(response: Response) -> Response:
        response.vary.update(("Accept-Language", "Cookie"))
        chosen = request.args.get("lang")
        if chosen in LANGUAGES:
            response.set_cookie(_COOKIE, chosen, max_age=_YEAR, samesite="Lax", httponly=True)
        return response

    app.jinja_env.globals["_"] = said
    app.jinja_env.globals["language"] = language
    app.jinja_env.globals["other_language"] = other_language


def said(text: str, **values: object) -> Markup:
    """A text of a template in the language of the page, with `values` filled in, which are escaped.

    It does what Jinja's own `_` does; a page asks for a hundred texts, most of them without values.
    """
    if values:
        return Markup(_translations().ugettext(text)) % values  # noqa: S704  (translations are ours)
    return _as_markup(_translations(), text)


@lru_cache(5_000)
def _as_markup(translations: Translations, text: str) -> Markup:
    return Markup(translations.ugettext(text) % {})  # noqa: S704  (as above)


def choose() -> str:
    """The language of the current request."""
    for wish in (request.args.get("lang"), request.cookies.get(_COOKIE)):
        if wish in LANGUAGES:
            return wish
    for wish in request.accept_languages.values():
        spoken = wish.partition("-")[0].lower()
        if spoken in LANGUAGES:
            return spoken
    return DEFAULT


def language() -> str:
    """Code of the language that the page is in."""
    return locale().language


def locale() -> Locale:
    """The locale that dates and numbers are written in."""
    if "locale" not in g:
        g.locale = get_locale() or Locale.parse(DEFAULT)
    found: Locale = g.locale
    return found


class OtherLanguage(NamedTuple):
    """The language that a page is not in."""

    code: str
    name: str
    address: str
    """Of the same page in it."""


def other_language() -> OtherLanguage:
    """The language that the current page is not in."""
    other = "en" if language() == "id" else "id"
    address = request.path
    if request.endpoint is not None and request.endpoint != "static":
        arguments = request.args.to_dict(flat=False) | {"lang": [other]}
        address = link(request.endpoint, {**arguments, **(request.view_args or {})})
    return OtherLanguage(other, LANGUAGES[other], address)


def _translations() -> Translations:
    """Those of the request's language, found once."""
    known: Translations | None = g.get("translations")
    if known is None:
        known = g.translations = get_translations()
    return known
