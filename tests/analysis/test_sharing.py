"""The words that a claim and a passage share."""

from __future__ import annotations

import pytest

from esgcheck.analysis.sharing import Reasons, shared_words


@pytest.mark.parametrize(
    ("claim", "passage", "shared"),
    [
        (
            "Location data are deleted after 72 hours, and no customer can extend that period.",
            "The Purchaser may extend this period for customers.",
            ("customer", "extend", "period"),
        ),
        ("In 2022 we cut our emissions by 18%.", "Signed in two copies in 2022.", ()),
        ("We cut our emissions by 18%.", "Emission data: 18 sites.", ("emissions", "18")),
        ("Wir haben die Emissionen der Werke gesenkt.", "Die Emission der Werke", ("emissionen", "werke")),
        ("", "Anything at all.", ()),
    ],
)
def test_telling_words_are_shared_and_common_ones_are_not(claim: str, passage: str, shared: tuple[str, ...]) -> None:
    assert shared_words(claim, passage) == shared


def test_each_word_once_and_not_too_many() -> None:
    words = " ".join(f"thing{letter}" for letter in "abcdefghij")

    assert len(shared_words(f"{words} zebra zebra apple", f"{words} zebra apple", limit=2)) == 2


@pytest.mark.parametrize(
    ("claim", "passage", "reason"),
    [
        (
            "In 2021 the lawyers of Norvik cleared Ada Lind.",
            "What Ada Lind told Norvik was plain.",
            "it names Norvik and Ada Lind",
        ),
        ("We emitted 1,234 tonnes at 40 sites.", "The 40 sites, 1234 t", "it has the same numbers: 1,234 and 40"),
        ("Waste of the plant fell by 12.5 %.", "Waste: minus 12,5%", "it has the same number: 12.5 %"),
        ("By 2030 the plants use no coal.", "Coal in plants by 2030", "it is about the same year: 2030"),
        ("Die Lieferanten von Norvik liefern.", "Lieferanten Norvik", "it has the same words: “lieferanten”, “norvik”"),
    ],
)
def test_what_a_claim_could_be_recognised_by_is_named(claim: str, passage: str, reason: str) -> None:
    assert reason in Reasons(claim).why(passage)


def test_other_numbers_are_not_the_same() -> None:
    why = Reasons("We emitted 12 tonnes at Norvik in 2021.").why("112 tonnes, 12.5 tonnes, 1.12 and 2021/2022 in A-12x")
    assert not any("number" in reason for reason in why)


def test_nearness_is_a_reason_only_where_words_do_not_tell_it() -> None:
    reasons = Reasons("Emissions of our furnaces fell")
    assert reasons.why("The smelters gave off less carbon", likeness=0.62) == (
        "it speaks of the same thing in other words",
    )
    assert reasons.why("The smelters gave off less carbon", likeness=0.4) == ()
    assert reasons.why("The canteen of the furnaces") == ()


def test_the_topic_is_named_where_little_else_is() -> None:
    why = Reasons("We cut our greenhouse gas emissions.").why("The carbon footprint is as high as ever.")
    assert why == ("it is on the same topic: Climate change",)
