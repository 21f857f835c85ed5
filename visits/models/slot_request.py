from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core.trail import Trail
from visits.enums import SlotRequestState
from visits.rules import PARTY_MOST


class SlotRequest(models.Model):
    """A school looks for a visit that nobody offers yet; hosts who fit are told and may answer with a slot."""

    school = models.ForeignKey("people.School", models.PROTECT, related_name="slot_requests")
    club = models.ForeignKey("network.Club", models.PROTECT, null=True, blank=True, related_name="slot_requests")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    field = models.ForeignKey("network.Field", models.PROTECT, related_name="+")
    # Where one offer is meant and only its times do not fit.
    offer = models.ForeignKey("network.Offer", models.PROTECT, null=True, blank=True, related_name="slot_requests")
    commune = models.ForeignKey("people.AdminUnit", models.PROTECT, null=True, blank=True, related_name="+")
    first_day = models.DateField()
    last_day = models.DateField()
    party = models.PositiveSmallIntegerField()
    about = models.TextField(max_length=1000)
    state = models.CharField(max_length=10, choices=SlotRequestState, default=SlotRequestState.OPEN)
    slot = models.ForeignKey("visits.Slot", models.PROTECT, null=True, blank=True, related_name="answered_requests")
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    history = Trail()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "last_day"])]
        constraints = [
            models.CheckConstraint(condition=Q(party__gte=1, party__lte=PARTY_MOST), name="slot_request_party"),
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="slot_request_days_in_order"),
            models.CheckConstraint(
                condition=~Q(state=SlotRequestState.ANSWERED) | Q(slot__isnull=False, answered_by__isnull=False),
                name="answered_slot_request_has_a_slot",
            ),
        ]

    def __str__(self) -> str:
        return f"slot request {self.pk} of {self.school_id}"
