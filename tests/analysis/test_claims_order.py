"""What is said several times is one claim; the order worth following."""

import time

import pytest

from esgcheck.analysis.claims.consequence import consequence_of
from esgcheck.analysis.claims.rank import ranked, worth
from esgcheck.analysis.claims.repeats import gathered
from esgcheck.analysis.types import FoundClaim, Span, Topic

SENTENCE = "In 2023 we reduced the emissions of our plants by 12 % against 2019."


def claims(*texts: str, score: float = 0.6) -> list[FoundClaim]:
    found, start = [], 0
    for text in texts:
        found.append(FoundClaim(Span(start, start + len(text)), text, "metric", score))
        start += len(text) + 2
    return found


@pytest.mark.parametrize(
    "again",
    [SENTENCE, SENTENCE.upper(), SENTENCE.replace("the emissions", "emissions"), SENTENCE.replace(" ", "\n")],
)
def test_the_same_said_again_is_a_further_place(again):
    first, second = claims(SENTENCE, again)

    (claim,) = gathered([first, second])

    assert {claim.span, *claim.places} == {first.span, second.span}


@pytest.mark.parametrize(
    "other",
    [
        SENTENCE.replace("12", "13"),
        SENTENCE.replace("2019", "2018"),
        SENTENCE.replace("reduced", "have not reduced"),
        SENTENCE.replace("we reduced", "we didn’t reduce"),
        SENTENCE.replace("emissions of our plants", "water that suppliers draw"),
    ],
)
def test_another_number_year_or_not_is_another_claim(other):
    assert [claim.places for claim in gathered(claims(SENTENCE, other))] == [(), ()]


def test_the_fullest_is_the_claim():
    short = SENTENCE.replace("In 2023 we", "2023: we").replace(" our", "")
    first, second = claims(short, SENTENCE)

    (claim,) = gathered([first, second])

    assert (claim.text, claim.places) == (SENTENCE, (first.span,))


def test_short_labels_with_small_figures_stay_apart():
    assert len(gathered(claims("Total 12 15", "Total 12 15"))) == 2


def test_very_many_claims_are_gathered_in_linear_time():
    many = claims(*(f"In the year {i % 50} plants used less water than plant {i}." for i in range(3_000)))
    start = time.process_time()
    gathered(many)

    assert time.process_time() - start < 2


def test_what_people_are_harmed_by_weighs_more_than_praise():
    death, _ = consequence_of("No fatalities occurred.", "denial", (Topic("GRI", "403-9", ""),))
    praise, reasons = consequence_of("We care for our people.", "general", ())

    assert death > 0.6 > 0.2 > praise
    assert reasons == ()


def test_reasons_say_what_hangs_on_it():
    _, reasons = consequence_of("We will be net zero by 2040.", "commitment", (), front=True, again=True)

    assert "promises or claims neutrality or a target set by science" in reasons
    assert "names the year by which it will be so" in reasons
    assert "stands at the front of the report" in reasons
    assert "is said in several places" in reasons


def test_consequence_stays_a_share():
    topics = tuple(Topic("GRI", code, "") for code in ("408-1", "403-9", "205-3", "2-27", "305-1"))
    words = "No fatal violations at all sites by 2030, an independent review found; net zero."

    assert 0.9 < consequence_of(words, "quoted_finding", topics, front=True, again=True)[0] <= 1


def test_worth_rises_with_both_and_a_sure_claim_is_not_passed_by_a_doubtful_one():
    assert worth(0.9, 0.2) > worth(0.8, 0.2)
    assert worth(0.8, 0.9) > worth(0.8, 0.2)
    assert worth(0.9, 0.1) > worth(0.4, 1.0)
    assert worth(0.5, 7) == worth(0.5, 1)


def test_the_most_worthy_stand_first_and_equals_as_in_the_report():
    first, second = claims("One thing.", "Another thing.")
    (sure,) = claims("A sure thing.", score=0.9)

    assert ranked([second, first, sure]) == [sure, first, second]
