"""Settings, from the environment where an operator wants something else than one machine with everything in var/.

| variable | meaning | default |
|---|---|---|
| ESGCHECK_VAR | folder for database, files, images, logs | var/ beside manage.py |
| DATABASE_URL | PostgreSQL or SQLite | SQLite in that folder |
| REDIS_URL | the broker | redis://127.0.0.1:6379/0 (bin/serve starts its own) |
| ESGCHECK_SECRET_KEY | Django's secret key | made once, in var/secret_key |
| ESGCHECK_URL | where users reach the site; https turns on secure cookies and HSTS | http://127.0.0.1:8000 |
| ESGCHECK_ALLOWED_HOSTS | host names, by comma | the host of ESGCHECK_URL, localhost, 127.0.0.1 |
| ESGCHECK_CASE_GB | how much a case may hold, in GB | 20 |
| ESGCHECK_CASE_DOCUMENTS | how many documents a case may hold | 20000 |
| ESGCHECK_IMAGES_GB | how much the images of pages may take on disk, in GB; the rest is drawn again when wanted | 4 |
| ESGCHECK_OF_ONE_CASE | how many jobs of one case may run at once, so that a worker is free for others; 0: any | 0 |
| ESGCHECK_OCR_LANGUAGES | languages of pictures and scans, as Tesseract names them: eng+deu | English, 3 others |
| ESGCHECK_OCR_PAGES, ESGCHECK_OCR_MINUTES | how much of one document is recognised at most | 300 pages, 30 minutes |
| ESGCHECK_EMBEDDING | off: evidence is ranked by its words alone, no sentence is made a vector | on |
| ESGCHECK_SPEECH | how to call an installed speech engine: documents/transcribing.py | none |
| ESGCHECK_LLM_URL, ESGCHECK_LLM_MODEL | a language model of one's own: http://127.0.0.1:8080/v1, and its name | none |
| ESGCHECK_LLM_KEY | the key that it asks for, if any; never logged, shown or exported | none |
| ESGCHECK_LLM_SECONDS, ESGCHECK_LLM_MINUTES | how long one answer, and one report, may take | 120 seconds, 60 minutes |
| ESGCHECK_DEBUG | 1 for development | off |
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("ESGCHECK_VAR", BASE_DIR / "var")).resolve()
FILES_DIR = VAR / "files"
IMAGES_DIR = VAR / "images"
IMAGES_MAX_BYTES = int(float(os.environ.get("ESGCHECK_IMAGES_GB", "4")) * 1_000_000_000)
SEARCH_DIR = VAR / "search"
DEBUG = os.environ.get("ESGCHECK_DEBUG") == "1"
PUBLIC_URL = os.environ.get("ESGCHECK_URL", "http://127.0.0.1:8000").rstrip("/")
_https = PUBLIC_URL.startswith("https://")


def _secret_key() -> str:
    if key := os.environ.get("ESGCHECK_SECRET_KEY"):
        return key
    path = VAR / "secret_key"
    VAR.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    return path.read_text()


SECRET_KEY = _secret_key()
ALLOWED_HOSTS = [
    host
    for host in os.environ.get("ESGCHECK_ALLOWED_HOSTS", "").split(",")
    + [urlsplit(PUBLIC_URL).hostname or "", "localhost", "127.0.0.1"]
    if host
]
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "rest_framework",
    "drf_spectacular",
    "esgcheck.jobs",
    "esgcheck.accounts",
    "esgcheck.cases",
    "esgcheck.documents",
    "esgcheck.claims",
    "esgcheck.publishing",
    "esgcheck.web",
    "esgcheck.api",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "esgcheck.web.middleware.NothingIsKept",
]

ROOT_URLCONF = "esgcheck.urls"
WSGI_APPLICATION = "esgcheck.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {"default": dj_database_url.config(default=f"sqlite:///{VAR / 'esgcheck.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Measured: of 800 contended transactions 193 fail without these three, none with.
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32000;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "cases"
LOGOUT_REDIRECT_URL = "login"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

SECURE_SSL_REDIRECT = _https
SECURE_HSTS_SECONDS = 31_536_000 if _https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = _https
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _https else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _https
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

# Uploads go to disk, not to memory; the size limits are the readers'.
FILE_UPLOAD_HANDLERS = [
    "esgcheck.documents.receiving.Bounded",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FILE_UPLOAD_MAX_MEMORY_SIZE = 1 << 20
FILE_UPLOAD_TEMP_DIR = None
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 << 20
DATA_UPLOAD_MAX_NUMBER_FILES = 1000
UPLOAD_MAX_BYTES = 200 * 1024 * 1024
UPLOAD_KEEP_HOURS = 72  # how long the part of a file that has come is kept for the rest
EMBEDDING = os.environ.get("ESGCHECK_EMBEDDING", "on") != "off"

SPEECH_COMMAND = os.environ.get("ESGCHECK_SPEECH", "")
SPEECH_SECONDS = float(os.environ.get("ESGCHECK_SPEECH_HOURS", "4")) * 3600
LANGUAGE_MODEL_URL = os.environ.get("ESGCHECK_LLM_URL", "")
LANGUAGE_MODEL_NAME = os.environ.get("ESGCHECK_LLM_MODEL", "")
LANGUAGE_MODEL_KEY = os.environ.get("ESGCHECK_LLM_KEY", "")
LANGUAGE_MODEL_SECONDS = float(os.environ.get("ESGCHECK_LLM_SECONDS", "120"))
LANGUAGE_MODEL_MINUTES = float(os.environ.get("ESGCHECK_LLM_MINUTES", "60"))
LANGUAGE_MODEL_FILE = VAR / "language_model.json"  # since when it is this one: consent was to no other
CASE_MAX_BYTES = int(float(os.environ.get("ESGCHECK_CASE_GB", "20")) * 1_000_000_000)
CASE_MAX_DOCUMENTS = int(os.environ.get("ESGCHECK_CASE_DOCUMENTS", "20000"))

CELERY_BROKER_URL = os.environ.get("REDIS_URL", "redis://127.0.0.1:6379/0")
JOBS_OF_ONE_LANE = int(os.environ.get("ESGCHECK_OF_ONE_CASE", "0"))
JOBS_PUBLISH = True  # off where no broker is meant to be: tests, and ``manage.py verify``
CELERY_TASK_IGNORE_RESULT = True
# The job row is the truth (esgcheck.jobs): a task lost with a worker is published again by the sweeper,
# so tasks are acknowledged early and the broker never has to give one back.
CELERY_TASK_ACKS_LATE = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 3600, "socket_timeout": 5, "socket_connect_timeout": 2}
CELERY_WORKER_HIJACK_ROOT_LOGGER = False

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "rest_framework.authentication.SessionAuthentication",
        "esgcheck.api.authentication.ApiTokenAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PAGINATION_CLASS": "esgcheck.api.paging.Pages",
    "PAGE_SIZE": 100,
    "EXCEPTION_HANDLER": "esgcheck.api.errors.handle",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "esgcheck",
    "DESCRIPTION": "Check what a sustainability report claims against the documents.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "ENUM_NAME_OVERRIDES": {
        "DocumentKind": "esgcheck.documents.models.Kind.choices",
        "ClaimKind": "esgcheck.claims.models.ClaimKind.choices",
        "ClaimState": [("accepted", "Accepted"), ("dismissed", "Dismissed")],
        "DismissReason": "esgcheck.claims.dismissing.DismissReason.choices",
        "VerdictValue": "esgcheck.claims.models.VerdictValue.choices",
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"()": "esgcheck.logs.Discreet", "format": "{asctime} {levelname} {name} {message}", "style": "{"}
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django.server": {"level": "WARNING"},
        "celery.app.trace": {"level": "WARNING"},
        "httpx": {"level": "WARNING"},  # it logs whole addresses
    },
}
