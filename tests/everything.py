"""Every check and every test, and in the end one line for people and machines: ``N passed, N failed, N skipped``.

Called by bin/test. The tests run on SQLite; those of the domain run once more on PostgreSQL where
``ESGCHECK_TEST_POSTGRES`` names a server (as .ci/run does) on which databases may be made.
"""

from __future__ import annotations

import os
import re
import secrets
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from esgcheck.serve.steps import step

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
SOURCES = ["esgcheck", "tests", "manage.py"]
ON_POSTGRES = ["accounts", "cases", "jobs", "documents", "claims", "publishing", "api", "test_pipeline.py"]

PRODUCTION = {
    "ESGCHECK_URL": "https://esgcheck.example.org",
    "ESGCHECK_DEBUG": "0",
    "ESGCHECK_SECRET_KEY": secrets.token_urlsafe(60),
}
CHECKS: list[tuple[str, list[str], dict[str, str]]] = [
    ("Style (ruff check)", ["-m", "ruff", "check", "--quiet", *SOURCES], {}),
    ("Format (ruff format)", ["-m", "ruff", "format", "--check", "--quiet", *SOURCES], {}),
    ("Layers (lint-imports)", [str(BIN / "lint-imports")], {}),
    ("Types (mypy)", ["-m", "mypy", "esgcheck"], {}),
    ("Production settings (check --deploy)", ["manage.py", "check", "--deploy", "--fail-level", "WARNING"], PRODUCTION),
    ("Migrations match the models", ["manage.py", "makemigrations", "--check", "--dry-run"], {}),
]


@dataclass
class Tally:
    """What passed, what failed (by name) and what was skipped (by reason)."""

    passed: int = 0
    failed: list[str] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)

    def closing_line(self) -> str:
        return f"{self.passed} passed, {len(self.failed)} failed, {self.skipped.total()} skipped"


def main() -> int:
    tally = Tally()
    for name, command, env in CHECKS:
        check(tally, name, command, env)
    pytest(tally, "SQLite", ["tests"], {})
    if url := os.environ.get("ESGCHECK_TEST_POSTGRES"):
        folders = [f"tests/{name}" for name in ON_POSTGRES if (ROOT / "tests" / name).exists()]
        pytest(tally, "PostgreSQL", folders, {"DATABASE_URL": url})
    report(tally, with_postgres=bool(url))
    return 1 if tally.failed or not tally.passed else 0


def check(tally: Tally, name: str, command: list[str], env: dict[str, str]) -> None:
    with step(name) as this:
        outcome = subprocess.run(
            [sys.executable, *command], cwd=ROOT, env={**os.environ, **env}, capture_output=True, text=True
        )
        if outcome.returncode == 0:
            tally.passed += 1
        else:
            tally.failed.append(name)
            this.result = f"{name}: FAILED"
    if outcome.returncode:
        print(outcome.stdout + outcome.stderr, flush=True)


def pytest(tally: Tally, where: str, folders: list[str], env: dict[str, str]) -> None:
    """Run pytest in two processes, its output as it comes, and add up its JUnit report."""
    print(f"\n  Tests on {where}", flush=True)
    with tempfile.TemporaryDirectory() as temporary:
        report_file = Path(temporary) / "report.xml"
        # Which tests go to which process says tests/scheduling.py.
        flags = ["-n", "2", "-r", "fE", "-q", "--tb=short", "--durations=12", f"--junitxml={report_file}"]
        status = subprocess.run(
            [sys.executable, "-m", "pytest", *flags, *folders], cwd=ROOT, env={**_compiling(), **env}
        ).returncode
        failed_before = len(tally.failed)
        if report_file.exists():
            add_up(tally, ElementTree.parse(report_file), where)
        if status not in (0, 1, 5) or (status == 1 and len(tally.failed) == failed_before):
            tally.failed.append(f"pytest on {where} ended with status {status}")


def _compiling() -> dict[str, str]:
    """The environment, in which Python keeps what it compiles: the tests start some hundred processes."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def add_up(tally: Tally, report_tree: ElementTree.ElementTree, where: str) -> None:
    for case in report_tree.iter("testcase"):
        outcome = {child.tag: child for child in case}
        if "failure" in outcome or "error" in outcome:
            tally.failed.append(f"{case.get('classname')}.{case.get('name')} ({where})")
        elif (skipped := outcome.get("skipped")) is not None:
            tally.skipped[re.sub(r"^.*Skipped: ", "", skipped.get("message") or "no reason given")] += 1
        else:
            tally.passed += 1


def report(tally: Tally, *, with_postgres: bool) -> None:
    print()
    for reason, count in tally.skipped.most_common():
        print(f"  Not run here, {count} test{'s' if count > 1 else ''}: {reason}")
    if not with_postgres:
        print("  Not run here, the tests of the domain on PostgreSQL: ESGCHECK_TEST_POSTGRES is not set")
    for name in tally.failed:
        print(f"  Failed: {name}")
    print(f"\n{tally.closing_line()}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
