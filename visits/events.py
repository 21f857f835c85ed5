"""What `visits` tells whoever listens. Subscribers stand in `visits/apps.py`."""

from core.events import Event

# visit_id, the action that moved it (see enums.VisitAction)
visit_moved = Event[[int, str]]("visits.visit_moved")
# visit_id, what changed (see enums.Change)
visit_changed = Event[[int, str]]("visits.visit_changed")
# slot_request_id
slot_requested = Event[[int]]("visits.slot_requested")
slot_request_ended = Event[[int]]("visits.slot_request_ended")
# placement_id, the action that moved it (see enums.PlacementAction)
placement_moved = Event[[int, str]]("visits.placement_moved")
# offer_id, the pupil who would like to go, the adviser who is asked to introduce the pupil
placement_wished = Event[[int, int, int]]("visits.placement_wished")
