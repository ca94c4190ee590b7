"""`corpus-search serve`."""

from __future__ import annotations

import logging
import socket
from pathlib import Path

import click

from corpus_search.cli.common import index_flags, settings, talk
from corpus_search.cli.withdraw import finish
from corpus_search.errors import UsageError


@click.command(epilog="Example: corpus-search serve --port 8080")
@click.option("--host", help="Address to listen on (default: 127.0.0.1, this machine only).")
@click.option(
    "--port", type=click.IntRange(0, 65_535), help="Port to listen on (default: 8000; 0 for a free one)."
)
@index_flags
def serve(host: str | None, port: int | None, index: Path | None, store: Path | None) -> None:
    """Serve the web interface until Ctrl-C.

    Eight requests are answered at the same time (waitress, in one process); more wait their turn.
    """
    chosen = settings(host=host, port=port, index=index, store=store)
    from corpus_search.web import create_app
    from corpus_search.web.current import close_workspace
    from corpus_search.web.serving import make_server

    finish(chosen)
    # Else it writes a line for each request that waits its turn.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    listener = _listener(chosen.host, chosen.port)
    app = create_app(chosen)
    server = make_server(app, listener)
    address, actual_port = listener.getsockname()[:2]
    shown = f"[{address}]" if ":" in address else address
    talk(f"{chosen.name}: http://{shown}:{actual_port}/  (stop with Ctrl-C)")
    try:
        server.run()
    except KeyboardInterrupt:
        pass
    finally:
        server.close()
        close_workspace(app)


def _listener(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
        try:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
        except OSError:
            listener.close()
            raise
    except OSError as error:
        raise UsageError(
            "Cannot listen on {host} port {port}: {error}. Choose another with --port.",
            host=host,
            port=port,
            error=error.strerror or error,
        ) from error
    return listener
