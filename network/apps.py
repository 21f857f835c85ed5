from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "network"

    def ready(self) -> None:
        """What the network listens to."""
        from network.selectors import suspensions
        from network.services import consent_changes, suspension_notices
        from people import events

        events.consent_given.subscribe(consent_changes.consent_given)
        events.consent_withdrawn.subscribe(consent_changes.consent_withdrawn)
        events.suspension_weighed.subscribe(suspensions.weigh)
        events.organisation_suspended.subscribe(suspension_notices.suspended)
        events.organisation_reinstated.subscribe(suspension_notices.reinstated)
