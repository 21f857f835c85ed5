from typing import Any

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class DaphneConfig(AppConfig):
    """For `runserver`, which loads the server itself; Daphne's own configuration loads Twisted into every command."""

    name = "daphne"
    default = False


class ConfigConfig(AppConfig):
    name = "config"

    def ready(self) -> None:
        from config import contacts

        contacts.plan()
        # Sent for apps with models; the rows are django-q's.
        post_migrate.connect(_plan_jobs, sender=apps.get_app_config("django_q"))


def _plan_jobs(**_: Any) -> None:
    from config import schedule

    schedule.plan()
