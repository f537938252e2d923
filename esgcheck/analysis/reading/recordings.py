"""Recordings, told by their first bytes.

They are not parsed here: a browser plays them, and their transcript has the words.
"""

from __future__ import annotations

import re

RECORDINGS: dict[str, str] = {
    "audio/mpeg": "MP3",
    "audio/mp4": "M4A",
    "audio/wav": "WAV",
    "audio/ogg": "OGG",
    "audio/flac": "FLAC",
    "video/mp4": "MP4",
    "video/webm": "WebM",
}
"""Media types of recordings that browsers play, and what people call them."""

_STARTS: tuple[tuple[bytes, str], ...] = (
    (rb"ID3[\x02-\x04]", "audio/mpeg"),
    (rb"\xff[\xe2\xe3\xf2\xf3\xfa\xfb]", "audio/mpeg"),
    (rb"RIFF.{4}WAVE", "audio/wav"),
    (rb"OggS", "audio/ogg"),
    (rb"fLaC", "audio/flac"),
    (rb".{4}ftyp(?:M4A|M4B)", "audio/mp4"),
    (rb".{4}ftyp(?:isom|iso[2-9]|mp4[12]|avc1|dash|MSNV|M4V|3gp|qt  )", "video/mp4"),
    (rb"\x1aE\xdf\xa3.{0,64}webm", "video/webm"),
)
_PATTERNS = tuple((re.compile(start, re.DOTALL), media_type) for start, media_type in _STARTS)


def recording_type(start: bytes) -> str:
    """The media type of a recording that begins with these bytes, "" for anything else."""
    return next((media_type for pattern, media_type in _PATTERNS if pattern.match(start)), "")


def is_recording(media_type: str) -> bool:
    return media_type in RECORDINGS
