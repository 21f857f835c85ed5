"""Inviting adults by a link that works once. What it gives is asked again when it is used."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from core.actors import signed
from core.errors import Conflict, Invalid, NotFound, Refused
from core.text import normalise
from people import notice_kinds, rules
from people.enums import OrganisationKind, Role
from people.models import Affiliation, Invitation, Organisation, User
from people.permissions import invitations as permissions
from people.selectors import gates, hats
from people.services import affiliations, alumni, newcomers, notices, organisations, secret_links
from people.services.mail import letters

# Makes the address out of the token: only a request knows under which name we are reached.
Link = Callable[[str], str]


@dataclass(frozen=True)
class Answer:
    """What accepting gave: the role, or, for an alumnus of a school, a question to that school."""

    user: User
    waits_for_school: bool


@signed
@transaction.atomic
def invite(
    *, organisation: Organisation, role: Role, email: str = "", title: str = "", link: Link, by: User
) -> tuple[Invitation, str]:
    """The invitation and its address, which nobody can read again; it is mailed where an e-mail is given."""
    permissions.check_can_invite(by, organisation, role)
    organisations.refuse_closed(organisation)
    email = email.strip().lower()
    if email and _wears(organisation, role, email):
        raise Conflict(_("Người có e-mail này đang giữ vai trò đó rồi."))
    facts = {"organisation": organisation, "role": role, "email": email, "title": normalise(title)}
    row, token = secret_links.issue(Invitation, days=rules.INVITATION_DAYS, by=by, **facts)
    address = link(token)
    if email:
        letters.invitation(row, address)
    return row, address


@signed
@transaction.atomic
def revoke(*, invitation: Invitation, by: User) -> None:
    permissions.check_can_revoke(by, invitation.organisation, Role(invitation.role))
    secret_links.revoke(invitation)


def find(token: str) -> Invitation:
    """The open invitation behind a token, if it may still be accepted at all."""
    row = secret_links.find_open(Invitation, token)
    row = Invitation.objects.select_related("organisation__commune", "created_by").get(pk=row.pk)
    organisations.refuse_closed(row.organisation)
    if row.created_by is None or not permissions.can_invite(row.created_by, row.organisation, Role(row.role)):
        raise NotFound(_("Người mời không còn phụ trách ở tổ chức này. Hãy xin tổ chức một lời mời mới."))
    return row


def asks_for_year(invitation: Invitation) -> bool:
    """An alumnus of a school says when they left, and the school confirms."""
    return invitation.role == Role.ALUMNUS and invitation.organisation.kind == OrganisationKind.SCHOOL


@signed
@transaction.atomic
def accept(*, token: str, year: int | None = None, by: User) -> Answer:
    """Somebody with an account takes one role more."""
    invitation = find(token)
    check_can_accept(by, invitation)
    secret_links.use(invitation)
    return _given(invitation, by, year)


@transaction.atomic
def accept_as_newcomer(
    *, token: str, full_name: str, email: str, password: str, birth_date: dt.date, year: int | None = None
) -> Answer:
    """A new account, whose address was proven by a code, with the role. `password` is hashed already."""
    invitation = find(token)
    if invitation.email and invitation.email != email.strip().lower():
        raise Invalid(_("Lời mời này chỉ dành cho e-mail đã nhận thư."), field="email")
    # First of all: of two at once, one goes no further.
    secret_links.use(invitation)
    user = newcomers.create(full_name=full_name, email=email, password=password, birth_date=birth_date)
    return _given(invitation, user, year)


def check_can_accept(user: User, invitation: Invitation) -> None:
    if hats.of(user).is_pupil:
        raise Refused(_("Lời mời này dành cho người lớn. Em đưa cho thầy cô phụ trách giúp nhé."))
    if user.birth_date:
        newcomers.refuse_minor(user.birth_date)
    if invitation.created_by_id == user.pk:
        raise Refused(_("Không ai tự nhận vai trò cho mình."))
    if invitation.email and invitation.email != (user.email or "").lower():
        raise Refused(_("Lời mời này dành cho một e-mail khác với e-mail của tài khoản đang dùng."))
    if _wears(invitation.organisation, Role(invitation.role), user.email or ""):
        raise Conflict(_("Anh chị đang giữ vai trò này rồi."))


def _given(invitation: Invitation, user: User, year: int | None) -> Answer:
    """The link is used: note by whom, and give what it promised."""
    Invitation.objects.filter(pk=invitation.pk).update(accepted_by=user)
    waits = asks_for_year(invitation)
    if waits:
        alumni.claim(school=invitation.organisation.school, year=year, by=user)
    else:
        affiliations.put_on(
            user=user, organisation=invitation.organisation, role=Role(invitation.role), title=invitation.title
        )
    if invitation.created_by_id:
        _tell_inviter(invitation, user)
    return Answer(user=user, waits_for_school=waits)


def _tell_inviter(invitation: Invitation, user: User) -> None:
    notices.send(
        to=[invitation.created_by_id or 0],
        kind=notice_kinds.INVITATION_ACCEPTED,
        path=reverse("organisation_people", args=[invitation.organisation_id]),
        name=user.full_name,
        role=str(Role(invitation.role).label),
        organisation=invitation.organisation.name,
    )


def _wears(organisation: Organisation, role: Role, email: str) -> bool:
    if not email:
        return False
    worn = Affiliation.objects.filter(gates.affiliation_is_current(), organisation=organisation, role=role)
    return worn.filter(user__email__iexact=email).exists()
