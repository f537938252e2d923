"""Images and words of pages, and reading a document by itself."""

from __future__ import annotations

import io
from typing import Any

import pymupdf
import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image

from esgcheck import pipeline
from esgcheck.accounts.models import User
from esgcheck.analysis.types import UnreadableDocument
from esgcheck.cases.models import Case
from esgcheck.documents import images
from esgcheck.documents.files import path_of
from esgcheck.documents.models import Version
from tests.remembering import Memory
from tests.web.test_workbench import as_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def pdf(case: Case, upload: Any, memory: Memory) -> Version:
    """Two pages, printed 41 and 42."""

    def work() -> None:
        document = pymupdf.open()
        for words in ("We cut our emissions by 12 % in 2023.", "Nobody was harmed."):
            document.new_page(width=300, height=400).insert_text((30, 60), words, fontsize=11)
        document.set_page_labels([{"startpage": 0, "prefix": "", "style": "D", "firstpagenum": 41}])
        upload(document.tobytes(), "report", "report.pdf", "Annual report")
        pipeline.run_everything()

    memory.bring(case, work)
    version = case.versions.get()
    assert version.state == "ready"
    return version


@pytest.fixture
def client(bob: User) -> Client:
    return as_user(bob)


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content)


class TestImages:
    def test_a_page_is_drawn_once_and_may_be_kept(self, pdf: Version, client: Client, monkeypatch: Any) -> None:
        url = reverse("page-image", args=[pdf.pk, 1])

        first = client.get(url)
        data = body(first)
        monkeypatch.setattr(images, "render_pages", None)
        again = body(client.get(url))

        assert first.headers["Content-Type"] == "image/webp"
        assert first.headers["Cache-Control"] == "private, no-cache"
        assert Image.open(io.BytesIO(data)).size == (459, 612)
        assert again == data
        assert not list(images.image_path(pdf, 1, 110).parent.glob("drawing-*"))

    def test_twice_and_four_times_as_sharp_for_zooming_in_and_no_other_size(self, pdf: Version, client: Client) -> None:
        url = reverse("page-image", args=[pdf.pk, 1])

        assert Image.open(io.BytesIO(body(client.get(url + "?dpi=220")))).size == (917, 1223)
        assert Image.open(io.BytesIO(body(client.get(url + "?dpi=440")))).size == (1834, 2445)
        for dpi in ("72", "1000000", "x", ""):
            assert client.get(f"{url}?dpi={dpi}").status_code == 404

    def test_a_page_that_is_not_there(self, pdf: Version, client: Client) -> None:
        assert client.get(reverse("page-image", args=[pdf.pk, 3])).status_code == 404

    def test_a_page_that_cannot_be_drawn_says_why_in_its_place(
        self, pdf: Version, client: Client, monkeypatch: Any
    ) -> None:
        def refuse(*args: Any, **kwargs: Any) -> Any:
            yield 2, UnreadableDocument("The page <is> too large.")

        monkeypatch.setattr(images, "render_pages", refuse)

        response = client.get(reverse("page-image", args=[pdf.pk, 2]))

        assert response.status_code == 503
        assert response.headers["Content-Type"] == "image/svg+xml"
        assert response.headers["Cache-Control"] == "no-store"
        words = response.content.decode()
        assert "This page cannot be shown." in words
        assert "&lt;is&gt;" in words

    def test_a_file_that_is_gone_is_said_too(self, pdf: Version, client: Client) -> None:
        path_of(pdf.sha256).unlink()

        response = client.get(reverse("page-image", args=[pdf.pk, 2]))

        assert response.status_code == 503
        assert b"not on this" in response.content

    def test_a_stranger_sees_no_image_though_it_is_on_disk(self, pdf: Version, client: Client, charlie: User) -> None:
        url = reverse("page-image", args=[pdf.pk, 1])
        body(client.get(url))

        assert as_user(charlie).get(url).status_code == 404
        assert Client().get(url).status_code == 404


class TestWords:
    def test_words_carry_their_place_in_the_text_and_on_the_page(self, pdf: Version, client: Client) -> None:
        answer = client.get(reverse("page-words", args=[pdf.pk, 2])).json()

        text = pdf.text()
        assert (answer["width"], answer["height"]) == (300, 400)
        assert [word[6] for word in answer["words"]] == ["Nobody", "was", "harmed."]
        assert all(text[start:end] == word for start, end, *_, word in answer["words"])
        x0, y0, x1, y1 = answer["words"][0][2:6]
        assert 29 < x0 < x1 < 80
        assert 40 < y0 < y1 < 70


class TestReadingADocument:
    def test_number_and_printed_label_are_both_shown(self, pdf: Version, client: Client) -> None:
        page = " ".join(client.get(reverse("pages", args=[pdf.pk, 2])).content.decode().split())

        assert "p. 2<span" in page
        assert "printed 42" in page

    def test_a_deep_link_highlights_the_passage(self, pdf: Version, client: Client) -> None:
        start = pdf.text().index("harmed")

        response = client.get(reverse("pages", args=[pdf.pk, 2]) + f"?at={start}-{start + 6}")

        (mark,) = response.context["reading"].sheet.marks
        assert mark.highlight.here
        assert len(mark.boxes) == 1
        assert '<g class="mark mark--claim mark--person mark--here"' in response.content.decode()

    @pytest.mark.parametrize(("typed", "number"), [("2", 2), ("42", 2), ("41", 1), ("999", 2), ("", 1), ("xii", 1)])
    def test_going_to_a_page_by_number_or_by_what_is_printed_on_it(
        self, pdf: Version, client: Client, typed: str, number: int
    ) -> None:
        answer = client.get(reverse("pages-go", args=[pdf.pk]), {"number": typed})

        assert answer.headers["Location"] == reverse("pages", args=[pdf.pk, number])

    def test_pages_that_are_not_there(self, pdf: Version, client: Client) -> None:
        assert client.get(reverse("pages", args=[pdf.pk, 3])).status_code == 404
        assert client.get(reverse("pages", args=[pdf.pk, 0])).status_code == 404

    def test_a_document_that_could_not_be_read_says_why(self, case: Case, upload: Any, client: Client) -> None:
        version = upload("words", "source", "n.txt")
        Version.objects.filter(pk=version.pk).update(state="failed", failure="The file is damaged.")

        assert "The file is damaged." in client.get(reverse("pages", args=[version.pk, 1])).content.decode()
