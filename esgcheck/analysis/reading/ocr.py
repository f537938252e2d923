"""Recognising text in pixels, by Tesseract where the machine has it.

It is an installed program (Debian: tesseract-ocr), never a download. What it gets is grey samples that we made; what
it says is hOCR, of which the words are taken with their boxes and how sure it is of each, and the height of the letters
of each line, which tells headings.
"""

from __future__ import annotations

import html
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from esgcheck.analysis.reading.limits import Limits

LANGUAGES = "ESGCHECK_OCR_LANGUAGES"
MOST_BY_DEFAULT = 4
"""Each language more costs a tenth of the time again, and all of a hundred would cost minutes a page."""

_WALLS = Path(__file__).with_name("ocr_walls.py")
_MEMORY = 2 << 30
_NAME = re.compile(r"[A-Za-z0-9_/-]{2,40}$")
_PARTS = re.compile(
    r"<(?:div|p|span) class='(ocr_carea|ocr_par|ocr_line|ocr_header|ocr_caption|ocr_textfloat|ocrx_word)'[^>]*?"
    r" title=(?:'([^']*)'|\"([^\"]*)\")[^>]*>(?:([^<]*(?:</?(?:strong|em)>[^<]*)*)</span>)?"
)
_TAG = re.compile(r"<[^>]*>")
_MOST_OUTPUT = 20_000_000
_LEAST_CONTRAST = 40
"""Grey levels between the darkest and the lightest pixel below which a page is blank."""


@dataclass(frozen=True, slots=True)
class Engine:
    """A Tesseract that can be run. ``languages`` are those in use, ``installed`` all there are."""

    program: str
    data: str
    version: str
    languages: tuple[str, ...]
    installed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SeenWord:
    """``box`` in pixels; ``sure`` from 0 to 1."""

    text: str
    box: tuple[int, int, int, int]
    sure: float


@dataclass(slots=True)
class SeenLine:
    """``block`` counts Tesseract's blocks; ``height`` of the letters in pixels; ``upright``: not set sideways."""

    block: int
    height: float
    upright: bool
    words: list[SeenWord] = field(default_factory=list)


class NotRecognised(Exception):
    """Tesseract failed or was stopped; ``late`` where it was for time."""

    def __init__(self, reason: str, *, late: bool = False) -> None:
        super().__init__(reason)
        self.late = late


def engine() -> Engine | None:
    """The Tesseract of this machine, None where there is none. Looked for once in the life of a process."""
    return _engine(os.environ.get("PATH", ""), os.environ.get(LANGUAGES, ""))


@lru_cache(maxsize=4)
def _engine(path: str, wanted: str) -> Engine | None:
    program = shutil.which("tesseract", path=path)
    if program is None:
        return None
    try:
        listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=20, env={})
        version = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=20, env={})
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        return None
    head, *names = (listed.stdout or listed.stderr).splitlines() or [""]
    installed = tuple(name for name in names if _NAME.match(name) and name not in ("osd", "equ"))
    folder = re.search(r'"(.+)"', head)
    languages = _chosen(installed, wanted)
    if not languages or folder is None:
        return None
    number = re.search(r"tesseract v?([0-9.]+)", version.stdout + version.stderr)
    return Engine(program, folder.group(1), number.group(1) if number else "", languages, installed)


def _chosen(installed: tuple[str, ...], wanted: str) -> tuple[str, ...]:
    """Those asked for that are there; else English first and up to three others."""
    asked = tuple(name for name in re.split(r"[+,\s]+", wanted) if name in installed)
    ordered = sorted(installed, key=lambda name: (name != "eng", name))
    return asked or tuple(ordered[:MOST_BY_DEFAULT])


def ocr_words() -> str:
    """A sentence for the health page and for problems: what recognises text here."""
    found = engine()
    if found is None:
        return (
            "Tesseract is not installed on this server, so the text of pictures and scans is not read. On "
            "Debian, “apt install tesseract-ocr” and a package for each language (tesseract-ocr-deu) bring it."
        )
    others = [name for name in found.installed if name not in found.languages]
    return (
        f"Tesseract {found.version} recognises the text of pictures and scans, in these languages: "
        f"{', '.join(found.languages)}."
        + (f" Installed but not used: {', '.join(others[:20])}; {LANGUAGES} chooses." if others else "")
    )


def seen(samples: bytes, width: int, height: int, *, dpi: int, engine: Engine, limits: Limits) -> list[SeenLine]:
    """The lines in a grey picture, in Tesseract's own order. Raises NotRecognised."""
    if _is_blank(samples):
        return []
    command = [
        sys.executable, "-I", str(_WALLS), str(os.getpid()), str(_MEMORY), str(limits.ocr_page_seconds), engine.data,
        engine.program, "stdin", "stdout", "--dpi", str(dpi), "-l", "+".join(engine.languages),
        "-c", "tessedit_create_hocr=1",
    ]  # fmt: skip
    picture = b"P5\n%d %d\n255\n" % (width, height)
    with tempfile.TemporaryDirectory(prefix="ocr-") as folder:
        try:
            done = subprocess.run(
                command,
                input=picture + samples,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={},
                cwd=folder,
                start_new_session=True,
                timeout=limits.ocr_page_seconds * limits.wall_factor,
            )
        except subprocess.TimeoutExpired:
            raise NotRecognised("it took too long", late=True) from None
        except OSError as error:
            raise NotRecognised(type(error).__name__) from None
    if done.returncode < 0:
        raise NotRecognised("it was stopped", late=done.returncode in (-9, -24))
    if done.returncode or len(done.stdout) > _MOST_OUTPUT:
        raise NotRecognised(f"exit status {done.returncode}")
    return list(lines_of(done.stdout.decode("utf-8", "replace")))


def _is_blank(samples: bytes) -> bool:
    """Whether there is nothing to be seen; ``min`` and ``max`` of bytes are fast enough for 25 megapixels."""
    return not samples or max(samples[::7]) - min(samples[::7]) < _LEAST_CONTRAST


def lines_of(hocr: str) -> Iterator[SeenLine]:
    """The lines of Tesseract's hOCR that have words."""
    block = 0
    line: SeenLine | None = None
    for kind, short, long, words in _PARTS.findall(hocr):
        title = short or long
        if kind == "ocr_carea":
            block += 1
        elif kind == "ocrx_word":
            text = html.unescape(_TAG.sub("", words)).strip()
            if line is not None and text and (box := _box(title)):
                line.words.append(SeenWord(text, box, min(max(_number(title, "x_wconf"), 0.0), 100.0) / 100))
        elif kind != "ocr_par":
            if line is not None and line.words:
                yield line
            line = SeenLine(block, _number(title, "x_size"), _number(title, "textangle") == 0)
    if line is not None and line.words:
        yield line


def _number(title: str, name: str) -> float:
    found = re.search(rf"\b{name} (-?[0-9.]+)", title)
    try:
        return float(found.group(1)) if found else 0.0
    except ValueError:
        return 0.0


def _box(title: str) -> tuple[int, int, int, int] | None:
    found = re.search(r"bbox (\d{1,6}) (\d{1,6}) (\d{1,6}) (\d{1,6})", title)
    if found is None:
        return None
    x0, y0, x1, y1 = map(int, found.groups())
    return (x0, y0, x1, y1) if x1 > x0 and y1 > y0 else None
