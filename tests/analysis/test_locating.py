"""Quotations are found wherever they stand, and what was done to them is said."""

from __future__ import annotations

import random

import pytest

from esgcheck.analysis import Corpus
from esgcheck.analysis.reading.plain import document_from_text
from esgcheck.analysis.types import Document, Page, Passage, Span

TALK = document_from_text(
    "Review of the Norvik contracts\n\n"
    "We looked at the five contracts line by line. We do not ﬁnd that Norvik meant to harm anyone, or that around "
    "12 % of the sites were allegedly unsafe in 2019. But this is a problem: nobody had read the annex, and somebody "
    "should have.\n\n"
    "The company was told so in March, and it was asked to stop. It did not stop.\n"
)


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    filler = [document_from_text(f"Page {n} speaks of pumps, valves and pipe number {n}.") for n in range(40)]
    return Corpus([*filler, TALK])


@pytest.mark.parametrize(
    "quotation",
    [
        "We do not find that Norvik meant to harm anyone",
        "“we do not find that norvik\nmeant to harm any-\none,”",
        "this is a problem",
        "annex",
        "It did not stop.",
        "The company was told so in March, and it was asked to stop.",
        "should have. The company was told so",
    ],
)
def test_the_same_words_are_verbatim_however_they_are_set(corpus: Corpus, quotation: str) -> None:
    check = corpus.check_quotation(quotation)
    assert check.status == "verbatim"
    assert check.matches[0].document == 40
    assert {step.kind for step in check.matches[0].differences} <= {"equal", "layout"}


@pytest.mark.parametrize(
    ("quotation", "kind"),
    [
        ("We do find that Norvik meant to harm anyone", "negation"),
        ("around 21 % of the sites were allegedly unsafe", "number"),
        ("were allegedly unsafe in 2018", "number"),
        ("around 12 of the sites were allegedly unsafe", "number"),
        ("12 % of the sites were unsafe in 2019", "hedge"),
        ("We do not say that Norvik meant to harm anyone", "word"),
        ("We [did] not find that Norvik meant to harm anyone", "insertion"),
        ("It did stop.", "negation"),
    ],
)
def test_a_changed_quotation_is_altered_and_the_change_is_named(corpus: Corpus, quotation: str, kind: str) -> None:
    check = corpus.check_quotation(quotation)
    assert check.status == "altered"
    assert kind in {step.kind for step in check.matches[0].differences}
    assert "“" in check.reason


def test_the_match_is_the_exact_span_in_the_source(corpus: Corpus) -> None:
    match = corpus.check_quotation("We do not find that Norvik meant to harm anyone,").matches[0]
    assert match.span.of(TALK.text) == "We do not ﬁnd that Norvik meant to harm anyone,"


def test_the_edges_hold_when_the_first_and_last_words_were_changed(corpus: Corpus) -> None:
    match = corpus.check_quotation("They looked at the five contracts line by page").matches[0]
    assert match.span.of(TALK.text) == "We looked at the five contracts line by line"


def test_what_was_not_quoted_is_shown(corpus: Corpus) -> None:
    match = corpus.check_quotation("this is a problem").matches[0]
    assert match.before.endswith("But")
    assert match.after.startswith("nobody had read the annex, and somebody should have.")
    match = corpus.check_quotation("It did not stop.").matches[0]
    assert match.before.endswith("it was asked to stop.")
    assert match.after == ""


@pytest.mark.parametrize("mark", ["…", "...", "[...]", "[…]", "(…)", ". . ."])
def test_words_left_out_and_marked_are_elided(corpus: Corpus, mark: str) -> None:
    check = corpus.check_quotation(f"We do not find that Norvik {mark} sites were allegedly unsafe in 2019.")
    assert check.status == "elided"
    assert check.matches[0].span.of(TALK.text).endswith("unsafe in 2019.")


def test_it_is_said_when_the_words_left_out_turn_the_meaning(corpus: Corpus) -> None:
    check = corpus.check_quotation("We … find that Norvik meant to harm anyone")
    assert check.status == "elided"
    assert "“not”" in check.reason


def test_parts_in_the_wrong_order_are_spliced_and_each_has_its_place(corpus: Corpus) -> None:
    check = corpus.check_quotation("nobody had read the annex … We looked at the five contracts")
    assert check.status == "spliced"
    assert [match.span.of(TALK.text) for match in check.matches] == [
        "nobody had read the annex",
        "We looked at the five contracts",
    ]


def test_a_sentence_cut_short_and_closed_with_a_full_stop_is_truncated(corpus: Corpus) -> None:
    check = corpus.check_quotation("We do not find that Norvik meant to harm anyone.")
    assert check.status == "truncated"
    assert "or that around" in check.reason


def test_a_sentence_whose_beginning_was_dropped_is_truncated() -> None:
    corpus = Corpus.from_texts(["It would be wrong to say that Norvik acted in good faith. We said so."])
    assert corpus.check_quotation("Norvik acted in good faith.").status == "truncated"
    assert corpus.check_quotation("Norvik acted in good faith").status == "verbatim"


def test_a_quotation_inside_the_source_s_own_marks_is_whole() -> None:
    corpus = Corpus.from_texts(["He told them: “This is a real problem,” and then he left the room."])
    assert corpus.check_quotation("This is a real problem.").status == "verbatim"


def test_what_stands_nowhere_is_not_found(corpus: Corpus) -> None:
    check = corpus.check_quotation("Our board regrets every single one of these decisions")
    assert (check.status, check.matches) == ("not_found", ())
    assert check.reason


@pytest.mark.parametrize("quotation", ["", "…", "?!", "   "])
def test_a_quotation_without_words_is_not_found(corpus: Corpus, quotation: str) -> None:
    assert corpus.check_quotation(quotation).status == "not_found"


@pytest.mark.parametrize("texts", [[], [""], ["\n \n"]])
def test_without_sources_the_source_is_not_held(texts: list[str]) -> None:
    assert Corpus.from_texts(texts).check_quotation("anything").status == "source_not_held"


def test_a_quotation_runs_on_over_a_page_break_and_its_furniture() -> None:
    pages = ["The panel found that the dam was\n", "Annual report 7\n", "not inspected in any of the years before.\n"]
    text = "".join(pages)
    edge, resume = len(pages[0]), len(pages[0] + pages[1])
    document = Document(
        text,
        (Page(1, 0, resume), Page(2, resume, len(text))),
        (
            Passage(Span(0, edge - 1), 1, "paragraph"),
            Passage(Span(edge, resume - 1), 1, "footer"),
            Passage(Span(resume, len(text) - 1), 2, "paragraph"),
        ),
    )
    check = Corpus([document]).check_quotation("the dam was not inspected in any of the years before")
    assert check.status == "verbatim"
    assert check.matches[0].span.of(text).startswith("the dam was\nAnnual")


def test_noise_in_every_word_is_still_found_in_a_small_corpus(corpus: Corpus) -> None:
    check = corpus.check_quotation("nohody bad rcad tbe annax, aud somehody")
    assert check.status == "altered"
    assert check.matches[0].document == 40


def test_each_place_of_a_repeated_quotation_is_given_up_to_the_limit() -> None:
    corpus = Corpus.from_texts([f"{n} times we said: we keep our word." for n in ("One", "Two", "Three", "Four")])
    assert [m.document for m in corpus.check_quotation("we keep our word").matches] == [0, 1, 2]
    assert len(corpus.check_quotation("we keep our word", limit=1).matches) == 1


def test_letters_beyond_ascii_align_as_exactly_as_others() -> None:
    text = "Wir prüfen jährlich größere Lieferanten. Жалоба была отклонена судом в марте. 我们没有发现任何问题。"
    corpus = Corpus.from_texts([text])
    assert corpus.check_quotation("größere Lieferanten").status == "verbatim"
    match = corpus.check_quotation("Жалоба была принята судом в марте").matches[0]
    assert match.span.of(text) == "Жалоба была отклонена судом в марте"


def test_scripts_without_spaces_are_cut_at_any_letter() -> None:
    text = "外部律师审查了五份合同。我们没有发现公司故意侵犯人权。但是这是一个问题。"
    corpus = Corpus.from_texts(["泵和阀门。" * 50, text])
    check = corpus.check_quotation("没有发现公司故意侵犯人权")
    assert check.status == "verbatim"
    assert check.matches[0].span.of(text) == "没有发现公司故意侵犯人权"
    assert corpus.check_quotation("我们发现公司故意侵犯人权").status == "altered"
    assert corpus.rank_evidence("公司侵犯人权")[0].document == 1


def test_a_long_text_in_one_piece_is_searched_in_bounded_stretches() -> None:
    rng = random.Random(1)
    words = [rng.choice(["pump", "valve", "pipe", "motor", "belt", "gear"]) for _ in range(60_000)]
    words[41_000:41_000] = ["the", "inspector", "never", "saw", "the", "eastern", "gate"]
    corpus = Corpus.from_texts([" ".join(words)])
    assert corpus.check_quotation("the inspector never saw the eastern gate").status == "verbatim"
    assert corpus.check_quotation("the inspector saw the eastern gate").status == "altered"
