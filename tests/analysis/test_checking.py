"""What became of a quotation, beyond verbatim and altered: spliced, cut, absent and why, and how it is told."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from esgcheck.analysis import Corpus
from esgcheck.analysis.reading.plain import document_from_text
from esgcheck.analysis.telling import changes
from esgcheck.analysis.types import Attribution, Document, Page, Passage, Span

REVIEW = document_from_text(
    "Review of the Norvik contracts by Maria Santos\n\n"
    "We looked at the five contracts line by line. We did not find that Norvik meant to harm anyone. The annex of the "
    "second contract was never shown to us, although we asked for it twice.\n\n"
    "The wells at the eastern gate had run dry in the spring of 2019, and around 1,200 families were moved to the "
    "hills by the army.\n",
    name="Santos review",
)
LETTER = document_from_text(
    "To the board of Norvik\n\nYou have known since March that the water is not safe. We ask you to stop the pumps and "
    "to tell the families the truth.\n",
    name="Letter of the union",
)


def talk(*turns: tuple[str, str]) -> Document:
    """A transcript of who says what."""
    text, passages = "", []
    for speaker, words in turns:
        passages.append(Passage(Span(len(text), len(text) + len(words)), 1, "utterance", speaker=speaker))
        text += words + "\n"
    return Document(text, (Page(1, 0, len(text)),), tuple(passages), name="Talk")


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return Corpus([REVIEW, LETTER])


class TestSpliced:
    def test_parts_of_two_documents_are_spliced_and_each_place_is_told(self, corpus: Corpus) -> None:
        check = corpus.check_quotation("We did not find that Norvik meant … to tell the families the truth")
        assert check.status == "spliced"
        assert [match.document for match in check.matches] == [0, 1]
        assert "2 documents" in check.reason

    def test_sentences_joined_without_any_mark_are_spliced(self, corpus: Corpus) -> None:
        check = corpus.check_quotation("We did not find that Norvik meant to harm anyone. You have known since March.")
        assert check.status == "spliced"
        assert [match.document for match in check.matches] == [0, 1]

    def test_the_words_of_two_speakers_are_no_quotation_of_one(self) -> None:
        corpus = Corpus([talk(("Ann", "The dam is safe for many years."), ("Bob", "The gate was never inspected."))])
        check = corpus.check_quotation("The dam is safe … was never inspected at")
        assert check.status != "elided"
        check = corpus.check_quotation("The dam is safe for many years … The gate was never inspected")
        assert check.status == "spliced"
        assert len(check.matches) == 2

    def test_a_change_inside_a_part_is_told_as_well(self, corpus: Corpus) -> None:
        check = corpus.check_quotation("We did find that Norvik meant to harm … to tell the families the truth")
        assert check.status == "spliced"
        assert "negation" in check.reason

    def test_a_sentence_dropped_in_between_without_a_mark_is_an_alteration_of_one_place(self, corpus: Corpus) -> None:
        check = corpus.check_quotation(
            "We looked at the five contracts line by line. The annex of the second contract was never shown to us"
        )
        assert check.status == "altered"
        assert "left out without a mark" in check.reason
        assert len(check.matches) == 1


class TestAbsent:
    def test_the_nearest_passage_shows_how_near_it_comes(self, corpus: Corpus) -> None:
        check = corpus.check_quotation("The wells in the village dried up long before the families were moved away")
        assert (check.status, check.matches) == ("not_found", ())
        assert check.nearest is not None
        assert check.nearest.document == 0
        assert "of its 14 words" in check.reason

    def test_nothing_is_shown_where_nothing_is_near(self, corpus: Corpus) -> None:
        assert corpus.check_quotation("Shareholders applauded the generous dividend").nearest is None

    def test_it_is_told_when_some_parts_can_be_found(self, corpus: Corpus) -> None:
        check = corpus.check_quotation("We looked at the five contracts … and we were delighted with every clause")
        assert check.status == "not_found"
        assert "Of its 2 parts 1 can be found" in check.reason

    def test_somebody_of_whom_nothing_is_held_is_named(self, corpus: Corpus) -> None:
        check = corpus.check_quotation(
            "Everything that could be done for these people was done", attribution=Attribution(speaker="Dr Ingrid Vold")
        )
        assert check.status == "source_not_held"
        assert "Ingrid Vold" in check.reason

    def test_somebody_whose_document_is_held_did_not_write_that(self, corpus: Corpus) -> None:
        check = corpus.check_quotation(
            "Everything that could be done for these people was done", attribution=Attribution(speaker="Maria Santos")
        )
        assert check.status == "not_found"
        assert "“Santos review”" in check.reason

    def test_somebody_who_speaks_in_a_transcript_is_held(self) -> None:
        corpus = Corpus([talk(("Per Lind", "Good evening to you all."), ("Ann", "Thank you for coming tonight."))])
        said = Attribution(speaker="Lind")
        assert corpus.check_quotation("We cut every tree in the valley", attribution=said).status == "not_found"

    def test_to_be_named_in_passing_is_not_to_be_held(self, corpus: Corpus) -> None:
        check = corpus.check_quotation(
            "Everything that could be done for these people was done",
            attribution=Attribution(speaker="the army of Norvik"),
        )
        assert check.status == "source_not_held"
        assert "in passing" in check.reason

    def test_a_document_named_in_the_sentence_is_missed(self, corpus: Corpus) -> None:
        sentence = "According to the Fletcher Inquiry Report everything that could be done was done."
        check = corpus.check_quotation("everything that could be done", attribution=Attribution(sentence=sentence))
        assert check.status == "source_not_held"
        assert "Fletcher Inquiry Report" in check.reason

    def test_without_a_name_it_is_only_not_found(self, corpus: Corpus) -> None:
        said = Attribution(speaker="a manager", sentence="A manager said it.")
        assert corpus.check_quotation("Shareholders applauded it", attribution=said).status == "not_found"

    def test_what_may_be_a_translation_is_left_aside(self, corpus: Corpus) -> None:
        german = "Wir haben nicht gefunden, dass die Firma einem der Menschen an den Brunnen schaden wollte"
        check = corpus.check_quotation(german)
        assert check.status == "other_language"
        assert "German" in check.reason
        assert "English" in check.reason

    def test_a_short_one_is_in_the_language_of_its_report(self, corpus: Corpus) -> None:
        assert (
            corpus.check_quotation("Brunnen trocken", attribution=Attribution(language="de")).status == "other_language"
        )
        assert corpus.check_quotation("Brunnen trocken", attribution=Attribution(language="en")).status == "not_found"


class TestTold:
    def test_the_rest_of_a_sentence_cut_short_is_given_whole(self, corpus: Corpus) -> None:
        match = corpus.check_quotation("The annex of the second contract was never shown to us.").matches[0]
        assert match.cut_after == "although we asked for it twice."
        assert match.cut_before == ""

    def test_the_beginning_that_was_dropped_is_given_too(self) -> None:
        corpus = Corpus.from_texts(["It would be wrong to say that Norvik acted in good faith. We said so."])
        match = corpus.check_quotation("Norvik acted in good faith.").matches[0]
        assert match.cut_before == "It would be wrong to say that"

    def test_a_not_right_before_the_words_is_told(self, corpus: Corpus) -> None:
        check = corpus.check_quotation("find that Norvik meant to harm anyone")
        assert check.status == "verbatim"
        assert "“We did not”" in check.reason

    def test_a_but_right_behind_the_words_is_told(self, corpus: Corpus) -> None:
        check = corpus.check_quotation("the second contract was never shown to us")
        assert check.status == "verbatim"
        assert "“although we asked for it twice.”" in check.reason

    def test_what_the_dots_stand_for_is_told(self, corpus: Corpus) -> None:
        check = corpus.check_quotation("The wells … had run dry in the spring of 2019")
        assert "4 words left out" in check.reason
        assert "“at the eastern gate”" in check.reason

    def test_the_gravest_change_is_told_first_and_the_rest_counted(self, corpus: Corpus) -> None:
        check = corpus.check_quotation(
            "We looked at the six contracts page by line. We did find that Norvik meant to hurt anyone."
        )
        assert changes(check.matches[0].differences) == ("negation", "number", "word")
        assert check.reason.startswith("A negation differs: “not” of the source is left out without a mark.")
        assert check.reason.endswith("2 more differences.")

    def test_an_opposite_is_called_one(self) -> None:
        corpus = Corpus.from_texts(["Our emissions increased in every year that we looked at."])
        check = corpus.check_quotation("Our emissions decreased in every year that we looked at")
        assert check.reason.startswith("The opposite is said")

    def test_british_and_american_spelling_is_verbatim_and_told(self) -> None:
        corpus = Corpus.from_texts(["The organisation has analysed its programme of labour rights."])
        check = corpus.check_quotation("The organization has analyzed its program of labor rights")
        assert check.status == "verbatim"
        assert "“organization” is written “organisation”" in check.reason

    def test_letters_that_a_scan_spoilt_are_no_change_of_words_but_not_verbatim(self) -> None:
        corpus = Corpus.from_texts(["The inspectors never saw the eastern gate of the dam."])
        check = corpus.check_quotation("The inspectors nevcr saw tbe eastem gate")
        assert check.status == "altered"
        assert changes(check.matches[0].differences)[0] in ("negation", "spelling")


SENTENCE = (
    "In 2019 the Norvik mine did not cut around 1,200 tonnes of Scope 1 emissions, and Maria Santos may have said so "
    "to Hikvision in March."
)
CHANGED = {
    "not ": "", "2019": "2018", "1,200": "1,300", "tonnes": "kilograms", "around ": "", "Santos": "Lopez",
    "Hikvision": "Dahua", "March": "April", "may have": "has", "1 emissions": "2 emissions", "tonnes of": "tonnes and",
}  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(st.sets(st.sampled_from(sorted(CHANGED)), min_size=1), st.sampled_from(["", "curly", "broken"]))
def test_whatever_is_changed_it_is_never_verbatim(changed: set[str], setting: str) -> None:
    quoted = SENTENCE
    for words in sorted(changed, key=len, reverse=True):
        quoted = quoted.replace(words, CHANGED[words])
    if setting == "curly":
        quoted = f"“{quoted.replace('fi', 'ﬁ')}”"
    elif setting == "broken":
        quoted = quoted.replace("emissions", "emis-\nsions")
    check = Corpus.from_texts([SENTENCE]).check_quotation(quoted)
    assert check.status not in ("verbatim", "elided", "truncated")
