"""From the bytes of a web page or an e-mail's part to its text, by the name of an encoding that came with them."""

from __future__ import annotations

import re

from esgcheck.analysis.reading.decoding import decoded

# What pages and e-mails are written in. UTF-7 is not among them: browsers gave it up, since it hides mark-up.
KNOWN: dict[str, str] = {
    "utf-8": "utf-8", "utf8": "utf-8", "utf-16": "utf-16", "utf-16le": "utf-16-le", "utf-16be": "utf-16-be",
    "us-ascii": "cp1252", "ascii": "cp1252", "iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252",
    "windows-1252": "cp1252", "cp1252": "cp1252", "windows-1250": "cp1250", "windows-1251": "cp1251",
    "windows-1253": "cp1253", "windows-1254": "cp1254", "windows-1255": "cp1255", "windows-1256": "cp1256",
    "windows-1257": "cp1257", "iso-8859-2": "iso8859-2", "iso-8859-5": "iso8859-5", "iso-8859-7": "iso8859-7",
    "iso-8859-9": "cp1254", "iso-8859-15": "iso8859-15", "koi8-r": "koi8-r", "koi8-u": "koi8-u",
    "macintosh": "mac-roman",
    "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "big5": "big5", "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932", "euc-jp": "euc_jp", "iso-2022-jp": "iso2022_jp", "euc-kr": "cp949", "ks_c_5601-1987": "cp949",
}  # fmt: skip
_META = re.compile(rb"""<meta[^>]{0,300}?charset\s{0,9}=\s{0,9}["']?([A-Za-z0-9_\-]{2,30})""", re.IGNORECASE)
_XML = re.compile(rb"""<\?xml[^>]{0,100}?encoding\s{0,9}=\s{0,9}["']([A-Za-z0-9_\-]{2,30})""", re.IGNORECASE)
_MARKED = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def warm_up() -> None:
    """Find every codec while codecs can be found."""
    for name in set(KNOWN.values()):
        "a".encode(name).decode(name, "replace")


def decoded_page(data: bytes, label: str = "") -> tuple[str, str]:
    """The text of a page and, where the encoding had to be guessed, its name. ``label``: what a header says.

    Raises ValueError for what is no text.
    """
    if not data.startswith(_MARKED):
        label = label or _declared(data)
        encoding = KNOWN.get(label.strip().lower().strip("\"'"), "")
        if encoding and not (encoding.startswith("utf-16") and b"<" in data[:1] and data[1:2] != b"\x00"):
            try:
                return data.decode(encoding), ""
            except ValueError:
                if encoding not in ("utf-8", "utf-16"):
                    return data.decode(encoding, "replace"), ""
                if encoding == "utf-8" and _mostly_utf8(data):
                    return data.decode("utf-8", "replace"), ""
    text, encoding, guessed = decoded(data)
    return text, encoding if guessed else ""


def _declared(data: bytes) -> str:
    found = _META.search(data[:4_096]) or _XML.match(data[:200])
    return found.group(1).decode("ascii") if found else ""


def _mostly_utf8(data: bytes) -> bool:
    """A page of many bytes with one or two broken letters is still what it says it is."""
    text = data.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    return wrong * 5 < sum(ord(letter) > 127 for letter in text[:1_000_000])
