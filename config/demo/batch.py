"""Rows built in memory, unsaved and pointing at each other, then written table by table."""

from collections.abc import Iterable
from typing import Any, TypeVar

from allauth.account.models import EmailAddress
from django.db import models

from core import trail
from network.models import (
    Challenge,
    CheckIn,
    Closing,
    Club,
    ClubMembership,
    Engagement,
    Goal,
    Idea,
    IdeaVersion,
    Need,
    Offer,
    Proposal,
    ProposalEvent,
    Review,
    TeamMember,
)
from people.models import (
    Affiliation,
    AlumnusClaim,
    Clearance,
    ClearanceRequest,
    ConductSignature,
    Consent,
    Delegation,
    Guardian,
    Guardianship,
    Invitation,
    Organisation,
    OrganisationChange,
    OrganisationStep,
    PhoneCheck,
    QuizTry,
    Reference,
    School,
    User,
)
from visits.models import (
    Agreement,
    Attendee,
    Busy,
    Certificate,
    Closure,
    DayOff,
    Evaluation,
    Feedback,
    HeadCount,
    Hosting,
    LogEntry,
    Mark,
    Placement,
    PlacementAgreement,
    PlacementEvent,
    Reception,
    Reflection,
    SafetySheet,
    Series,
    Session,
    Slot,
    SlotRequest,
    SlotRequestHost,
    Visit,
    VisitEvent,
    VisitStaff,
    WeeklyHour,
)

M = TypeVar("M", bound=models.Model)

# A row stands after those it points at.
ORDER: list[type[models.Model]] = [
    User,
    Organisation,
    School,
    EmailAddress,
    Affiliation,
    OrganisationStep,
    OrganisationChange,
    Delegation,
    Invitation,
    AlumnusClaim,
    Clearance,
    ClearanceRequest,
    ConductSignature,
    QuizTry,
    Reference,
    Guardian,
    PhoneCheck,
    Guardianship,
    Consent,
    Club,
    Club.fields.through,
    ClubMembership,
    Idea,
    Need,
    IdeaVersion,
    TeamMember,
    Challenge,
    Challenge.fields.through,
    Offer,
    Offer.fields.through,
    Review,
    Proposal,
    ProposalEvent,
    Engagement,
    Goal,
    CheckIn,
    Closing,
    Hosting,
    SafetySheet,
    Closure,
    Series,
    Slot,
    SlotRequest,
    SlotRequestHost,
    Visit,
    VisitStaff,
    VisitEvent,
    Attendee,
    Agreement,
    Mark,
    HeadCount,
    Reception,
    Feedback,
    Reflection,
    Certificate,
    WeeklyHour,
    DayOff,
    Session,
    Busy,
    Placement,
    PlacementAgreement,
    PlacementEvent,
    LogEntry,
    Evaluation,
]
_PIECE = 500


class Batch:
    def __init__(self) -> None:
        self._rows: dict[type[models.Model], list[Any]] = {model: [] for model in ORDER}

    def add(self, row: M) -> M:
        self._rows[type(row)].append(row)
        return row

    def link(self, owner: models.Model, targets: Iterable[models.Model]) -> None:
        """Fill `owner.fields`."""
        through = type(owner).fields.through  # type: ignore[attr-defined]
        for target in targets:
            self.add(through(**{str(row._meta.model_name): row for row in (owner, target)}))

    def rows(self, model: type[M]) -> list[M]:
        return self._rows[model]

    def count(self, model: type[models.Model]) -> int:
        return len(self._rows[model])

    def save(self) -> None:
        for model, rows in self._rows.items():
            _save(model, rows)
        for model, rows in self._rows.items():
            if trail.is_kept_for(model):
                trail.note(rows, is_new=True)


def _save(model: type[models.Model], rows: list[Any]) -> None:
    """`bulk_create` calls no `save` and sets the automatic times to now; both are made good here."""
    if model.save is not models.Model.save:
        for row in rows:
            _compute(row)
    automatic = [
        field.attname
        for field in model._meta.concrete_fields
        if getattr(field, "auto_now_add", False) or getattr(field, "auto_now", False)
    ]
    told = {name: [getattr(row, name) for row in rows] for name in automatic}
    model._default_manager.bulk_create(rows, batch_size=_PIECE)
    for name, values in told.items():
        dated = []
        for row, value in zip(rows, values, strict=True):
            if value is not None:
                setattr(row, name, value)
                dated.append(row)
        model._default_manager.bulk_update(dated, [name], batch_size=_PIECE)


def _compute(row: Any) -> None:
    """Let the model's own `save` fill in what it derives (search text, sort name) without touching the database."""
    row.save_base = _write_nothing
    row.save()
    del row.save_base


def _write_nothing(**options: Any) -> None:
    pass
