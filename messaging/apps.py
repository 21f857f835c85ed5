from django.apps import AppConfig


class MessagingConfig(AppConfig):
    name = "messaging"

    def ready(self) -> None:
        """What a conversation can be about: what the network has of it."""
        from messaging import kinds
        from messaging.selectors import talks

        kinds.register(*talks.KINDS)
