"""A real HTTP server on this machine that speaks as OpenAI's does, and answers what the test puts into it."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = tuple[int, dict[str, str], bytes]


def saying(words: str, status: int = 200, headers: dict[str, str] | None = None) -> Answer:
    """An answer with these words of the model."""
    body = {"id": "1", "choices": [{"index": 0, "message": {"role": "assistant", "content": words}}]}
    return status, {"Content-Type": "application/json", **(headers or {})}, json.dumps(body).encode()


def claims(*rows: dict[str, Any]) -> Answer:
    return saying(json.dumps({"claims": list(rows)}))


class Model:
    """``respond`` is given the passages of each request; ``asked`` keeps (path, headers, body) of every one."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict[str, str], dict[str, Any]]] = []
        self.respond: Callable[[list[dict[str, Any]]], Answer] = lambda _: claims()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._http.server_port}/v1"

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self._http.server_port}"

    def sent(self) -> str:
        """All that was ever sent, as it came."""
        return json.dumps(self.asked, ensure_ascii=False)

    def close(self) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        model = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                model.asked.append((self.path, dict(self.headers), body))
                status, headers, answer = model.respond(json.loads(body["messages"][-1]["content"]))
                self.send_response(status)
                for name, value in {"Content-Length": str(len(answer)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_: Any) -> None:
                pass

        return Handler
