"""The aligned difference: a changed meaning is never called layout."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from esgcheck.analysis.differences import differences

SENTENCE = "We did not find that around 12 % of the 1,500 contracts signed in 2019 were allegedly unlawful."


def kinds(quoted: str, source: str) -> set[str]:
    return {step.kind for step in differences(quoted, source)} - {"equal"}


@pytest.mark.parametrize(
    ("quoted", "source"),
    [
        ("We do not find", "We do not ﬁnd"),
        ("it’s “safe”", 'it\'s "safe"'),
        ("the long-term goal", "the long-\nterm goal"),
        ("the long- term goal", "the longterm goal"),
        ("we found it.", "We found it,"),
        ("[W]e found it", "we found it"),
        ("12 percent", "12 %"),
        ("1,500 contracts", "1500 contracts"),
        ("it was safe [sic]", "it was safe"),
        ("rights — all of them", "rights, all of them"),
        ("as we said.¹ We found", "as we said. We found"),
    ],
)
def test_what_only_looks_different_is_layout(quoted: str, source: str) -> None:
    assert kinds(quoted, source) <= {"layout"}


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        (SENTENCE.replace("not ", ""), "negation"),
        (SENTENCE.replace("did not", "didn't never"), "negation"),
        (SENTENCE.replace("unlawful", "lawful"), "negation"),
        (SENTENCE.replace("not find", "notfind"), "negation"),
        (SENTENCE.replace("12", "21"), "number"),
        (SENTENCE.replace("12 %", "12"), "number"),
        (SENTENCE.replace("12", "1.2"), "number"),
        (SENTENCE.replace("12", "-12"), "number"),
        (SENTENCE.replace("12", "12³"), "number"),
        (SENTENCE.replace("1,500", "15,00"), "number"),
        (SENTENCE.replace("1,500", "1.500"), "number"),
        (SENTENCE.replace("1,500", "1,500 million"), "number"),
        (SENTENCE.replace("2019", "2018"), "number"),
        (SENTENCE.replace("allegedly ", ""), "hedge"),
        (SENTENCE.replace("around ", ""), "hedge"),
        (SENTENCE.replace("contracts", "deals"), "word"),
        (SENTENCE.replace("find", "[reliably] find"), "insertion"),
        (SENTENCE.replace("did not", "did [not]"), "layout"),
        (SENTENCE.replace("unlawful.", "unlawful?"), "word"),
    ],
)
def test_a_changed_meaning_is_named(changed: str, kind: str) -> None:
    assert kind in kinds(changed, SENTENCE)
    if kind != "layout":
        assert kinds(changed, SENTENCE) != {"layout"}
        assert kind in kinds(SENTENCE, changed) or kind == "insertion"


def test_a_negation_hidden_in_brackets_is_a_negation() -> None:
    assert "negation" in kinds("we did [not] find it", "we did find it")


def test_an_ellipsis_stands_for_the_words_left_out() -> None:
    steps = differences("We did not find … unlawful.", "We did not find that any of it was unlawful.")
    assert [(step.kind, step.source.strip()) for step in steps if step.kind == "elision"] == [
        ("elision", "that any of it was")
    ]
    assert {step.kind for step in steps} == {"equal", "elision"}


def test_an_ellipsis_does_not_excuse_a_change_elsewhere() -> None:
    assert "number" in kinds("We found 12 … in 2019", "We found 12 of them in 2018")


def test_a_gap_that_makes_or_hides_a_not_is_a_negation() -> None:
    assert kinds("it was notable", "it was not able") == {"negation"}


TRICKY = "we did not find … [sic] 12 % 2019 “any” abuse, — long-term ﬁve [the] around ? ... ² -5 U.S."
WORDS = st.lists(st.sampled_from(TRICKY.split(" ")), max_size=12)


@settings(deadline=None)
@given(WORDS, WORDS)
def test_the_steps_put_together_give_back_both_texts(quoted: list[str], source: list[str]) -> None:
    one, other = " ".join(quoted), " ".join(source)
    steps = differences(one, other)
    assert "".join(step.quoted for step in steps) == one
    assert "".join(step.source for step in steps) == other


@settings(deadline=None)
@given(WORDS)
def test_a_text_is_equal_to_itself(words: list[str]) -> None:
    text = " ".join(words)
    assert all(step.kind == "equal" for step in differences(text, text))


@pytest.mark.parametrize(
    ("quoted", "source", "kind"),
    [
        ("We plan to reduce it", "We reduced it", "tense"),
        ("The firm will cut it", "The firm may cut it", "tense"),
        ("The firm must stop", "The firm should stop", "tense"),
        ("It had stopped", "It has stopped", "tense"),
        ("The firm rises", "The firm rose", "tense"),
        ("It may have harmed them", "It harmed them", "hedge"),
        ("some of the sites", "all of the sites", "hedge"),
        ("It has 40 sites", "It has up to 40 sites", "hedge"),
        ("sold to Dahua then", "sold to Hikvision then", "name"),
        ("said John Smith there", "said John Smyth there", "name"),
        ("Hikvision sold it", "Dahua sold it", "name"),
        ("a harmful gas", "a harmless gas", "negation"),
        ("emissions increased", "emissions decreased", "negation"),
        ("with a permit", "without a permit", "negation"),
        ("in H1 of it", "in H2 of it", "number"),
        ("12 kWh", "12 MWh", "number"),
        ("in March", "in April", "number"),
        ("the first site", "the second site", "number"),
        ("a loss of (20)", "a loss of 20", "number"),
        ("five sites", "six sites", "number"),
        ("a two-thirds majority", "a three-quarters majority", "number"),
        ("a three-year plan", "a five-year plan", "number"),
        ("the contracts", "the contract", "word"),
        ("the cases", "the causes", "word"),
        ("it was filled", "it was filed", "word"),
        ("dear enough", "clear enough", "word"),
        ("the lntent was", "the intent was", "spelling"),
        ("the organisation", "the organization", "spelling"),
        ("they travelled", "they traveled", "spelling"),
        ("5 sites", "five sites", "spelling"),
        ("12 t of it", "12 tonnes of it", "spelling"),
        ("they did not go", "they didn't go", "spelling"),
        ("in the U.S.", "in the US", "layout"),
        ("oil & gas", "oil and gas", "layout"),
    ],
)
def test_each_change_has_its_kind(quoted: str, source: str, kind: str) -> None:
    assert kinds(quoted, source) == {kind}


def test_changes_side_by_side_are_told_apart() -> None:
    steps = differences("sold 5 to Dahua in March", "sold 6 to Hikvision in April")
    told = [(step.kind, step.quoted.strip()) for step in steps if step.kind != "equal"]
    assert told == [("number", "5"), ("name", "Dahua"), ("number", "March")]


def test_german_nouns_are_no_names() -> None:
    assert kinds("die Brunnen sind nicht in der Stadt", "die Pumpen sind nicht in der Stadt") == {"word"}
