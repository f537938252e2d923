"""What holds for every claim and passage, whatever the weights are."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esgcheck.analysis import judge_stance
from esgcheck.analysis.types import Stance

SUBJECTS = ("Water use at our plants", "The share of women in management", "The waste of the Marova smelter",
            "The number of audited suppliers", "Our Scope 1 footprint")  # fmt: skip
VERBS = ("was", "is")
REST = ("reduced by {} percent in 2021", "{} percent lower than in 2019", "raised to {} percent last year",
        "kept at {} tonnes in the whole year", "checked {} times by an outside auditor")  # fmt: skip
FIGURES = st.integers(3, 98)
CLAIMS = st.builds(
    lambda subject, verb, rest, figure: f"{subject} {verb} {rest.format(figure)}.",
    st.sampled_from(SUBJECTS), st.sampled_from(VERBS), st.sampled_from(REST), FIGURES,
)  # fmt: skip
NEGATIONS = st.sampled_from(["not", "never", "in no way"])
SPACES = st.sampled_from(["  ", "\n", "\t", "\u00a0", " \r\n "])
OTHERS = ("The canteen was rebuilt in spring.", "Sales amounted to 3.2 billion euros.", "The board has eleven members.")


def check(stance: Stance, passage: str) -> None:
    assert set(stance.scores) == {"supports", "contradicts", "context"}
    assert sum(stance.scores.values()) == pytest.approx(1)
    assert all(0 <= score <= 1 for score in stance.scores.values())
    assert stance.label == max(stance.scores, key=lambda label: stance.scores[label])
    assert stance.reasons
    assert all(span.end <= len(passage) for span in stance.words)
    assert list(stance.words) == sorted(stance.words)


@given(CLAIMS)
def test_a_claim_supports_itself(claim: str) -> None:
    stance = judge_stance(claim, claim)
    assert stance.label == "supports"
    assert stance.scores["supports"] > 0.9


@given(CLAIMS, NEGATIONS)
def test_a_negation_more_never_supports(claim: str, negation: str) -> None:
    denied = re.sub(r"\b(was|is)\b", rf"\1 {negation}", claim, count=1)
    for one, other in ((claim, denied), (denied, claim)):
        stance = judge_stance(one, other)
        assert stance.label != "supports", stance
        assert stance.scores["supports"] <= 0.5


@given(CLAIMS)
def test_a_claim_inside_its_own_denial_is_no_support(claim: str) -> None:
    said = claim[0].lower() + claim[1:]
    for around in (f"It is not true that {said}", f"Nobody could show that {said}", f"Is it true that {said[:-1]}?"):
        assert judge_stance(claim, around).label != "supports", around


@given(CLAIMS, FIGURES)
def test_another_number_never_supports(claim: str, figure: int) -> None:
    changed = re.sub(r"\b\d{1,2}\b(?= (?:percent|tonnes|times))", str(figure), claim)
    if changed != claim:
        assert judge_stance(claim, changed).label != "supports"


@given(CLAIMS, CLAIMS, SPACES)
def test_how_a_text_is_set_does_not_matter(claim: str, passage: str, space: str) -> None:
    one, other = judge_stance(claim, passage), judge_stance(claim, passage.replace(" ", space))
    assert (one.label, one.reasons) == (other.label, other.reasons)
    assert one.scores == pytest.approx(other.scores)


@given(CLAIMS, CLAIMS, st.permutations(OTHERS), st.integers(0, 3))
def test_the_order_of_sentences_does_not_matter(claim: str, passage: str, others: list[str], place: int) -> None:
    first = " ".join([passage, *OTHERS])
    second = " ".join([*others[:place], passage, *others[place:]])
    one, other = judge_stance(claim, first), judge_stance(claim, second)
    assert one.label == other.label
    assert one.scores == pytest.approx(other.scores)


@given(st.text(max_size=300), st.text(max_size=300), st.booleans())
def test_any_text_has_a_stance(claim: str, passage: str, linked: bool) -> None:
    check(judge_stance(claim, passage, linked=linked), passage)


@given(CLAIMS, st.text(max_size=60), st.text(max_size=60))
def test_any_text_around_a_claim_has_a_stance(claim: str, before: str, after: str) -> None:
    passage = f"{before} {claim} {after}"
    check(judge_stance(claim, passage), passage)
    check(judge_stance(passage, claim), claim)
