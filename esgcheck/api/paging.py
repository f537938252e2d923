"""Lists in pages, none so long that it fills the memory."""

from __future__ import annotations

from rest_framework.pagination import LimitOffsetPagination


class Pages(LimitOffsetPagination):
    """``?limit=`` and ``?offset=``; a larger limit than the largest is taken as that."""

    max_limit = 1000
