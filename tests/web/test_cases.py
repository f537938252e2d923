"""The pages of a case and of the people in it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from esgcheck.cases.models import Case, Invitation, Membership, Role
from esgcheck.cases.people import find_invitation, invite
from esgcheck.claims.models import Candidate, Claim
from esgcheck.claims.review import accept_candidate, give_verdict


def _addresses(case):
    membership = case.memberships.first()
    return {
        "case": ("get", reverse("case", args=[case.pk])),
        "about": ("get", reverse("change-case", args=[case.pk])),
        "people": ("get", reverse("people", args=[case.pk])),
        "documents": ("get", reverse("documents", args=[case.pk])),
        "add": ("post", reverse("add-documents", args=[case.pk])),
        "member": ("post", reverse("change-member", args=[case.pk, membership.pk])),
    }


@pytest.mark.parametrize("page", ["case", "about", "people", "documents", "add", "member"])
def test_stranger_gets_404_for_every_page_of_a_case(client, case, charlie, page):
    client.force_login(charlie)
    method, address = _addresses(case)[page]

    assert getattr(client, method)(address).status_code == 404
    assert case.memberships.count() == 3


@pytest.mark.parametrize("page", ["case", "about", "people", "documents"])
def test_whoever_is_not_logged_in_learns_nothing(client, case, page):
    answer = client.get(_addresses(case)[page][1])

    assert answer.status_code == 302
    assert answer["Location"].startswith("/login/")


def test_list_shows_own_cases_only(client, case, charlie, alice):
    client.force_login(charlie)
    assert case.title not in client.get(reverse("cases")).content.decode()

    client.force_login(alice)
    assert case.title in client.get(reverse("cases")).content.decode()


def test_empty_list_offers_the_example_and_a_new_case(client, charlie):
    client.force_login(charlie)

    page = client.get(reverse("cases")).content.decode()

    assert reverse("example-case") in page
    assert reverse("new-case") in page


def test_example_is_opened_once(client, charlie):
    client.force_login(charlie)

    client.post(reverse("example-case"))
    answer = client.post(reverse("example-case"))

    example = Case.objects.visible_to(charlie).get()
    assert answer["Location"] == reverse("case", args=[example.pk])
    assert example.is_example
    assert example.documents.count() >= 5


def test_new_case_makes_its_opener_the_lead(client, charlie):
    client.force_login(charlie)

    client.post(reverse("new-case"), {"title": "Salt", "organisation": "Saltworks", "description": ""})

    assert Case.objects.get(title="Salt").role_of(charlie) == Role.LEAD


def test_new_case_without_a_title_keeps_what_was_written(client, charlie):
    client.force_login(charlie)

    answer = client.post(reverse("new-case"), {"title": "", "organisation": "Saltworks Ltd"})

    assert answer.status_code == 422
    assert 'value="Saltworks Ltd"' in answer.content.decode()
    assert not Case.objects.exists()


def test_titles_are_escaped(client, alice):
    from esgcheck.cases.people import open_case

    case = open_case(title="<script>alert(1)</script>", organisation="<b>", by=alice)
    client.force_login(alice)

    page = client.get(reverse("case", args=[case.pk])).content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_case_page_counts_what_waits_and_what_is_decided(client, worked_case, alice):
    candidates = list(Candidate.objects.filter(version__case=worked_case))
    first = accept_candidate(candidate=candidates[0], by=alice)
    accept_candidate(candidate=candidates[1], by=alice)
    give_verdict(claim=first, value="misleading_by_omission", reasons="Half of it.", by=alice)
    client.force_login(alice)

    answer = client.get(reverse("case", args=[worked_case.pk]))

    standing = answer.context["standing"]
    assert standing.verdicts == {"misleading_by_omission": 1, "open": 1}
    assert (standing.suggested, standing.open, standing.stale) == (len(candidates) - 2, 1, 0)
    assert "1 of 2 claims decided" in answer.content.decode()
    assert standing.by_page[0].tone == "misleading_by_omission"


def test_case_page_tells_what_happened_newest_first(client, worked_case, alice):
    candidate = Candidate.objects.filter(version__case=worked_case).first()
    claim = accept_candidate(candidate=candidate, by=alice)
    give_verdict(claim=claim, value="supported", reasons="So it is.", by=alice)
    client.force_login(alice)

    events = client.get(reverse("case", args=[worked_case.pk])).context["events"]

    assert [event.what for event in events[:2]] == ["gave the verdict “Supported”", "accepted a claim"]
    assert [event.at for event in events] == sorted((event.at for event in events), reverse=True)
    assert Claim.objects.get().exact in {event.about for event in events}


def test_case_page_asks_the_database_the_same_number_of_times_however_many_documents(
    client, case, alice, upload, django_assert_max_num_queries
):
    for number in range(6):
        upload(f"text {number}", filename=f"{number}.txt")
    client.force_login(alice)

    with django_assert_max_num_queries(37):
        client.get(reverse("case", args=[case.pk]))


def test_only_leads_change_what_the_case_is_called(client, case, alice, bob):
    new = {"title": "Renamed", "organisation": "Nordholm", "description": ""}
    client.force_login(bob)
    assert client.post(reverse("change-case", args=[case.pk]), new).status_code == 403

    client.force_login(alice)
    client.post(reverse("change-case", args=[case.pk]), new)

    case.refresh_from_db()
    assert case.title == "Renamed"


def test_lead_makes_an_invitation_whose_link_works_and_is_shown_once(client, case, alice):
    client.force_login(alice)

    page = client.post(reverse("people", args=[case.pk]), {"role": "reader", "note": "Dora"})
    link = page.context["link"]

    assert link in page.content.decode()
    assert find_invitation(link.rstrip("/").rpartition("/")[2]).role == "reader"
    later = client.get(reverse("people", args=[case.pk])).content.decode()
    assert link not in later
    assert "Dora" in later


def test_reviewer_sees_people_and_cannot_invite(client, case, bob):
    client.force_login(bob)

    assert "Make a link" not in client.get(reverse("people", args=[case.pk])).content.decode()
    assert client.post(reverse("people", args=[case.pk]), {"role": "lead"}).status_code == 403
    assert not Invitation.objects.exists()


def test_lead_changes_a_role_and_removes(client, case, alice, bob):
    client.force_login(alice)
    address = reverse("change-member", args=[case.pk, case.memberships.get(user=bob).pk])

    client.post(address, {"role": "reader"})
    assert Membership.objects.get(case=case, user=bob).role == "reader"

    client.post(address, {"remove": "1", "role": "reader"})
    assert not Membership.objects.filter(case=case, user=bob).exists()


def test_last_lead_cannot_leave_and_is_told_why(client, case, alice):
    client.force_login(alice)

    answer = client.post(
        reverse("change-member", args=[case.pk, case.memberships.get(user=alice).pk]), {"remove": "1"}, follow=True
    )

    assert "A case needs a lead" in answer.content.decode()
    assert case.memberships.filter(user=alice).exists()


def test_member_of_another_case_cannot_be_reached_through_this_one(client, case, alice, charlie):
    from esgcheck.cases.people import open_case

    other = open_case(title="Other", organisation="Other", by=charlie)
    client.force_login(alice)

    answer = client.post(reverse("change-member", args=[case.pk, other.memberships.get().pk]), {"role": "reader"})

    assert answer.status_code == 404


def test_invitation_is_withdrawn(client, case, alice):
    invitation, secret = invite(case=case, role="reader", by=alice)
    client.force_login(alice)

    client.post(reverse("withdraw-invitation", args=[case.pk, invitation.pk]))

    assert find_invitation(secret) is None
