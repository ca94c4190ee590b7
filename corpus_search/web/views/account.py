"""`/login` and `/account`: coming in, going out, one's own password."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, redirect, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response as AnyResponse

from corpus_search.accounts import Account
from corpus_search.errors import AccountError, LogInError, NotFoundError
from corpus_search.journal import What
from corpus_search.web.auditing import note
from corpus_search.web.back import local_path
from corpus_search.web.current import accounts, settings
from corpus_search.web.links import link
from corpus_search.web.person import viewer
from corpus_search.web.security import cookie_name
from corpus_search.web.wording import error_text

blueprint = Blueprint("account", __name__)


@blueprint.get("/login")
def log_in() -> str | AnyResponse:
    """The form."""
    if not accounts().exist:
        raise NotFoundError("There are no accounts here.")
    return _form(request.args.get("next", ""))


@blueprint.post("/login")
def enter() -> AnyResponse | tuple[str, int]:
    """Begin a session under a new secret, and go on to where the person wanted to."""
    name, onward = request.form.get("name", ""), request.form.get("next", "")
    address = request.remote_addr or ""
    try:
        account, secret = accounts().log_in(
            name,
            request.form.get("password", ""),
            address=address,
            agent=request.headers.get("User-Agent", ""),
        )
    except AccountError as error:
        note(What.LOG_IN_FAILED, address, who=accounts().known_name(name), once=True)
        return _form(onward, name, error_text(error)), error.http_status
    note(What.LOGGED_IN, address, who=account.name)
    response = redirect(local_path(onward, link("start.page")), 303)
    response.set_cookie(
        cookie_name(request),
        secret,
        max_age=settings().session_hours * 3600,
        secure=request.is_secure,
        httponly=True,
        samesite="Lax",
        path="/",
    )
    return response


def _form(onward: str, name: str = "", error: str = "") -> str:
    return render_template("login.html", next=local_path(onward, ""), typed=name, error=error)


@blueprint.post("/logout")
def leave() -> AnyResponse:
    """End this session."""
    note(What.LOGGED_OUT, "", who=viewer().name)
    accounts().log_out(request.cookies.get(cookie_name(request), ""))
    return _gone()


@blueprint.get("/account")
def page() -> str:
    """Who one is here, and where one is logged in."""
    return _page(_own())


@blueprint.get("/account.json")
def json() -> Response:
    """The same as JSON."""
    account = _own()
    return jsonify(name=account.name, role=account.role, sessions=len(accounts().sessions(account.name)))


@blueprint.post("/account/leave")
def leave_everywhere() -> AnyResponse:
    """End all of one's sessions."""
    name = _own().name
    note(What.LOGGED_OUT, "everywhere", who=name)
    accounts().log_out_everywhere(name)
    return _gone()


@blueprint.post("/account/password")
def change_password() -> AnyResponse | tuple[str, int]:
    """Take another password, if the one that counts is known; all sessions end."""
    account = _own()
    try:
        accounts().check_password(
            account.name, request.form.get("current", ""), address=request.remote_addr or ""
        )
        accounts().set_password(account.name, request.form.get("password", ""))
    except LogInError:
        note(What.LOG_IN_FAILED, request.remote_addr or "", who=account.name, once=True)
        return _page(account, gettext("The current password is another one.")), LogInError.http_status
    except AccountError as error:
        return _page(account, error_text(error)), error.http_status
    note(What.PASSWORD, "", who=account.name)
    return _gone()


def _page(account: Account, error: str = "") -> str:
    return render_template(
        "account.html", account=account, sessions=accounts().sessions(account.name), error=error
    )


def _own() -> Account:
    if not viewer().name or not accounts().exist:
        raise NotFoundError("There are no accounts here.")
    return accounts().get(viewer().name)


def _gone() -> AnyResponse:
    response = redirect(link("account.log_in"), 303)
    response.delete_cookie(
        cookie_name(request), path="/", secure=request.is_secure, httponly=True, samesite="Lax"
    )
    response.headers["Clear-Site-Data"] = '"cache"'
    return response
