from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "visits"

    def ready(self) -> None:
        """What visits listen to, what they keep about people, what of them can be reported and has a history."""
        from people import concern_subjects as subjects
        from people import events
        from visits import events as own
        from visits.selectors import placement_history, placement_overviews
        from visits.services import placement_forgetting, placement_notices, placement_subjects

        own.placement_moved.subscribe(placement_notices.moved)
        own.placement_wished.subscribe(placement_notices.wished)
        events.child_overview_asked.subscribe(placement_overviews.add_placements)
        events.suspension_weighed.subscribe(placement_overviews.weigh)
        events.pupils_left.subscribe(placement_forgetting.pupils_left)
        events.pupil_pseudonymised.subscribe(placement_forgetting.forget_name)
        events.holdables_sought.subscribe(placement_subjects.holdables)
        subjects.register(*placement_subjects.KINDS)
        placement_history.register()
        placement_forgetting.register()
