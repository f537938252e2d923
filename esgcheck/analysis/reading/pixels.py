"""How the pixels of a page leave the cage: index of the page, width and height, then the samples."""

from __future__ import annotations

import struct

HEADER = struct.Struct(">III")
