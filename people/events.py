"""What `people` tells the apps above it. Subscribers stand in their `apps.py`."""

from core.events import Event

# pupil_id, purpose
consent_withdrawn = Event[[int, str]]("people.consent_withdrawn")
consent_given = Event[[int, str]]("people.consent_given")
# user_id
clearance_changed = Event[[int]]("people.clearance_changed")
# school_id, the pupils who are no longer on its roll
pupils_left = Event[[int, tuple[int, ...]]]("people.pupils_left")
# pupil_id, the name that must not stay anywhere, the name that stands in its place
pupil_pseudonymised = Event[[int, str, str]]("people.pupil_pseudonymised")
# organisation_id
organisation_suspended = Event[[int]]("people.organisation_suspended")
organisation_reinstated = Event[[int]]("people.organisation_reinstated")
# organisation_id, and the list to which a subscriber adds (what, how many) that a suspension would touch.
suspension_weighed = Event[[int, list[tuple[str, int]]]]("people.suspension_weighed")
