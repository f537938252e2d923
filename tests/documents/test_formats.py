"""One file of each kind through the whole pipeline: read, kept, shown as a page of text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from esgcheck import pipeline
from esgcheck.accounts.models import User
from esgcheck.documents.models import Version
from esgcheck.web.templatetags.uploads import ENDINGS
from tests.analysis.reading.word import paragraph, table, word

WORDS = "We do not find intent to abuse human rights."
FILES: dict[str, tuple[bytes, str]] = {
    "report.docx": (
        word(paragraph(WORDS) + table(("Scope 1", "1,200 t"))),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "page.html": (f"<html><script>alert(1)</script><p>{WORDS}</p>".encode(), "text/html"),
    "mail.eml": (f"From: a@b.example\nMIME-Version: 1.0\nSubject: Re\n\n{WORDS}\n".encode(), "message/rfc822"),
    "note.txt": (WORDS.encode(), "text/plain"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_read_kept_and_shown_as_text(
    name: str, upload: Callable[..., Version], alice: User, client: Client
) -> None:
    data, media_type = FILES[name]

    version = upload(data, filename=name)
    pipeline.run_everything()

    version.refresh_from_db()
    assert (version.state, version.failure) == ("ready", "")
    assert version.media_type == media_type
    assert not version.has_page_images
    assert WORDS in version.text()
    client.force_login(alice)
    shown = client.get(reverse("pages", args=[version.pk, 1])).content.decode()
    assert WORDS in shown
    assert "alert(1)" not in shown
    assert "sheet__image" not in shown


def test_a_file_that_is_not_read_here_says_what_to_do(upload: Callable[..., Version]) -> None:
    older = b"\xd0\xcf\x11\xe0" + bytes(600) + "WordDocument".encode("utf-16-le")

    version = upload(older, filename="contract.doc")
    pipeline.run_everything()

    version.refresh_from_db()
    assert version.state == "failed"
    assert version.failure == "The file is an older Word file (DOC): save it as DOCX or PDF and upload that."


def test_the_form_offers_what_is_read() -> None:
    assert {f".{name.rpartition('.')[2]}" for name in FILES} <= set(ENDINGS.split(","))
