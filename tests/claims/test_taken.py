"""What a person has decided about does not come back, however the report is read again; nothing else is hidden."""

from __future__ import annotations

import time
import uuid
from unittest import mock

from hypothesis import given
from hypothesis import strategies as st

from esgcheck.accounts.models import User
from esgcheck.cases.models import Case
from esgcheck.claims import taken as rule
from esgcheck.claims.models import Candidate, Claim
from esgcheck.claims.review import accept_candidate, add_claim, dismiss, merge
from esgcheck.claims.taken import Asked, Stretch, Taken
from esgcheck.claims.worklist import worklist
from esgcheck.documents.models import Version
from tests.claims.paper import SENTENCES, TEXT, place_of, propose, write


def read_anew(report: Version, text: str, *sentences: str) -> list[str]:
    """The report has other text, and these are proposed in it. Returns what is listed of them."""
    report.candidates.all().delete()
    write(report, text)
    for sentence in sentences:
        propose(report, sentence)
    return suggested(report.case)


def suggested(case: Case) -> list[str]:
    return [item.text for item in worklist(case, status="suggested").items]


def test_it_does_not_come_back_where_offsets_moved(report: Version, proposed: list[Candidate], bob: User) -> None:
    dismiss(item=proposed[0], reason="trivial", by=bob)
    accept_candidate(candidate=proposed[4], by=bob)

    assert read_anew(report, f"Report 2023\n\n{TEXT}", *SENTENCES) == list(SENTENCES[1:4])


def test_it_does_not_come_back_where_a_rule_cuts_it_otherwise(
    report: Version, proposed: list[Candidate], bob: User
) -> None:
    dismiss(item=proposed[4], by=bob)

    assert read_anew(report, TEXT, "our waste rose by 3 %.", "Our water use fell") == []
    assert read_anew(report, TEXT, f"Nothing of note stands here. \n\n{SENTENCES[4]}") == []
    assert read_anew(report, f"Env.{TEXT}", "water use fell, and our waste rose by 3 %.") == []


def test_it_does_not_come_back_where_words_were_mended_and_cut_otherwise(
    report: Version, proposed: list[Candidate], bob: User
) -> None:
    dismiss(item=proposed[4], by=bob)
    mended = TEXT.replace("Our water use fell", "Our wa ter use fell")

    assert read_anew(report, f"+ {mended}", "Our wa ter use fell, and our waste rose by 3 %") == []


def test_the_next_page_is_near_and_one_far_off_is_another_claim(
    report: Version, proposed: list[Candidate], bob: User
) -> None:
    dismiss(item=proposed[0], by=bob)
    long = "Some words to fill the page with. " * 200

    assert read_anew(report, f"{long}\f{TEXT}", SENTENCES[0]) == []
    assert read_anew(report, f"{long}\f{long}\f{long}\f{TEXT}", SENTENCES[0]) == [SENTENCES[0]]


def test_a_dismissed_heading_does_not_hide_a_sentence_that_holds_it(report: Version, bob: User) -> None:
    dismiss(item=propose(report, "Environment"), by=bob)

    whole = f"Environment\n\n{SENTENCES[0]}"

    assert read_anew(report, TEXT, whole) == [whole]


def test_the_rest_of_a_sentence_is_not_proposed_beside_the_part_that_a_person_marked(
    report: Version, bob: User
) -> None:
    start, end = place_of(report, "our waste rose by 3 %")
    add_claim(version=report, start=start, end=end, by=bob)

    assert read_anew(report, TEXT, *SENTENCES) == list(SENTENCES[:4])


def test_like_rows_of_a_table_are_told_apart(report: Version, bob: User) -> None:
    rows = [f"Scope {n} emissions in tCO2e 1{n} 2{n} 3{n}" for n in (1, 2, 3)]
    table = "\n\n".join(rows)
    write(report, f"Table\n\n{table}\n\n")
    dismiss(item=propose(report, rows[0]), by=bob)

    assert read_anew(report, f"Table\n\n{table}\n\n", *rows) == rows[1:]
    assert read_anew(report, f"Table\n\n{' ' * (len(rows[0]) + 2)}{table}\n\n", *rows) == rows[1:]


def test_the_same_row_in_another_table_is_another_claim(report: Version, bob: User) -> None:
    rows = "Women\t0\t0\t0.0"
    text = f"Executives\n\n{rows}\n\nManagers\n\n{rows}\n\n"
    write(report, text)
    dismiss(item=propose(report, rows), by=bob)
    second = text.rindex(rows)

    def listed(text: str, *starts: int) -> list[int]:
        report.candidates.all().delete()
        write(report, text)
        for start in starts:
            Candidate.objects.create(
                id=uuid.uuid4(), version=report, start=start, end=start + len(rows), text=rows, kind="metric", score=0.5
            )
        return [item.start for item in worklist(report.case, status="suggested").items]

    assert listed(text, 12, second) == [second]
    assert listed(f"+ {text}", 14, second + 2) == [second + 2]


def test_what_a_person_marked_hides_nothing_elsewhere_while_its_words_stand(report: Version, bob: User) -> None:
    start, end = place_of(report, "Our water use fell")
    add_claim(version=report, start=start, end=end, by=bob)
    again = "Our water use fell in Italy and our waste rose."

    assert read_anew(report, f"{TEXT}{again}\n\n", again) == [again]


def test_dismissed_at_one_of_its_places_it_is_dismissed_at_all(
    report: Version, proposed: list[Candidate], bob: User
) -> None:
    first, last = proposed[0], proposed[4]
    place = {"start": last.start, "end": last.end, "page": 1, "text": last.text}
    dismiss(item=last, by=bob)
    Candidate.objects.filter(pk=first.pk).update(places=[place])
    assert first.text not in suggested(report.case)

    Claim.objects.all().delete()
    dismiss(item=Candidate.objects.get(pk=first.pk), by=bob)
    assert last.text not in suggested(report.case)


def test_what_was_merged_away_does_not_come_back(report: Version, proposed: list[Candidate], bob: User) -> None:
    merge(items=[proposed[0], proposed[4]], by=bob)

    assert read_anew(report, f"12345 {TEXT}", *SENTENCES) == list(SENTENCES[1:4])


def test_nothing_is_hidden_in_another_document(
    case: Case, report: Version, proposed: list[Candidate], alice: User
) -> None:
    from tests.claims.paper import paper

    other = paper(case, alice, title="The year before")
    dismiss(item=proposed[0], by=alice)
    propose(other, SENTENCES[0])

    assert suggested(case).count(SENTENCES[0]) == 1


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)), max_size=6), st.integers(0, 60), st.integers(1, 30))
def test_overlap_is_found_whatever_cells_it_crosses(stood: list[tuple[int, int]], start: int, length: int) -> None:
    """The grid says the same as looking at every stretch."""
    text, version = "".join(chr(0x4E00 + n) for n in range(6000)), uuid.uuid4()
    spans = [(30 * a, 30 * a + 30 * b) for a, b in stood]
    taken = Taken()
    for a, b in spans:
        taken.add(Stretch(uuid.uuid4(), version, a, b, 1, text[a:b], dismissed=True))
    a, b = 30 * start, 30 * start + 30 * length

    with mock.patch.object(rule, "_pages_of", return_value={}):
        found = taken.among([Asked(uuid.uuid4(), version, a, b, 99, text[a:b], [])])

    near = any(min(b, d) - max(a, c) >= (b - a) / 2 for c, d in spans)
    assert bool(found) == near


def test_three_thousand_candidates_beside_five_hundred_claims_take_no_time() -> None:
    version, taken, asked = uuid.uuid4(), Taken(), []
    for n in range(3000):
        text = f"In the year {n} we cut the emissions of plant {n} by {n % 97} per cent, as the audit found."
        asked.append(Asked(uuid.uuid4(), version, 120 * n, 120 * n + len(text), 1 + n // 20, text, []))
        if n % 6 == 0:
            taken.add(Stretch(uuid.uuid4(), version, 120 * n + 400, 120 * n + 400 + len(text), 1 + n // 20, text, True))
    before = time.process_time()

    with mock.patch.object(rule, "_pages_of", return_value={}):
        found = taken.among(asked)

    assert len(found) == 500
    assert time.process_time() - before < 1.5  # 0.03 s measured
