from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core.text import fold
from network.enums import Language, Mode, PostStatus

_REVIEWED = (PostStatus.PUBLISHED, PostStatus.CLOSED)


class Post(models.Model):
    """What a challenge and an offer have in common: an author, a review, an age band, a place, seats.

    `seats_taken` rises only in `services/engagements.py`, in the transaction that opens the engagement, so the
    constraint on it makes overfilling impossible however many accept at once.
    """

    title = models.CharField(max_length=200)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="%(class)ss_written")
    fields = models.ManyToManyField("network.Field", related_name="%(class)ss")
    commune = models.ForeignKey("people.AdminUnit", models.PROTECT, related_name="+")
    mode = models.CharField(max_length=10, choices=Mode, default=Mode.BOTH)
    age_min = models.PositiveSmallIntegerField(default=11)
    age_max = models.PositiveSmallIntegerField(default=18)
    language = models.CharField(max_length=2, choices=Language, default=Language.VIETNAMESE)
    tags = models.JSONField(default=list, blank=True)
    seats = models.PositiveSmallIntegerField(default=1)
    seats_taken = models.PositiveSmallIntegerField(default=0, editable=False)
    deadline = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=20, choices=PostStatus, default=PostStatus.DRAFT)
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    search_text = models.TextField(editable=False)

    class Meta:
        abstract = True
        ordering = ["-pk"]
        # In the order lists are read: a page of twenty then asks the gates for about twenty rows, not for all.
        # By `changed_at` the recommender asks before every question for what changed since the last.
        indexes = [
            models.Index(fields=["status", "id"]),
            models.Index(fields=["status", "published_at", "id"]),
            models.Index(fields=["changed_at"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status__in=_REVIEWED) | Q(reviewer__isnull=False, published_at__isnull=False),
                name="published_%(class)s_has_a_reviewer",
            ),
            models.CheckConstraint(
                condition=Q(seats__gte=1, seats_taken__lte=F("seats")), name="%(class)s_seats_not_exceeded"
            ),
            models.CheckConstraint(
                condition=Q(age_min__gte=11, age_max__lte=18, age_min__lte=F("age_max")),
                name="%(class)s_ages_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, **kwargs: object) -> None:
        self.put_search_text()
        super().save(**kwargs)  # type: ignore[arg-type]

    def put_search_text(self) -> None:
        """`save` does it; writing many at once does not pass there."""
        self.search_text = fold(f"{self.title} {self.text}")

    @property
    def text(self) -> str:
        """Everything it says below its title, in reading order."""
        raise NotImplementedError

    @property
    def kind_name(self) -> str:
        """ "challenge" or "offer": how addresses, events and columns call it."""
        return type(self).__name__.lower()

    @property
    def seats_left(self) -> int:
        return self.seats - self.seats_taken
