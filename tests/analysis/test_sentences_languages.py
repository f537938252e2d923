"""Sentences of German, Italian, French, Chinese and Japanese text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esgcheck.analysis.sentences import sentences


def texts(text: str) -> list[str]:
    return [found.of(text) for found in sentences(text)]


@pytest.mark.parametrize(
    "expected",
    [
        ["Am 3. Mai 2023 wurde Nr. 5 geprüft, z. B. im Werk.", "Die 2. Anlage ist neu.", "Das war ca. 12 % mehr."],
        ["Er sagte: „Wir haben nichts gefunden.“", "Danach ging er."],
        ["Bis 31. Dezember 2030 gilt Abs. 4.", "Danach entscheidet der Vorstand."],
        ["Il d.lgs. n. 231 e l'art. 5 valgono per la Rossi S.p.A. di Torino.", "Lo dice il dott. Verdi, cfr. pag. 4."],
        ["La società ha ridotto i consumi.", "«Non abbiamo trovato nulla.»", "Così il presidente."],
        ["Il a dit : « Nous n'avons rien vu. »", "Puis M. Dupont et Mme. Roux sont partis, cf. p. 12 et art. 3."],
    ],
)
def test_abbreviations_ordinals_and_marks_of_other_languages(expected):
    assert texts(" ".join(expected)) == expected


@pytest.mark.parametrize(
    "expected",
    [
        ["公司在2023年减少了12.5%的排放。", "目标是在2030年前实现碳中和！", "您知道吗？", "知道。"],
        ["公司表示：“我们没有发现问题。”", "王经理说：“这不是事实。”", "会议随后结束。"],
        ["当社は排出量を削減しました。", "「問題はない。」と田中氏は述べた。", "以上です。"],
        ["公司在二零二三年\n减少了排放。", "目标是\n二零三零年。"],
    ],
)
def test_chinese_and_japanese_without_spaces(expected):
    assert texts("".join(expected)) == expected


def test_an_english_sentence_that_ends_with_a_number_still_ends():
    assert texts("The plants of Unit 3. May was dry.") != ["The plants of Unit 3. May was dry."]
    assert texts("He came on May 3. The plant was shut.") == ["He came on May 3.", "The plant was shut."]


@given(st.text(alphabet="aZ.。！？“”„« »」と1 \n中あא", max_size=80))
def test_no_letter_is_lost_or_said_twice(text):
    found = sentences(text)

    assert all(before.end <= after.start for before, after in pairwise(found))
    assert "".join("".join(span.of(text).split()) for span in found) == "".join(text.split())
