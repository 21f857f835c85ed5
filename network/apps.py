from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "network"

    def ready(self) -> None:
        """What the network listens to."""
        from network import events as own_events
        from network.selectors import suspensions
        from network.services import consent_changes, waiting_proposals
        from people import events

        events.consent_given.subscribe(consent_changes.consent_given)
        events.consent_withdrawn.subscribe(consent_changes.consent_withdrawn)
        own_events.post_changed.subscribe(waiting_proposals.post_changed)
        own_events.idea_changed.subscribe(waiting_proposals.idea_changed)
        events.suspension_weighed.subscribe(suspensions.weigh)
