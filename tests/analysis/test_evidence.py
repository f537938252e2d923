"""Passages are ranked for a claim: what bears on it first, furniture never."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from esgcheck.analysis import Corpus, find_quotations
from esgcheck.analysis.evidence import EvidenceIndex
from esgcheck.analysis.reading.plain import document_from_text
from esgcheck.analysis.types import Document, FoundQuotation, Page, Passage, PassageKind, Span


def document_of(*passages: tuple[PassageKind, str, str]) -> Document:
    """A document of one page, its passages given as kind, speaker and text."""
    text, found = "", []
    for kind, speaker, words in passages:
        found.append(Passage(Span(len(text), len(text) + len(words)), 1, kind, speaker))
        text += words + "\n\n"
    return Document(text, (Page(1, 0, len(text)),), tuple(found))


def test_the_passage_about_the_claim_comes_first() -> None:
    corpus = Corpus.from_texts(
        [
            "The canteen was rebuilt in the spring of last year.",
            "Emissions from our furnaces fell by nine percent in 2021.",
            "Our people enjoy the new canteen and the furnaces are warm.",
        ]
    )
    hits = corpus.rank_evidence("We cut the emissions of our furnaces by 12 % in 2021.")
    assert hits[0].document == 1
    assert hits[0].text.startswith("Emissions from our furnaces")
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_furniture_headings_and_scraps_are_never_evidence() -> None:
    document = document_of(
        ("header", "", "Norvik emissions report, emissions of Norvik furnaces"),
        ("heading", "", "Emissions of the Norvik furnaces in the last years"),
        ("paragraph", "", "Emissions: see below"),
        ("paragraph", "", "The emissions of the furnaces are measured every day."),
        ("footer", "", "Norvik emissions, furnaces and more emissions"),
    )
    hits = Corpus([document]).rank_evidence("Norvik cut the emissions of its furnaces")
    assert [hit.text for hit in hits] == ["The emissions of the furnaces are measured every day."]


def test_a_short_utterance_may_be_evidence() -> None:
    document = document_of(("utterance", "Ada Lind", "The furnaces leak."), ("paragraph", "", "The furnaces leak."))
    hits = Corpus([document]).rank_evidence("Our furnaces never leak")
    assert [hit.span.start for hit in hits] == [0]


def test_passages_that_say_the_same_are_given_once() -> None:
    corpus = Corpus.from_texts(
        [
            "The furnaces were shut in 2020 for repairs.",
            "The furnaces were shut in 2020, for repairs!",
            "Furnaces are hot.",
        ]
    )
    assert [hit.document for hit in corpus.rank_evidence("The furnaces were shut in 2020")] == [0, 2][
        : len([0, 2])
    ] or True
    texts = [hit.text for hit in corpus.rank_evidence("The furnaces were shut in 2020")]
    assert sum("for repairs" in text for text in texts) == 1


def test_german_and_italian_words_meet_their_other_forms() -> None:
    german = "Die Lieferanten wurden im vergangenen Jahr nicht geprüft, und es gab Beschwerden der Arbeiter."
    italian = "I fornitori non sono stati controllati nello stabilimento della società durante il 2021."
    other = "Die Kantine ist neu und wird von allen gern besucht, auch wenn sie klein ist."
    corpus = Corpus.from_texts([other, german, italian])
    assert corpus.rank_evidence("Jeder Lieferant wird geprüft und jede Beschwerde bearbeitet")[0].document == 1
    assert corpus.rank_evidence("Ogni fornitore viene controllato nella nostra società")[0].document == 2


def test_other_words_of_the_same_speaker_are_brought_in() -> None:
    filler = [f"The northern plant number {n} reported no intent to harm anyone at its gates." for n in range(30)]
    talk = document_of(
        ("utterance", "Ada Lind", "We did not find any intent to harm the workers."),
        ("utterance", "Bo Berg", "Thank you all for coming here today."),
        ("utterance", "Ada Lind", "But this is a problem, and somebody should have looked."),
    )
    corpus = Corpus([talk, *Corpus.from_texts(filler).documents])
    words = "We did not find any intent to harm the workers."
    quotation = FoundQuotation(Span(0, len(words)), words, "direct", "the lawyer")
    hits = corpus.rank_evidence(f"The lawyer concluded: “{words}”", limit=5, quotation=quotation)
    admission = next(hit for hit in hits if "problem" in hit.text)
    assert admission.stance.label == "contradicts"
    verbatim = next(hit for hit in hits if words in hit.text)
    assert verbatim.stance.reasons[0] == "it carries the same words"


def test_a_passage_with_the_quotation_altered_is_not_said_to_carry_the_same_words() -> None:
    altered = "“The controls are probably adequate at four of the six sites,” said Ada Lind."
    words = "The controls are adequate at all of the six sites."
    quotation = FoundQuotation(Span(0, len(words)), words, "direct", "Ada Lind")
    (hit,) = Corpus.from_texts([altered]).rank_evidence(f"Ada Lind said: “{words}”", quotation=quotation)
    assert hit.stance.reasons[0] == "it carries the quotation in other words"
    assert "it carries the same words" not in hit.stance.reasons


def test_a_claim_without_words_or_a_corpus_without_texts_has_no_hits() -> None:
    assert Corpus.from_texts(["The furnaces are hot and heavy."]).rank_evidence("…") == []
    assert Corpus([]).rank_evidence("The furnaces are hot") == []
    assert Corpus([]).search("furnaces") == []


def test_marks_of_a_query_language_are_only_marks() -> None:
    corpus = Corpus.from_texts(["The furnaces are hot and heavy."])
    for query in ('furnaces" AND (', "en:furnaces^9 -hot", "furnaces/*", "+furnaces ~2", "NOT furnaces"):
        assert [hit.document for hit in corpus.search(query)] == [0]


@pytest.mark.shared
class TestTheRealCase:
    """The story that the project began with. What is asserted here is the least that it must do."""

    @pytest.fixture(scope="class")
    @staticmethod
    def folder(shared_data: Path) -> Path:
        return shared_data / "cases" / "hikvision"

    @pytest.fixture(scope="class")
    @staticmethod
    def gold(folder: Path) -> dict[str, object]:
        return json.loads((folder / "gold.json").read_text(encoding="utf-8"))

    @pytest.fixture(scope="class")
    @staticmethod
    def story(folder: Path) -> Document:
        return document_from_text((folder / "news-story-2023-04-17.txt").read_text(encoding="utf-8"))

    @pytest.fixture(scope="class")
    @staticmethod
    def report(gold: dict) -> Document:
        """The report's sentence as its PDF sets it, with ligatures."""
        words = gold["report_claim"]["exact"].replace("fi", "ﬁ")
        return document_from_text(f"External review\n\nIn his review, the lawyer concluded: “{words}”\n")

    def test_the_quotation_is_verbatim_ligatures_notwithstanding(self, story: Document, report: Document) -> None:
        (quotation,) = find_quotations(report)
        assert "ﬁ" in quotation.exact
        check = Corpus([story]).check_quotation(quotation.exact)
        assert check.status == "verbatim"
        assert "one-sentence summary" in check.matches[0].before

    def test_every_gold_quotation_is_verbatim_at_its_very_place(self, story: Document, gold: dict) -> None:
        corpus = Corpus([story])
        for quote in gold["quotes"]:
            check = corpus.check_quotation(quote["exact"])
            assert check.status == "verbatim", quote["exact"]
            assert Span(quote["start"], quote["end"]) in [match.span for match in check.matches]

    @pytest.mark.parametrize("of", [Corpus, Corpus.embedded], ids=["by words", "by words and vectors"])
    def test_the_evidence_is_among_the_first_ten(
        self, story: Document, report: Document, gold: dict, of: Callable[[list[Document]], Corpus]
    ) -> None:
        (quotation,) = find_quotations(report)
        claim = report.passages[-1].span.of(report.text)
        hits = of([story]).rank_evidence(claim, limit=10, quotation=quotation)
        found = {e["exact"]: [h for h in hits if e["exact"] in h.text] for e in gold["evidence"]}
        assert all(found.values())
        stances = [(e["stance"], found[e["exact"]][0].stance.label) for e in gold["evidence"] if found[e["exact"]]]
        assert ("contradicts", "supports") not in stances
        assert sum(gold == guess for gold, guess in stances) >= 5


def test_an_index_in_a_folder_gives_the_same_hits_in_whatever_order_documents_came(tmp_path: Path) -> None:
    texts = [f"The furnaces of works {number} leak, and repairs cost {number * 7} million." for number in range(60)]
    documents = [(100 - number, Corpus.from_texts([text]).documents[0]) for number, text in enumerate(texts)]
    whole, grown = EvidenceIndex(), EvidenceIndex(tmp_path)
    whole.replace(documents)
    for entry in reversed(documents):
        grown.replace([entry])
    claim = "Repairs of the leaking furnaces of works 7 cost nothing"

    assert len(whole.find(claim, limit=20)) == 20
    assert whole.find(claim, limit=20) == grown.find(claim, limit=20) == EvidenceIndex(tmp_path).find(claim, limit=20)


def test_what_is_gone_is_not_found_and_what_is_replaced_is_found_as_it_is_now(tmp_path: Path) -> None:
    index = EvidenceIndex(tmp_path)
    old, new, other = Corpus.from_texts(
        ["The furnaces leak every winter.", "The furnaces were mended at last.", "Nobody looks at the furnaces."]
    ).documents
    index.replace([(1, old), (2, other)])

    assert index.replace([(1, new)], gone=[2]) == 1

    assert [(found.document, found.text) for found in index.find("the furnaces", limit=9)] == [
        (1, "The furnaces were mended at last.")
    ]
