"""Who may speak to the application, and what its pages may load.

Without declared `trusted_hosts` the application answers only to this machine, whoever started it and on whatever
address: a request must come from loopback, name a loopback host (which also defeats DNS rebinding) and carry no
header of a proxy that is not declared. As long as there are no accounts, such a request has all rights; from the first
account on, people log in, on this machine too. Requests that change something must come from the application's own
pages.
"""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import IPv6Address, ip_address
from urllib.parse import urlsplit

from flask import Flask, Request, Response, current_app, g, request
from werkzeug.middleware.proxy_fix import ProxyFix

from corpus_search.access import VISITOR, Role, Viewer
from corpus_search.config import Settings
from corpus_search.errors import ForbiddenError, LogInError
from corpus_search.web.current import accounts
from corpus_search.web.gate import OPEN, check_right
from corpus_search.web.person import owner

FORWARDING = (
    "Forwarded",
    "Via",
    "X-Forwarded-For",
    "X-Forwarded-Host",
    "X-Forwarded-Port",
    "X-Forwarded-Prefix",
    "X-Forwarded-Proto",
    "X-Forwarded-Server",
    "X-Real-Ip",
)
"""Headers that a proxy adds: behind one, an address on loopback says nothing of who is asking."""

HEADERS_REACH_US = "CORPUS_SEARCH_HEADERS_REACH_US"
"""Set in the application's configuration by who starts a server that would hide them."""

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cache-Control": "private, no-cache",
}
"""Set on every response that has not said otherwise itself."""
_NOT_KEPT = "private, no-store"
"""For those who log in: the next one at the same computer may be another person."""


def protect(app: Flask, settings: Settings) -> None:
    """Check every request before anything else, and put the headers on every response."""
    if settings.proxy:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]  # as Flask says that it is done
            app.wsgi_app, x_for=settings.proxy, x_proto=settings.proxy, x_host=0, x_port=0, x_prefix=0
        )

    @app.before_request
    def check() -> None:
        g.viewer, g.with_accounts = VISITOR, False  # also of a page that refuses
        _check_host(request, settings)
        _check_origin(request)
        g.viewer = _viewer(request, settings)
        check_right(request.endpoint, request.method, g.viewer)

    @app.after_request
    def harden(response: Response) -> Response:
        if g.viewer.role is not Role.OWNER and request.endpoint != "static":
            response.headers["Cache-Control"] = _NOT_KEPT
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response


def _check_host(asked: Request, settings: Settings) -> None:
    host = _host_name(asked.host)
    if not (_is_loopback(host) or host in {name.lower() for name in settings.trusted_hosts}):
        raise ForbiddenError(
            "This address ({host}) is not one that may be used here. Add it to trusted_hosts if it should be.",
            host=host,
        )
    if not settings.trusted_hosts and not _is_loopback(asked.remote_addr or ""):
        raise ForbiddenError(
            "Only this machine itself may open these pages. Set trusted_hosts to let others in."
        )
    if not settings.proxy and any(name in asked.headers for name in FORWARDING):
        raise ForbiddenError("This came through a proxy that was not declared. Set proxy = 1 if it is yours.")


def _viewer(asked: Request, settings: Settings) -> Viewer:
    """Who asks.

    Raises:
        LogInError: somebody must log in first.
        ForbiddenError: nobody can come in this way.
    """
    g.with_accounts = accounts().exist
    if g.with_accounts:
        known = accounts().viewer(asked.cookies.get(cookie_name(asked), ""))
        if known is None and not settings.public and asked.endpoint not in OPEN:
            raise LogInError("Log in first.")
        return known or VISITOR
    if _is_own(asked, settings):
        if not _headers_reach_us(asked):
            raise ForbiddenError(
                "This server (waitress) hides whether a request came through a proxy, so nobody is let in without an "
                "account. Start it with: corpus-search serve"
            )
        return owner()
    if settings.public or asked.endpoint == "static":
        return VISITOR
    raise ForbiddenError(
        "There are no accounts yet, so only this machine itself may open these pages. "
        "Make one with: corpus-search user add NAME --role lead"
    )


def _is_own(asked: Request, settings: Settings) -> bool:
    """Whether a request comes from this machine and through no proxy.

    One that was not told to say so may still stand in between. It then often speaks HTTP/1.0, which browsers never do.
    """
    direct = not settings.proxy and asked.environ.get("SERVER_PROTOCOL") != "HTTP/1.0"
    return direct and _is_loopback(_host_name(asked.host)) and _is_loopback(asked.remote_addr or "")


def _headers_reach_us(asked: Request) -> bool:
    """Whether a proxy's headers would be seen: waitress takes them away unless it is told not to, as we do."""
    return (
        current_app.config.get(HEADERS_REACH_US, False) or "waitress.client_disconnected" not in asked.environ
    )


def cookie_name(asked: Request) -> str:
    """What the cookie of a log-in is called: over https browsers see to it that no other site can have set it."""
    return "__Host-session" if asked.is_secure else "session"


def _check_origin(asked: Request) -> None:
    """Refuse what another site makes a person's browser send.

    As Go's `CrossOriginProtection`: browsers say where a request comes from (Sec-Fetch-Site, before that Origin);
    a client that says neither is no browser, and so carries nobody's rights.
    """
    if asked.method in ("GET", "HEAD", "OPTIONS"):
        return
    site = asked.headers.get("Sec-Fetch-Site")
    origin = asked.headers.get("Origin")
    if site is not None:
        allowed = site in ("same-origin", "none")
    else:
        allowed = origin is None or origin.lower() == f"{asked.scheme}://{asked.host}".lower()
    if not allowed:
        raise ForbiddenError("This form was sent from another site, so nothing was changed. Open it here.")


def _host_name(host: str) -> str:
    """The name without a port: `localhost`, `::1`."""
    try:
        return (urlsplit(f"//{host}").hostname or "").lower()
    except ValueError:
        return ""


def _is_loopback(name: str) -> bool:
    if name == "localhost":
        return True
    try:
        address = ip_address(name)
    except ValueError:
        return False
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return (mapped or address).is_loopback
