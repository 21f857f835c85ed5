from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "network"

    def ready(self) -> None:
        """What the network listens to."""
        from network.selectors import suspensions
        from network.services import consent_changes, former_pupils
        from people import events

        events.consent_given.subscribe(consent_changes.consent_given)
        events.consent_withdrawn.subscribe(consent_changes.consent_withdrawn)
        events.pupils_left.subscribe(former_pupils.take_out)
        events.pupil_pseudonymised.subscribe(former_pupils.forget)
        events.suspension_weighed.subscribe(suspensions.weigh)
