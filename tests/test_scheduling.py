"""What shares a server stays together, in processes that really run."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.scheduling import FIRST, TOGETHER, in_order

ROOT = Path(__file__).resolve().parents[1]


def test_what_waits_goes_first_then_the_longest_files_each_in_one_piece() -> None:
    given = ["tests/a.py::a", "tests/b.py::a", "tests/browser/x.py::a", "tests/b.py::b", "tests/live/test_kill.py::a"]

    assert in_order(given) == [
        "tests/live/test_kill.py::a",
        "tests/browser/x.py::a",
        "tests/b.py::a",
        "tests/b.py::b",
        "tests/a.py::a",
    ]


def test_the_files_that_are_named_are_there() -> None:
    named = [*TOGETHER, *(group for group in FIRST if group.endswith(".py"))]

    assert [path for path in named if not (ROOT / path).is_file()] == []


def test_a_group_runs_in_one_process(tmp_path: Path) -> None:
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    hooks = "pytest_collection_modifyitems, pytest_xdist_make_scheduler"
    (tmp_path / "conftest.py").write_text(f"from tests.scheduling import {hooks}\n")
    for path in ("tests/live/test_entering.py", "tests/browser/test_one.py", "tests/browser/test_two.py", "test_a.py"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("def test_one(): pass\n\n\ndef test_two(): pass\n")
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "DJANGO_"))}

    said = subprocess.run(
        [sys.executable, "-m", "pytest", "-n", "2", "-v", "-p", "no:cacheprovider", "--import-mode=importlib"],
        cwd=tmp_path,
        env=clean | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=300,
    ).stdout

    ran = re.findall(r"\[(gw\d)\].* PASSED (\S+)::", said)
    assert len(ran) == 8, said
    assert len({process for process, path in ran if path.startswith("tests/")}) == 1, said
    assert len({process for process, path in ran if path == "test_a.py"}) == 1, said
