from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "visits"

    def ready(self) -> None:
        """What visits listen to, what they ask guardians, what they keep about people; a function a section."""
        _chain()
        _talks()
        _requests()
        _rosters()
        _calendars()
        _sessions()
        _placements()
        _days()
        _after()


def _chain() -> None:
    from people import concern_subjects as subjects
    from people import events as people
    from visits import events, sealed_words
    from visits.selectors import history_kinds, suspensions
    from visits.services import concern_subjects, notices, suspension_notices

    events.visit_moved.subscribe(notices.visit_moved)
    events.visit_changed.subscribe(notices.visit_changed)
    events.visit_reminded.subscribe(notices.visit_reminded)
    people.suspension_weighed.subscribe(suspensions.weigh)
    people.organisation_suspended.subscribe(suspension_notices.suspended)
    people.organisation_reinstated.subscribe(suspension_notices.reinstated)
    people.clearance_changed.subscribe(suspension_notices.clearance_changed)
    people.holdables_sought.subscribe(concern_subjects.holdables)
    subjects.register(*concern_subjects.KINDS)
    sealed_words.register()
    history_kinds.register()


def _talks() -> None:
    from messaging import kinds
    from messaging.services import settling
    from visits import events
    from visits.selectors import talks
    from visits.services import talk_notes

    kinds.register(talks.KIND)
    events.visit_moved.subscribe(talk_notes.visit_moved)
    events.visit_changed.subscribe(talk_notes.visit_changed)
    events.visit_moved.subscribe(settling.look_again)


def _requests() -> None:
    from visits import events
    from visits.services import slot_request_holdings, slot_request_notices

    events.slot_requested.subscribe(slot_request_notices.requested)
    events.slot_request_ended.subscribe(slot_request_notices.ended)
    slot_request_holdings.register()


def _rosters() -> None:
    from people import events as people
    from people import guardian_asks as asks
    from visits import events
    from visits.selectors import child_overview, guardian_asks
    from visits.services import agreements, asking, forgetting, holdings, leaving_off, roster_notices

    asks.register(asks.Kind(guardian_asks.KIND, guardian_asks.asked_of, agreements.answer))
    people.child_overview_asked.subscribe(child_overview.add_visits)
    people.consent_withdrawn.subscribe(leaving_off.consent_withdrawn)
    people.pupils_left.subscribe(leaving_off.pupils_left)
    people.pupil_pseudonymised.subscribe(forgetting.pseudonymised)
    events.visit_moved.subscribe(asking.visit_moved)
    events.visit_changed.subscribe(asking.visit_changed)
    events.attendees_left.subscribe(roster_notices.attendees_left)
    events.attendee_agreed_late.subscribe(roster_notices.attendee_agreed_late)
    events.attendee_lapsed.subscribe(roster_notices.attendee_lapsed)
    events.paper_waits.subscribe(roster_notices.paper_waits)
    holdings.register()


def _calendars() -> None:
    from visits import events
    from visits.services import calendar_holdings, calendar_letters

    events.visit_moved.subscribe(calendar_letters.visit_moved)
    events.visit_changed.subscribe(calendar_letters.visit_changed)
    calendar_holdings.register()


def _sessions() -> None:
    from network import events as network
    from people import events as people
    from visits import events
    from visits.selectors import session_history
    from visits.services import session_forgetting, session_notices, sessions

    network.engagement_ended.subscribe(sessions.cancel_all_of)
    events.session_moved.subscribe(session_notices.session_moved)
    people.pupil_pseudonymised.subscribe(session_forgetting.forget_pupil)
    session_forgetting.register()
    session_history.register()


def _placements() -> None:
    from people import concern_subjects as subjects
    from people import events as people
    from people import guardian_asks as asks
    from visits import events
    from visits.selectors import placement_asks, placement_history, placement_overviews
    from visits.services import placement_forgetting, placement_guardians, placement_notices, placement_subjects

    asks.register(asks.Kind(placement_asks.KIND, placement_asks.asked_of, placement_guardians.answer_ask))
    events.placement_moved.subscribe(placement_notices.moved)
    events.placement_wished.subscribe(placement_notices.wished)
    people.child_overview_asked.subscribe(placement_overviews.add_placements)
    people.suspension_weighed.subscribe(placement_overviews.weigh)
    people.pupils_left.subscribe(placement_forgetting.pupils_left)
    people.pupil_pseudonymised.subscribe(placement_forgetting.forget_name)
    people.holdables_sought.subscribe(placement_subjects.holdables)
    subjects.register(*placement_subjects.KINDS)
    placement_history.register()
    placement_forgetting.register()


def _days() -> None:
    from people import events as people
    from visits.services import day_holdings

    people.pupil_pseudonymised.subscribe(day_holdings.forget_pupil)
    day_holdings.register()


def _after() -> None:
    from people import events as people
    from visits import events
    from visits.services import after_forgetting, after_notices, credit_hours, outcomes

    events.visit_moved.subscribe(credit_hours.visit_moved)
    events.session_moved.subscribe(credit_hours.session_moved)
    events.visit_moved.subscribe(outcomes.visit_moved)
    events.reflection_sent.subscribe(after_notices.reflection_sent)
    events.reflection_answered.subscribe(after_notices.reflection_answered)
    events.reflection_shared.subscribe(after_notices.reflection_shared)
    events.feedback_given.subscribe(after_notices.feedback_given)
    events.certificates_issued.subscribe(after_notices.certificates_issued)
    people.pupil_pseudonymised.subscribe(after_forgetting.pseudonymised)
    after_forgetting.register()
