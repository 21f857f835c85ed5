"""Which organisations a person may see, and what hangs on one."""

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from core.errors import NotFound
from core.text import fold
from people.enums import SUPPORTERS, OrganisationStatus, Role
from people.models import Affiliation, Organisation, User
from people.selectors import gates, hats


def visible_to(viewer: hats.Anyone) -> QuerySet[Organisation]:
    """The verified ones to everybody who may come in, one's own whatever its state, all to the Department."""
    worn = hats.of(viewer)
    everything = Organisation.objects.select_related("commune", "school")
    if not worn.counting:
        return everything.none()
    if worn.is_department_officer:
        return everything
    own = [hat.organisation_id for hat in worn.counting]
    return everything.filter(Q(status=OrganisationStatus.VERIFIED) | Q(pk__in=own))


def get_for(viewer: hats.Anyone, pk: int) -> Organisation:
    organisation = visible_to(viewer).filter(pk=pk).first()
    if organisation is None:
        raise NotFound(_("Không tìm thấy tổ chức này, hoặc tổ chức chưa được xác minh."))
    return organisation


def narrow(rows: QuerySet[Organisation], *, q: str = "", kind: str = "", status: str = "") -> QuerySet[Organisation]:
    """Each word typed must occur, with or without diacritics."""
    for word in fold(q).split():
        rows = rows.filter(search_text__contains=word)
    if kind:
        rows = rows.filter(kind=kind)
    return rows.filter(status=status) if status else rows


def cleared_people_of(organisation: Organisation) -> QuerySet[User]:
    """The outside adults of this organisation whom a pupil may know of."""
    speaks = Affiliation.objects.filter(gates.affiliation_is_current(), organisation=organisation, role__in=SUPPORTERS)
    return gates.cleared_adults().filter(pk__in=speaks.values("user"))


def headcount(organisation: Organisation) -> dict[str, int]:
    """How many people wear a hat here today: pupils and adults."""
    current = Affiliation.objects.filter(gates.affiliation_is_current(), organisation=organisation)
    return current.aggregate(
        pupils=Count("user", distinct=True, filter=Q(role=Role.STUDENT)),
        adults=Count("user", distinct=True, filter=~Q(role=Role.STUDENT)),
    )
