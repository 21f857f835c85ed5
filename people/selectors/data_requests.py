"""Requests about personal data: one's own, and those one answers for."""

import datetime as dt

from django.db.models import Case, F, Q, QuerySet, When
from django.utils.translation import gettext as _

from core import clock
from core.errors import NotFound
from core.text import fold
from people import rules
from people.enums import OPEN_DATA_REQUESTS, DataRequestState, Role
from people.models import Affiliation, DataExport, DataRequest, User
from people.selectors import gates, hats, pupils

_ADMIN = frozenset({Role.SCHOOL_ADMIN})
_FOUND = 20
# `next_due`, for the database.
_DUE = Case(When(state=DataRequestState.RECEIVED, then=F("acknowledge_by")), default=F("complete_by"))


def in_charge_of(viewer: hats.Anyone) -> QuerySet[DataRequest]:
    """The work list: what is due first comes first."""
    worn = hats.of(viewer)
    mine = Q(school__in=worn.organisations_as(_ADMIN))
    if worn.is_department_officer:
        mine |= Q(school=None)
    rows = DataRequest.objects.filter(mine).select_related("subject", "asked_by", "handled_by", "school")
    return rows.order_by(_DUE, "pk")


def get_in_charge(viewer: hats.Anyone, pk: int) -> DataRequest:
    request = in_charge_of(viewer).filter(pk=pk).first()
    if request is None:
        raise NotFound(_("Không tìm thấy yêu cầu này trong phần mình phụ trách."))
    return request


def of_person(user: User) -> QuerySet[DataRequest]:
    """What was asked about the person, newest first."""
    return DataRequest.objects.filter(subject=user).select_related("handled_by").order_by("-pk")


def get_own(user: User, pk: int) -> DataRequest:
    request = DataRequest.objects.filter(Q(asked_by=user) | Q(subject=user), pk=pk).first()
    if request is None:
        raise NotFound(_("Không tìm thấy yêu cầu này."))
    return request


def narrow(rows: QuerySet[DataRequest], *, state: str = "", kind: str = "") -> QuerySet[DataRequest]:
    """Open ones unless another state is asked for; "all" is everything."""
    if state != "all":
        rows = (
            rows.filter(state=state) if state in DataRequestState.values else rows.filter(state__in=OPEN_DATA_REQUESTS)
        )
    return rows.filter(kind=kind) if kind else rows


def urgency(request: DataRequest, today: dt.date | None = None) -> str:
    """ "late" once a clock of the law has run out, "soon" shortly before, "ok" otherwise and when it is answered."""
    today = today or clock.today()
    if not request.is_open:
        return "ok"
    due = next_due(request)
    if due < today:
        return "late"
    return "soon" if due <= today + dt.timedelta(days=rules.SHORT_DAYS) else "ok"


def next_due(request: DataRequest) -> dt.date:
    """The day of the clock that runs now."""
    return request.acknowledge_by if request.state == DataRequestState.RECEIVED else request.complete_by


def late(viewer: hats.Anyone) -> QuerySet[DataRequest]:
    return in_charge_of(viewer).filter(is_late(clock.today()))


def is_late(today: dt.date) -> Q:
    return Q(state=DataRequestState.RECEIVED, acknowledge_by__lt=today) | Q(
        state__in=OPEN_DATA_REQUESTS, complete_by__lt=today
    )


def school_of(subject: User) -> int | None:
    """Where a pupil's papers are kept: the school of today, else the last one. None for an adult."""
    if pupils.adults().filter(pk=subject.pk).exists():
        return None
    own = Affiliation.objects.filter(user=subject, role=Role.STUDENT).order_by("-starts_on", "-pk")
    found = own.filter(gates.affiliation_is_current()).first() or own.first()
    return found.organisation_id if found else None


def handlers_of(request: DataRequest) -> list[int]:
    """Those who answer for it, but the person it is about."""
    role = Role.SCHOOL_ADMIN if request.school_id else Role.DEPARTMENT_OFFICER
    rows = Affiliation.objects.filter(gates.affiliation_is_current(), role=role, user__is_active=True)
    if request.school_id:
        rows = rows.filter(organisation=request.school_id)
    return sorted(set(rows.exclude(user=request.subject_id).values_list("user", flat=True)))


def people_found(viewer: hats.Anyone, q: str) -> list[User]:
    """Those for whom the viewer may write a request down, by words of the name, or the user name or e-mail."""
    worn, words = hats.of(viewer), fold(q).split()
    if not words:
        return []
    kept = pupils.adults() if worn.is_department_officer else pupils.administered_by(worn)
    by_name = Q()
    for word in words:
        by_name &= Q(sort_name__contains=word)
    exact = Q(username=q.strip().lower()) | Q(email__iexact=q.strip())
    return list(kept.filter(by_name | exact).exclude(pk=worn.user_id or 0)[:_FOUND])


def person_for(viewer: hats.Anyone, pk: int) -> User:
    """Somebody for whom the viewer may write a request down."""
    worn = hats.of(viewer)
    kept = pupils.adults() if worn.is_department_officer else pupils.administered_by(worn)
    found = kept.filter(pk=pk).exclude(pk=worn.user_id or 0).first()
    if found is None:
        raise NotFound(_("Không tìm thấy người này trong phần mình phụ trách."))
    return found


def exports_for(reader: User) -> QuerySet[DataExport]:
    """Those made for this reader that have not expired; without their content."""
    return (
        DataExport.objects.filter(reader=reader, expires_at__gt=clock.now()).select_related("subject").defer("content")
    )


def exports_of(subject: User, reader: User) -> QuerySet[DataExport]:
    return exports_for(reader).filter(subject=subject)


def export_for(reader: User, pk: int) -> DataExport:
    found = (
        DataExport.objects.filter(reader=reader, expires_at__gt=clock.now(), pk=pk).select_related("subject").first()
    )
    if found is None or found.content is None:
        raise NotFound(_("Bản sao này chưa sẵn sàng, đã hết hạn, hoặc không dành cho tài khoản của bạn."))
    return found
