"""The line between the cage and its keeper: one byte of kind, four of length, then the payload.

Both sides use it. The reading side trusts nothing: a frame longer than allowed, of an unknown kind or cut short ends
the conversation.
"""

from __future__ import annotations

import os
import select
import struct
import time

HEADER = struct.Struct(">cI")
READY, HEAD, PAGE, TEXT, PIXELS, ERROR, DONE = b"R", b"H", b"P", b"T", b"X", b"E", b"D"
UNDRAWN = b"U"
CONTAINED, GREY = b"C", b"G"

COMMAND = b"Q"
"""From the keeper; all others come from the child."""

MISTAKE = "mistake"
"""The code of an error that is nobody's intention: the child's own failure, for the log and not for the user."""

LONGEST = {
    COMMAND: 65_536,
    READY: 4_096,
    HEAD: 8_000_000,
    PAGE: 64_000_000,
    TEXT: 128_000_000,
    PIXELS: 80_000_000,
    CONTAINED: 210_000_000,
    GREY: 26_000_000,
    UNDRAWN: 16_384,
    ERROR: 16_384,
    DONE: 0,
}


class Broken(Exception):
    """The child said something that it should not be able to say, or stopped in the middle of a frame."""


class Late(Exception):
    """Nothing came for too long."""


def send(descriptor: int, kind: bytes, payload: bytes = b"") -> None:
    """Write one frame, however many writes it takes."""
    for part in (HEADER.pack(kind, len(payload)), payload):  # joined they would be in memory twice
        data = memoryview(part)
        while data:
            data = data[os.write(descriptor, data) :]


class Receiver:
    """Frames from an untrusted descriptor."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def receive(self, seconds: float) -> tuple[bytes, bytes] | None:
        """The next frame as (kind, payload), None at a clean end. Raises Broken, or Late after ``seconds``."""
        deadline = time.monotonic() + seconds
        header = self._read(HEADER.size, deadline, may_end=True)
        if not header:
            return None
        kind, length = HEADER.unpack(header)
        if length > LONGEST.get(kind, -1):
            raise Broken(f"a frame of kind {kind!r} with {length} bytes")
        return kind, self._read(length, deadline)

    def _read(self, length: int, deadline: float, *, may_end: bool = False) -> bytes:
        parts = bytearray()
        poll = select.poll()  # not select(): a server may hold more than 1,024 descriptors
        poll.register(self._descriptor, select.POLLIN)
        while len(parts) < length:
            left = deadline - time.monotonic()
            if left <= 0 or not poll.poll(left * 1000):
                raise Late
            try:
                part = os.read(self._descriptor, min(length - len(parts), 1 << 20))
            except ConnectionResetError:
                part = b""  # it ended without having read what it was sent
            if not part:
                if may_end and not parts:
                    return b""
                raise Broken("the pipe ended inside a frame")
            parts += part
        return bytes(parts)
