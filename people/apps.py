from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "people"

    def ready(self) -> None:
        """What is kept about a person here, and which things have a history to read."""
        from people.selectors import history_kinds
        from people.services import holdings

        history_kinds.register()
        holdings.register()
