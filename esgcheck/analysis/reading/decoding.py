"""From the bytes of a text file to its text: byte-order marks, UTF-8, UTF-16 without a mark, and the old code pages."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 65_536
_SCRIPTS = (
    ("cp932", re.compile("[\u3041-\u30ff]"), 0.25),
    ("cp949", re.compile("[\uac00-\ud7a3]"), 0.8),
    ("cp1251", re.compile("[\u0430-\u044f]"), 0.7),
    ("koi8-r", re.compile("[\u0430-\u044f]"), 0.7),
    ("cp1253", re.compile("[\u03b1-\u03c9\u03ac-\u03af\u03cc-\u03ce]"), 0.7),
)
"""Code pages of other scripts, the letters that texts in them are full of, and how full at the least."""

_FEWEST = 20
_SIDE_BY_SIDE = re.compile(rb"[\x80-\xff]{2,}")
_CAPITAL_INSIDE = re.compile("[\u0430-\u044f\u03b1-\u03ce][\u0410-\u042f\u0391-\u03a9]")
_COMMON = "\u7684\u4e00\u4e0d\u662f\u5728\u6709\u4eba\u6211\u548c\u53ca\u5927\u516c\u53f8\u5e74"
_POLISH = re.compile(rb"(?<=[a-z\xea\xf3])[\xb3\xb9\xbf\xbe](?=[a-z])")
"""Bytes that are letters in Poland and signs such as a raised three elsewhere, in the middle of a word."""


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
    encoding = _guessed(data[:_SAMPLE])
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


def _guessed(sample: bytes) -> str:
    """The old code page that a text is most likely in. Bytes outside ASCII stand side by side in scripts of their own
    and alone in Latin ones; in the right code page they are letters that such texts are full of, and no capital
    follows a small letter."""
    high = sum(byte >= 0x80 for byte in sample)
    if high > _FEWEST and sum(map(len, _SIDE_BY_SIDE.findall(sample))) > 0.6 * high:
        for encoding, wanted, least in _SCRIPTS:
            text = sample.decode(encoding, "ignore")
            outside = sum(letter > "\x7f" for letter in text)
            found = len(wanted.findall(text))
            if outside > 0.4 * high and found >= least * outside and len(_CAPITAL_INSIDE.findall(text)) < 0.04 * found:
                return encoding
        chinese = max(("gb18030", "big5"), key=lambda encoding: _common_ideographs(sample, encoding))
        if _looks_chinese(sample, chinese, high):
            return chinese
    return "cp1250" if len(_POLISH.findall(sample)) > 2 else "cp1252"


def _common_ideographs(sample: bytes, encoding: str) -> int:
    text = sample.decode(encoding, "ignore")
    return sum(map(text.count, _COMMON))


def _looks_chinese(sample: bytes, encoding: str, high: int) -> bool:
    """Whether the bytes outside ASCII come in pairs that make common ideographs, and few stand alone."""
    text = sample.decode(encoding, "ignore")
    ideographs = sum("\u4e00" <= letter <= "\u9fff" for letter in text)
    return ideographs > 20 and 2 * ideographs > 0.8 * high
