"""The REST API's addresses, under /api/v1/."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path
from drf_spectacular.views import SpectacularAPIView

from esgcheck.api.views import (
    cases,
    claims,
    deciding,
    documents,
    found,
    language_model,
    me,
    piles,
    publications,
    search,
)

app_name = "api"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", me.Root.as_view(), name="root"),
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path("me/", me.Me.as_view(), name="me"),
    path("me/tokens/", me.Tokens.as_view(), name="tokens"),
    path("me/tokens/<uuid:token_id>/", me.OneToken.as_view(), name="token"),
    path("dismiss-reasons/", deciding.Reasons.as_view(), name="dismiss-reasons"),
    path("cases/", cases.Cases.as_view(), name="cases"),
    path("cases/<uuid:case_id>/", cases.OneCase.as_view(), name="case"),
    path("cases/<uuid:case_id>/documents/", documents.Documents.as_view(), name="documents"),
    path("cases/<uuid:case_id>/piles/", piles.Piles.as_view(), name="piles"),
    path("piles/<uuid:pile_id>/", piles.OnePile.as_view(), name="pile"),
    path("piles/<uuid:pile_id>/files/", piles.PileFiles.as_view(), name="pile-files"),
    path("piles/<uuid:pile_id>/uploads/", piles.Uploads.as_view(), name="uploads"),
    path("uploads/<uuid:file_id>/", piles.OneUpload.as_view(), name="upload"),
    path("cases/<uuid:case_id>/candidates/", found.Candidates.as_view(), name="candidates"),
    path("cases/<uuid:case_id>/claims/", claims.Claims.as_view(), name="claims"),
    path("cases/<uuid:case_id>/claims/merge/", deciding.Merge.as_view(), name="claims-merge"),
    path("cases/<uuid:case_id>/decide/", deciding.Decide.as_view(), name="decide"),
    path("cases/<uuid:case_id>/undo/", deciding.Undo.as_view(), name="undo"),
    path("cases/<uuid:case_id>/quotations/", found.Quotations.as_view(), name="quotations"),
    path("cases/<uuid:case_id>/responses/", cases.Responses.as_view(), name="responses"),
    path("cases/<uuid:case_id>/publications/", publications.Publications.as_view(), name="publications"),
    path("cases/<uuid:case_id>/search/", search.Search.as_view(), name="search"),
    path("cases/<uuid:case_id>/language-model/", language_model.LanguageModel.as_view(), name="language-model"),
    path("cases/<uuid:case_id>/export/", cases.Export.as_view(), name="export"),
    path("documents/<uuid:document_id>/", documents.OneDocument.as_view(), name="document"),
    path("documents/<uuid:document_id>/again/", documents.Again.as_view(), name="document-again"),
    path("documents/<uuid:document_id>/unlock/", documents.Unlock.as_view(), name="document-unlock"),
    path("documents/<uuid:document_id>/restore/", documents.Restore.as_view(), name="document-restore"),
    path("documents/<uuid:document_id>/provenance/", documents.Provenance.as_view(), name="document-provenance"),
    path("documents/<uuid:document_id>/pages/<int:number>/", documents.OnePage.as_view(), name="document-page"),
    path("candidates/<uuid:candidate_id>/accept/", found.Accept.as_view(), name="candidate-accept"),
    path("candidates/<uuid:candidate_id>/dismiss/", found.Dismiss.as_view(), name="candidate-dismiss"),
    path("claims/<uuid:claim_id>/", claims.OneClaim.as_view(), name="claim"),
    path("claims/<uuid:claim_id>/dismiss/", claims.DismissClaim.as_view(), name="claim-dismiss"),
    path("claims/<uuid:claim_id>/accept/", claims.AcceptClaim.as_view(), name="claim-accept"),
    path("claims/<uuid:claim_id>/split/", deciding.Split.as_view(), name="claim-split"),
    path("claims/<uuid:claim_id>/unmerge/", deciding.Unmerge.as_view(), name="claim-unmerge"),
    path("claims/<uuid:claim_id>/suggestions/", found.Suggestions.as_view(), name="suggestions"),
    path("claims/<uuid:claim_id>/links/", claims.Links.as_view(), name="links"),
    path("claims/<uuid:claim_id>/verdicts/", claims.Verdicts.as_view(), name="verdicts"),
    path("claims/<uuid:claim_id>/draft/", publications.Draft.as_view(), name="draft"),
    path("claims/<uuid:claim_id>/publish/", publications.Publish.as_view(), name="publish"),
    path("links/<uuid:link_id>/", claims.OneLink.as_view(), name="link"),
    path("publications/<uuid:publication_id>/revoke/", publications.Revoke.as_view(), name="revoke"),
]
