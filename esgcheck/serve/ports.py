"""Ports: taken before the server starts, so that nobody can take them in between."""

from __future__ import annotations

import errno
import http.client
import socket
from urllib.parse import urlsplit

from esgcheck.serve.steps import Stop

TRIES = 50


def listen(host: str, port: int) -> socket.socket:
    """A listening socket on ``port`` or, where that is taken, the next free one after it. Raises Stop if none is.

    The supervisor keeps it open: while the web processes are started again, browsers wait instead of being refused.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for candidate in range(port, min(port + TRIES, 65536)):
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, candidate))
            listener.listen(256)
        except OSError as error:
            listener.close()
            if error.errno == errno.EADDRINUSE:
                continue
            raise Stop(
                f"Cannot listen on {host}, port {candidate}: {error.strerror}. Choose others with --host, --port."
            )
        return listener
    raise Stop(f"All ports from {port} to {candidate} are taken. Choose another with --port.")


def free_port() -> int:
    """A port of the loopback interface that nobody listens on at this moment."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def answers(url: str) -> bool:
    """Whether an HTTP server answers there, whatever it says."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=5)
    try:
        connection.request("HEAD", "/")
        connection.getresponse()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True
