from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "visits"

    def ready(self) -> None:
        """What visits listen to, and what they keep about people."""
        from visits import events
        from visits.services import slot_request_holdings, slot_request_notices

        events.slot_requested.subscribe(slot_request_notices.requested)
        events.slot_request_ended.subscribe(slot_request_notices.ended)
        slot_request_holdings.register()
