"""The sizes of page images that pages and addresses name; what they are is :mod:`esgcheck.documents.images`."""

from esgcheck.documents.images import SIZES, THUMBNAIL, page_image

__all__ = ["SIZES", "THUMBNAIL", "page_image"]
