"""The words that a claim and a passage share."""

from __future__ import annotations

import pytest

from esgcheck.analysis.sharing import shared_words


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
