from django.apps import AppConfig


class MessagingConfig(AppConfig):
    name = "messaging"

    def ready(self) -> None:
        """What a conversation can be about, what it listens to, what it keeps about people, what can be reported."""
        from messaging import kinds, sealed_words
        from messaging.selectors import child_overview, suspensions, talks
        from messaging.services import concern_subjects, former_pupils, holdings, settling
        from network import events as network
        from people import concern_subjects as subjects
        from people import events

        kinds.register(*talks.KINDS)
        for event in (
            events.consent_given,
            events.consent_withdrawn,
            events.assent_changed,
            events.clearance_changed,
            events.organisation_suspended,
            events.organisation_reinstated,
            events.pupils_left,
            events.hold_changed,
            network.idea_moved,
            network.proposal_moved,
            network.engagement_ended,
        ):
            event.subscribe(settling.look_again)
        events.child_overview_asked.subscribe(child_overview.add_conversations)
        events.suspension_weighed.subscribe(suspensions.weigh)
        events.pupil_pseudonymised.subscribe(former_pupils.forget)
        events.holdables_sought.subscribe(concern_subjects.holdables)
        subjects.register(*concern_subjects.KINDS)
        sealed_words.register()
        holdings.register()
