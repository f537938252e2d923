from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "esgcheck.api"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from esgcheck.api import openapi  # noqa: F401  (importing it registers it)
