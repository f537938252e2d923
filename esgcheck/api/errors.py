"""What the domain raises, as answers: always ``{"detail": a sentence, "code": a word that stays}``.

| raised | status | code |
|---|---|---|
| ``AlreadyThere`` | 409 | already_there, with ``document``: the id of the one that is there |
| ``Settled`` | 409 | already_decided |
| ``WrongOffset`` | 409 | wrong_offset, with ``offset``: where the piece has to begin |
| ``Refused`` | 422 | refused, or which refusal: too_large, empty, case_full, broken_piece, not_coming |
| ``NotAllowed`` | 403 | not_allowed |
| no such row, or not visible to the caller | 404 | not_found |
| fields of a wrong type or missing | 400 | invalid, with ``fields``: a list of sentences a field |
| not logged in, bad token | 401 | not_authenticated, authentication_failed |
"""

from __future__ import annotations

from typing import Any

from django.db import DataError
from django.http import Http404
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler, set_rollback

from esgcheck.claims.resettling import Settled
from esgcheck.documents.transfers import WrongOffset
from esgcheck.documents.upload import AlreadyThere
from esgcheck.errors import NotAllowed, Refused


def handle(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler; None lets what nobody foresaw become a 500."""
    if isinstance(error, AlreadyThere):
        return _answer(409, str(error), "already_there", document=str(error.version.document_id))
    if isinstance(error, WrongOffset):
        return _answer(409, str(error), error.code, offset=error.offset)
    if isinstance(error, Settled):
        return _answer(409, str(error), error.code)
    if isinstance(error, Refused):
        return _answer(422, str(error), error.code)
    if isinstance(error, NotAllowed):
        return _answer(403, str(error), "not_allowed")
    if isinstance(error, Http404):
        return _answer(404, "There is no such thing, or you are not a member of its case.", "not_found")
    if isinstance(error, DataError):
        return _answer(400, "A value holds characters that cannot be stored.", "invalid")
    if isinstance(error, exceptions.ValidationError):
        return _answer(400, "Some fields are missing or wrong.", "invalid", fields=error.detail)
    response = exception_handler(error, context)
    if response is not None and isinstance(error, exceptions.APIException):
        response.data = {"detail": str(error.detail), "code": error.get_codes()}
    return response


def _answer(status: int, detail: str, code: str, **more: Any) -> Response:
    set_rollback()
    return Response({"detail": detail, "code": code, **more}, status=status)
