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
