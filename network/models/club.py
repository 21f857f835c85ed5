from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core.text import fold
from core.trail import Trail


class Club(models.Model):
    """A start-up club of a school. Without a current adviser nothing of it reaches outside adults."""

    school = models.ForeignKey("people.School", models.PROTECT, related_name="clubs")
    name = models.CharField(max_length=160)
    about = models.TextField(blank=True)
    fields = models.ManyToManyField("network.Field", related_name="clubs")
    grade_min = models.PositiveSmallIntegerField(default=6)
    grade_max = models.PositiveSmallIntegerField(default=12)
    adviser = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="clubs_advised"
    )
    founded_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    search_text = models.TextField(editable=False)

    history = Trail(leave_out=("search_text",), m2m_fields=[fields])

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["school", "name"], name="club_named_once_a_school"),
            models.CheckConstraint(
                condition=Q(grade_min__gte=6, grade_max__lte=12, grade_min__lte=F("grade_max")),
                name="club_grades_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, **kwargs: object) -> None:
        # Not `about`: it is the school's own to read, and a search must not tell what it says.
        self.search_text = fold(f"{self.name} {self.school.organisation.name}")
        super().save(**kwargs)  # type: ignore[arg-type]
