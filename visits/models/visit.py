from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core.trail import Trail
from visits.enums import HOLDING_STATES, Transport, VisitState
from visits.rules import HOST_KEY_STATES, PARTY_MOST, SCHOOL_KEY_STATES


class Visit(models.Model):
    """A group of one school goes to one host. `rules.VISIT` is the chain, `services/visits.py` its only writer.

    From ASKED to CONFIRMED it holds `party` seats and one group of its slot, and the time of its people (`Busy`). What
    it still needs is derived (`selectors/readiness.py`), never stored. `terms` counts what guardians have to know: an
    agreement counts for the number it was given for.
    """

    slot = models.ForeignKey("visits.Slot", models.PROTECT, related_name="visits")
    school = models.ForeignKey("people.School", models.PROTECT, related_name="visits")
    club = models.ForeignKey("network.Club", models.PROTECT, null=True, blank=True, related_name="visits")
    organiser = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="visits_organised")
    state = models.CharField(max_length=20, choices=VisitState, default=VisitState.WAITING)
    # Pupils: seats are held for so many.
    party = models.PositiveSmallIntegerField()
    purpose = models.TextField(max_length=1000, blank=True)
    grade_band = models.CharField(max_length=40, blank=True)
    transport = models.CharField(max_length=12, choices=Transport, blank=True)
    transport_plan = models.TextField(max_length=1000, blank=True)
    meeting_point = models.CharField(max_length=200, blank=True)
    emergency_name = models.CharField(max_length=120, blank=True)
    emergency_phone = models.CharField(max_length=20, blank=True)
    # What the host has to prepare for, without names: wheelchairs, diets.
    needs = models.TextField(max_length=500, blank=True)
    terms = models.PositiveSmallIntegerField(default=1)
    # How often what a calendar shows of it has changed (RFC 5545): time, place, whether it takes place.
    sequence = models.PositiveSmallIntegerField(default=0)
    booked_at = models.DateTimeField()
    # Since when the present steps are waited for, and when that was last reminded of.
    waits_since = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)
    # What the head of school asked to be mended first; while it says something, it is the organiser's turn.
    returned_for = models.CharField(max_length=500, blank=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    safety = models.ForeignKey("visits.SafetySheet", models.PROTECT, null=True, blank=True, related_name="visits")
    ended_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True)

    history = Trail()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "slot"]), models.Index(fields=["school", "state"])]
        constraints = [
            models.CheckConstraint(condition=Q(party__gte=1, party__lte=PARTY_MOST), name="visit_party"),
            models.CheckConstraint(
                condition=~Q(state__in=SCHOOL_KEY_STATES)
                | (Q(approved_by__isnull=False) & ~Q(approved_by=F("organiser"))),
                name="approved_visit_has_another_approver",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=HOST_KEY_STATES) | Q(accepted_by__isnull=False, safety__isnull=False),
                name="accepted_visit_has_host_and_safety",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[VisitState.CONFIRMED, VisitState.HELD])
                | (
                    Q(confirmed_by__isnull=False, confirmed_at__isnull=False)
                    & ~Q(transport="")
                    & ~Q(emergency_name="")
                    & ~Q(emergency_phone="")
                ),
                name="confirmed_visit_is_whole",
            ),
            # The same school does not stand twice in the line for one slot.
            models.UniqueConstraint(
                fields=["slot", "school", "organiser"],
                condition=Q(state__in=[VisitState.WAITING, *HOLDING_STATES]),
                name="one_open_visit_a_slot",
            ),
        ]

    def __str__(self) -> str:
        return f"visit {self.pk} to {self.slot_id} ({self.state})"
