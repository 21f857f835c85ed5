from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "network"

    def ready(self) -> None:
        """What the network listens to, what it keeps about people, which of its things have a history to read."""
        from network import events as own
        from network import sealed_words
        from network.selectors import child_overview, history_kinds, suspensions
        from network.services import (
            concern_subjects,
            consent_changes,
            former_pupils,
            holdings,
            notices,
            suspension_notices,
            waiting_proposals,
        )
        from people import concern_subjects as subjects
        from people import events

        events.consent_given.subscribe(consent_changes.consent_given)
        events.consent_withdrawn.subscribe(consent_changes.consent_withdrawn)
        own.post_changed.subscribe(waiting_proposals.post_changed)
        own.idea_changed.subscribe(waiting_proposals.idea_changed)
        own.proposal_moved.subscribe(waiting_proposals.proposal_moved)
        events.assent_changed.subscribe(consent_changes.assent_changed)
        events.child_overview_asked.subscribe(child_overview.add_supporters)
        events.pupils_left.subscribe(former_pupils.take_out)
        events.pupil_pseudonymised.subscribe(former_pupils.forget)
        events.suspension_weighed.subscribe(suspensions.weigh)
        history_kinds.register()
        holdings.register()
        events.holdables_sought.subscribe(concern_subjects.holdables)
        subjects.register(*concern_subjects.KINDS)
        sealed_words.register()
        own.idea_moved.subscribe(notices.idea_moved)
        own.proposal_moved.subscribe(notices.proposal_moved)
        own.review_decided.subscribe(notices.review_decided)
        own.engagement_opened.subscribe(notices.engagement_opened)
        own.engagement_ended.subscribe(notices.engagement_ended)
        events.organisation_suspended.subscribe(suspension_notices.suspended)
        events.organisation_reinstated.subscribe(suspension_notices.reinstated)
