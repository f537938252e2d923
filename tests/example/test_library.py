"""What the planted quotations and claims become when the library reads the example, as the README promises it."""

from __future__ import annotations

import pytest

from esgcheck.analysis.corpus import Corpus
from esgcheck.analysis.quotations import find_quotations
from esgcheck.analysis.reading import read_document
from esgcheck.analysis.types import Document, FoundQuotation, Match, QuotationCheck
from esgcheck.example.manifest import load

FINDING = (
    "We found no evidence that Otterlund supplied location tags to the six Alto Mirca sites with the intent that they "
    "be used to identify, track or discipline members of a trade union."
)
CONTROLS = (
    "The controls that Otterlund has put in place since our review are adequate, and I would expect them to hold at "
    "all six sites."
)
UNION = "A tag that finds a man under fallen rock is a good thing, and we asked for it."
PRIVACY = "take … all reasonable measures to protect the privacy of persons who wear a Tag"
MANAGER = (
    "Since the tags arrived we have found every missing person within four minutes. My crew would not go underground "
    "without one."
)
PLANTED = {
    FINDING: ("verbatim", "talk.vtt"),
    CONTROLS: ("altered", "news.txt"),
    UNION: ("truncated", "news.txt"),
    PRIVACY: ("elided", "contract.pdf"),
    MANAGER: ("not_found", None),
}


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    return {document.path.name: read_document(document.path) for document in load().documents}


@pytest.fixture(scope="module")
def sources(documents: dict[str, Document]) -> list[str]:
    return [name for name in documents if name != "report.pdf"]


@pytest.fixture(scope="module")
def corpus(documents: dict[str, Document], sources: list[str]) -> Corpus:
    return Corpus([documents[name] for name in sources])


@pytest.fixture(scope="module")
def quotations(documents: dict[str, Document]) -> dict[str, FoundQuotation]:
    return {flat(found.exact): found for found in find_quotations(documents["report.pdf"])}


def flat(text: str) -> str:
    return " ".join(text.split())


def check(corpus: Corpus, quotations: dict[str, FoundQuotation], quotation: str) -> QuotationCheck:
    return corpus.check_quotation(quotations[quotation].exact)


def changes(match: Match, kind: str) -> list[str]:
    return [flat(step.source) for step in match.differences if step.kind == kind]


def test_every_planted_quotation_is_found_in_the_report_and_no_other(quotations: dict[str, FoundQuotation]):
    assert set(quotations) == set(PLANTED)


@pytest.mark.parametrize("quotation", PLANTED)
def test_each_quotation_gets_the_status_that_was_planted(
    quotation: str, corpus: Corpus, quotations: dict[str, FoundQuotation], sources: list[str]
):
    result = check(corpus, quotations, quotation)

    status, where = PLANTED[quotation]
    assert result.status == status, result.reason
    assert (sources[result.matches[0].document] if result.matches else None) == where


def test_the_words_after_the_quoted_finding_are_the_ones_that_were_not_quoted(
    corpus: Corpus, quotations: dict[str, FoundQuotation]
):
    match = check(corpus, quotations, FINDING).matches[0]

    assert "We did find that the customer asked for exactly that, in writing" in flat(match.after)


def test_the_dropped_hedge_and_the_changed_number_are_shown(corpus: Corpus, quotations: dict[str, FoundQuotation]):
    match = check(corpus, quotations, CONTROLS).matches[0]

    assert changes(match, "hedge") == ["probably"]
    assert "four" in changes(match, "number")[0]


def test_what_the_three_dots_stand_for_is_shown(corpus: Corpus, quotations: dict[str, FoundQuotation]):
    match = check(corpus, quotations, PRIVACY).matches[0]

    assert "to the extent compatible with clause 7" in changes(match, "elision")[0]


def test_how_the_truncated_sentence_goes_on_is_said(corpus: Corpus, quotations: dict[str, FoundQuotation]):
    result = check(corpus, quotations, UNION)

    assert "but a tag that tells the foreman" in result.reason
    assert "who ate lunch with the delegate" in flat(result.matches[0].after)


def test_the_recording_gives_the_moment_at_which_the_finding_is_read_out(documents: dict[str, Document]):
    talk = documents["talk.vtt"]

    utterance = next(passage for passage in talk.passages if "We found no evidence" in passage.span.of(talk.text))

    assert utterance.speaker == "Judith Marrable"
    assert utterance.time_start is not None
    assert 140 < utterance.time_start < 150


def test_the_quoted_finding_stands_on_printed_page_three_of_the_report(
    documents: dict[str, Document], quotations: dict[str, FoundQuotation]
):
    page = documents["report.pdf"].page_at(quotations[FINDING].span.start)

    assert (page.number, page.label) == (5, "3")


def test_the_clause_that_contradicts_the_denial_is_suggested_for_it(corpus: Corpus, sources: list[str]):
    denial = "Our tags have never been specified, sold or configured for the surveillance of trade-union activity."

    hits = corpus.rank_evidence(denial, limit=12)

    assert any(sources[hit.document] == "contract.pdf" and "Watch list" in hit.text for hit in hits)


def test_the_clause_on_keeping_data_is_suggested_first_for_the_claim_about_72_hours(corpus: Corpus, sources: list[str]):
    claim = "Location data are deleted after 72 hours at every site, and no customer can extend that period."

    hits = corpus.rank_evidence(claim, limit=3)

    assert any(sources[hit.document] == "contract.pdf" and "twenty-four months" in hit.text for hit in hits)
