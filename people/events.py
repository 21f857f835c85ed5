"""What `people` tells the apps above it. Subscribers stand in their `apps.py`."""

from core.events import Event
from people.selectors.guardian_overview import Section

# pupil_id, purpose
consent_withdrawn = Event[[int, str]]("people.consent_withdrawn")
consent_given = Event[[int, str]]("people.consent_given")
# pupil_id: the pupil's own yes was given or taken back.
assent_changed = Event[[int]]("people.assent_changed")
# pupil_id, and the list to which a subscriber adds what a guardian should see of the child's contacts.
child_overview_asked = Event[[int, list[Section]]]("people.child_overview_asked")
# user_id
clearance_changed = Event[[int]]("people.clearance_changed")
# organisation_id
organisation_suspended = Event[[int]]("people.organisation_suspended")
organisation_reinstated = Event[[int]]("people.organisation_reinstated")
# organisation_id, and the list to which a subscriber adds (what, how many) that a suspension would touch.
suspension_weighed = Event[[int, list[tuple[str, int]]]]("people.suspension_weighed")
# ids of the named people, the school's id or None, what the report is about as (kind, id) or None; and the list to
# which a subscriber adds (kind, id, label) of what a safeguarding lead may freeze. Frozen is what `gates.is_held` says.
holdables_sought = Event[[frozenset[int], int | None, tuple[str, int] | None, list[tuple[str, int, str]]]](
    "people.holdables_sought"
)
