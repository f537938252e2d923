"""Make ``.venv`` and install the pinned packages into it, where that is not done yet.

Run by its path, not as a module (``python esgcheck/serve/install.py requirements.txt``), by whatever Python the machine
has: so it stands on the standard library only. What was installed is noted in ``.venv/installed.json``, so that the
next start takes no time.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
import subprocess
import sys
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from steps import Step, Stop, step

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
NOTE = VENV / "installed.json"
VAR = Path(os.environ.get("ESGCHECK_VAR", ROOT / "var"))
LOG = VAR / "log" / "install.log"

HINTS = {
    "No space left on device": "The disk is full. Free some space and start again.",
    "DO NOT MATCH THE HASHES": "A package is not the one that was pinned: tell whoever runs your package index.",
    "No matching distribution": "The package index has no build of it for this Python or this machine.",
    "Could not find a version": "The package index has no build of it for this Python or this machine.",
    "Permission denied": "This user may not write there. Run as the user that owns this folder.",
}


def main(names: list[str]) -> None:
    with _one_at_a_time():
        done: dict[str, str] = json.loads(NOTE.read_text()) if NOTE.exists() else {}
        if not (PYTHON.exists() and done.get("python") == sys.version):
            _make_venv()
            done = {"python": sys.version}
        for name in names:
            wanted = hashlib.sha256((ROOT / name).read_bytes()).hexdigest()
            if done.get(name) != wanted:
                _install(name)
                done[name] = wanted
                NOTE.write_text(json.dumps(done))


def _make_venv() -> None:
    try:
        import ensurepip  # noqa: F401  (Debian's python3 comes without it)
    except ImportError:
        raise Stop(
            f"{sys.executable} comes without pip (the module ensurepip), which the set-up needs.\n"
            "  On Debian and Ubuntu: apt install python3-venv. Or name another Python: PYTHON=python3.12 bin/serve"
        ) from None
    if (VENV / "bin" / "pip").exists() and Path(sys.prefix).resolve() == VENV.resolve():
        return  # made by hand or by an older install.py, and this is its Python: keep it
    with step("Making .venv") as this:
        venv.create(VENV, clear=True, symlinks=True, with_pip=True)
        this.result = f"Python {sys.version.split()[0]} in .venv"


def _install(name: str) -> None:
    pins = len(re.findall(r"^[A-Za-z0-9][^ ]*==", (ROOT / name).read_text(), re.MULTILINE))
    command = [str(PYTHON), "-m", "pip", "install", "--require-hashes", "--no-input", "--disable-pip-version-check"]
    command += ["--progress-bar", "off", "-r", str(ROOT / name)]
    with step(f"Installing {pins} packages from {name}") as this:
        with LOG.open("w", encoding="utf-8") as log, _started(command) as pip:
            assert pip.stdout is not None
            for line in _counted(this, pip.stdout, pins):
                log.write(line)
        if pip.returncode:
            raise Stop(_why(name, LOG))
        this.result = f"{pins} packages from {name}"


def _started(command: list[str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        # Unbuffered, or the count would stand still.
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )


def _counted(this: Step, lines: Iterator[str], pins: int) -> Iterator[str]:
    collected = 0
    for line in lines:
        if line.startswith(("Collecting ", "Requirement already satisfied")):
            collected += 1
            this.show(f"Fetching packages: {min(collected, pins)} of {pins}")
        elif line.startswith("Installing collected packages"):
            this.show(f"Unpacking {pins} packages")
        yield line


def _why(name: str, log: Path) -> str:
    text = log.read_text(encoding="utf-8")
    hint = next(
        (hint for words, hint in HINTS.items() if words in text),
        "Is the network there? What was fetched is kept: start again and it goes on from here.",
    )
    tail = "\n".join("    " + line for line in text.strip().splitlines()[-8:])
    return f"The packages of {name} could not be installed. pip's last words:\n{tail}\n  {hint}\n  All it said: {log}"


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Two starts at once must not write the same ``.venv``."""
    LOG.parent.mkdir(parents=True, exist_ok=True)
    with (VAR / "install.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except Stop as stop:
        sys.exit(f"\n  {stop}")
    except KeyboardInterrupt:
        sys.exit("\n  Stopped. What was fetched is kept.")
    except OSError as error:
        sys.exit(f"\n  The set-up could not write: {error}")
