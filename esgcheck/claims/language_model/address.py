"""Where the operator's language model is, and since when: a consent is to one place, not to any.

An operator who names another host or model later would send what people allowed for the first. So the day from which
the present address is in use stands in a file; a consent from before that day counts no longer. Without the file every
consent is asked for anew.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

LONGEST_NAME = 100
_ON_THIS_MACHINE = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True)
class Address:
    """``url`` up to ``/v1``; ``host`` with its port, as it is shown. The key is shown nowhere, nor by ``repr``."""

    url: str = field(repr=False)
    host: str
    model: str
    key: str = field(default="", repr=False)
    is_here: bool = False
    encrypted: bool = True

    @property
    def name(self) -> str:
        """What a person agrees to."""
        return f"{self.model} at {self.host}"


class NoAddress(Exception):
    """The settings name no place to send to; ``str()`` says to the operator what is wrong with them."""


def configured() -> Address | None:
    """The address that the settings name, None where they name none or a wrong one."""
    try:
        return from_settings()
    except NoAddress:
        return None


def from_settings() -> Address | None:
    """The address, None where nothing is set. Raises NoAddress."""
    url, model = settings.LANGUAGE_MODEL_URL.strip().rstrip("/"), settings.LANGUAGE_MODEL_NAME.strip()
    if not url and not model:
        return None
    if not url or not model:
        raise NoAddress("Set both ESGCHECK_LLM_URL and ESGCHECK_LLM_MODEL, or neither.")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port, parts = None, None, urlsplit("")
    if parts.scheme not in {"http", "https"} or not host or parts.query or parts.fragment:
        raise NoAddress("ESGCHECK_LLM_URL is no address such as http://127.0.0.1:8080/v1.")
    if parts.username is not None or parts.password is not None:
        raise NoAddress("ESGCHECK_LLM_URL holds a name or a password. Put the secret into ESGCHECK_LLM_KEY.")
    key = settings.LANGUAGE_MODEL_KEY.strip()
    if not (key.isascii() and key.isprintable()):
        raise NoAddress("ESGCHECK_LLM_KEY holds signs that no key has.")
    named = f"[{host}]" if ":" in host else host
    return Address(
        url=url,
        host=f"{named}:{port}" if port else named,
        model=model[:LONGEST_NAME],
        key=key,
        is_here=host in _ON_THIS_MACHINE,
        encrypted=parts.scheme == "https",
    )


def in_use_since(address: Address) -> datetime:
    """When this server was first seen with the address that it has now, and with no other in between."""
    path = Path(settings.LANGUAGE_MODEL_FILE)
    known = hashlib.sha256(f"{address.url}\n{address.model}".encode()).hexdigest()
    try:
        kept = json.loads(path.read_text())
        if kept["address"] == known:
            return datetime.fromisoformat(kept["since"])
    except (OSError, ValueError, KeyError, TypeError):
        pass
    now = timezone.now()
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "w") as file:
        json.dump({"address": known, "since": now.isoformat()}, file)
    os.replace(temporary, path)
    return now
