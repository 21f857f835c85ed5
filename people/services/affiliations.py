"""Giving and taking hats."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import clock
from core.actors import signed
from core.errors import Conflict, Invalid
from core.text import normalise
from people import rules
from people.enums import ROLE_HOMES, OrganisationKind, Role
from people.models import Affiliation, Organisation, User
from people.permissions import affiliations as permissions
from people.selectors import gates, hats


@signed
@transaction.atomic
def open_for(
    *,
    user: User,
    organisation: Organisation,
    role: Role,
    title: str = "",
    starts_on: dt.date | None = None,
    by: User,
) -> Affiliation:
    """The role must fit the kind of organisation, and no pupil or minor gets an adult's role."""
    permissions.check_can_give(by, user, organisation, role)
    return put_on(user=user, organisation=organisation, role=role, title=title, starts_on=starts_on)


def put_on(
    *, user: User, organisation: Organisation, role: Role, title: str = "", starts_on: dt.date | None = None
) -> Affiliation:
    """The hat itself, once somebody who may has said so: by giving it, by an invitation, by confirming an alumnus."""
    _check_fits(user, organisation, role)
    try:
        with transaction.atomic():
            given = Affiliation.objects.create(
                user=user,
                organisation=organisation,
                role=role,
                title=normalise(title),
                starts_on=starts_on or clock.today(),
            )
    except IntegrityError:
        raise Conflict(_("Người này đã có vai trò đó rồi, hoặc đang học ở một trường khác.")) from None
    hats.forget(user)
    return given


@signed
@transaction.atomic
def close(*, affiliation: Affiliation, last_day: dt.date | None = None, by: User) -> Affiliation:
    """End a hat; it is worn until the end of `last_day`, today unless said otherwise."""
    affiliation = (
        Affiliation.objects.select_for_update(of=("self",))
        .select_related("user", "organisation")
        .get(pk=affiliation.pk)
    )
    permissions.check_can_take(by, affiliation.user, affiliation.organisation, Role(affiliation.role))
    last_day = last_day or clock.today()
    if affiliation.ends_on is not None and affiliation.ends_on <= last_day:
        raise Conflict(_("Vai trò này đã kết thúc rồi."))
    if last_day < affiliation.starts_on:
        raise Invalid(_("Ngày kết thúc không thể trước ngày bắt đầu."), field="last_day")
    affiliation.ends_on = last_day
    affiliation.save()
    hats.forget(affiliation.user)
    return affiliation


def _check_fits(user: User, organisation: Organisation, role: Role) -> None:
    if organisation.kind not in ROLE_HOMES[role]:
        kind = OrganisationKind(organisation.kind)
        raise Invalid(
            _("Vai trò “%(role)s” không có ở loại tổ chức “%(kind)s”.") % {"role": role.label, "kind": kind.label},
            field="role",
        )
    if role == Role.STUDENT:
        if user.affiliations.filter(gates.affiliation_is_current()).exclude(role=Role.STUDENT).exists():
            raise Invalid(_("Tài khoản của người lớn không dùng làm tài khoản học sinh được."), field="role")
        return
    is_pupil = user.affiliations.filter(gates.affiliation_is_current(), role=Role.STUDENT).exists()
    is_minor = user.birth_date is not None and rules.age_on(clock.today(), user.birth_date) < rules.ADULT_AGE
    if is_pupil or is_minor:
        raise Invalid(_("Học sinh chưa thể nhận vai trò của người lớn."), field="role")
