"""Which language a document is in."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from esgcheck.analysis import find_claims, find_quotations
from esgcheck.analysis.language_names import NAMES, name_of
from esgcheck.analysis.languages import language_of, of_document, script_language
from esgcheck.analysis.sentences import sentences
from esgcheck.analysis.types import Document, Page, Passage, Span
from tests.benchmarks.languages import TEXTS

ENGLISH = "The members of the board have read what was said of the works, and they will answer it in the spring."
GERMAN = "Der Vorstand hat gelesen, was über die Werke gesagt wurde, und er wird im Frühjahr darauf antworten."


def made(*texts, kinds=None, pages=False):
    """A document with a passage a text, each on a page of its own where ``pages``."""
    passages, start = [], 0
    for number, text in enumerate(texts):
        kind = kinds[number] if kinds else "paragraph"
        passages.append(Passage(Span(start, start + len(text)), number + 1 if pages else 1, kind))
        start += len(text) + 2
    whole = "".join(f"{text}\n\n" for text in texts)
    starts = [passage.span.start for passage in passages] if pages else [0]
    ends = [*starts[1:], len(whole)]
    return Document(whole, tuple(map(Page, range(1, len(starts) + 1), starts, ends)), tuple(passages))


@pytest.mark.parametrize(("code", "text"), TEXTS.items(), ids=TEXTS.keys())
def test_a_paragraph_tells_its_language(code, text):
    assert of_document(made(text)) == code


def test_most_of_a_mixed_document_decides():
    assert of_document(made(*[GERMAN] * 4, *[ENGLISH] * 2)) == "de"
    assert of_document(made(*[GERMAN] * 2, *[ENGLISH] * 4)) == "en"


def test_a_cover_and_tables_in_another_language_do_not_count():
    cover = made(GERMAN * 3, ENGLISH, ENGLISH, ENGLISH, pages=True)
    table = made(ENGLISH, ENGLISH, *[GERMAN] * 9, kinds=["paragraph"] * 2 + ["table_row"] * 9)

    assert of_document(cover) == of_document(table) == "en"


@pytest.mark.parametrize("text", ["", "12,345\n67,890", "Tabelle 3", "🌍🌍🌍", "...", "2019 2020 2021 2022 2023"])
def test_nothing_is_said_of_too_little_text(text):
    assert of_document(made(text)) == ""


def test_a_document_of_headings_alone_has_a_language():
    kinds = ["heading"] * 4
    assert (
        of_document(made("Was wir für die Umwelt tun", *["Wie wir mit den Menschen arbeiten"] * 3, kinds=kinds)) == "de"
    )


def test_scripts_tell_chinese_japanese_and_korean():
    assert script_language("公司在2023年减少了排放") == "zh"
    assert script_language("当社は排出量を削減しました") == "ja"
    assert script_language("회사는 배출량을 줄였습니다") == "ko"
    assert script_language("The company 公司 has plants") == ""


def test_words_that_tell_nothing_count_as_english():
    assert language_of("") == language_of("12 345") == "en"
    assert language_of(GERMAN) == "de"


def test_every_language_has_a_name():
    assert (name_of("de"), name_of("zh"), name_of("")) == ("German", "Chinese", "")
    assert all(len(code) == 2 and name[0].isupper() for code, name in NAMES.items())


def test_the_model_is_not_loaded_for_an_english_document():
    program = (
        "import sys; from tests.analysis.test_languages import *;"
        "assert of_document(made(ENGLISH)) == 'en' and of_document(made(GERMAN)) == 'de';"
        "assert 'py3langid' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


mixed = st.lists(
    st.one_of(
        st.text(max_size=12),
        st.sampled_from([
            "شركة ", "אמר: „", "公司表示：“", "。", "12,5 % ", "„Nein“ ", "« Non », a dit-il. ",
            "👩🏽‍🏭", "e\u0301\u0323", "\u202e",
            "٣٫٥ %", "tCO₂e", "said: “", "”", "\n", "ﬁnal ", "ة" * 30, "１２％", "по 12 % ", "\u200b",
        ]),
    ),
    max_size=12,
).map("".join)  # fmt: skip


@settings(max_examples=40)
@given(mixed)
def test_no_mix_of_scripts_breaks_anything_and_every_span_stands(text):
    document = made(text)

    quotations = find_quotations(document, scare=True)
    claims = find_claims(document, quotations)

    assert of_document(document) in {"", *NAMES}
    assert all(found.exact == found.span.of(text) for found in quotations)
    for claim in claims:
        assert claim.text == claim.span.of(document.text)
        assert all(quantity.span.of(document.text) == quantity.text for quantity in claim.quantities)
        assert all(field.span is None or field.span.end <= len(text) for field in claim.fields)
    assert all(span.end <= len(text) for span in sentences(text))
