"""Clubs: founding and editing them, who is in charge, who is in."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import clock, trail
from core.actors import signed
from core.errors import Conflict, Invalid
from network import events
from network.enums import IdeaStatus
from network.models import Club, ClubMembership, Field, Idea, TeamMember
from network.permissions import clubs as permissions
from network.selectors import clubs as selectors
from network.services import engagements, ideas, proposals
from people.models import School, User
from people.selectors import gates

# Keyed like the club's form: `fields` holds field codes, `founded_on` an ISO date or None; `adviser`, an account's id
# or None, may be left out, and then whoever is in charge stays.
Content = Mapping[str, Any]


@signed
@transaction.atomic
def found(*, school: School, content: Content, by: User) -> Club:
    """A new club. A teacher who founds one is in charge of it; the school's management names whom it wants."""
    permissions.check_can_found_in(by, school.pk)
    club = Club(school=school)
    _put_in_charge(club, content.get("adviser") if permissions.manages_school(by, school.pk) else by.pk)
    _put(club, content)
    return club


@signed
@transaction.atomic
def edit(*, club: Club, content: Content, by: User) -> Club:
    club = _locked(club)
    permissions.check_can_run(by, club)
    if "adviser" in content and content["adviser"] != club.adviser_id:
        permissions.check_can_set_adviser(by, club)
        _put_in_charge(club, content["adviser"])
    _put(club, content)
    _tell_of_ideas(club)
    return club


@signed
@transaction.atomic
def set_adviser(*, club: Club, adviser: User | None, by: User) -> Club:
    """Put a teacher in charge, or nobody: then nothing of the club reaches outside adults."""
    club = _locked(club)
    permissions.check_can_set_adviser(by, club)
    _put_in_charge(club, adviser.pk if adviser else None)
    club.save()
    _tell_of_ideas(club)
    return club


@signed
@transaction.atomic
def join(*, club: Club, pupil: User, by: User) -> ClubMembership:
    """Bring a pupil of the school into the club."""
    permissions.check_can_run(by, club)
    if not gates.pupils_in_schools(frozenset({club.school_id})).filter(pk=pupil.pk).exists():
        raise Invalid(_("Chỉ học sinh đang học ở trường mới vào câu lạc bộ được."), field="pupil")
    try:
        with transaction.atomic():
            return ClubMembership.objects.create(club=club, pupil=pupil, joined_on=clock.today())
    except IntegrityError:
        raise Conflict(_("Bạn ấy đã ở trong câu lạc bộ rồi.")) from None


@signed
@transaction.atomic
def leave(*, club: Club, pupil: User, by: User) -> None:
    """Out of the club, and with it out of the club's teams."""
    permissions.check_can_let_leave(by, club, pupil)
    if not take_out(club=club, pupil=pupil):
        raise Conflict(_("Bạn ấy không còn ở trong câu lạc bộ này."))


def take_out(*, club: Club, pupil: User) -> bool:
    """End a membership without asking who may: `leave` and `services.former_pupils` have."""
    membership = ClubMembership.objects.filter(club=club, pupil=pupil, left_on=None)
    if not trail.update(membership, left_on=clock.today()):
        return False
    for place in TeamMember.objects.filter(idea__club=club, pupil=pupil, left_at=None).select_related("idea"):
        ideas.take_from_team(idea=place.idea, pupil=pupil)
    return True


@signed
@transaction.atomic
def close(*, club: Club, reason: str, by: User) -> Club:
    """Nothing of it reaches anybody outside any more: what is open ends with `reason`, what is published is taken back.

    `selectors.club_closing` says beforehand what that is. Proposals before engagements: one that opens at this moment
    is found among the latter.
    """
    club = _locked(club)
    permissions.check_can_run(by, club)
    if not reason.strip():
        raise Invalid(_("Hãy viết một câu lý do, để các bên đang cùng làm biết."), field="reason")
    club.closed_on = clock.today()
    club.save()
    proposals.withdraw_all_of(club=club, reason=reason.strip(), by=by)
    engagements.end_all_of(club=club, reason=reason.strip())
    for idea in Idea.objects.filter(club=club, status=IdeaStatus.PUBLISHED):
        ideas.withdraw(idea=idea, by=by)
    return club


@signed
@transaction.atomic
def reopen(*, club: Club, by: User) -> Club:
    """It runs again, with its pupils and their drafts; what ended with it stays ended."""
    club = _locked(club)
    permissions.check_can_reopen(by, club)
    club.closed_on = None
    club.save()
    return club


def read(club: Club) -> dict[str, Any]:
    """The inverse of what `edit` takes."""
    return {
        "name": club.name,
        "about": club.about,
        "fields": sorted(club.fields.values_list("code", flat=True)),
        "grade_min": club.grade_min,
        "grade_max": club.grade_max,
        "founded_on": club.founded_on.isoformat() if club.founded_on else None,
    }


def _put(club: Club, content: Content) -> None:
    _check(content)
    club.name, club.about = content["name"].strip(), content["about"]
    club.grade_min, club.grade_max = content["grade_min"], content["grade_max"]
    founded_on = content["founded_on"]
    club.founded_on = dt.date.fromisoformat(founded_on) if founded_on else None
    try:
        with transaction.atomic():
            club.save()
    except IntegrityError:
        raise Invalid(_("Trường đã có một câu lạc bộ tên này."), field="name") from None
    club.fields.set(Field.objects.filter(code__in=content["fields"], is_current=True))


def _check(content: Content) -> None:
    errors: dict[str, list[str]] = {}
    if not content["name"].strip():
        errors["name"] = [_("Câu lạc bộ cần một cái tên.")]
    if not content["fields"]:
        errors["fields"] = [_("Hãy chọn ít nhất một lĩnh vực.")]
    if not 6 <= content["grade_min"] <= content["grade_max"] <= 12:
        errors["grade_max"] = [_("Các lớp đi từ nhỏ đến lớn, trong khoảng lớp 6 đến lớp 12.")]
    if content["founded_on"] and dt.date.fromisoformat(content["founded_on"]) > clock.today():
        errors["founded_on"] = [_("Ngày thành lập chưa tới.")]
    if errors:
        raise Invalid(errors=errors)


def _put_in_charge(club: Club, adviser_id: int | None) -> None:
    schools = frozenset({club.school_id})
    if adviser_id is not None and not selectors.advisers_in(schools).filter(pk=adviser_id).exists():
        raise Invalid(_("Người được giao phải đang là giáo viên phụ trách câu lạc bộ ở trường này."), field="adviser")
    club.adviser_id = adviser_id


def _tell_of_ideas(club: Club) -> None:
    """Name, fields, grades and adviser decide who sees the club's ideas and what they suit."""
    for idea_id in Idea.objects.filter(club=club, status=IdeaStatus.PUBLISHED).values_list("pk", flat=True):
        events.idea_changed.publish(idea_id)


def _locked(club: Club) -> Club:
    return Club.objects.select_for_update(of=("self",)).select_related("school__organisation").get(pk=club.pk)
