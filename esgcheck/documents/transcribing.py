"""Speech to text, where the operator has installed an engine and says how to call it. Nothing is ever downloaded.

    ESGCHECK_SPEECH="whisper-cli --model /opt/models/base.bin --output-vtt --output-file {out} {audio}"

The engine gets the recording as a file and leaves a WebVTT file, or prints one. It reads an untrusted file outside of
the cage: that is the operator's decision, and it runs with no more than a clean environment, a folder of its own and a
bound on its time. What it writes is an ordinary transcript then: uploaded, read in the cage, marked as a machine's.
"""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path, PurePath

from django.conf import settings

from esgcheck.documents.files import path_of
from esgcheck.documents.models import Version

MARK = "machine"
_ENDINGS = {"audio/mpeg": ".mp3", "audio/mp4": ".m4a", "audio/wav": ".wav", "audio/ogg": ".ogg", "audio/flac": ".flac",
            "video/mp4": ".mp4", "video/webm": ".webm"}  # fmt: skip
_LARGEST = 20_000_000


class NotWrittenDown(Exception):
    """The engine gave no transcript; ``str()`` is a sentence for the user."""


def engine() -> list[str]:
    """The command of the engine, empty where there is none, or where it is not on this machine."""
    command = shlex.split(settings.SPEECH_COMMAND)
    return command if command and shutil.which(command[0]) else []


def machine_name(version: Version) -> str:
    """What the file of a transcript by machine is called: told from one that a person has made."""
    return f"{PurePath(version.filename).stem[:200]}.{MARK}.vtt"


def write_down(version: Version) -> bytes:
    """The transcript of a recording as WebVTT. Takes as long as the engine does. Raises NotWrittenDown."""
    command = engine()
    if not command:
        raise NotWrittenDown("There is no speech engine on this server. Upload a transcript instead.")
    with tempfile.TemporaryDirectory() as folder:
        audio = Path(folder) / f"recording{_ENDINGS.get(version.media_type, '')}"
        audio.symlink_to(path_of(version.sha256))
        filled = [part.replace("{audio}", str(audio)).replace("{out}", str(Path(folder) / "out")) for part in command]
        printed = _run(filled, folder)
        written = next(iter(sorted(Path(folder).glob("*.vtt"))), None)
        text = written.read_bytes() if written and written.stat().st_size <= _LARGEST else printed
    if not text.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"WEBVTT") or len(text) > _LARGEST:
        raise NotWrittenDown(
            "The speech engine gave no transcript. The recording is kept; upload a transcript instead."
        )
    return text


def _run(command: list[str], folder: str) -> bytes:
    environment = {"PATH": os.environ.get("PATH", ""), "HOME": folder, "LANG": "C.UTF-8"}
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        printed, _ = process.communicate(timeout=settings.SPEECH_SECONDS)
    except subprocess.TimeoutExpired:
        raise NotWrittenDown("Writing the recording down took too long and was stopped. Upload a transcript.") from None
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
    if process.returncode:
        raise NotWrittenDown("The speech engine could not read the recording. Upload a transcript instead.")
    return printed
