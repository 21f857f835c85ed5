"""Alumni of a school: they say when they left, the school says whether that is so. Until then they have no role."""

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from core import clock
from core.actors import signed
from core.errors import Conflict, Invalid
from people import notice_kinds, rules
from people.enums import ClaimState, Role
from people.models import AlumnusClaim, School, User
from people.permissions import alumni as permissions
from people.selectors import hats
from people.selectors import organisations as organisation_selectors
from people.services import affiliations, newcomers, notices, organisations


@signed
@transaction.atomic
def claim(*, school: School, year: int | None, by: User) -> AlumnusClaim:
    """ "I left this school in that year": the school's management is asked."""
    permissions.check_can_claim(by)
    if by.birth_date:
        newcomers.refuse_minor(by.birth_date)
    organisations.refuse_closed(school.organisation)
    if year is None or not rules.OLDEST_LEAVING_YEAR <= year <= clock.today().year:
        raise Invalid(_("Năm ra trường này chưa đúng."), field="year")
    if school.pk in hats.of(by).organisations_as(frozenset({Role.ALUMNUS})):
        raise Conflict(_("Nhà trường đã xác nhận anh chị là cựu học sinh rồi."))
    try:
        with transaction.atomic():
            made = AlumnusClaim.objects.create(user=by, school=school, year=year)
    except IntegrityError:
        raise Conflict(_("Anh chị đã đăng ký với trường này rồi, đang chờ nhà trường xác nhận.")) from None
    notices.send(
        to=organisation_selectors.people_in_charge_of(school.organisation),
        kind=notice_kinds.ALUMNUS_WAITS,
        path=reverse("organisation_people", args=[school.pk]),
        name=by.full_name,
        school=school.organisation.name,
        year=year,
    )
    return made


@signed
@transaction.atomic
def confirm(*, claim: AlumnusClaim, by: User) -> AlumnusClaim:
    """The school knows this person: the role begins today."""
    claim = _decided(claim, "confirm", "", by)
    title = _("ra trường năm %(year)s") % {"year": claim.year}
    affiliations.put_on(user=claim.user, organisation=claim.school.organisation, role=Role.ALUMNUS, title=title)
    _tell(claim)
    return claim


@signed
@transaction.atomic
def refuse(*, claim: AlumnusClaim, reason: str, by: User) -> AlumnusClaim:
    claim = _decided(claim, "refuse", organisations.required(reason), by)
    _tell(claim)
    return claim


def _decided(claim: AlumnusClaim, action: str, reason: str, by: User) -> AlumnusClaim:
    rows = AlumnusClaim.objects.select_for_update(of=("self",)).select_related("user", "school__organisation")
    claim = rows.get(pk=claim.pk)
    permissions.check_can_decide(by, claim)
    claim.state = rules.ALUMNUS_CLAIM.target(claim.state, action)
    claim.reason, claim.decided_by, claim.decided_at = reason, by, clock.now()
    claim.save()
    return claim


def _tell(claim: AlumnusClaim) -> None:
    confirmed = claim.state == ClaimState.CONFIRMED
    notices.send(
        to=[claim.user_id],
        kind=notice_kinds.ALUMNUS_CONFIRMED if confirmed else notice_kinds.ALUMNUS_REFUSED,
        path=reverse("profile"),
        school=claim.school.organisation.name,
        reason=claim.reason,
    )
