"""Who stands for a pupil today, and which of them a message can reach."""

from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from core import clock
from core.errors import NotFound
from core.gate import gate
from people.enums import Role
from people.models import Affiliation, Guardian, Guardianship, PhoneCheck, School, User
from people.selectors import gates
from people.selectors.pupil_papers import pupils_for


def stands(prefix: str = "") -> Q:
    """Of a guardianship reached by `prefix`: it has not ended."""
    return Q(**{f"{prefix}ended_on": None}) | Q(**{f"{prefix}ended_on__gt": clock.today()})


@gate
def has_checked_phone(guardian: Any) -> QuerySet[Any]:
    """Two of the staff vouched for the very number that stands on the roster."""
    return PhoneCheck.objects.filter(
        guardian=guardian, phone=F("guardian__phone"), confirmed_at__isnull=False, dropped_at=None
    )


def is_reachable(guardian: Guardian) -> bool:
    return Guardian.objects.filter(has_checked_phone("pk"), pk=guardian.pk).exists()


def masked(phone: str) -> str:
    """Enough to know which phone rings: 0912345678 → 091••••678."""
    return f"{phone[:3]}••••{phone[-3:]}" if len(phone) > 6 else "••••"


def get_for(viewer: User, pk: int) -> Guardianship:
    """One guardianship of a pupil whose papers this person keeps."""
    rows = Guardianship.objects.filter(pk=pk, pupil__in=pupils_for(viewer)).select_related("guardian", "pupil")
    found = rows.first()
    if found is None:
        raise NotFound(_("Không tìm thấy phụ huynh này ở trường của thầy cô."))
    return found


def with_unchecked_phone(school: School) -> QuerySet[Guardianship]:
    """Guardians in this school whose number, or whose new number, two of the staff have not vouched for yet.

    Each with `new_phone` and `asked_by_name` of the check that is under way.
    """
    enrolled = Affiliation.objects.filter(gates.affiliation_is_current(), organisation=school.pk, role=Role.STUDENT)
    under_way = PhoneCheck.objects.filter(guardian=OuterRef("guardian"), confirmed_at=None, dropped_at=None)
    rows = Guardianship.objects.filter(stands(), pupil__in=enrolled.values("user")).annotate(
        new_phone=Subquery(under_way.values("phone")[:1]),
        asked_by=Subquery(under_way.values("asked_by")[:1]),
        asked_by_name=Subquery(under_way.values("asked_by__full_name")[:1]),
        class_name=Subquery(enrolled.filter(user=OuterRef("pupil")).values("title")[:1]),
    )
    unchecked = Q(new_phone__isnull=False) | (~Q(guardian__phone="") & ~Q(has_checked_phone("guardian")))
    return rows.filter(unchecked).select_related("guardian", "pupil").order_by("class_name", "pupil__sort_name", "pk")


def of_pupils(pupil_ids: list[int]) -> list[Guardianship]:
    """Those who stand for these pupils today, each with `is_reachable`, the first written down first."""
    rows = Guardianship.objects.filter(stands(), pupil__in=pupil_ids).select_related("guardian", "pupil")
    return list(rows.annotate(is_reachable=has_checked_phone("guardian")).order_by("pupil", "pk"))


def children_of(guardian: Guardian) -> list[Guardianship]:
    """The children this guardian stands for today, while they are some school's pupils."""
    rows = Guardianship.objects.filter(stands(), is_pupil_today("pupil"), guardian=guardian)
    return list(rows.select_related("pupil", "guardian").order_by("pupil__sort_name", "pk"))


@gate
def is_pupil_today(pupil: Any) -> QuerySet[Any]:
    """`pupil` is on some school's roll today, whatever the state of the school: a stop must always be possible."""
    return gates.on_the_roll(pupil)
