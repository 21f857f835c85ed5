from django.conf import settings
from django.db import models
from django.db.models import Q

from core.text import fold
from core.trail import Trail
from network.enums import IdeaStage, IdeaStatus, Language, Visibility


class Idea(models.Model):
    """What a team wants to make. Its texts are kept version by version in `IdeaVersion`.

    `services/ideas.py` writes it; the needs and the team hang on it.
    """

    club = models.ForeignKey("network.Club", models.PROTECT, related_name="ideas")
    season = models.ForeignKey("network.Season", models.PROTECT, related_name="ideas")
    field = models.ForeignKey("network.Field", models.PROTECT, related_name="ideas")
    title = models.CharField(max_length=200)
    problem = models.TextField(max_length=4000)
    solution = models.TextField(max_length=4000, blank=True)
    stage = models.CharField(max_length=12, choices=IdeaStage, default=IdeaStage.IDEA)
    language = models.CharField(max_length=2, choices=Language, default=Language.VIETNAMESE)
    visibility = models.CharField(max_length=10, choices=Visibility, default=Visibility.PARTNERS)
    status = models.CharField(max_length=12, choices=IdeaStatus, default=IdeaStatus.DRAFT)
    version = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="ideas_created")
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="ideas_published"
    )
    search_text = models.TextField(editable=False)

    history = Trail(leave_out=("search_text", "changed_at"))

    class Meta:
        ordering = ["-pk"]
        # The recommender asks before every question for what changed since the last.
        indexes = [models.Index(fields=["status", "id"]), models.Index(fields=["changed_at"])]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status=IdeaStatus.PUBLISHED) | Q(published_by__isnull=False, published_at__isnull=False),
                name="published_idea_has_a_publisher",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, **kwargs: object) -> None:
        self.put_search_text()
        super().save(**kwargs)  # type: ignore[arg-type]

    def put_search_text(self) -> None:
        """`save` does it; writing many at once does not pass there."""
        self.search_text = fold(f"{self.title} {self.problem} {self.solution}")
