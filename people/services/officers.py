"""The first officer, appointed from the server's command line; everybody else is appointed by people."""

import secrets
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from core import clock
from core.errors import Conflict, Invalid
from core.text import normalise
from people.enums import OrganisationKind, OrganisationStatus, Role
from people.models import AdminUnit, Affiliation, Organisation, User
from people.selectors import gates

DEPARTMENT = "Sở Giáo dục và Đào tạo Hải Phòng"
# Hồng Bàng ward, where the Department sits.
SEAT = "11311"


@dataclass(frozen=True)
class Appointed:
    officer: User
    password: str


@transaction.atomic
def appoint_first(*, email: str, full_name: str, department: str = DEPARTMENT) -> Appointed:
    """Whoever runs the server vouches for the address, so no code is mailed.

    Only while there is no officer; an officer who lost the password gets a new one by the same command.
    """
    email = email.strip().lower()
    known = _officers().filter(user__email__iexact=email).select_related("user").first()
    if known is not None:
        return _with_password(known.user)
    if _officers().exists():
        raise Conflict(_("Sở đã có cán bộ. Cán bộ ấy thêm người tiếp theo ngay trên trang."))
    if not normalise(full_name):
        raise Invalid(_("Hãy ghi họ tên."), field="full_name")
    if User.objects.filter(Q(email__iexact=email) | Q(username=email)).exists():
        raise Conflict(_("E-mail này đã có tài khoản."))
    officer = User.objects.create_user(email, email=email, full_name=full_name)
    EmailAddress.objects.create(user=officer, email=email, verified=True, primary=True)
    Affiliation.objects.create(
        user=officer,
        organisation=_department(department),
        role=Role.DEPARTMENT_OFFICER,
        starts_on=clock.today(),
    )
    return _with_password(officer)


def _with_password(officer: User) -> Appointed:
    password = secrets.token_urlsafe(12)
    officer.set_password(password)
    officer.save(update_fields=["password"])
    return Appointed(officer=officer, password=password)


def _officers() -> QuerySet[Affiliation]:
    return Affiliation.objects.filter(
        gates.affiliation_is_current(),
        role=Role.DEPARTMENT_OFFICER,
        user__is_active=True,
        organisation__status=OrganisationStatus.VERIFIED,
    )


def _department(name: str) -> Organisation:
    found = Organisation.objects.filter(kind=OrganisationKind.EDUCATION_DEPARTMENT).order_by("pk").first()
    if found is None:
        found = Organisation(kind=OrganisationKind.EDUCATION_DEPARTMENT, name=normalise(name), commune=_seat())
    if found.status != OrganisationStatus.VERIFIED:
        found.status, found.verified_at = OrganisationStatus.VERIFIED, clock.now()
        found.save()
    return found


def _seat() -> AdminUnit:
    communes = AdminUnit.objects.filter(valid_to=None, parent__isnull=False)
    return communes.filter(code=SEAT).first() or communes.order_by("code")[0]
