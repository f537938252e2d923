from __future__ import annotations

import io
import json
from dataclasses import replace

import jsonschema
import pytest
from PIL import Image

from esgcheck.accounts.models import User
from esgcheck.cases.models import Case
from esgcheck.claims.models import Claim
from esgcheck.claims.review import describe_claim, give_verdict, link_evidence, set_claim_state, unlink
from esgcheck.documents.containing import FROM_HEADERS, propose_hops
from esgcheck.documents.upload import Hop, describe_document, remove_document
from esgcheck.errors import NotAllowed, Refused
from esgcheck.publishing.choices import usual
from esgcheck.publishing.material import gather
from esgcheck.publishing.models import Publication, PublicationImage
from esgcheck.publishing.publish import SeenDiffers, publish_claim, revoke
from esgcheck.publishing.schemas import schema_text
from esgcheck.publishing.snapshot import draft_of
from tests.publishing.ready import PRIVATE_NOTE, QUOTED, WHISTLEBLOWER

pytest_plugins = ["tests.publishing.fixtures"]
pytestmark = pytest.mark.django_db


def test_a_snapshot_holds_what_the_page_shows_and_fits_its_schema(ready: Claim, alice: User) -> None:
    snapshot = publish_claim(claim=ready, by=alice).snapshot

    jsonschema.validate(snapshot, json.loads(schema_text("publication-1")), jsonschema.Draft202012Validator)
    assert snapshot["claim"]["exact"] == f'"{QUOTED}"'
    assert snapshot["verdict"]["value"] == "misleading_by_omission"
    assert [row["stance"] for row in snapshot["evidence"]] == ["contradicts", "contradicts", "supports"]
    [quotation] = snapshot["quotations"]
    assert quotation["status"] == "verbatim"
    assert "this is a problem" in quotation["match"]["after"]
    assert snapshot["responses"][0]["text"] == "We stand by our report."


def test_a_quotation_from_a_recording_comes_with_speaker_time_and_what_stands_around(ready: Claim) -> None:
    evidence = draft_of(ready).snapshot["evidence"]

    [row] = [row for row in evidence if row["exact"] == "this is a problem"]
    passage = next(p for p in row["around"] if any(run["marked"] for run in p["runs"]))
    assert passage["speaker"] == "Ann Prosser"
    assert "".join(run["text"] for run in passage["runs"] if run["marked"]) == "this is a problem"
    assert row["place"] == {"page": None, "label": "", "time_start": passage["time"]}
    assert row["target"]["selector"][2]["value"] == f"t={passage['time']:.0f},29"


def test_the_marks_of_a_crop_lie_on_its_words(ready: Claim) -> None:
    draft = draft_of(ready)
    [image] = draft.snapshot["claim"]["images"]

    picture = Image.open(io.BytesIO(draft.images[image["name"]].webp)).convert("L")

    assert picture.size == (image["width"], image["height"])
    [[x, y, width, height]] = image["marks"]
    inside = picture.crop((int(x), int(y), int(x + width), int(y + height)))
    assert inside.getextrema()[0] < 90  # letters
    below = picture.crop((int(x), int(y + height) + 2, int(x + width), int(y + height) + 5))
    assert below.getextrema()[0] > 150  # paper between the lines
    assert image["height"] > 4 * height  # the lines around


def test_publishing_draws_nothing_that_the_preview_has_drawn(
    ready: Claim, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft_of(ready)
    monkeypatch.setattr("esgcheck.publishing.crops.render_page", None)

    assert publish_claim(claim=ready, by=alice).images.count() == 2


def test_a_snapshot_stays_as_it_was_when_the_case_changes(ready: Claim, alice: User) -> None:
    publication = publish_claim(claim=ready, by=alice)
    before = json.dumps(publication.snapshot, sort_keys=True)
    images = list(publication.images.values_list("name", "webp"))

    describe_claim(claim=ready, kind="denial", attribution="Somebody else", by=alice)
    describe_document(document=ready.version.document, title="Another title", kind="report", by=alice)
    for link in ready.links.all():
        unlink(link=link, by=alice)
    give_verdict(claim=ready, value="supported", reasons="On second thoughts", by=alice)

    publication.refresh_from_db()
    assert json.dumps(publication.snapshot, sort_keys=True) == before
    assert list(publication.images.values_list("name", "webp")) == images


def test_nobody_is_named_and_no_note_is_shown_unless_chosen(ready: Claim) -> None:
    material = gather(ready)
    everything = replace(
        usual(material),
        named=frozenset(str(hop.pk) for hop in material.hops),
        notes=frozenset(str(link.pk) for link in material.links),
    )

    by_default = json.dumps(draft_of(ready).snapshot)
    chosen = json.dumps(draft_of(ready, everything).snapshot)

    for private in (PRIVATE_NOTE, WHISTLEBLOWER, "Cafe Orion"):
        assert private not in by_default
        assert private in chosen
    assert "We do not say by whom." in by_default


def test_the_headers_of_an_e_mail_name_nobody_unless_chosen(ready: Claim) -> None:
    document = ready.links.all()[0].version.document
    hop = Hop("said", "Jo Whistle <jo@inside.example>", "May 2022", note=f"To desk@paper.example. {FROM_HEADERS}")
    document.hops.all().delete()
    propose_hops(document, [hop])

    by_default = json.dumps(draft_of(ready).snapshot)

    assert "jo@inside" not in by_default
    assert "desk@paper" not in by_default
    assert "May 2022" in by_default


def test_a_bare_document_shows_its_linked_words_and_nothing_around_them(ready: Claim) -> None:
    material = gather(ready)
    bare = replace(usual(material), bare=frozenset(str(document.pk) for document in material.documents))

    draft = draft_of(ready, bare)

    assert draft.images == {}
    text = json.dumps(draft.snapshot)
    assert "this is a problem" in text
    assert "absolve" not in text  # stands just after it
    assert "We thank her" not in text
    assert all(row["target"]["selector"][0]["prefix"] == "" for row in draft.snapshot["evidence"])


def test_a_document_is_called_in_public_what_was_chosen(ready: Claim) -> None:
    material = gather(ready)
    titles = {str(document.pk): f"Document {n}" for n, document in enumerate(material.documents)}

    snapshot = draft_of(ready, replace(usual(material), titles=titles)).snapshot

    assert {document["title"] for document in snapshot["documents"].values()} == set(titles.values())
    assert "Jo’s copy" not in json.dumps(snapshot, ensure_ascii=False)


def test_what_was_not_looked_at_is_not_published(ready: Claim, alice: User) -> None:
    seen = draft_of(ready).seal
    ready.links.update(note="")
    describe_document(document=ready.version.document, title="Renamed meanwhile", kind="report", by=alice)

    with pytest.raises(SeenDiffers) as caught:
        publish_claim(claim=Claim.objects.get(pk=ready.pk), by=alice, seen=seen)

    assert caught.value.draft.seal != seen
    assert not Publication.objects.exists()


def test_the_same_claim_gives_the_same_seal(ready: Claim, alice: User) -> None:
    seen = draft_of(ready).seal

    assert publish_claim(claim=ready, by=alice, seen=seen).snapshot["claim"]["exact"] == f'"{QUOTED}"'


def test_only_leads_publish_and_take_back(ready: Claim, alice: User, bob: User) -> None:
    with pytest.raises(NotAllowed):
        publish_claim(claim=ready, by=bob)
    publication = publish_claim(claim=ready, by=alice)
    with pytest.raises(NotAllowed):
        revoke(publication=publication, by=bob)


def test_a_claim_without_a_verdict_is_not_published(worked_case: Case, alice: User) -> None:
    from esgcheck.claims.models import Candidate
    from esgcheck.claims.review import accept_candidate

    claim = accept_candidate(candidate=Candidate.objects.first(), by=alice)

    with pytest.raises(Refused, match="verdict"):
        publish_claim(claim=claim, by=alice)


def test_a_stale_verdict_is_not_published(ready: Claim, alice: User) -> None:
    link_evidence(claim=ready, version=ready.version, start=0, end=20, stance="context", by=alice)

    with pytest.raises(Refused, match="changed"):
        publish_claim(claim=Claim.objects.get(pk=ready.pk), by=alice)


def test_a_dismissed_claim_and_a_removed_source_are_not_published(ready: Claim, alice: User) -> None:
    source = ready.links.first().version.document
    remove_document(document=source, by=alice)
    with pytest.raises(Refused, match="taken out"):
        publish_claim(claim=Claim.objects.get(pk=ready.pk), by=alice)

    set_claim_state(claim=ready, state="dismissed", by=alice)
    with pytest.raises(Refused, match="dismissed"):
        publish_claim(claim=ready, by=alice)


def test_revoked_means_that_words_and_images_are_gone(ready: Claim, alice: User) -> None:
    publication = publish_claim(claim=ready, by=alice)
    assert publication.images.exists()

    revoke(publication=publication, by=alice)

    publication.refresh_from_db()
    assert publication.snapshot == {}
    assert publication.revoked_at is not None
    assert not PublicationImage.objects.exists()


def test_taking_back_twice_changes_nothing_and_publishing_anew_gives_another_link(ready: Claim, alice: User) -> None:
    first = publish_claim(claim=ready, by=alice)
    revoke(publication=first, by=alice)
    when = Publication.objects.get(pk=first.pk).revoked_at

    revoke(publication=first, by=alice)
    second = publish_claim(claim=ready, by=alice)

    assert Publication.objects.get(pk=first.pk).revoked_at == when
    assert list(Publication.objects.live()) == [second]
    assert second.token != first.token
