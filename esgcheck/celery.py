"""The Celery application. Workers start with ``celery -A esgcheck worker``."""

from __future__ import annotations

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "esgcheck.settings")

app = Celery("esgcheck")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.imports = ["esgcheck.pipeline"]
