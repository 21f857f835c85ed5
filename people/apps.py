from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "people"

    def ready(self) -> None:
        """What of `people` itself can be reported."""
        from people import concern_subjects
        from people.selectors import organisations
        from people.services import subjects

        concern_subjects.register(
            concern_subjects.Kind("organisation", organisations.get_for, subjects.organisation),
        )
