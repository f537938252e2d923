"""The examples of docs/api.md, run one after the other as somebody would who reads it."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework.test import APIClient

from esgcheck import pipeline
from esgcheck.accounts.models import User
from tests.conftest import REPORT_TEXT, SOURCE_TEXT

pytest_plugins = ["tests.publishing.fixtures"]

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "api.md").read_text("utf-8")
FILES = {"@report.txt": REPORT_TEXT, "@talk.vtt": SOURCE_TEXT}


def examples() -> list[tuple[str, str]]:
    """Each curl command with the comment after it."""
    blocks = re.findall(r"```sh\n(.*?)```", TEXT, re.S)
    lines = [line for block in blocks for line in block.splitlines() if line.startswith("curl")]
    return [(line.partition("   # ")[0], line.partition("   # ")[2]) for line in lines]


def run(client: APIClient, command: str) -> Any:
    words = shlex.split(command)
    assert words[:2] == ["curl", "-s"]
    method, url, body, form = "get", "", None, {}
    rest = iter(words[2:])
    for word in rest:
        if word == "-X":
            method = next(rest).lower()
        elif word == "-H":
            next(rest)
        elif word == "-d":
            body = next(rest)
        elif word == "-F":
            name, _, value = next(rest).partition("=")
            form[name] = SimpleUploadedFile(value[1:], FILES[value].encode()) if value in FILES else value
        else:
            url = word
    if form:
        return client.post(url, form)
    return getattr(client, method)(url, **({"data": body, "content_type": "application/json"} if body else {}))


@pytest.mark.django_db
def test_every_example_of_the_documentation_works(
    alice: User, api: Callable[[User], APIClient], read_once: None
) -> None:
    client, known = api(alice), {"API": "/api/v1", "AUTH": "x"}
    ran = 0

    for command, comment in examples():
        filled = re.sub(r"\$([A-Z]+)", lambda found: known[found[1]], command)
        answer = run(client, filled)
        assert answer.status_code in {200, 201, 202}, (command, answer.content)
        pipeline.run_everything()
        if named := re.search(r"(id|seal)[^$]*: \$([A-Z]+)", comment):
            data = answer.json()
            data = data["results"][0] if "results" in data else data
            known[named[2]] = data[named[1]]
        ran += 1

    assert ran > 18
