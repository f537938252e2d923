"""The WSGI application, for gunicorn."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

from esgcheck.analysis.reading import prepare

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "esgcheck.settings")
application = get_wsgi_application()
prepare()  # so that the first page image after a start need not wait for it
