"""Names of files as they come from people's disks: cleaned before anybody reads them."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 300

_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")
"""Control characters, and marks that nobody sees but that turn the letters after them round: "annexe[RLO]fdp.exe"."""


def clean_name(name: str) -> str:
    """The name with its folders, by forward slashes: composed, without unseen marks, the end kept where it is long."""
    name = unicodedata.normalize("NFC", _UNSEEN.sub("", name.encode("utf-8", "replace").decode()))
    parts = [" ".join(part.split()) for part in name.replace("\\", "/").split("/")]
    clean = "/".join(part for part in parts if part not in {"", ".", ".."})
    if len(clean) > LONGEST:
        clean = "…" + clean[1 - LONGEST :]
    return clean or "file"
