"""What holds for every answer, whichever view made it."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.db import DataError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

Answer = Callable[[HttpRequest], HttpResponseBase]


class NothingIsKept:
    """Nothing is kept by browsers or proxies, unless a view says otherwise: on a shared machine the next person must
    not find a case by the Back button.

    A value that the database cannot hold (a NUL; PostgreSQL has no such character) is the sender's mistake, not ours.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if "\x00" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            response: HttpResponseBase = render(request, "400.html", status=400)
        else:
            response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, DataError) and not settings.DEBUG:
            return render(request, "400.html", status=400)
        return None
