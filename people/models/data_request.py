from django.conf import settings
from django.db import models
from django.db.models import Q

from core.trail import Trail
from people.enums import OPEN_DATA_REQUESTS, DataAsker, DataRequestKind, DataRequestState, RefusalGround

_ANSWERED = (DataRequestState.DONE, DataRequestState.LIFTED, DataRequestState.REFUSED)


class DataRequest(models.Model):
    """Somebody asks for what the law on personal data gives them. `rules.DATA_REQUEST` is the state machine.

    `school` answers for its pupils; where there is none, the Department does.
    """

    kind = models.CharField(max_length=12, choices=DataRequestKind)
    subject = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="data_requests")
    school = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, blank=True, related_name="data_requests"
    )
    asked_as = models.CharField(max_length=10, choices=DataAsker)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    note = models.TextField(max_length=2000, blank=True)
    state = models.CharField(max_length=12, choices=DataRequestState, default=DataRequestState.RECEIVED)
    received_at = models.DateTimeField()
    # The law's two clocks; on these days the time is still kept.
    acknowledge_by = models.DateField()
    complete_by = models.DateField()
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    handled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    ground = models.CharField(max_length=12, choices=RefusalGround, blank=True)
    answer = models.TextField(max_length=2000, blank=True)

    history = Trail()

    class Meta:
        ordering = ["complete_by", "pk"]
        indexes = [models.Index(fields=["school", "state", "complete_by"])]
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "kind"], condition=Q(state__in=OPEN_DATA_REQUESTS), name="data_request_open_once"
            ),
            models.CheckConstraint(
                condition=(Q(state=DataRequestState.REFUSED) & ~Q(ground=""))
                | (~Q(state=DataRequestState.REFUSED) & Q(ground="")),
                name="refused_data_request_has_a_ground",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=_ANSWERED) | Q(closed_at__isnull=False, handled_by__isnull=False),
                name="answered_data_request_has_a_handler",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.subject_id} ({self.state})"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_DATA_REQUESTS
