"""What the form for documents says: which files, how large, where the script sends them."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings

from esgcheck.documents.quota import size_in_words

register = template.Library()
register.filter("size", size_in_words)

ENDINGS = (
    ".pdf,.docx,.docm,.xlsx,.xlsm,.xltx,.csv,.tsv,.tab,.html,.htm,.xhtml,.mht,.mhtml,.eml,.txt,.text,"
    ".md,.markdown,.mdown,.vtt,.srt,.sbv,.zip,"
    ".png,.jpg,.jpeg,.tif,.tiff,.webp,.mp3,.m4a,.wav,.ogg,.oga,.opus,.mp4,.m4v"
)
"""What the dialogue of the browser offers; anything may be dropped, and what cannot be read is said to be that."""


@register.simple_tag
def upload_limits() -> dict[str, Any]:
    return {"mb": settings.UPLOAD_MAX_BYTES // (1024 * 1024), "accept": ENDINGS}
