"""Saved web pages: the article first, nothing that nobody sees, in linear time."""

from __future__ import annotations

import time

import pytest

from esgcheck.analysis.reading import read_document
from esgcheck.analysis.reading.webpage import blocks_of_page
from esgcheck.analysis.types import Document, UnreadableDocument

LONG = "The company has found no evidence of intent, its lawyer wrote in the report of the year before last. "


def read(page: str) -> Document:
    return read_document(page.encode(), name="page.html")


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(p.kind, p.span.of(document.text)) for p in document.passages]


def test_headings_paragraphs_items_and_rows() -> None:
    document = read(
        "<!DOCTYPE html><title>Our year</title><h1>Our year</h1><p>It <b>went</b>\n well&nbsp;&amp; ended.<br>So."
        "<ul><li>One<li>Two</ul><table><tr><th>Scope<th>t<tr><td>1<td>1,200</table>"
    )

    assert kinds(document) == [
        ("heading", "Our year"),
        ("paragraph", "It went well\u00a0& ended.\nSo."),
        ("list_item", "One"),
        ("list_item", "Two"),
        ("table_row", "Scope\tt"),
        ("table_row", "1\t1,200"),
    ]
    assert document.media_type == "text/html"
    assert (document.pages[0].width, document.pages[0].height) == (0, 0)


@pytest.mark.parametrize("tag", ["main", "article", "div"])
def test_the_article_comes_first_and_the_rest_after_it(tag: str) -> None:
    document = read(
        f"<html><nav><ul><li>Home<li>News</ul></nav><{tag}><p>{LONG}<p>{LONG}</{tag}><div>Also read</div>"
        "<footer>Imprint</footer>"
    )

    texts = [text for _, text in kinds(document)]
    assert texts == [LONG.strip(), LONG.strip(), "Home", "News", "Also read", "Imprint"]


def test_scripts_templates_and_hidden_text_are_no_text() -> None:
    document = read(
        "<html><script>if (a<b) 'x</p>'</script><style>p{}</style><template>t</template><p>Seen."
        f"<span style='display: none'>Un<span>se</span>en</span></p><div hidden>{LONG}{LONG}</div>"
        "<svg><path/></svg>End."
    )

    assert [text for _, text in kinds(document)] == ["Seen.", "End."]
    assert [problem.code for problem in document.problems] == ["hidden_text"]


def test_a_title_that_is_not_in_the_text_is_kept() -> None:
    assert kinds(read("<title>Q&amp;A</title><p>We did."))[0] == ("heading", "Q&A")


@pytest.mark.parametrize(
    "data",
    [
        "<meta charset='windows-1252'><p>Wärme".encode("cp1252"),
        '<html><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"><p>Wärme'.encode("cp1252"),
        "<html><p>Wärme".encode(),
        "\ufeff<html><p>Wärme".encode("utf-16-le"),
        "<html><p>Wärme".encode("utf-16-le"),
        '<meta charset="utf-16"><p>Wärme'.encode(),
        "<meta charset='shift_jis'><p>W\u00e4rme 熱".encode("utf-8"),
    ],
)
def test_letters_are_those_that_were_meant(data: bytes) -> None:
    text = read_document(data).text

    assert text.strip().startswith("W")
    assert "Wärme" in text or b"shift_jis" in data


def test_utf_7_hides_no_mark_up() -> None:
    assert "+ADw-" in read_document(b'<meta charset="utf-7">+ADw-script+AD4- Scope 1').text


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 200_000, "<a " * 300_000, "<a '>" * 200_000 + "'", "<" * 2_000_000, "<!--" * 500_000 + ">",
        "<table><tr><td>" * 60_000, "</div>" * 200_000, '<b a="' * 200_000 + ">", "<script>" * 200_000,
    ],
    ids=lambda page: page[:12],
)  # fmt: skip
def test_broken_pages_take_linear_time(page: str) -> None:
    start = time.process_time()

    blocks_of_page("<p>One." + page)

    assert time.process_time() - start < 5


def test_nesting_past_the_limit_keeps_the_words_and_is_told() -> None:
    document = read("<html>" + "<div>" * 1_000 + "Deep." + "</div>" * 1_000 + "<p>After.")

    assert document.text.split() == ["Deep.", "After."]
    assert [problem.code for problem in document.problems] == ["too_deep"]


def test_a_page_too_large_or_without_words_is_refused() -> None:
    for page, code in (("<html>" + " " * 5_000_001, "too_large"), ("<html><body>", "empty")):
        with pytest.raises(UnreadableDocument) as refused:
            read(page)
        assert refused.value.code == code
