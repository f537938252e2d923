"""The workbench, reading a document by itself, and the images and words of its pages."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from esgcheck.web.views import correcting, cutting, deciding, news, pages, workbench

_REVIEW = "cases/<uuid:case_id>/review/"
_CLAIM = _REVIEW + "claims/<uuid:claim_id>/"
_LINK = _REVIEW + "links/<uuid:link_id>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(_REVIEW, workbench.review, name="review"),
    path(_REVIEW + "claims/", workbench.add_claim, name="review-add-claim"),
    path(_REVIEW + "decide/", deciding.decide_several, name="review-decide-several"),
    path(_REVIEW + "undo/", deciding.undo, name="review-undo"),
    path(_CLAIM + "accept/", deciding.accept, name="review-accept"),
    path(_CLAIM + "dismiss/", deciding.dismiss, name="review-dismiss"),
    path(_CLAIM + "take-back/", deciding.take_back, name="review-take-back"),
    path(_CLAIM + "describe/", workbench.describe, name="review-describe"),
    path(_CLAIM + "fields/", correcting.fields, name="review-fields"),
    path(_CLAIM + "fields/restore/", correcting.restore, name="review-restore"),
    path(_CLAIM + "topics/", correcting.add_topic, name="review-add-topic"),
    path(_CLAIM + "topics/remove/", correcting.remove_topic, name="review-remove-topic"),
    path(_CLAIM + "span/", cutting.edit_span, name="review-span"),
    path(_CLAIM + "split/", cutting.split, name="review-split"),
    path(_CLAIM + "merge/", cutting.merge, name="review-merge"),
    path(_CLAIM + "unmerge/", cutting.unmerge, name="review-unmerge"),
    path(_CLAIM + "seen/", news.seen, name="review-seen"),
    path(_CLAIM + "verdict/", workbench.verdict, name="review-verdict"),
    path(_CLAIM + "links/", workbench.link, name="review-link"),
    path(_LINK, workbench.change_link, name="review-change-link"),
    path(_LINK + "remove/", workbench.unlink, name="review-unlink"),
    path(_LINK + "restore/", workbench.relink, name="review-relink"),
    path("versions/<uuid:version_id>/pages/<int:number>/", pages.pages, name="pages"),
    path("versions/<uuid:version_id>/pages/<int:number>/sheet/", pages.page_sheet, name="page-sheet"),
    path("versions/<uuid:version_id>/pages/<int:number>/side/", pages.page_side, name="page-side"),
    path("versions/<uuid:version_id>/pages.json", pages.page_plan, name="page-plan"),
    path("versions/<uuid:version_id>/pages/", pages.go, name="pages-go"),
    path("versions/<uuid:version_id>/pages/<int:number>.webp", pages.page_image, name="page-image"),
    path("versions/<uuid:version_id>/pages/<int:number>.json", pages.page_words, name="page-words"),
]
