"""Jinja filters and globals: from values of the domain to what stands on a page."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal
from flask import Flask, g
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from corpus_search import __version__
from corpus_search.model import Passage, Snippet
from corpus_search.web import current, evidence_words, wording
from corpus_search.web.i18n import locale
from corpus_search.web.kept import just_kept
from corpus_search.web.links import with_parameter
from corpus_search.web.memos import memo_html
from corpus_search.web.person import may, viewer
from corpus_search.web.theme_names import theme_names

_ENDS = "".join(chr(plane << 16 | end) for plane in range(17) for end in (0xFFFE, 0xFFFF))
_NOT_IN_HTML = re.compile(f"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef{_ENDS}]")
"""Control characters and what is no character: HTML has no place for them, and they may come with any text."""


def register(app: Flask) -> None:
    """Make the filters and globals known to the templates."""
    app.jinja_env.filters.update((name, _when_shown(filter_)) for name, filter_ in _filters().items())
    app.jinja_env.finalize = showable
    app.jinja_env.globals["version"] = __version__
    app.jinja_env.globals["theme_names"] = theme_names
    app.jinja_env.globals["just_kept"] = just_kept
    app.jinja_env.globals["may"] = may
    app.jinja_env.globals["viewer"] = viewer
    app.jinja_env.globals["with_accounts"] = lambda: g.with_accounts
    app.jinja_env.globals["site_name"] = lambda: current.settings().name


def _filters() -> dict[str, Callable[..., object]]:
    return {
        "clock": clock,
        "count": count,
        "day": day,
        "moment": moment,
        "second": second,
        "when": when,
        "snippet": snippet,
        "kind_name": lambda value: wording.word(wording.KINDS, value),
        "state_name": lambda value: wording.word(wording.STATES, value),
        "remedy": lambda value: wording.word(wording.REMEDIES, value) if value in wording.REMEDIES else "",
        "language_name": lambda value: wording.word(wording.LANGUAGE_NAMES, value),
        "what_name": lambda value: wording.word(wording.EVENTS, value),
        "role_name": lambda value: wording.word(wording.ROLES, value),
        "access_name": lambda value: wording.word(wording.ACCESS, value),
        "sort_name": lambda value: wording.word(wording.SORTS, value),
        "run_name": lambda value: wording.word(wording.RUN, value),
        "metadata_name": wording.metadata_name,
        "note_text": wording.note_text,
        "steps": steps,
        "memo": memo_html,
        "with_parameter": with_parameter,
        **evidence_words.filters(),
    }


def _when_shown(filter_: Callable[..., object]) -> Callable[..., object]:
    """A filter that is asked whenever a page is shown.

    Jinja works the value of `"parent"|theme_field` out once, in the language of whoever asks first, and shows that to
    all others; a filter that takes the context is left alone.
    """

    @pass_context
    def asked(_context: Context, *values: object, **named: object) -> object:
        return filter_(*values, **named)

    return asked


def marked(text: str, marks: Iterable[tuple[int, int]]) -> Markup:
    """Text with the given spans marked, everything escaped."""
    parts = []
    at = 0
    for start, end in marks:
        parts += [escape(text[at:start]), "<mark>", escape(text[start:end]), "</mark>"]
        at = end
    parts.append(escape(text[at:]))
    return Markup("".join(parts))  # noqa: S704  (each part is escaped)


def snippet(value: Snippet) -> Markup:
    """A snippet with its marks, and an ellipsis where it was cut."""
    before = Markup("… ") if value.cut_before else Markup("")
    after = Markup(" …") if value.cut_after else Markup("")
    return before + marked(value.text, value.marks) + after


def steps(passage: Passage) -> str:
    """A passage's path as it is read, without the speaker, who is named beside it."""
    path = passage.path
    if passage.speaker:
        path = path.removeprefix(f"{passage.speaker} > ")
    return path.replace(" > ", " › ")


def day(value: str | None) -> str:
    """An ISO date as exact as it is known: `12 April 2023`, `April 2023`, `2023`; anything else as it is."""
    return _day(value, locale()) if value else ""


@lru_cache(10_000)
def _day(value: str, where: Locale) -> str:
    patterns = {4: "%Y", 7: "%Y-%m", 10: "%Y-%m-%d"}
    shown = {4: "y", 7: "MMMM y", 10: "d MMMM y"}
    try:
        parsed = datetime.datetime.strptime(value, patterns[len(value)]).replace(tzinfo=datetime.UTC)
    except (KeyError, ValueError):
        return value
    return format_date(parsed, shown[len(value)], locale=where)


def moment(value: str) -> str:
    """An ISO time as a date and a time of day in its own zone; anything else as it is."""
    try:
        parsed = datetime.datetime.fromisoformat(value)
    except ValueError:
        return value
    return format_datetime(parsed, "d MMMM y, HH.mm", tzinfo=parsed.tzinfo, locale=locale())


def when(value: str) -> str:
    """A time kept in UTC as a date and a time of day where the program runs; anything else as it is."""
    try:
        parsed = datetime.datetime.fromisoformat(value).astimezone()
    except ValueError:
        return value
    return moment(parsed.isoformat())


def second(value: float) -> str:
    """Seconds since 1970 as a date and a time of day where the program runs."""
    return moment(datetime.datetime.fromtimestamp(value).astimezone().isoformat())


def clock(seconds: float) -> str:
    """Seconds from the start of a recording as `00:12:31`."""
    minutes, second = divmod(int(seconds), 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour:02}:{minute:02}:{second:02}"


def count(number: int) -> str:
    """A number with the separators of the page's language."""
    return _decimal(number, locale())


@lru_cache(10_000)
def _decimal(number: int, where: Locale) -> str:
    return format_decimal(number, locale=where)


def showable(value: object) -> object:
    """What a template prints, with a sign in place of each character that no page may hold."""
    # Nothing printable is among them, which is told several times faster of a long text (Markup.replace is slow).
    if (
        not isinstance(value, str)
        or str.replace(value, "\n", "").isprintable()
        or not _NOT_IN_HTML.search(value)
    ):
        return value
    shown = _NOT_IN_HTML.sub("\N{REPLACEMENT CHARACTER}", value)
    return Markup(shown) if isinstance(value, Markup) else shown  # noqa: S704  (it was markup before)
