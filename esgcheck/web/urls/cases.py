from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from esgcheck.web.views import cases, documents, language_model, news, people, piles, search, versions, years

urlpatterns: list[URLPattern | URLResolver] = [
    path("", cases.case_list, name="cases"),
    path("cases/new/", cases.new_case, name="new-case"),
    path("cases/example/", cases.example_case, name="example-case"),
    path("cases/<uuid:case_id>/", cases.case_page, name="case"),
    path("cases/<uuid:case_id>/about/", cases.change, name="change-case"),
    path("cases/<uuid:case_id>/language-model/", language_model.language_model, name="language-model"),
    path("cases/<uuid:case_id>/search/", search.search_page, name="search"),
    path("cases/<uuid:case_id>/seen/", news.all_seen, name="all-seen"),
    path("cases/<uuid:case_id>/years/", years.years, name="years"),
    path("documents/<uuid:document_id>/year/", years.say_year, name="say-year"),
    path("cases/<uuid:case_id>/people/", people.people, name="people"),
    path("cases/<uuid:case_id>/people/<int:member_id>/", people.change_member, name="change-member"),
    path("cases/<uuid:case_id>/invitations/<uuid:invitation_id>/", people.withdraw, name="withdraw-invitation"),
    path("cases/<uuid:case_id>/documents/", documents.document_list, name="documents"),
    path("cases/<uuid:case_id>/documents/add/", documents.add, name="add-documents"),
    path("cases/<uuid:case_id>/piles/", piles.pile_list, name="piles"),
    path("cases/<uuid:case_id>/piles/now/", piles.boxes, name="pile-boxes"),
    path("piles/<uuid:pile_id>/", piles.pile_page, name="pile"),
    path("piles/<uuid:pile_id>/again/", piles.pile_again, name="pile-again"),
    path("piles/<uuid:pile_id>/kind/", piles.pile_kind, name="pile-kind"),
    path("piles/<uuid:pile_id>/dismiss/", piles.pile_dismiss, name="dismiss-pile"),
    path("piles/files/<uuid:file_id>/forget/", piles.forget_file, name="forget-file"),
    path("documents/<uuid:document_id>/", documents.document_page, name="document"),
    path("documents/<uuid:document_id>/provenance/", documents.provenance, name="provenance"),
    path("documents/<uuid:document_id>/again/", documents.again, name="read-again"),
    path("documents/<uuid:document_id>/kind/", documents.change_kind, name="document-kind"),
    path("documents/<uuid:document_id>/unlock/", documents.unlock, name="unlock"),
    path("documents/<uuid:document_id>/remove/", documents.remove, name="remove-document"),
    path("cases/<uuid:case_id>/changes/", versions.carried_in_case, name="carried-in-case"),
    path("documents/<uuid:document_id>/newer/", versions.newer, name="newer-file"),
    path("documents/<uuid:document_id>/newer/leave-out/", versions.leave_newer_out, name="leave-newer-out"),
    path("documents/files/<uuid:version_id>/current/", versions.make_current, name="make-current"),
    path("documents/changes/<uuid:succession_id>/", versions.carried, name="carried"),
    path("documents/changes/outcomes/<uuid:outcome_id>/", versions.settle, name="settle"),
    path("documents/<uuid:document_id>/restore/", documents.restore, name="restore-document"),
]
