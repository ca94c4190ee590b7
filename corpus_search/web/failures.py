"""Errors as pages, or as JSON where JSON was asked for: one handler for each sort."""

from __future__ import annotations

import logging
import secrets

from flask import Flask, jsonify, redirect, render_template, request
from flask_babel import gettext
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from corpus_search.access import Right
from corpus_search.errors import (
    CorpusError,
    CorpusSearchError,
    IndexMissingError,
    IndexUnusableError,
    LogInError,
    PseudonymsError,
)
from corpus_search.web import logs
from corpus_search.web.current import reopen, settings
from corpus_search.web.links import link
from corpus_search.web.person import viewer
from corpus_search.web.wording import error_text

logger = logging.getLogger(__name__)

Answer = tuple[str | Response, int]


def register(app: Flask) -> None:
    """Handle what people can mend, what HTTP knows, and what nobody expected."""
    app.register_error_handler(CorpusSearchError, _known)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unexpected)


def _known(error: CorpusSearchError) -> Answer | Response:
    if error.http_status >= 500:
        logger.warning("%s: %s", logs.page(), error)
        if not viewer().may(Right.REGISTER):  # who cannot mend it is told no folders
            return _unavailable(error.http_status)
    if isinstance(error, PseudonymsError) and not viewer().may(Right.NAMES):  # it may quote the table's names
        return _unavailable(503)
    if isinstance(error, IndexUnusableError):
        reopen()
    if isinstance(error, LogInError) and request.method == "GET" and not wants_json():
        return redirect(link("account.log_in", {"next": request.full_path.rstrip("?")}), 303)
    if wants_json():
        return jsonify(error={"code": error.code, "message": str(error)}), error.http_status
    template = "first_run.html" if isinstance(error, IndexMissingError | CorpusError) else "error.html"
    return (
        render_template(
            template,
            status=error.http_status,
            heading=_heading(error.http_status),
            message=error_text(error),
            settings=settings(),
        ),
        error.http_status,
    )


def _unavailable(status: int) -> Answer:
    if wants_json():
        return jsonify(error={"code": "unavailable", "message": "Not available at the moment"}), status
    message = gettext("This is not available at the moment. Whoever looks after this corpus can see why.")
    return render_template("error.html", status=status, heading=_heading(status), message=message), status


def _http(error: HTTPException) -> Answer | Response:
    status = error.code or 500
    if error.response is not None or status < 400:
        return error.get_response()
    if wants_json():
        return jsonify(error={"code": "http", "message": error.name}), status
    message = {
        404: gettext("There is nothing at this address."),
        405: gettext("This address cannot be used so."),
        413: gettext("More was sent than is accepted."),
    }.get(status, gettext("The request could not be understood."))
    return render_template("error.html", status=status, heading=_heading(status), message=message), status


def _unexpected(error: Exception) -> Answer:
    """Details go to the log, under a number that the page names; nothing of them to the page."""
    reference = secrets.token_hex(4)
    logger.error("Reference %s: %s failed\n%s", reference, logs.page(), logs.told(error))
    if wants_json():
        return jsonify(error={"code": "internal", "message": "Internal error", "reference": reference}), 500
    message = gettext("Something went wrong here. The log has the details under this number:")
    return (
        render_template(
            "error.html", status=500, heading=_heading(500), message=message, reference=reference
        ),
        500,
    )


def _heading(status: int) -> str:
    words = {
        400: gettext("This cannot be asked so"),
        401: gettext("Log in first"),
        403: gettext("Not allowed"),
        404: gettext("Not found"),
        422: gettext("This cannot be used"),
        500: gettext("An error of the program"),
        503: gettext("Not ready yet"),
    }
    return str(words.get(status, gettext("This did not work")))


def wants_json() -> bool:
    """Whether the answer to the current request should be JSON."""
    if request.path.endswith(".json"):
        return True
    best = request.accept_mimetypes.best_match(("text/html", "application/json"), "text/html")
    return best == "application/json" and not request.accept_mimetypes.accept_html
