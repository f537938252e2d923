"""What holds for every text: spans say where their words stand, in order and apart."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from esgcheck.analysis.claims import find_claims
from esgcheck.analysis.claims.judging import PROPOSED
from esgcheck.analysis.quotations import find_quotations
from esgcheck.analysis.reading.plain import document_from_text
from esgcheck.analysis.sentences import sentences

PIECES = (
    list("“”\"'‘’«»„.,:;?!()—-\n ")
    + [
        "\n\n",
        "  • ",
        "Prosper ",
        "said ",
        "that ",
        "he ",
        "told ",
        "the company ",
        "We ",
        "will cut ",
        "12,5 % ",
        "by 2030",
    ]
    + [
        "This is a problem",
        "according to ",
        "a review ",
        "1.234 t ",
        "30%",
        "never ",
        "ISO 14001 ",
        "ﬁve ",
        "🙂",
        "é",
        "\u00a0",
    ]
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_quotations_are_slices_of_the_text_in_order_and_never_cross(text):
    document = document_from_text(text)

    found = find_quotations(document)

    for quotation in found:
        assert quotation.exact == quotation.span.of(document.text)
        assert quotation.exact == quotation.exact.strip() != ""
        if quotation.cue_span is not None:
            assert quotation.cue_span.of(document.text) == quotation.cue
            assert not quotation.cue_span.overlaps(quotation.span)
    assert found == sorted(found, key=lambda quotation: (quotation.span.start, -quotation.span.end))
    for before, after in combinations(found, 2):
        apart = before.span.end <= after.span.start
        assert apart or (before.span.contains(after.span) and before.span != after.span), "one in the other, or apart"


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_claims_are_slices_of_the_text_in_order_and_apart(text):
    document = document_from_text(text)

    found = find_claims(document)

    for claim in found:
        assert claim.text == claim.span.of(document.text)
        assert PROPOSED <= claim.score <= 1
        assert claim.reasons
        assert claim.quotation is None or claim.span.contains(claim.quotation.span)
        assert all(quantity.span.of(document.text) == quantity.text for quantity in claim.quantities)
    assert all(a.span.end <= b.span.start for a, b in zip(found, found[1:], strict=False))  # noqa: RUF007


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_sentences_hold_all_words_in_order(text):
    found = sentences(text)

    assert "".join("".join(span.of(text).split()) for span in found) == "".join(text.split())
    assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False))  # noqa: RUF007
