"""From the bytes of a text file to its text: byte-order marks, UTF-8, UTF-16 without a mark, and the old code pages."""

from __future__ import annotations

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decoded(data: bytes) -> tuple[str, str, bool]:
    """The text, the name of its encoding, and whether that was a guess. Raises ValueError for what is no text."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), encoding, False
    wide = _without_mark(data)
    if wide:
        return data.decode(wide, "replace"), wide, True
    if _is_binary(data):
        raise ValueError("these bytes are no text")
    try:
        return data.decode("utf-8"), "utf-8", False
    except UnicodeDecodeError:
        pass
    encoding = "gb18030" if _looks_chinese(data) else "cp1252"
    return data.decode(encoding, "replace"), encoding, True


def _without_mark(data: bytes) -> str:
    """UTF-16 of mostly Latin text has a zero in every other byte."""
    sample = data[:4096]
    if len(sample) < 4:
        return ""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > 0.6 * len(sample) / 2 and even < 0.05 * len(sample):
        return "utf-16-le"
    if even > 0.6 * len(sample) / 2 and odd < 0.05 * len(sample):
        return "utf-16-be"
    return ""


def _is_binary(data: bytes) -> bool:
    sample = data[:65_536]
    controls = sum(sample.count(code) for code in range(32) if code not in (9, 10, 12, 13, 27))
    return controls > 0.02 * len(sample)


def _looks_chinese(data: bytes) -> bool:
    """Whether the bytes outside ASCII come in pairs that GB 18030 reads as common ideographs, and few stand alone."""
    try:
        text = data[:65_536].decode("gb18030", "ignore")
    except LookupError:
        return False
    ideographs = sum("\u4e00" <= letter <= "\u9fff" for letter in text)
    high = sum(byte >= 0x80 for byte in data[:65_536])
    return ideographs > 20 and 2 * ideographs > 0.8 * high
