from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "core"

    def ready(self) -> None:
        """What describes itself to the API's schema by being there."""
        from core import api_times  # noqa: F401
