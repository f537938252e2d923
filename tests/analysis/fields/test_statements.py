"""What commitments promise, what denials leave open, whose findings are given, which certificates are held."""

import pytest

from esgcheck.analysis.claims import find_claims
from esgcheck.analysis.types import ClaimField

from .saying import said


def named(fields: tuple[ClaimField, ...], name: str) -> list[ClaimField]:
    return [field for field in fields if field.name == name]


@pytest.mark.parametrize(
    ("sentence", "target", "deadline", "base"),
    [
        ("We aim to cut waste by 35% by 2030 compared with 2018.", "cut waste by 35%", "2030", "2018"),
        ("Wir wollen bis 2030 klimaneutral sein.", "klimaneutral sein", "2030", ""),
        ("Vogliamo ridurre i rifiuti del 10% entro il 2028.", "ridurre i rifiuti del 10%", "2028", ""),
        ("All sites will use renewable power within five years.", "use renewable power", "2028", ""),
    ],
)  # fmt: skip
def test_a_commitment_has_target_deadline_and_base(sentence, target, deadline, base):
    fields = said(sentence, "commitment")

    assert [field.text for field in named(fields, "target")] == [target]
    assert [field.value for field in named(fields, "deadline")] == [deadline]
    assert [field.value for field in named(fields, "base")] == ([base] if base else [])


@pytest.mark.parametrize(
    ("sentence", "left_open"),
    [
        ("No material fines were imposed on us.", {"material"}),
        ("To our knowledge there were no confirmed cases at our own sites.", {"known", "confirmed", "own"}),
        ("They did not find that it sold to the five named mills with intent.", {"finding", "place", "intent"}),
        ("We were not knowingly involved in 2021.", {"knowledge", "time"}),
        ("No child works for us.", set()),
    ],
)  # fmt: skip
def test_each_word_that_narrows_a_denial_is_told_apart(sentence, left_open):
    fields = said(sentence, "denial")

    assert len(named(fields, "denied")) == 1
    assert {field.value for field in named(fields, "leaves_open")} == left_open
    assert all(field.span and field.text and field.span.of(sentence) for field in named(fields, "leaves_open"))


def test_what_a_denial_leaves_open_is_said_in_a_plain_sentence():
    fields = said("The review did not find that the firm shipped to the five listed mines.", "denial")

    assert "only about the five listed mines; others stay open" in {f.text for f in named(fields, "leaves_open")}


def test_a_finding_says_who_found_and_how_it_is_introduced():
    fields = said("An external auditor concluded that the plant did not knowingly break the law.", "quoted_finding")

    assert "external auditor" in named(fields, "found_by")[0].text
    assert named(fields, "introduced_by")[0].text == "concluded"
    assert {field.value for field in named(fields, "leaves_open")} == {"knowledge"}


def test_a_certificate_comes_with_its_issuer():
    fields = said("Our Bergdorf plant was certified to ISO 14001:2015 by TÜV Nord.", "certification")

    assert named(fields, "certificate")[0].text == "ISO 14001:2015"
    assert named(fields, "issuer")[0].text == "TÜV Nord"


@pytest.mark.shared
def test_the_finding_of_the_real_case_leaves_intent_knowledge_and_other_projects_open(shared_data):
    from esgcheck.analysis.reading.reader import read_document

    read = read_document(shared_data / "cases" / "hikvision" / "report-excerpt.pdf")

    finding = next(claim for claim in find_claims(read) if claim.kind == "quoted_finding")

    assert named(finding.fields, "introduced_by")[0].text == "concluded"
    assert {field.value for field in named(finding.fields, "leaves_open")} >= {
        "intent",
        "knowledge",
        "place",
        "finding",
    }
    assert all(field.span is None or field.text for field in finding.fields)
