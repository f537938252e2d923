"""Ask an address that speaks as OpenAI's does (``/chat/completions``), and trust nothing that it answers.

No redirect is followed: consent is to one host. No proxy or certificate of the environment is taken. An answer is
bounded in size and time. Errors say only of which kind they are: their words could hold the text that was sent.
"""

from __future__ import annotations

import json
import time
from types import TracebackType
from typing import Any

import httpx
from django.conf import settings

from esgcheck.claims.language_model.address import Address
from esgcheck.claims.language_model.prompt import NotUnderstood
from esgcheck.jobs.queue import TryAgain

LARGEST_ANSWER = 1_000_000
MOST_TOKENS = 4_000
CONNECT_SECONDS = 5.0
PAUSES = (1.0, 4.0)
"""Seconds before the second and the third try of one request."""
_PASSING = {408, 409, 425, 429, 500, 502, 503, 504}


class NoAnswer(TryAgain):
    """Nothing came, or "not now": the next time it may go well."""


class Refuses(Exception):
    """The address does not do what it is asked, and will not the next time either."""


class KeyRefused(Refuses):
    pass


class NotThere(Refuses):
    pass


class SentElsewhere(Refuses):
    pass


class PartRefused(Refuses):
    """This request was not taken; another may be, as when a passage is too long for the model."""


class Conversation:
    """A connection to the address, for the parts of one report after each other."""

    def __init__(self, address: Address) -> None:
        self.address = address
        seconds = settings.LANGUAGE_MODEL_SECONDS
        headers = {"Accept-Encoding": "identity", "User-Agent": "esgcheck"}
        if address.key:
            headers["Authorization"] = f"Bearer {address.key}"
        self._client = httpx.Client(
            headers=headers,
            timeout=httpx.Timeout(seconds, connect=min(CONNECT_SECONDS, seconds)),
            follow_redirects=False,
            trust_env=False,
            verify=address.encrypted,  # without TLS there is nothing to verify, and no need to load certificates
            limits=httpx.Limits(max_connections=1),
        )

    def __enter__(self) -> Conversation:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def ask(self, messages: list[dict[str, str]]) -> str:
        """The words of the answer. Raises NoAnswer after three tries, Refuses, or NotUnderstood."""
        for pause in PAUSES:
            try:
                return self._once(messages)
            except NoAnswer:
                time.sleep(pause)
        return self._once(messages)

    def _once(self, messages: list[dict[str, str]]) -> str:
        body = {
            "model": self.address.model,
            "messages": messages,
            "temperature": 0,
            "max_tokens": MOST_TOKENS,
            "stream": False,
        }
        try:
            with self._client.stream("POST", f"{self.address.url}/chat/completions", json=body) as response:
                _refused(response.status_code)
                return _words_of(_bounded(response))
        except (httpx.HTTPError, httpx.InvalidURL, OSError):
            raise NoAnswer from None


def _refused(status: int) -> None:
    if status == 200:
        return
    if status in _PASSING or status > 504:
        raise NoAnswer
    if 300 <= status < 400:
        raise SentElsewhere
    if status in {401, 403}:
        raise KeyRefused
    if status in {404, 405, 410}:
        raise NotThere
    raise PartRefused


def _bounded(response: httpx.Response) -> bytes:
    """The body as it came, not unpacked: what was compressed against our asking is not understood."""
    until = time.monotonic() + settings.LANGUAGE_MODEL_SECONDS
    body = bytearray()
    for piece in response.iter_raw():
        body += piece
        if len(body) > LARGEST_ANSWER:
            raise NotUnderstood
        if time.monotonic() > until:
            raise NoAnswer
    return bytes(body)


def _words_of(body: bytes) -> str:
    try:
        answer: Any = json.loads(body)
        words = answer["choices"][0]["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError):
        raise NotUnderstood from None
    if not isinstance(words, str):
        raise NotUnderstood
    return words
