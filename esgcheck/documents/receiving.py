"""What the server takes in of a request before any view is asked.

Django parses a form with files as soon as somebody looks at it, which the protection against forged requests does for
every address, also for people who are not logged in.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

MORE = 64 * 1024


class Bounded(FileUploadHandler):
    """The first of the upload handlers: strangers bring no files, and of a file that is too large only so much is
    written to the disk that it can be said to be too large."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        user = getattr(self.request, "user", None)
        if user is None or not user.is_authenticated:
            raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        return raw_data if start <= settings.UPLOAD_MAX_BYTES + MORE else None

    def file_complete(self, file_size: int) -> None:
        """The handlers after this one have the file."""
