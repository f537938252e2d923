"""Pictures as documents of one or more pages, inside the cage: PNG, JPEG, TIFF, WebP, GIF and BMP, by Pillow.

A page of a picture has a size in points as any page: by the dots an inch that the file names, where that makes a sheet
of a sensible size, else as if it were a sheet of A4. Pictures come out upright, as the camera's note on how it was held
says, and on white where they are transparent.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from PIL import Image, ImageOps

from esgcheck.analysis.reading import frames
from esgcheck.analysis.reading.pixels import HEADER

FORMATS = ("PNG", "JPEG", "TIFF", "WEBP", "GIF", "BMP")
_MANY = "TIFF"
"""The one that has pages; what others call frames are the pictures of a film."""

_A4 = (595.28, 841.89)
_SMALLEST_SHEET, _LARGEST_SHEET = 150.0, 2400.0
"""The longer side of what may be a sheet of paper, in points: 5 and 85 cm."""

_TURNED = frozenset({5, 6, 7, 8})
_ORIENTATION = 0x0112

Image.MAX_IMAGE_PIXELS = None  # pictures are measured before they are decoded


class _Undecodable(Exception):
    """``str()`` says why, as a page's problem has it."""


def warm_up() -> None:
    """Load every decoder before the walls go up."""
    Image.init()
    page = Image.new("RGB", (40, 30), "white")
    for kind in FORMATS:
        for packing in ("tiff_lzw", "tiff_jpeg", "tiff_adobe_deflate", "packbits") if kind == _MANY else ("",):
            data = io.BytesIO()
            page.save(data, kind, **({"compression": packing} if packing else {}))
            list(_greys(data.getvalue(), {"indices": [0], "dpi": 72, "megapixels": 1.0, "decoded": 1.0}))
    data = io.BytesIO()
    page.convert("1").save(data, "TIFF", compression="group4")
    command = {"index": 0, "dpi": 72, "clip": None, "megapixels": 1.0, "decoded": 1.0}
    _rgb(data.getvalue(), command)
    _rgb(data.getvalue(), {**command, "clip": [0, 0, 20, 20], "dpi": 300})


def run(data: bytes, command: dict[str, Any], send: Any, refused: Any) -> None:
    """``do``: "read" sends every page's size, "draw" pages in colour, "grey" pages in grey."""
    with _opened(data, refused) as image:
        count = _count(image, command["pages"])
    if command["do"] == "read":
        send(frames.TEXT, {"pages": _sizes(data, count)})
    elif command["do"] == "grey":
        for index, pixels in _greys(data, command):
            send(frames.GREY, pixels) if pixels else send(frames.UNDRAWN, {"index": index})
    else:
        for index in command["indices"]:
            try:
                if not 0 <= index < count:
                    raise refused("no_such_page", f"The picture has {count} pages.")
                send(frames.PIXELS, _rgb(data, {**command, "index": index}))
            except _Undecodable as problem:
                send(frames.UNDRAWN, {"index": index, "code": "not_drawable", "message": str(problem)})
            except refused as why:
                send(frames.UNDRAWN, {"index": index, "code": why.code, "message": str(why)})
    send(frames.DONE)


def _opened(data: bytes, refused: Any) -> Image.Image:
    try:
        return Image.open(io.BytesIO(data), formats=FORMATS)
    except MemoryError:
        raise
    except Exception:
        raise refused(
            "damaged", "The picture is damaged and cannot be opened. Save it again from its program, or as PDF."
        ) from None


def _count(image: Image.Image, most: int) -> int:
    """Pages, at most one more than ``most``, found by going from one to the next: a damaged one ends it."""
    if image.format != _MANY:
        return 1
    count = 1
    try:
        while count <= most:
            image.seek(count)
            count += 1
    except MemoryError:
        raise
    except Exception:
        return count
    return count


def _page(data: bytes, index: int) -> Image.Image:
    try:
        image = Image.open(io.BytesIO(data), formats=FORMATS)
        if index:
            image.seek(index)
    except MemoryError:
        raise
    except Exception as problem:
        raise _Undecodable(type(problem).__name__) from None
    return image


def _sizes(data: bytes, count: int) -> list[list[float]]:
    """Width and height of every page in points, found without decoding it; 0 where it cannot be opened.

    The file is gone through once: opened anew for each page, it would be gone through from its beginning each time.
    """
    sizes: list[list[float]] = []
    try:
        image = _page(data, 0)
    except _Undecodable:
        return [[0, 0]] * count
    for index in range(count):
        try:
            if index:
                image.info.pop("dpi", None)  # of the page before
                image.seek(index)
            sizes.append([round(side, 2) for side in points_of(image)])
        except MemoryError:
            raise
        except Exception:
            sizes.append([0, 0])
    return sizes


def points_of(image: Image.Image) -> tuple[float, float]:
    """Width and height of the upright page in points."""
    width, height = (float(side) for side in image.size)
    across, down = _dpi(image)
    if across and down:
        wide, high = width * 72 / across, height * 72 / down
        if _SMALLEST_SHEET <= max(wide, high) <= _LARGEST_SHEET and min(wide, high) >= 20:
            return (high, wide) if _turned(image) else (wide, high)
    if _turned(image):
        width, height = height, width
    short, long = _A4
    scale = min(short / width, long / height) if width <= height else min(long / width, short / height)
    return width * scale, height * scale


def _dpi(image: Image.Image) -> tuple[float, float]:
    try:
        across, down = (float(value) for value in image.info["dpi"])
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return 0.0, 0.0
    return (across, down) if 20 <= across <= 5_000 and 20 <= down <= 5_000 else (0.0, 0.0)


def _turned(image: Image.Image) -> bool:
    try:
        return image.getexif().get(_ORIENTATION) in _TURNED
    except Exception:
        return False


def _decoded(image: Image.Image, *, megapixels: float, grey: bool) -> Image.Image:
    """Upright, on white, in grey or in colour. Raises _Undecodable."""
    width, height = image.size
    if width * height > megapixels * 1e6:
        if image.format in ("JPEG", "MPO"):  # which can be decoded smaller than it is
            image.draft("L" if grey else "RGB", (width // 2, height // 2))
        if image.size[0] * image.size[1] > megapixels * 1e6:
            raise _Undecodable(f"it has {width * height / 1e6:,.0f} megapixels")
    try:
        image.load()
        upright = ImageOps.exif_transpose(image)
    except MemoryError:
        raise
    except Exception as problem:
        if not _partly(image):
            raise _Undecodable(type(problem).__name__) from None
        upright = image
    return _flat(upright, "L" if grey else "RGB")


def _partly(image: Image.Image) -> bool:
    """Whether the pixels are there although something about the picture is wrong."""
    try:
        image.getpixel((0, 0))
    except Exception:
        return False
    return True


def _flat(image: Image.Image, mode: str) -> Image.Image:
    if image.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in image.info:
        cover = image.convert("RGBA")
        ground = Image.new("RGB", cover.size, "white")
        ground.paste(cover, mask=cover.getchannel("A"))
        image = ground
    if image.mode.startswith("I"):  # 16 bits a pixel
        image = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    return image if image.mode == mode else image.convert(mode)


def _greys(data: bytes, command: dict[str, Any]) -> Iterator[tuple[int, bytes]]:
    """Pages as grey samples at about the dots an inch that are wanted, never larger than they are."""
    for index in command["indices"]:
        try:
            image = _page(data, index)
            wide, _ = points_of(image)
            grey = _decoded(image, megapixels=command["decoded"], grey=True)
        except _Undecodable:
            yield index, b""
            continue
        wanted = wide * command["dpi"] / 72 / grey.width
        scale = min(wanted, 1.0, (command["megapixels"] * 1e6 / (grey.width * grey.height)) ** 0.5)
        if scale < 0.95:
            size = max(1, int(grey.width * scale)), max(1, int(grey.height * scale))
            grey = grey.resize(size, Image.Resampling.BOX, reducing_gap=2.0)
        yield index, b"".join((HEADER.pack(index, grey.width, grey.height), grey.tobytes()))


def _rgb(data: bytes, command: dict[str, Any]) -> bytes:
    """One page, or the clip of it (in points), in colour at the dots an inch that are wanted."""
    image = _page(data, command["index"])
    wide, high = points_of(image)
    colour = _decoded(image, megapixels=command["decoded"], grey=False)
    x0, y0, x1, y1 = command["clip"] or (0.0, 0.0, wide, high)
    x0, y0, x1, y1 = max(x0, 0.0), max(y0, 0.0), min(x1, wide), min(y1, high)
    if x1 - x0 <= 0 or y1 - y0 <= 0:
        raise _Undecodable("The part asked for is not on the page.")
    across, down = colour.width / wide, colour.height / high
    zoom = command["dpi"] / 72
    zoom *= min(1.0, (command["megapixels"] * 1e6 / ((x1 - x0) * (y1 - y0) * zoom * zoom)) ** 0.5)
    size = max(1, round((x1 - x0) * zoom)), max(1, round((y1 - y0) * zoom))
    box = (x0 * across, y0 * down, x1 * across, y1 * down)
    drawn = colour.resize(size, Image.Resampling.BICUBIC, box=box, reducing_gap=2.0)
    return b"".join((HEADER.pack(command["index"], drawn.width, drawn.height), drawn.tobytes()))
