from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "people"

    def ready(self) -> None:
        """What of `people` can be reported, what it keeps about a person, what has a history to read."""
        from people import concern_subjects
        from people.selectors import history_kinds, organisations
        from people.services import holdings, subjects

        concern_subjects.register(
            concern_subjects.Kind("organisation", organisations.get_for, subjects.organisation),
        )
        history_kinds.register()
        holdings.register()
