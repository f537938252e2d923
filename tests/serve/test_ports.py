from __future__ import annotations

import socket
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from esgcheck.serve.ports import answers, free_port, listen
from esgcheck.serve.steps import Stop


def test_a_free_port_is_taken_as_asked() -> None:
    port = free_port()
    with listen("127.0.0.1", port) as listener:
        assert listener.getsockname()[1] == port
        socket.create_connection(("127.0.0.1", port), timeout=2).close()


def test_a_taken_port_gives_the_next_free_one() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = other.getsockname()[1]
        with listen("127.0.0.1", taken) as listener:
            assert listener.getsockname()[1] > taken


def test_an_address_of_another_machine_is_refused_in_words() -> None:
    with pytest.raises(Stop, match=r"Cannot listen on 192\.0\.2\.1"):
        listen("192.0.2.1", free_port())


def test_whatever_an_http_server_says_is_an_answer() -> None:
    class Grumpy(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self.send_error(500)

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Grumpy) as server:
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        assert answers(f"http://127.0.0.1:{server.server_port}")
        thread.join()
    assert not answers(f"http://127.0.0.1:{free_port()}")
