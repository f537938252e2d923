"""What an auditor concludes of a report is a third party's finding; the words around it are the form."""

import pytest

from esgcheck.analysis import find_claims
from esgcheck.analysis.reading.plain import document_from_text

REPORT = """Independent auditor's limited assurance report

We conducted our work in accordance with ISAE 3000 and planned it to obtain limited assurance.

Based on the work performed, nothing has come to our attention that causes us to believe that the statement of Otterlund
Group as of 31 December 2023 is not prepared, in all material respects, in accordance with the GRI Standards.

We have complied with the independence requirements of the IESBA Code.
"""


def test_the_conclusion_is_found_and_the_form_around_it_is_not():
    [claim] = find_claims(document_from_text(REPORT))

    assert claim.text.startswith("Based on the work performed, nothing has come")
    assert claim.kind == "quoted_finding"
    assert "names a third party's finding" in claim.reasons


@pytest.mark.parametrize(
    "sentence",
    [
        "Sulla base del lavoro svolto, non sono pervenuti alla nostra attenzione elementi che ci facciano ritenere che "
        "la DNF del Gruppo non sia stata redatta, in tutti gli aspetti significativi, in conformità agli standard.",
        "Auf der Grundlage der Prüfung sind uns keine Sachverhalte zur Kenntnis gelangt, die uns zu der Auffassung "
        "gelangen lassen, dass der Bericht der Gesellschaft nicht in Übereinstimmung mit dem Gesetz aufgestellt ist.",
        "No matters have come to our attention that result in a perception on our part that the company's report for "
        "the year 2023 is not compliant in all material respects.",
    ],
)
def test_conclusions_in_other_words(sentence):
    [claim] = find_claims(document_from_text(sentence))

    assert claim.kind == "quoted_finding"


def test_that_nothing_came_to_attention_says_nothing_where_it_is_not_said_of_what():
    assert find_claims(document_from_text("Nothing has come to our attention that makes us believe otherwise.")) == []
