"""The guessed stance: what each check sees, and what it must not fall for."""

from __future__ import annotations

import pytest

from esgcheck.analysis import judge_stance

DENIAL = "An outside review did not find that Norvik knowingly caused harm to workers."

CONTRADICTIONS = [
    ("We cut Scope 1 emissions by 12 % in 2022.", "Scope 1 emissions were cut by 9 % in 2022."),
    ("Water use fell in 2021 at all our plants.", "Water use at our plants rose in 2021."),
    ("The mine was inspected by the ministry in 2020.", "The mine was not inspected by the ministry in 2020."),
    ("In 2021 we trained 1,200 employees in safety.", "We trained 800 employees in safety in 2021."),
    (DENIAL, "Norvik was fined 4 million euros by the labour inspectorate over the deaths."),
    (DENIAL, "The reviewer told Norvik: 'This is a problem. You should have acted.'"),
    (DENIAL, "Norvik's chairman said that there were failings, and that the workers deserved better."),
    (DENIAL, "The ministry added Norvik to its exclusion list in May."),
    ("We comply with all labour laws in our factories.", "Inspectors fined the factories over labour law breaches."),
    ("We will phase out coal by 2030.", "The plan to phase out coal by 2030 was abandoned in the autumn."),
    ("All 4,200 tags were replaced by May.", "By May some 1,100 of the 4,200 tags had been replaced."),
    (
        "The review of the mine found no evidence of intent.",
        "Of intent at the mine she said: “We are not clearing you.”",
    ),
    ("All suppliers were audited for forced labour.", "Only some of the suppliers were audited for forced labour."),
]
SUPPORTS = [
    ("We reduced Scope 1 emissions by 30 %.", "Scope 1 emissions fell by 30 % over the year."),
    ("Norvik's dam was inspected in 2019 by the ministry.", "The ministry inspected Norvik's dam in 2019."),
    (DENIAL, "A court cleared Norvik: there was no evidence of harm to workers."),
    ("The review said: “We did not find any sign of intent to harm.”", "“We did not find any sign of intent to harm.”"),
]
CONTEXT = [
    ("We cut Scope 1 emissions by 12 % in 2022.", "Scope 1 emissions were cut by 9 % in 2018."),
    ("We cut Scope 1 emissions by 12 % in 2022.", "Sickness absence was 4 % in 2022."),
    ("We cut Scope 1 emissions by 12 % in 2022.", "The canteen was rebuilt in spring."),
    ("Water use fell in 2021.", "Energy use rose in 2021."),
    (DENIAL, "Another company, Sudvik, was fined in a case of its own."),
    ("We replaced tags at the six sites.", "At four of the six sites the tags are old."),
    ("No company of ours is on a sanctions list.", "Your report says that no company of yours is on a sanctions list."),
    ("We are committed to sustainability.", "Complaints about incidents are handled by the sustainability team."),
    ("We comply with labour standards.", "The labour standards forbid child labour and forced labour."),
    (DENIAL, "We could not confirm that Norvik caused no harm."),
    (DENIAL, "No failings were found in the northern plant."),
    ("Emissions were 3.2 million tonnes in 2020.", ""),
]


@pytest.mark.parametrize(("claim", "passage"), CONTRADICTIONS)
def test_a_contradiction_is_guessed_with_its_reason(claim: str, passage: str) -> None:
    stance = judge_stance(claim, passage)
    assert stance.label == "contradicts", stance
    assert stance.reasons


@pytest.mark.parametrize(("claim", "passage"), SUPPORTS)
def test_agreement_is_guessed(claim: str, passage: str) -> None:
    assert judge_stance(claim, passage).label == "supports", judge_stance(claim, passage)


@pytest.mark.parametrize(("claim", "passage"), CONTEXT)
def test_what_is_unsure_is_context(claim: str, passage: str) -> None:
    assert judge_stance(claim, passage).label == "context", judge_stance(claim, passage)


@pytest.mark.parametrize(("claim", "passage"), [*CONTRADICTIONS, *SUPPORTS, *CONTEXT])
def test_scores_are_shares(claim: str, passage: str) -> None:
    scores = judge_stance(claim, passage).scores
    assert set(scores) == {"supports", "contradicts", "context"}
    assert sum(scores.values()) == pytest.approx(1)
    assert max(scores, key=lambda label: scores[label]) == judge_stance(claim, passage).label


def test_the_reason_names_both_figures() -> None:
    stance = judge_stance("We cut Scope 1 emissions by 12 % in 2022.", "Scope 1 emissions were cut by 9 % in 2022.")
    assert stance.reasons[0] == "9 % in the passage, 12 % in the claim"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Emissions were 3.2 million tonnes.", "Emissions were 3,200 kt."),
        ("Emissions were 3.2 million tonnes.", "Emissions were about 3.3 million tonnes."),
        ("The share of women rose to 31 %.", "The share of women rose to 31.2 percent."),
        ("We opened five plants last year.", "Last year we opened 5 plants."),
    ],
)
def test_the_same_figure_written_otherwise_is_no_contradiction(one: str, other: str) -> None:
    assert judge_stance(one, other).label != "contradicts"
    assert judge_stance(other, one).label != "contradicts"
