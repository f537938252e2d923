"""The face of the corpus: lazy, small, and no dearer than it must be."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

import esgcheck.analysis
from esgcheck.analysis import Corpus, judge_stance
from esgcheck.analysis.embedding import embed, pack, unpack
from esgcheck.analysis.types import Document, Page, Passage, Span


def big_document(pages: int) -> Document:
    """Pages of some 3,000 characters, ten passages each."""
    text, found_pages, passages = "", [], []
    parts = []
    offset = 0
    for number in range(1, pages + 1):
        start = offset
        for part in range(10):
            words = f"Passage {part} of page {number} speaks of pump {number * 10 + part} and its valves. " * 4
            parts.append(words + "\n\n")
            passages.append(Passage(Span(offset, offset + len(words) - 1), number, "paragraph"))
            offset += len(words) + 2
        found_pages.append(Page(number, start, offset))
    text = "".join(parts)
    return Document(text, tuple(found_pages), tuple(passages))


def test_the_whole_face_can_be_imported() -> None:
    for name in esgcheck.analysis.__all__:
        assert getattr(esgcheck.analysis, name)
    assert not hasattr(esgcheck.analysis, "nonsense")


def test_reading_does_not_bring_the_index_engine_into_its_process() -> None:
    heavy = "{'tantivy', 'edlib', 'nupunkt', 'numpy'}"
    code = f"import esgcheck.analysis.types, sys; print(sorted({heavy} & set(sys.modules)))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_nothing_is_indexed_before_the_first_question() -> None:
    corpus = Corpus([big_document(100)])
    taken = []
    for _ in range(3):  # the fastest of three: other things run on the machine
        begin = time.process_time()
        Corpus(corpus.documents)
        taken.append(time.process_time() - begin)
    assert min(taken) < 0.01


def test_a_hundred_pages_answer_at_once() -> None:
    corpus = Corpus([big_document(100)])
    begin = time.process_time()
    check = corpus.check_quotation("Passage 7 of page 77 speaks of pump 777")
    hits = corpus.rank_evidence("Page 55 speaks of pump 553", limit=5)
    taken = time.process_time() - begin
    assert check.status == "verbatim"
    assert hits[0].page == 55
    assert len(hits) <= 5
    assert taken < 3, f"took {taken:.1f} s; well under one on an idle machine"


def test_hits_and_matches_name_the_document_by_its_place() -> None:
    corpus = Corpus.from_texts(["Alpha speaks of dams and rivers.", "Beta speaks of mines and roads."])
    match = corpus.check_quotation("mines and roads").matches[0]
    hit = corpus.search("mines")[0]
    assert (match.document, hit.document) == (1, 1)
    assert hit.text == corpus.documents[1].text
    assert hit.stance.label == "context"


def test_the_same_question_has_the_same_answer() -> None:
    first, second = (Corpus([big_document(5)]) for _ in range(2))
    assert first.rank_evidence("pump 17 and valves") == second.rank_evidence("pump 17 and valves")
    assert first.check_quotation("speaks of pump 17") == second.check_quotation("speaks of pump 17")
    assert judge_stance("a", "b") == judge_stance("a", "b")


def test_a_corpus_with_vectors_finds_what_is_said_in_other_words() -> None:
    texts = [f"Passage {number} speaks of valves and of how they are painted." for number in range(30)]
    texts.append("The smelters gave off less carbon dioxide than in the year before.")
    plain = Corpus.from_texts(texts)
    claim = "Emissions of our furnaces fell"
    assert plain.rank_evidence(claim) == []
    done: list[tuple[int, int]] = []
    corpus = Corpus.embedded(plain.documents, lambda some, whole: done.append((some, whole)))
    assert corpus.rank_evidence(claim)[0].document == 30
    assert done[-1] == (31, 31)


def test_vectors_may_be_given_as_they_are_kept_and_the_claims_own_too() -> None:
    documents = Corpus.from_texts(
        ["The smelters gave off less carbon dioxide.", "The canteen serves fish on Fridays."]
    ).documents
    kept = [pack(embed([document.text])) for document in documents]
    corpus = Corpus(documents, [unpack(data) for data in kept])
    claim = "Emissions of our furnaces fell"
    hits = corpus.rank_evidence(claim, vector=embed([claim])[0])
    assert [hit.document for hit in hits] == [0]
    assert hits == Corpus.embedded(documents).rank_evidence(claim)


def test_vectors_that_do_not_fit_the_passages_are_refused() -> None:
    documents = Corpus.from_texts(["One passage only."]).documents
    with pytest.raises(ValueError, match="a row for each of its passages"):
        Corpus(documents, [unpack(b"")])
