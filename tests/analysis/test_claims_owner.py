"""Under which name a report speaks of itself."""

from esgcheck.analysis.claims import find_claims
from esgcheck.analysis.claims.owner import owner_of
from esgcheck.analysis.reading.plain import document_from_text

BODY = "In the year the Otterlund teams met often. They say that Otterlund has grown and that Otterlund is well. " * 4


def test_the_name_that_recurs_and_stands_at_the_front_is_the_owner():
    assert owner_of(document_from_text("Otterlund Sustainability Report\n\n" + BODY)) == "Otterlund"


def test_general_words_are_nobodys_name():
    text = "Sustainability Report\n\n" + "We say that the Group and the Board met. " * 9

    assert owner_of(document_from_text(text)) == ""


def test_a_sentence_about_the_owner_counts_like_one_that_says_we():
    sentence = "Otterlund has implemented a risk process for its suppliers."

    claims = find_claims(document_from_text("Otterlund Report\n\n" + BODY + "\n\n" + sentence))
    somebodys = find_claims(
        document_from_text("Otterlund Report\n\n" + BODY.replace("Otterlund", "it") + "\n\n" + sentence)
    )

    [own] = [claim.score for claim in claims if claim.text == sentence]
    [other] = [claim.score for claim in somebodys if claim.text == sentence]
    assert own > other
