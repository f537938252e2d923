"""Quotations within others, set apart, in transcripts, in other scripts; and words in marks that nobody said."""

import time

import pytest

from esgcheck.analysis.quotations import find_quotations
from esgcheck.analysis.reading.plain import document_from_text
from esgcheck.analysis.types import Document, FoundQuotation, Page, Passage, Span


def found(text: str, scare: bool = False) -> list[FoundQuotation]:
    return find_quotations(document_from_text(text), scare=scare)


def test_what_somebody_else_said_within_a_quotation_is_found_too():
    outer, inner = found("“The auditor told us, ‘Nobody has looked into it,’ and we left,” Maria Lopez said.")

    assert (outer.speaker, inner.speaker, inner.cue) == ("Maria Lopez", "The auditor", "told")
    assert inner.exact == "Nobody has looked into it,"
    assert outer.span.contains(inner.span)


def test_what_the_speaker_said_before_is_part_of_the_quotation():
    assert len(found("“I told them ‘stop it at once’ and they laughed,” Maria Lopez said.")) == 1


def test_a_paragraph_below_a_line_that_announces_it_is_a_quotation():
    text = "The auditor wrote:\n\nWe visited the plant twice and found nobody who knew.\n\nThe company disagrees."

    [block] = found(text)

    assert (block.speaker, block.cue, block.kind, block.block) == ("The auditor", "wrote", "direct", True)
    assert block.exact == "We visited the plant twice and found nobody who knew."


@pytest.mark.parametrize(
    "lead",
    ["The following points matter:", "The report has three parts:", "Emissions in tonnes:", "For more, see here:"],
)
def test_a_colon_alone_announces_no_quotation(lead):
    assert found(f"{lead}\n\nThe plant was visited twice and nobody there knew of the plan.") == []


def test_a_paragraph_above_a_signature_is_a_quotation():
    text = "The plant was visited twice and nobody there knew of the plan.\n\n— Jane Smith, Chief Auditor\n\nMore text."

    [block] = found(text)

    assert (block.speaker, block.block) == ("Jane Smith", True)
    assert block.speaker_span is not None
    assert block.speaker_span.of(text) == "Jane Smith"


def test_items_of_a_list_sign_nothing():
    assert (
        found("The meeting went on for three hours without a break.\n\n- Jane Smith attended it\n- Bob Miller left")
        == []
    )


def test_a_description_leads_to_the_last_who_fits_it():
    text = "Company spokesperson Maria Lopez was there. “We never looked into it,” the spokesperson said."

    [quotation] = found(text)

    assert (quotation.speaker, quotation.said_as) == ("Maria Lopez", "the spokesperson")


def test_a_surname_leads_to_the_full_name():
    text = "The firm hired Maria Lopez in May. “We never looked into it,” Lopez said."

    [quotation] = found(text)

    assert (quotation.speaker, quotation.said_as) == ("Maria Lopez", "Lopez")


def test_an_utterance_is_its_speakers_where_nobody_else_is_named():
    text = "I told them that it was late. “Nobody ever looked into it.”\n\nThe mayor said: “We did not know of it.”"
    passages = (
        Passage(Span(0, text.index("\n")), 1, "utterance", speaker="Maria Lopez"),
        Passage(Span(text.index("The"), len(text)), 1, "utterance", speaker="Maria Lopez"),
    )

    quotations = find_quotations(Document(text, (Page(1, 0, len(text)),), passages))

    assert [(q.kind, q.speaker, q.said_as) for q in quotations] == [
        ("indirect", "Maria Lopez", "I"),
        ("direct", "Maria Lopez", "I"),
        ("direct", "The mayor", ""),
    ]


def test_the_writers_full_stop_is_no_part_of_a_fragment_that_no_cue_leads_up_to():
    text = "There were ten plans, Lopez says, and her team went through them “page by page.”"

    assert [q.exact for q in found(text) if q.kind == "fragment"] == ["page by page"]


def test_words_that_nobody_said_come_only_when_asked_for():
    text = "A so-called “green” bond won the “Best Bond of the Year” award."

    assert found(text) == []
    assert [(q.exact, q.kind, q.speaker) for q in found(text, scare=True)] == [
        ("green", "scare", ""),
        ("Best Bond of the Year", "scare", ""),
    ]


@pytest.mark.parametrize(
    ("text", "exact", "speaker"),
    [
        ("他表示：“我们没有发现任何问题。”", "我们没有发现任何问题。", "他"),
        ("公司发言人李明说：「我们从未调查过此事。」", "我们从未调查过此事。", "公司发言人李明"),
        ("“我们没有发现任何问题，”审计师王芳表示。", "我们没有发现任何问题，", "审计师王芳"),
        ("对此，李明回应称：『公司一直遵守法律。』", "公司一直遵守法律。", "李明"),
        ("»Das war nie so«, so Anna Weber.", "Das war nie so", "Anna Weber"),
        ("« Nous ne savions rien », a déclaré Marie Dupont.", "Nous ne savions rien", "Marie Dupont"),
        ("Mario Rossi ha detto: «Non sapevamo nulla di questo».", "Non sapevamo nulla di questo", "Mario Rossi"),
        (
            "Nach Angaben von Anna Weber „haben wir nichts davon gewusst“.",
            "haben wir nichts davon gewusst",
            "Anna Weber",
        ),
    ],
)
def test_other_languages(text, exact, speaker):
    [quotation] = found(text)

    assert (quotation.exact, quotation.speaker, quotation.kind) == (exact, speaker, "direct")


@pytest.mark.parametrize(
    "text",
    [
        "« L’usine est sûre », affirme Marie Dupont. « Rien n’a été caché », ajoute-t-elle.",
        "王芳说：“我们没有任何责任。”她强调，“这完全不是真的。”",
        "“Wir wissen davon nichts”, sagte Anna Weber. „Es war nie so.“",
    ],
)
def test_who_goes_on_speaking_in_other_languages(text):
    first, second = found(text)

    assert first.speaker == second.speaker != ""


def test_a_quotation_over_paragraphs_has_the_speaker_who_is_named_where_it_ends():
    [quotation] = found("“The first part is long.\n\n“The second goes on,” Maria Lopez said. She left.")

    assert (quotation.speaker, quotation.cue) == ("Maria Lopez", "said")


def test_scripts_can_be_mixed():
    text = "海康威视 said “we comply with the law here”. Маша said “мы ничего не знали об этом”. “كنا هنا” said Weber."

    assert [q.exact for q in found(text)][:2] == ["we comply with the law here", "мы ничего не знали об этом"]


@pytest.mark.parametrize(
    "piece",
    [
        "said that ",
        "“",
        '"',
        "‘",
        "„a“ ",
        ", ",
        "According to X, ",
        "Aaa Bbb ",
        "said X, ",
        "说：“",
        "据报",
        "he said ",
        "dass ",
    ],
)
def test_hostile_text_is_read_in_linear_time(piece):
    small, large = 2_000, 16_000
    seconds = []
    for size in (small, large):
        document = document_from_text((piece * size)[:size])
        start = time.process_time()
        find_quotations(document)
        seconds.append(time.process_time() - start)

    assert seconds[1] < max(0.5, 40 * seconds[0])
