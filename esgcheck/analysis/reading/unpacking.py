"""The keeper's side of :mod:`.contained`: files inside of files, taken one by one as they leave the cage."""

from __future__ import annotations

from collections.abc import Callable

from esgcheck.analysis.reading import frames
from esgcheck.analysis.reading.cage import Died, caged
from esgcheck.analysis.reading.limits import Limits
from esgcheck.analysis.reading.records import Malformed, document_from, parsed
from esgcheck.analysis.reading.resuming import gave_up
from esgcheck.analysis.types import Contained, Document, UnreadableDocument

OnContained = Callable[[Contained], None]

HOLDERS = frozenset({"application/zip", "message/rfc822"})
"""Media types of files that hold other files."""


def read_holder(
    file: int, media_type: str, *, limits: Limits, password: str | None, on_contained: OnContained | None
) -> Document:
    """The archive's list of files or the e-mail's words; ``on_contained`` is given the files, one at a time.

    Raises UnreadableDocument; files that were given before that came out whole.
    """
    command = {
        "task": "contained",
        "media_type": media_type,
        "password": password,
        "contained": on_contained is not None,
        "members": limits.members,
        "member_bytes": limits.member_bytes,
        "unpacked_bytes": limits.unpacked_bytes,
        "ratio": limits.ratio,
        "cpu_seconds": limits.contained_cpu_seconds,
    }
    document = None
    given = [0, 0]
    try:
        with caged(file, command, limits) as child:
            child.allow(limits.contained_cpu_seconds)
            for kind, payload in child.frames(limits.contained_cpu_seconds):
                if kind == frames.CONTAINED and on_contained is not None:
                    given[0] += 1
                    given[1] += len(payload)
                    if given[0] > limits.members or given[1] > 1.1 * limits.unpacked_bytes:
                        raise Malformed("more files than there can be")
                    on_contained(contained_from(payload, limits))
                elif kind == frames.TEXT:
                    document = document_from(parsed(payload))
                else:
                    raise Malformed("a frame out of place")
    except Died as died:
        raise gave_up(died) from None
    except Malformed:
        document = None
    if document is None:
        raise UnreadableDocument("Reading the file failed. Unpack it yourself and upload what is in it.", "crashed")
    return document


def contained_from(payload: bytes, limits: Limits) -> Contained:
    """As :func:`.contained.packed` sent it. Raises Malformed."""
    length = int.from_bytes(payload[:2], "big")
    try:
        name = payload[2 : 2 + length].decode("utf-8")
    except UnicodeDecodeError:
        raise Malformed("a name that is none") from None
    if not name or not name.isprintable() or name.startswith("/") or ".." in name.split("/"):
        raise Malformed("a name that leads away")
    data = payload[2 + length :]
    if not 0 < len(data) <= limits.member_bytes:
        raise Malformed("a file of no size")
    return Contained(name, data)
