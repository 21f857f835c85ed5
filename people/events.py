"""What `people` tells the apps above it. Subscribers stand in their `apps.py`."""

from dataclasses import dataclass

from core.events import Event
from people.selectors.guardian_overview import Section


@dataclass(frozen=True)
class Touched:
    """What a suspension would touch: so many of these, among them those of these names. Pupils have no names here."""

    what: str
    count: int
    names: tuple[str, ...] = ()


# pupil_id, purpose
consent_withdrawn = Event[[int, str]]("people.consent_withdrawn")
consent_given = Event[[int, str]]("people.consent_given")
# pupil_id: the pupil's own yes was given or taken back.
assent_changed = Event[[int]]("people.assent_changed")
# pupil_id, and the list to which a subscriber adds what a guardian should see of the child's contacts.
child_overview_asked = Event[[int, list[Section]]]("people.child_overview_asked")
# user_id
clearance_changed = Event[[int]]("people.clearance_changed")
# school_id, the pupils who are no longer on its roll
pupils_left = Event[[int, tuple[int, ...]]]("people.pupils_left")
# pupil_id, the name that must not stay anywhere, the name that stands in its place
pupil_pseudonymised = Event[[int, str, str]]("people.pupil_pseudonymised")
# organisation_id
organisation_suspended = Event[[int]]("people.organisation_suspended")
organisation_reinstated = Event[[int]]("people.organisation_reinstated")
# ids of the named people, the school's id or None, what the report is about as (kind, id) or None; and the list to
# which a subscriber adds (kind, id, label) of what a safeguarding lead may freeze. Frozen is what `gates.is_held` says.
holdables_sought = Event[[frozenset[int], int | None, tuple[str, int] | None, list[tuple[str, int, str]]]](
    "people.holdables_sought"
)
# kind and id of what a safeguarding lead froze or let go on
hold_changed = Event[[str, int]]("people.hold_changed")
# organisation_id, and the list to which a subscriber adds what a suspension would touch.
suspension_weighed = Event[[int, list[Touched]]]("people.suspension_weighed")
