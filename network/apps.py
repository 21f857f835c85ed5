from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "network"

    def ready(self) -> None:
        """What the network listens to."""
        from network.selectors import child_overview, suspensions
        from network.services import consent_changes
        from people import events

        events.consent_given.subscribe(consent_changes.consent_given)
        events.consent_withdrawn.subscribe(consent_changes.consent_withdrawn)
        events.assent_changed.subscribe(consent_changes.assent_changed)
        events.child_overview_asked.subscribe(child_overview.add_supporters)
        events.suspension_weighed.subscribe(suspensions.weigh)
