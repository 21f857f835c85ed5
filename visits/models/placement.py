from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core.trail import Trail
from visits.enums import OPEN_PLACEMENT_STATES, PlacementState


class Placement(models.Model):
    """One pupil's internship with one host. `rules.PLACEMENT` is its life, `services/placements.py` its only writer.

    Four keys turn in any order: `approved_by` (head of school), `accepted_by` (host), the guardians'
    (`PlacementAgreement`) and the pupil's (`pupil_agreed_at`). `terms` counts what they agree to. What it lacks is
    derived (`selectors/placement_readiness.py`), never stored. `week` holds [weekday, from, to] with Monday as 0;
    `tasks` what the host described, each ticked against the list `labour_version` of `data/labour.json`.
    """

    offer = models.ForeignKey("network.Offer", models.PROTECT, related_name="placements")
    pupil = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="placements")
    school = models.ForeignKey("people.School", models.PROTECT, related_name="placements")
    adviser = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="placements_advised")
    state = models.CharField(max_length=10, choices=PlacementState, default=PlacementState.ASKED)
    first_day = models.DateField()
    last_day = models.DateField()
    week = models.JSONField(default=list)
    goals = models.TextField(max_length=1000)
    tasks = models.JSONField(default=list, blank=True)
    labour_version = models.CharField(max_length=20)
    supervisor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="placements_supervised"
    )
    # Nobody is alone with a pupil.
    second_adult = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    safety = models.ForeignKey("visits.SafetySheet", models.PROTECT, null=True, blank=True, related_name="placements")
    terms = models.PositiveSmallIntegerField(default=1)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    pupil_agreed_at = models.DateTimeField(null=True, blank=True)
    # From the host's yes until the end one seat of the offer is this pupil's.
    holds_seat = models.BooleanField(default=False)
    asked_at = models.DateTimeField()
    began_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True)

    history = Trail()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "first_day"]), models.Index(fields=["school", "state"])]
        constraints = [
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="placement_days_in_order"),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("adviser")), name="placement_has_another_approver"
            ),
            models.CheckConstraint(
                condition=Q(second_adult=None) | ~Q(second_adult=F("supervisor")), name="placement_has_two_adults"
            ),
            models.CheckConstraint(
                condition=Q(accepted_by=None)
                | Q(supervisor__isnull=False, second_adult__isnull=False, safety__isnull=False),
                name="accepted_placement_is_described",
            ),
            models.CheckConstraint(
                condition=~Q(state=PlacementState.AGREED)
                | Q(approved_by__isnull=False, accepted_by__isnull=False, pupil_agreed_at__isnull=False),
                name="agreed_placement_has_its_keys",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[PlacementState.RUNNING, PlacementState.COMPLETED, PlacementState.STOPPED])
                | Q(began_at__isnull=False, supervisor__isnull=False, safety__isnull=False),
                name="placement_began_whole",
            ),
            models.CheckConstraint(
                condition=Q(holds_seat=False) | Q(state__in=OPEN_PLACEMENT_STATES), name="ended_placement_holds_no_seat"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[PlacementState.AGREED, PlacementState.RUNNING]) | Q(holds_seat=True),
                name="agreed_placement_holds_a_seat",
            ),
            models.UniqueConstraint(
                fields=["offer", "pupil"], condition=Q(state__in=OPEN_PLACEMENT_STATES), name="one_open_placement"
            ),
        ]

    def __str__(self) -> str:
        return f"placement {self.pk} ({self.state})"
