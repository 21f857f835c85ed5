from django.conf import settings
from django.db import models
from django.db.models import Q

from core.trail import Trail
from matching.enums import RoundObjective, RoundState


class Round(models.Model):
    """A season's ideas given their mentors and challenges all at once. `school`: one that runs it for its own clubs.

    `configuration`: what it was solved with, taken at `cut_off` and never again, so that solving twice is the same:
    {"ideas": [{idea, commune, level, size, protected, need_kind, field}], "capacity": {"offer:8": 2}, …}.
    `plans`: by objective what came of it, with and without the floor for small ones, and what would help who has
    nothing. `services/rounds.py` moves it by `rules.ROUND`, `services/round_jobs.py` does the work.
    """

    name = models.CharField(max_length=120)
    season = models.ForeignKey("network.Season", models.PROTECT, related_name="rounds")
    school = models.ForeignKey("people.School", models.PROTECT, null=True, blank=True, related_name="rounds")
    objective = models.CharField(max_length=10, choices=RoundObjective, default=RoundObjective.FAIR)
    # "challenge", and kinds of offers.
    kinds = models.JSONField(default=list)
    per_idea = models.PositiveSmallIntegerField(default=1)
    score_floor = models.FloatField(default=0.3)
    # Ideas of remote communes, small schools, THCS and GDTX are kept a candidate and, where it can be, a place.
    protects = models.BooleanField(default=True)
    state = models.CharField(max_length=10, choices=RoundState, default=RoundState.DRAFT)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="rounds_created")
    created_at = models.DateTimeField()
    cut_off = models.DateTimeField(null=True, blank=True)
    code_version = models.CharField(max_length=40, blank=True)
    solved_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="rounds_published"
    )
    # Somebody kept or took out a pair since it was solved.
    is_stale = models.BooleanField(default=False)
    queued_at = models.DateTimeField(null=True, blank=True)
    done = models.PositiveSmallIntegerField(default=0)
    steps = models.PositiveSmallIntegerField(default=1)
    failure = models.TextField(blank=True)
    configuration = models.JSONField(default=dict)
    plans = models.JSONField(default=dict)

    history = Trail(leave_out=("queued_at", "done", "steps", "failure", "configuration", "plans"))

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(score_floor__gte=0, score_floor__lte=1), name="round_score_floor_in_unit"
            ),
            models.CheckConstraint(condition=Q(per_idea__gte=1, per_idea__lte=3), name="round_per_idea_in_reach"),
            models.CheckConstraint(
                condition=~Q(state=RoundState.PUBLISHED) | Q(published_by__isnull=False, published_at__isnull=False),
                name="published_round_has_a_publisher",
            ),
        ]

    def __str__(self) -> str:
        return self.name
