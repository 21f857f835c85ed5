from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "visits"

    def ready(self) -> None:
        """What conversations can be about besides, and who listens to what happens to a visit."""
        from messaging import kinds
        from messaging.services import settling
        from visits import events
        from visits.selectors import talks
        from visits.services import talk_notes

        kinds.register(talks.KIND)
        events.visit_moved.subscribe(talk_notes.visit_moved)
        events.visit_changed.subscribe(talk_notes.visit_changed)
        events.visit_moved.subscribe(settling.look_again)
