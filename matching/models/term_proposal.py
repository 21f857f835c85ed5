from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.trail import Trail
from matching.enums import TermLanguage, TermProposalKind, TermProposalState

_OPEN = (TermProposalState.PROPOSED, TermProposalState.ACCEPTED)
_DECIDED = (TermProposalState.ACCEPTED, TermProposalState.DECLINED)


class TermProposal(models.Model):
    """A change of the concept lexicon that somebody asks for; once accepted it is laid over what was shipped.

    `concept` is its id, of one that is there or of the new one. A new one's `content`:
    {"kind", "area", "parent", "vi": [forms], "en": [forms], "helped_by": [ids], "helps": [ids]}.
    `services/term_proposals.py` moves it by `rules.TERM`.
    """

    kind = models.CharField(max_length=12, choices=TermProposalKind)
    concept = models.CharField(max_length=40)
    language = models.CharField(max_length=2, choices=TermLanguage, blank=True)
    form = models.CharField(max_length=60, blank=True)
    content = models.JSONField(default=dict, blank=True)
    reason = models.CharField(max_length=500)
    state = models.CharField(max_length=10, choices=TermProposalState, default=TermProposalState.PROPOSED)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="terms_proposed")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="terms_decided"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_reason = models.CharField(max_length=500, blank=True)
    history = Trail()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "id"])]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "concept", "language", "form"],
                condition=Q(state__in=_OPEN),
                name="term_proposed_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(kind=TermProposalKind.NEW_CONCEPT, language="", form="")
                | (~Q(kind=TermProposalKind.NEW_CONCEPT) & ~Q(language="") & ~Q(form="")),
                name="term_proposal_names_a_form_or_a_new_concept",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=_DECIDED) | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="decided_term_has_a_decider",
            ),
            models.CheckConstraint(
                condition=~Q(state=TermProposalState.DECLINED) | ~Q(decision_reason=""),
                name="declined_term_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.concept} {self.form}".rstrip()

    @property
    def is_new_concept(self) -> bool:
        return self.kind == TermProposalKind.NEW_CONCEPT

    @property
    def words(self) -> str:
        """What it is about, in few words: the form, or the new concept's first."""
        first: dict[str, Any] = self.content
        return self.form or next(iter(first.get("vi", [])), self.concept)
