from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "visits"

    def ready(self) -> None:
        """What visits listen to, what they keep about people, and how one of them is reported, held and looked up."""
        from people import concern_subjects as subjects
        from people import events
        from visits import events as own
        from visits.selectors import history_kinds, suspensions
        from visits.services import concern_subjects, forgetting, holdings, notices, suspension_notices

        own.visit_moved.subscribe(notices.visit_moved)
        own.visit_changed.subscribe(notices.visit_changed)
        own.visit_reminded.subscribe(notices.visit_reminded)
        events.suspension_weighed.subscribe(suspensions.weigh)
        events.organisation_suspended.subscribe(suspension_notices.suspended)
        events.organisation_reinstated.subscribe(suspension_notices.reinstated)
        events.clearance_changed.subscribe(suspension_notices.clearance_changed)
        events.pupil_pseudonymised.subscribe(forgetting.replace_name)
        events.holdables_sought.subscribe(concern_subjects.holdables)
        subjects.register(*concern_subjects.KINDS)
        history_kinds.register()
        holdings.register()
