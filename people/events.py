"""What `people` tells the apps above it. Subscribers stand in their `apps.py`."""

from dataclasses import dataclass

from core.events import Event


@dataclass(frozen=True)
class Touched:
    """What a suspension would touch: so many of these, among them those of these names. Pupils have no names here."""

    what: str
    count: int
    names: tuple[str, ...] = ()


# pupil_id, purpose
consent_withdrawn = Event[[int, str]]("people.consent_withdrawn")
consent_given = Event[[int, str]]("people.consent_given")
# user_id
clearance_changed = Event[[int]]("people.clearance_changed")
# organisation_id
organisation_suspended = Event[[int]]("people.organisation_suspended")
organisation_reinstated = Event[[int]]("people.organisation_reinstated")
# organisation_id, and the list to which a subscriber adds what a suspension would touch.
suspension_weighed = Event[[int, list[Touched]]]("people.suspension_weighed")
