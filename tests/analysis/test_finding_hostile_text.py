"""Text made to be slow: every step must stay linear, so 100,000 characters take well under a second."""

import time

import pytest

from esgcheck.analysis.claims import find_claims, score_claim
from esgcheck.analysis.quotations import find_quotations
from esgcheck.analysis.types import Document, Page, Passage, Span

SIZE = 100_000
HOSTILE = {
    "marks": '"',
    "openings": " “",
    "pairs": '"a b" ',
    "single openings": " 'a",
    "single pairs": " 'a b.' ",
    "single around double": " 'a “b” c' ",
    "guillemets": "“«",
    "digits": "1",
    "numbers": "1 ",
    "groups": "123 ",
    "commas": "1,",
    "spaces": " ",
    "dots": ".",
    "words": "word ",
    "names": "Abc Def, ",
    "of": "the company of ",
    "asides": "(a, ",
    "unclosed paragraphs": '"We are a\n\n',
    "attributed": '"We do not find it," Prosper said, ',
}


def in_one_passage(text: str) -> Document:
    return Document(text, (Page(1, 0, len(text)),), (Passage(Span(0, len(text)), 1, "paragraph"),))


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_takes_no_quadratic_time(unit):
    text = (unit * (SIZE // len(unit))) + ' said: "We do not find it."'
    find_quotations(in_one_passage('The model is "loaded" once.'))

    start = time.process_time()
    find_claims(in_one_passage(text))
    score_claim(text)
    taken = time.process_time() - start

    assert taken < 4, f"{taken:.1f} s of CPU time; linear is under 1 s, quadratic was 7 s and more"
