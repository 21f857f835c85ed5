from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "network"

    def ready(self) -> None:
        """What the network listens to, what it keeps about people, which of its things have a history to read."""
        from network.selectors import history_kinds, suspensions
        from network.services import consent_changes, holdings
        from people import events

        events.consent_given.subscribe(consent_changes.consent_given)
        events.consent_withdrawn.subscribe(consent_changes.consent_withdrawn)
        events.suspension_weighed.subscribe(suspensions.weigh)
        history_kinds.register()
        holdings.register()
