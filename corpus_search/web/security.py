"""Who may speak to the application, and what its pages may load.

Without declared `trusted_hosts` the application answers only to this machine, whoever started it and on whatever
address: a request must come from loopback, name a loopback host (which also defeats DNS rebinding) and carry no
header of a proxy. Requests that change something must come from the application's own pages.
"""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import IPv6Address, ip_address
from urllib.parse import urlsplit

from flask import Flask, Request, Response, g, request

from corpus_search.access import VISITOR
from corpus_search.config import Settings
from corpus_search.errors import ForbiddenError
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


def protect(app: Flask, settings: Settings) -> None:
    """Check every request before anything else, and put the headers on every response."""

    @app.before_request
    def check() -> None:
        g.viewer = VISITOR  # also of the page that refuses
        _check_host(request, settings.trusted_hosts)
        _check_origin(request)
        g.viewer = owner()

    @app.after_request
    def harden(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response


def _check_host(asked: Request, trusted: tuple[str, ...]) -> None:
    host = _host_name(asked.host)
    if trusted:
        if not (_is_loopback(host) or host in {name.lower() for name in trusted}):
            raise ForbiddenError(
                "This address ({host}) is not one that may be used here. Add it to trusted_hosts if it should be.",
                host=host,
            )
        return
    forwarded = any(name in asked.headers for name in FORWARDING)
    if forwarded or not _is_loopback(host) or not _is_loopback(asked.remote_addr or ""):
        raise ForbiddenError(
            "Only this machine itself may open these pages. Set trusted_hosts to let others in."
        )


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
