"""bin/set-up.bash and install.py, on a copy of their own, with requirements that need no network."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NO_SUCH_PACKAGE = "no-such-package==1.0 --hash=sha256:" + "0" * 64 + "\n"


# In one process, so that the virtual environment below is made once.
pytestmark = pytest.mark.xdist_group("install")


@pytest.fixture(scope="module")
def first_start(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """What is needed of a checkout to set it up, with nothing pinned in it; and what the first start said."""
    checkout = tmp_path_factory.mktemp("first")
    for name in ("bin/set-up.bash", "esgcheck/serve/install.py", "esgcheck/serve/steps.py"):
        (checkout / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, checkout / name)
    (checkout / "requirements.txt").write_text("# nothing\n")
    return checkout, set_up(checkout)


@pytest.fixture
def checkout(first_start: tuple[Path, subprocess.CompletedProcess[str]], tmp_path: Path) -> Path:
    """A checkout that was set up once."""
    return Path(shutil.copytree(first_start[0], tmp_path / "checkout", symlinks=True))


def set_up(checkout: Path, **env: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "ESGCHECK_", "PIP_"))}
    return subprocess.run(
        ["/bin/bash", "-c", ". bin/set-up.bash; set_up requirements.txt"],
        cwd=checkout,
        env=clean | {"PYTHON": sys.executable, "PIP_NO_INDEX": "1"} | env,
        capture_output=True,
        text=True,
        timeout=300,
    )


def test_the_first_start_makes_the_venv(first_start: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    checkout, outcome = first_start

    assert outcome.returncode == 0, outcome.stderr
    assert "in .venv" in outcome.stdout
    assert "packages from requirements.txt" in outcome.stdout
    assert (checkout / ".venv" / "bin" / "python").exists()


def test_the_next_start_does_nothing(checkout: Path) -> None:
    outcome = set_up(checkout)

    assert outcome.returncode == 0, outcome.stderr
    assert outcome.stdout == ""


def test_changed_requirements_are_installed_and_a_failure_says_why_and_where(checkout: Path) -> None:
    (checkout / "requirements.txt").write_text(NO_SUCH_PACKAGE)

    outcome = set_up(checkout)

    assert outcome.returncode == 1
    assert "The packages of requirements.txt could not be installed" in outcome.stderr
    assert "no-such-package" in outcome.stderr
    assert "no build of it for this Python" in outcome.stderr
    assert str(checkout / "var" / "log" / "install.log") in outcome.stderr
    assert "Traceback" not in outcome.stderr
    # It is not noted as done: the next start tries again.
    assert set_up(checkout).returncode == 1


def test_a_venv_whose_python_is_gone_is_made_anew(checkout: Path) -> None:
    (checkout / ".venv" / "bin" / "python").unlink()
    note = checkout / ".venv" / "installed.json"
    before = json.loads(note.read_text())

    outcome = set_up(checkout)

    assert outcome.returncode == 0, outcome.stderr
    assert "in .venv" in outcome.stdout
    assert json.loads(note.read_text()) == before


def test_a_python_that_is_too_old_is_passed_over_and_said(checkout: Path, tmp_path: Path) -> None:
    shutil.rmtree(checkout / ".venv")
    programs = tmp_path / "programs"
    programs.mkdir()
    (programs / "python3").write_text('#!/bin/sh\n[ "$1" = --version ] && echo Python 3.9.2 && exit 0\nexit 1\n')
    (programs / "python3").chmod(0o755)

    outcome = set_up(checkout, PYTHON="", PATH=str(programs))

    assert outcome.returncode == 1
    assert "needs Python 3.11 or newer" in outcome.stderr
    assert "Python 3.9.2" in outcome.stderr


def test_a_python_without_ensurepip_is_said(checkout: Path, tmp_path: Path) -> None:
    shutil.rmtree(checkout / ".venv")
    hidden = tmp_path / "hidden"
    hidden.mkdir()
    (hidden / "ensurepip.py").write_text("raise ImportError\n")

    outcome = set_up(checkout, PYTHONPATH=str(hidden))

    assert outcome.returncode == 1
    assert "apt install python3-venv" in outcome.stderr
