"""What is worth checking, of which kind, and why."""

import pytest

from esgcheck.analysis.claims import find_claims, score_claim
from esgcheck.analysis.claims.judging import PROPOSED
from esgcheck.analysis.reading.plain import document_from_text
from esgcheck.analysis.types import Document, FoundClaim, Page, Passage, Span


def found(text: str) -> list[FoundClaim]:
    return find_claims(document_from_text(text))


def only(text: str) -> FoundClaim:
    claims = found(text)
    assert len(claims) == 1, claims
    return claims[0]


def document(*passages: tuple[str, str, int]) -> Document:
    """A document of (kind, text, page) passages."""
    text, made = "", []
    for kind, words, page in passages:
        made.append(Passage(Span(len(text), len(text) + len(words)), page, kind))
        text += words + "\n\n"
    return Document(text, (Page(1, 0, len(text)),), tuple(made))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("In 2023, 98% of our employees completed safety training, up from 84% in 2022.", "metric"),
        ("We cut our emissions by 18% between 2022 and 2024.", "metric"),
        ("Fresh water withdrawn fell to 1,200 m³ at our two plants.", "metric"),
        ("We aim to extend human rights due diligence to every partner by 2027.", "commitment"),
        ("We will source 100 % renewable electricity by 2030.", "commitment"),
        ("The Group is committed to net zero emissions by 2045.", "commitment"),
        ("The company respects human rights and no longer offers technology that singles people out.", "denial"),
        ("We do not tolerate discrimination of any kind.", "denial"),
        ("There were no fatalities among employees or contractors in the year.", "denial"),
        ("No company in the Group appears on any sanctions list.", "denial"),
        ("It contains no provision that refers to trade unions or their members.", "denial"),
        ("All our sites are certified to ISO 14001.", "certification"),
        ("Our climate targets were validated by the Science Based Targets initiative.", "certification"),
        ("We have been a signatory of the UN Global Compact since 2015.", "certification"),
        ("We have established a human rights compliance programme for all suppliers.", "action"),
        ("Wir haben unsere CO2-Emissionen um 12,5 % gesenkt.", "metric"),
        ("Nel 2019 il Gruppo ha ridotto le emissioni di CO2 del 12,5%.", "metric"),
        ("Nel 2019 non si sono verificati infortuni mortali nei nostri stabilimenti.", "denial"),
    ],
)
def test_kinds(text, kind):
    claim = only(text)

    assert claim.kind == kind
    assert claim.text == text
    assert PROPOSED <= claim.score <= 1
    assert claim.reasons


@pytest.mark.parametrize(
    "text",
    [
        "This report contains forward-looking statements that are subject to risks and uncertainties.",
        "This sustainability report was prepared in accordance with the GRI Standards and covers the year 2023.",
        "For further information on our emission targets see page 44 of this report.",
        "GRI 305-1 Direct (Scope 1) GHG emissions ........ 44",
        "Emissions are calculated using the conversion factors of the ministry.",
        "What do we do to reduce our emissions by 2030?",
        "Contact: sustainability@example.com, telephone 030 1234567, all rights reserved.",
        "It was raining when the train arrived at the station.",
        "Scope 1 1,234 1,250 1,310 Scope 2 2,345 2,360 2,371 Scope 3 9,876 9,981 10,020",
        "SUSTAINABILITY REPORT 2023 OUR PEOPLE AND OUR TARGETS",
    ],
)
def test_junk_is_left_out(text):
    assert found(text) == []


def test_a_quoted_finding_spans_the_sentence_that_introduces_it_and_carries_the_quotation():
    text = (
        "We commissioned a review. In his review, the lawyer concluded: “We do not find intent. "
        "We do not find neglect either.” We have improved since."
    )

    claim = next(claim for claim in found(text) if claim.kind == "quoted_finding")

    assert claim.text == (
        "In his review, the lawyer concluded: “We do not find intent. We do not find neglect either.”"
    )
    assert claim.quotation is not None
    assert claim.quotation.exact == "We do not find intent. We do not find neglect either."
    assert (claim.quotation.speaker, claim.quotation.cue) == ("the lawyer", "concluded")
    assert claim.reasons[0] == "names a third party's finding"


def test_a_finding_set_apart_belongs_to_the_words_above_it():
    text = "The review concluded:\n\n“We found no evidence of abuse.”\n\nJudge Mary Holm, review, 2024\n\nWe agree."

    claim = found(text)[0]

    assert claim.kind == "quoted_finding"
    assert claim.text.startswith("The review concluded:")
    assert claim.text.endswith("of abuse.”")
    assert claim.quotation is not None
    assert claim.quotation.speaker == "Judge Mary Holm"


def test_the_company_quoting_itself_is_no_finding():
    assert all(c.kind != "quoted_finding" for c in found("We say: “We will cut emissions by 30% until 2030.”"))


def test_a_sentence_goes_on_after_the_furniture_of_a_page_break():
    read = document(
        ("paragraph", "In the reporting year we reduced our total water consumption by", 1),
        ("footer", "Example plc Sustainability Report", 1),
        ("page_number", "44", 1),
        ("header", "Our planet", 2),
        ("paragraph", "12 per cent against 2019. The weather was fine.", 2),
    )

    claim = find_claims(read)[0]

    assert claim.text == claim.span.of(read.text)
    assert claim.text.startswith("In the reporting year")
    assert claim.text.endswith("12 per cent against 2019.")
    assert [(q.value, q.unit) for q in claim.quantities] == [(12.0, "per cent")]


@pytest.mark.parametrize("kind", ["header", "footer", "page_number", "heading"])
def test_furniture_and_headings_hold_no_claims(kind):
    assert find_claims(document((kind, "We reduced our emissions by 30% until 2023.", 1))) == []


def test_nothing_is_claimed_under_a_disclaimer_heading():
    read = document(
        ("heading", "Disclaimer", 1),
        ("paragraph", "We aim to reduce our emissions by 30% by 2030.", 1),
        ("heading", "Our planet", 1),
        ("paragraph", "We aim to reduce our waste by 40% by 2030.", 1),
    )

    assert [claim.text for claim in find_claims(read)] == ["We aim to reduce our waste by 40% by 2030."]


def test_claims_come_in_document_order_and_quantities_are_spans_of_the_text():
    text = "We reduced waste by 10% in 2023.\n\nWe will halve our emissions of 4,000 tCO2e by 2030.\n\nWe left."

    claims = found(text)

    assert [claim.span.start for claim in claims] == sorted(claim.span.start for claim in claims)
    assert len(claims) >= 2
    for claim in claims:
        assert all(quantity.span.of(text) == quantity.text for quantity in claim.quantities)
        assert all(claim.span.contains(quantity.span) for quantity in claim.quantities)


def test_the_reason_says_that_there_are_number_and_deadline():
    assert "has a number and a deadline" in only("We will cut emissions by 30% by 2030.").reasons


def test_the_bare_sentence_is_scored_by_the_same_rules():
    sentence = "We reduced our Scope 1 emissions by 12% in 2023."

    assert score_claim(sentence) == only(sentence).score
    assert score_claim("Thank you for reading.") < 0.5 < score_claim(sentence)
    assert score_claim("") == 0


@pytest.mark.shared
def test_the_claims_of_the_real_excerpt(shared_data):
    import json

    from esgcheck.analysis.reading.reader import read_document

    case = shared_data / "cases" / "hikvision"
    gold = json.loads((case / "gold.json").read_text())["report_claim"]["exact"]

    claims = find_claims(read_document(case / "report-excerpt.pdf"))

    finding = next(claim for claim in claims if claim.kind == "quoted_finding")
    assert finding.quotation is not None
    assert " ".join(finding.quotation.exact.split()) == gold
    assert (finding.quotation.speaker, finding.quotation.cue) == ("the lawyer", "concluded")
    assert " ".join(finding.text.split()).startswith("In his review, the lawyer concluded:")
    by_start = {" ".join(claim.text.split())[:30]: claim.kind for claim in claims}
    assert by_start["In 2020, 100% of new employees"] == "metric"
    assert by_start["We aim to extend human rights "] == "commitment"
    assert by_start["The company respects human rig"] == "denial"


@pytest.mark.shared
def test_a_long_real_report_gives_a_list_that_a_person_can_go_through(shared_data):
    from esgcheck.analysis.reading.reader import read_document

    read = read_document(shared_data / "reports" / "sustqa_atoss-software-se.pdf")

    claims = find_claims(read)

    assert 40 <= len(claims) <= 400
    furniture = [p.span for p in read.passages if p.kind in ("header", "footer", "page_number", "heading")]
    assert not any(span.contains(claim.span) for claim in claims for span in furniture)


def test_somebody_elses_words_are_a_claim_that_they_said_so() -> None:
    text = "As Inés Quiroga, general secretary of the union, put it: “A tag that finds a man is a good thing.”\n"

    (claim,) = find_claims(document_from_text(text))

    assert (claim.kind, claim.reasons) == ("quoted_finding", ("quotes somebody else word for word",))
    assert claim.quotation is not None
    assert claim.quotation.speaker == "Inés Quiroga"


def test_the_companys_own_words_in_marks_are_no_finding() -> None:
    text = "We say it like this: “Better every day, for all of us and for you.”\n"

    assert find_claims(document_from_text(text)) == []
