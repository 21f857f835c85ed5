"""What `visits` tells whoever listens. Subscribers stand in `visits/apps.py`."""

from core.events import Event

# visit_id, the action that moved it (see enums.VisitAction)
visit_moved = Event[[int, str]]("visits.visit_moved")
# visit_id, what changed (see enums.Change)
visit_changed = Event[[int, str]]("visits.visit_changed")
# visit_id, the step (see enums.Step) whose holder was reminded
visit_reminded = Event[[int, str]]("visits.visit_reminded")
# slot_request_id
slot_requested = Event[[int]]("visits.slot_requested")
slot_request_ended = Event[[int]]("visits.slot_request_ended")
# visit_id, how many pupils went off its roster, why (see enums.Leaving)
attendees_left = Event[[int, int, str]]("visits.attendees_left")
# visit_id: a guardian agreed after the pupil had been left off; and whether the pupil is back.
attendee_agreed_late = Event[[int, bool]]("visits.attendee_agreed_late")
# visit_id, who wrote down a paper's yes
paper_waits = Event[[int, int]]("visits.paper_waits")
# visit_id: a pupil who is on its roster may not go any more, but for a consent that can be given again.
attendee_lapsed = Event[[int]]("visits.attendee_lapsed")
# session_id, the action that moved it (see enums.SessionAction), who did it (None for the system)
session_moved = Event[[int, str, int | None]]("visits.session_moved")
# placement_id, the action that moved it (see enums.PlacementAction)
placement_moved = Event[[int, str]]("visits.placement_moved")
# offer_id, the pupil who would like to go, the adviser who is asked to introduce the pupil
placement_wished = Event[[int, int, int]]("visits.placement_wished")
# visit_id, the pupils who got a certificate
certificates_issued = Event[[int, tuple[int, ...]]]("visits.certificates_issued")
# visit_id: a pupil sent what the pupil tells of it.
reflection_sent = Event[[int]]("visits.reflection_sent")
# visit_id, the pupil whom the organiser answered
reflection_answered = Event[[int, int]]("visits.reflection_answered")
# visit_id: a pupil's words were shared with the host.
reflection_shared = Event[[int]]("visits.reflection_shared")
# visit_id, the side that said how it was (see enums.FeedbackSide)
feedback_given = Event[[int, str]]("visits.feedback_given")
