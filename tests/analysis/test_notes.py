"""Claims are found as if the numbers of notes were not there, and shown with them."""

from __future__ import annotations

from esgcheck.analysis import find_claims
from esgcheck.analysis.reading.plain import document_from_text

TEXT = """We will reach net zero¹ by 2050¹³ at all of our plants.

We reduced our withdrawal of water by a fifth to 62,987⁵ m³ in 2023.²,⁴ All of it was measured by the plants."""


def test_a_claim_has_the_figures_and_years_that_the_page_has() -> None:
    found = find_claims(document_from_text(TEXT))
    aim = next(claim for claim in found if "net zero" in claim.text)
    assert aim.text == "We will reach net zero¹ by 2050¹³ at all of our plants."
    assert {field.name: field.value for field in aim.fields}["deadline"] == "2050"
    water = next(claim for claim in found if "62,987" in claim.text)
    assert "All of it" not in water.text
    assert 62987.0 in {quantity.value for quantity in water.quantities}
