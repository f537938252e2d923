# One image for web, worker and sweeper; compose.yaml says which is which. What runs is what requirements.txt pins.
FROM python:3.12-slim-bookworm AS packages
COPY requirements.txt /
RUN python -m venv /venv \
 && /venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r /requirements.txt

FROM python:3.12-slim-bookworm
ENV PATH=/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=esgcheck.settings \
    ESGCHECK_VAR=/var/lib/esgcheck
# Text in scans and pictures; other languages: tesseract-ocr-deu, tesseract-ocr-fra and so on.
ARG OCR="tesseract-ocr tesseract-ocr-eng"
RUN apt-get update -q && apt-get install -q -y --no-install-recommends $OCR && rm -rf /var/lib/apt/lists/*
# The number is fixed so that a volume keeps its owner from one image to the next.
RUN useradd --system --uid 10001 --user-group --home-dir /var/lib/esgcheck --shell /usr/sbin/nologin esgcheck \
 && install --directory --mode 700 --owner esgcheck --group esgcheck /var/lib/esgcheck
COPY --from=packages /venv /venv
WORKDIR /app
COPY manage.py LICENSE ./
COPY static static
COPY templates templates
COPY esgcheck esgcheck
USER esgcheck
VOLUME /var/lib/esgcheck
EXPOSE 8000
# No access log: links to drafts and log-in links would stand in it.
CMD ["gunicorn", "esgcheck.wsgi:application", "--bind", "0.0.0.0:8000", "--workers", "2", "--threads", "16", \
     "--worker-class", "gthread", "--worker-tmp-dir", "/dev/shm", "--timeout", "120", "--no-control-socket"]
