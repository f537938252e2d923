"""Each check says what it went by, in the words of both texts, and where they stand in the passage."""

from __future__ import annotations

import pytest

from esgcheck.analysis import judge_stance
from esgcheck.analysis.stance import NOTHING_CLEAR

CLAIM = "We cut Scope 1 emissions by 12 % in 2022 compared with 2019."
EVERY = "All sites were audited for safety."

REASONS = [
    (CLAIM, "Scope 1 emissions were cut by 9 % in 2022.", "contradicts", "9 % in the passage, 12 % in the claim"),
    (CLAIM, "Scope 1 emissions rose in 2022.", "contradicts", "the passage says “rose” where the claim says “cut”"),
    (CLAIM, "Scope 1 emissions were cut by 12 percent in 2022.", "supports", "12 percent for 12 %"),
    (CLAIM, "Scope 1 emissions were cut by 9 % in 2016.", "context", "it speaks of 2016, the claim of 2022, 2019"),
    (CLAIM, "Scope 3 emissions were cut by 9 % in 2022.", "context", "it speaks of Scope 3, the claim of Scope 1"),
    (CLAIM, "Compared with 2012, Scope 1 emissions were cut by 31 % in 2022.", "context", "measures against 2012"),
    (CLAIM, "Scope 1 emissions per tonne of product were cut by 5 % in 2022.", "context", "a ratio (“per tonne”)"),
    (CLAIM, "Scope 1 emissions may have been cut by 12 % in 2022.", "context", "leaves open whether it is so: “may”"),
    (CLAIM, "Scope 1 emissions fell by 9 % in 2022, as far as we could see.", "contradicts", "9 % in the passage"),
    ("Our own sites were audited for safety.", "The suppliers' sites were audited for safety.", "context", "suppliers"),
    (EVERY, "Four of the nine sites were audited for safety.", "contradicts", "four of the nine"),
    (EVERY, "Not all sites were audited for safety.", "contradicts", "“not all”"),
    ("The air at the smelter is clean.", "The air at the smelter is heavily polluted.", "contradicts", "“polluted”"),
    ("The dam has never leaked.", "The dam leaked in 2017.", "contradicts", "what the claim denies (“never”)"),
    ("The dam was inspected in May.", "The dam was not inspected in May.", "contradicts", "denies (“not”)"),
    ("All plants are certified to ISO 14001.", "All plants are certified to ISO 9001.", "context", "ISO 9001"),
    ("We will phase out coal by 2030.", "The coal phase-out will come by 2038.", "contradicts", "2038 in the passage"),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "passage", "label", "words"), REASONS)
def test_the_reason_names_the_words(claim: str, passage: str, label: str, words: str) -> None:
    stance = judge_stance(claim, passage)
    assert stance.label == label, stance
    assert any(words in reason for reason in stance.reasons), stance.reasons


@pytest.mark.parametrize(
    ("passage", "words"),
    [
        ("In short:  Scope 1\nemissions were cut by 9 % in 2022.", ["9 %"]),
        ("“Scope 1 emissions ﬁnally ROSE in 2022,” she said.", ["ROSE"]),
    ],
)
def test_the_deciding_words_are_found_in_the_passage_as_it_is(passage: str, words: list[str]) -> None:
    stance = judge_stance(CLAIM, passage)
    assert stance.label == "contradicts"
    assert [span.of(passage) for span in stance.words] == words


def test_an_admission_is_pointed_to() -> None:
    claim = "An outside review did not find that Norvik knowingly caused harm to workers."
    passage = "Bo Berg spoke next. The reviewer told Norvik: “This is a problem. You should have acted.”"
    stance = judge_stance(claim, passage)
    assert stance.label == "contradicts"
    assert "This is a problem" in [span.of(passage) for span in stance.words]


def test_where_nothing_is_seen_nothing_is_pointed_to() -> None:
    stance = judge_stance(CLAIM, "The canteen was rebuilt in spring.")
    assert (stance.label, stance.reasons, stance.words) == ("context", (NOTHING_CLEAR,), ())


@pytest.mark.parametrize(
    "passage",
    [
        "Der Wasserverbrauch unserer Werke wird monatlich gemessen und nicht geschätzt.",
        "Nicht alle Werke haben im Jahr 2022 ihren Verbrauch gemeldet, aber die meisten.",
        "La consommation d'eau de nos usines n'est pas mesurée dans tous les pays.",
        "Il consumo di acqua degli stabilimenti non viene misurato in tutti i paesi.",
    ],
)
def test_what_is_in_another_language_is_context(passage: str) -> None:
    assert judge_stance("We reduced water use at all our plants by 10 % in 2022.", passage).label == "context"


def test_within_a_language_that_is_hardly_known_the_same_figure_still_counts() -> None:
    claim = "Wir haben den Wasserverbrauch 2022 um 10 % gesenkt."
    assert judge_stance(claim, "Wir haben den Wasserverbrauch 2022 um 6 % gesenkt.").label == "contradicts"
    assert judge_stance(claim, "Die Kantine wurde 2022 umgebaut und hat nun 120 Plätze.").label == "context"


@pytest.mark.parametrize(
    "passage",
    [
        "According to its annual report, the company cut Scope 1 emissions by 12 % in 2022.",
        "You say that Scope 1 emissions were cut by 12 % in 2022.",
        "Were Scope 1 emissions cut by 12 % in 2022?",
    ],
)
def test_the_claim_given_back_is_no_second_source(passage: str) -> None:
    assert judge_stance(CLAIM, passage).label == "context"


def test_turned_twice_agrees() -> None:
    claim = "The permit of the quarry was not rejected by the county."
    assert judge_stance(claim, "The permit of the quarry was approved by the county.").label != "contradicts"
    assert judge_stance(claim, "The permit of the quarry was rejected by the county.").label == "contradicts"
