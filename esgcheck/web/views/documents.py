"""Documents of a case: bringing them in, watching them being read, what is known about each."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from esgcheck import pipeline
from esgcheck.cases.models import Case, Role
from esgcheck.documents.models import Document, Kind, PileFile, Version
from esgcheck.documents.piles import Announced, open_pile
from esgcheck.documents.upload import set_provenance
from esgcheck.documents.versioning import may_be_replaced
from esgcheck.errors import Refused
from esgcheck.web.forms import DocumentForm, HopFormSet, hops_of
from esgcheck.web.listing import Choice, documents_of, row_of
from esgcheck.web.piles import shown_piles
from esgcheck.web.versions import files_of
from esgcheck.web.views.cases import case_for, person
from esgcheck.web.views.piles import pile_for


def document_for(request: HttpRequest, document_id: uuid.UUID) -> Document:
    """The document, or 404 for whoever is not a member of its case."""
    documents = Document.objects.visible_to(request.user).select_related("case", "created_by")
    return get_object_or_404(documents, pk=document_id)


@login_required
def document_list(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """All documents of a case, to be searched by name and narrowed to a state. To htmx only the part that moves: the
    case page and this one ask for it every second or two while something is in work, and get nothing where nothing
    has changed.
    """
    case = case_for(request, case_id)
    documents = documents_of(case, Choice.of(request.GET))
    if request.method == "GET" and request.GET.get("seen") == documents.stamp:
        return HttpResponse(status=204)
    context = {
        "case": case,
        "documents": documents,
        "may_change": case.allows(request.user, Role.REVIEWER),
        "may_lead": case.allows(request.user, Role.LEAD),
    }
    if not request.headers.get("HX-Request"):
        return render(request, "documents/all.html", context)
    response = render(request, "documents/list.html", context)
    if not documents.in_work:
        response["HX-Trigger"] = "case-is-read"
    return response


@login_required
def add(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Several files at once from a plain form; each is taken or refused by itself. Scripts ask for JSON, browsers get
    the case page. With its script, the form sends by the API (``esgcheck.api.views.piles``) instead.
    """
    case = case_for(request, case_id)
    case.require(request.user, Role.REVIEWER)
    if request.method != "POST":
        context = {"case": case, "documents": documents_of(case), "piles": shown_piles(case), "may_change": True}
        return render(request, "documents/add.html", context)
    results = _bring(request, case, request.FILES.getlist("files"))
    if request.accepts("text/html"):
        return _told(request, case, results)
    return JsonResponse({"results": results})


def _bring(request: HttpRequest, case: Case, files: Sequence[UploadedFile]) -> list[dict[str, Any]]:
    """Upload files; what became of each, in words."""
    kind = request.POST.get("kind", "")
    if not files:
        return []
    if kind not in Kind.values:
        words = "Say whether this is a report or a source."
        return [{"name": file.name, "state": "refused", "words": words, "href": ""} for file in files]
    announced = [Announced(file.name or "file", file.size or 0) for file in files]
    pile = open_pile(case=case, kind=kind, files=announced, by=person(request)).pile
    sent = [(told, file.chunks()) for told, file in zip(announced, files, strict=True)]
    rows = pipeline.upload_many(pile=pile, files=sent, by=person(request))
    return [
        {
            "name": row.name,
            "state": row.state,
            "words": row.words or PileFile.State(row.state).label,
            "href": _page_of(row.document) if row.document else "",
        }
        for row in rows
    ]


def _page_of(document: Document) -> str:
    return reverse("document", args=[document.pk])


def _told(request: HttpRequest, case: Case, results: list[dict[str, Any]]) -> HttpResponse:
    """Back to the case page with a sentence for all that went well and one for each that did not."""
    added = sum(result["state"] == "added" for result in results)
    if added:
        messages.success(request, f"{added} document{'' if added == 1 else 's'} added; the workers read now.")
    for result in results:
        if result["state"] != "added":
            say = messages.error if result["state"] == "refused" else messages.info
            say(request, f"{result['name']}: {result['words']}")
    if not results:
        messages.error(request, "No file was chosen. Choose one or more files, then press “Add”.")
    return redirect("case", case.pk)


@login_required
def document_page(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """What is known about a document; its title and kind can be corrected here."""
    document = document_for(request, document_id)
    form = DocumentForm(request.POST or None, initial={"title": document.title, "kind": document.kind})
    if request.method == "POST" and form.is_valid():
        pipeline.describe(document=document, **form.cleaned_data, by=person(request))
        messages.success(request, "Saved.")
        return redirect("document", document.pk)
    context = {
        "case": document.case,
        "document": document,
        "version": document.version,
        "row": row_of(document),
        "hops": document.hops.all(),
        "files": files_of(document),
        "coming": document.coming,
        "may_not_be_replaced": may_be_replaced(document),
        "form": form,
        "may_change": document.case.allows(request.user, Role.REVIEWER),
        "may_lead": document.case.allows(request.user, Role.LEAD),
    }
    return render(request, "documents/document.html", context, status=422 if form.errors else 200)


@login_required
def provenance(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """How the document came to be held, step by step. Saving replaces the whole chain."""
    document = document_for(request, document_id)
    document.case.require(request.user, Role.REVIEWER)
    steps = list(document.hops.values("what", "who", "when", "note", "held", "position"))
    formset = HopFormSet(request.POST or None, initial=steps, prefix="hop")
    if request.method == "POST" and formset.is_valid():
        set_provenance(document=document, hops=hops_of(formset), by=person(request))
        if "more" in request.POST:
            return redirect("provenance", document.pk)
        messages.success(request, "Saved how this document came to be held.")
        return redirect("document", document.pk)
    context = {"case": document.case, "document": document, "formset": formset}
    return render(request, "documents/provenance.html", context, status=422 if formset.total_error_count() else 200)


def _back(request: HttpRequest, document: Document) -> HttpResponse:
    """To where the button was pressed: the list (htmx), the document's own page, its pile's, or the case's."""
    if request.headers.get("HX-Request"):
        return document_list(request, document.case_id)
    if "stay" in request.POST:
        return redirect("document", document.pk)
    if pile := request.POST.get("pile"):
        return redirect("pile", pile_for(request, pile).pk)
    return redirect("case", document.case_id)


def _file_of(document: Document, request: HttpRequest) -> Version:
    """The current file, or the newer one that could not be read, where the form is about that."""
    coming = document.coming if "coming" in request.POST else None
    return coming or document.version


@login_required
@require_POST
def again(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """Read a document again: after a failure, or because the readers have become better."""
    document = document_for(request, document_id)
    try:
        pipeline.read_again(version=_file_of(document, request), by=person(request))
    except Refused as error:
        messages.error(request, str(error))
    return _back(request, document)


@login_required
@require_POST
def change_kind(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """From the list: a report after all, or a source after all."""
    document = document_for(request, document_id)
    try:
        pipeline.take_for(documents=[document], kind=request.POST.get("kind", ""), by=person(request))
    except Refused as error:
        messages.error(request, str(error))
    return _back(request, document)


@login_required
@require_POST
def unlock(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """Try a document again with the password that somebody types. It is never shown again, not even after a mistake."""
    document = document_for(request, document_id)
    try:
        file = _file_of(document, request)
        pipeline.unlock(version=file, password=request.POST.get("password", ""), by=person(request))
    except Refused as error:
        messages.error(request, str(error))
    return _back(request, document)


@login_required
@require_POST
def remove(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    document = document_for(request, document_id)
    pipeline.remove(document=document, by=person(request))
    undo = reverse("restore-document", args=[document.pk])
    messages.success(request, f"“{document.title}” was taken out of the case.", extra_tags=undo)
    return _back(request, document)


@login_required
@require_POST
def restore(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    document = document_for(request, document_id)
    pipeline.restore(document=document, by=person(request))
    messages.success(request, f"“{document.title}” is back in the case.")
    return redirect("case", document.case_id)
