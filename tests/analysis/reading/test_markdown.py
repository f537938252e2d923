"""Markdown: the words, and what they are; never the marks."""

from __future__ import annotations

import time

import pytest

from esgcheck.analysis.reading import read_document
from esgcheck.analysis.reading.markdown import document_from_markdown, looks_like_markdown, rendered
from esgcheck.analysis.types import Document

NOTES = """---
title: "Our notes"
author: A. Bee
date: 2024-05-31
---
<p align="center"><img src="x.png"></p>

# Our *year*

It went **well**, see
[the report](https://a.example/x_(1).pdf).[^1]

Second
------

- One
  goes on
- [x] Two
  1. Nested

> Quoted *words*
> go on.

| Scope | 2022 |
|-------|-----:|
| 1     | 1,200 |
| 2     | a \\| b |

```python
def f():
    return 1  # no heading
```

[ref]: https://c.example
[^1]: Without Scope 3.
"""


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(p.kind, p.span.of(document.text)) for p in document.passages]


def test_a_document_with_everything() -> None:
    document = read_document(NOTES.encode(), name="notes.md")

    assert document.media_type == "text/markdown"
    assert kinds(document) == [
        ("heading", "Our year"),
        ("paragraph", "It went well, see the report."),
        ("heading", "Second"),
        ("list_item", "One goes on"),
        ("list_item", "Two"),
        ("list_item", "Nested"),
        ("paragraph", "Quoted words go on."),
        ("table_row", "Scope\t2022"),
        ("table_row", "1\t1,200"),
        ("table_row", "2\ta | b"),
        ("paragraph", "def f():\n    return 1  # no heading"),
        ("footnote", "Without Scope 3."),
    ]
    assert [(entry.level, entry.title) for entry in document.outline] == [(1, "Our year"), (2, "Second")]
    assert [p.header for p in document.passages if p.table == 1] == [True, False, False]
    assert document.facts == (("Title", "Our notes"), ("Author", "A. Bee"), ("Published", "2024-05-31"))
    assert document.dated == "2024-05-31"


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("a **b** *c* __d__ ***e***", "a b c d e"), ("snake_case_name and 5 * 3 * 2", "snake_case_name and 5 * 3 * 2"),
        ("`a*b*c` and \\*d\\*", "a*b*c and *d*"), ("[a [b] c](x) ![pic](y) [d][ref]", "a [b] c pic d"),
        ("<https://a.example> &amp; <b>c</b>", "https://a.example & c"), ("Revenue* and cost*", "Revenue* and cost*"),
        ("~~gone~~ [no link] a[1]", "gone [no link] a[1]"),
    ],
)  # fmt: skip
def test_marks_are_no_words(raw: str, words: str) -> None:
    assert rendered(raw) == words


def test_a_text_is_markdown_only_with_strong_signs() -> None:
    assert looks_like_markdown(
        NOTES + "\n## More\n\nSee **a**, **b** and [c](https://d.example), [e](https://f.example)."
    )
    assert not looks_like_markdown("# remark\nvalue = 1\n# remark\nother = 2\n")
    assert not looks_like_markdown("Memo\n\n* one\n* two\n\nNote: 5 * 3.\n")


@pytest.mark.parametrize("piece", ["[", "`a", "*a", "> ", "|a", "<a ", "- ", "\\", "![](", "_a "])
def test_marks_without_end_take_time_that_grows_with_them(piece: str) -> None:
    start = time.process_time()

    document_from_markdown(piece * 4_000 + "\n\n" + f"{piece}\n" * 4_000)

    assert time.process_time() - start < 2
