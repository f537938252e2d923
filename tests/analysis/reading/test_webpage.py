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


def test_scripts_and_templates_are_no_text_and_hidden_text_is_marked() -> None:
    document = read(
        "<html><script>if (a<b) 'x</p>'</script><style>p{}</style><template>t</template><p>Seen."
        f"<span style='display: none'>Un<span>se</span>en</span> Too.</p><div hidden>{LONG}{LONG}</div>"
        "<p style='background:#FFF; color: white'>White.<p style='color: #fff'>On a dark ground, perhaps."
        "<svg><path/></svg>End."
    )

    assert [(p.span.of(document.text), p.hidden) for p in document.passages] == [
        ("Seen. Too.", ""), ("Unseen", "hidden"), (f"{LONG}{LONG}".strip(), "hidden"), ("White.", "white"),
        ("On a dark ground, perhaps.End.", ""),
    ]  # fmt: skip
    assert [problem.code for problem in document.problems] == ["hidden_text"]


def test_headings_have_levels_and_tables_have_cells_a_header_and_a_caption() -> None:
    document = read(
        "<h1>Our year</h1><h3>Energy</h3><table><caption>Power used</caption><tr><th rowspan=2>Site<th colspan=2>MWh"
        "<tr><th>2022<th>2023<tr><td colspan=3>Europe<tr><td>Ghent<td>12<td>11<tr style='display:none'><td>Ulm<td>9"
        "</table>"
        "<table><tr><td>Scope<td>2022<tr><td>1<td>80</table><table><tr><td>Left<tr><td>alone</table>"
    )

    assert [(entry.level, entry.title) for entry in document.outline] == [(1, "Our year"), (3, "Energy")]
    rows = [p for p in document.passages if p.kind == "table_row"]
    assert [(p.table, p.header, p.hidden, p.span.of(document.text)) for p in rows] == [
        (1, True, "", "Site\tMWh"), (1, True, "", "2022\t2023"), (1, False, "", "Europe"),
        (1, False, "", "Ghent\t12\t11"), (1, False, "hidden", "Ulm\t9"),
        (2, True, "", "Scope\t2022"), (2, False, "", "1\t80"),
    ]  # fmt: skip
    assert [[c.column for c in p.cells] for p in rows[:2]] == [[0, 1], [1, 2]]
    assert kinds(document)[2] == ("caption", "Power used")
    assert kinds(document)[-2:] == [("paragraph", "Left"), ("paragraph", "alone")]


def test_what_the_page_says_of_itself_becomes_facts_and_its_day() -> None:
    document = read(
        "<!DOCTYPE html><!-- saved from url=(0031)https://news.example/a-b/c.html --><title>Q &amp; A</title>"
        '<meta property="article:published_time" content="2021-03-04T05:06:07Z"><meta name="author" content="A. Bee">'
        '<script type="application/ld+json">{"@graph": [{"headline": "Q", "author": [{"name": "C. Dee"}], '
        '"dateModified": "2021-04-01"}]}</script><p>We did. <time datetime="2020-01-01">Then</time>.'
    )

    assert dict(document.facts) == {
        "Title": "Q & A", "Author": "A. Bee", "Published": "2021-03-04T05:06:07Z", "Changed": "2021-04-01",
        "Saved from": "https://news.example/a-b/c.html",
    }  # fmt: skip
    assert document.dated == "2021-03-04"


def test_wrappers_of_mails_and_words_that_fade_in_are_seen() -> None:
    document = read("<div style='font-size:0'><p style='font-size:14px'>Dear all,</div><p style='opacity: 0'>More.")

    assert [passage.hidden for passage in document.passages] == ["", ""]


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
