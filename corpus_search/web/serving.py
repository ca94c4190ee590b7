"""The server behind `corpus-search serve`."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

from flask import Flask

from corpus_search.web.security import HEADERS_REACH_US

if TYPE_CHECKING:
    from waitress.server import BaseWSGIServer

THREADS = 8


def make_server(app: Flask, listener: socket.socket, *, threads: int = THREADS) -> BaseWSGIServer:
    """A waitress server for the application, on a socket that is bound.

    By itself waitress takes the headers of proxies away, and a request that came through one would look like one from
    this machine. The application itself decides which of them it believes.
    """
    from waitress.server import create_server

    app.config[HEADERS_REACH_US] = True
    return create_server(
        app, sockets=[listener], threads=threads, ident=None, clear_untrusted_proxy_headers=False
    )
