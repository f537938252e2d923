"""Make the example case's PDF files again and put the hash of every file into the manifest.

``python -m esgcheck.example.build`` writes; with ``--check`` it only says whether the files would change. The same
input gives the same bytes with the same release of PyMuPDF. The texts (``.vtt``, ``.txt``) are written by hand.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tempfile
from pathlib import Path

from esgcheck.example import papers, report
from esgcheck.example.manifest import FILES, MANIFEST

BUILDERS = {"report.pdf": report.build, "contract.pdf": papers.build_contract, "notice.pdf": papers.build_notice}


def build(folder: Path) -> None:
    """Write the three PDF files into ``folder``."""
    for name, builder in BUILDERS.items():
        builder(folder / name)


def write_hashes() -> None:
    """Put the hashes of the files as they are into the manifest."""
    manifest = json.loads(MANIFEST.read_text(encoding="utf-8"))
    for entry in manifest["documents"]:
        entry["sha256"] = hashlib.sha256((FILES / entry["file"]).read_bytes()).hexdigest()
    MANIFEST.write_text(json.dumps(manifest, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def changed() -> list[str]:
    """The names of the PDF files that building again would change."""
    with tempfile.TemporaryDirectory() as scratch:
        build(Path(scratch))
        return [name for name in BUILDERS if (Path(scratch) / name).read_bytes() != (FILES / name).read_bytes()]


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a file would change")
    if parser.parse_args().check:
        names = changed()
        sys.stdout.write(f"would change: {', '.join(names)}\n" if names else "the files are as built\n")
        return 1 if names else 0
    build(FILES)
    write_hashes()
    return 0


if __name__ == "__main__":
    sys.exit(main())
