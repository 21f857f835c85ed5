from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "visits"

    def ready(self) -> None:
        """What visits listen to, what they keep about people, what they add to a history."""
        from network import events as network_events
        from people import events as people_events
        from visits import events as own
        from visits.selectors import session_history
        from visits.services import session_forgetting, session_notices, sessions

        network_events.engagement_ended.subscribe(sessions.cancel_all_of)
        own.session_moved.subscribe(session_notices.session_moved)
        people_events.pupil_pseudonymised.subscribe(session_forgetting.forget_pupil)
        session_forgetting.register()
        session_history.register()
