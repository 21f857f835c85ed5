"""A request about personal data from its receipt to its answer. The law's clocks are set when it comes in."""

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from core import clock
from core.actors import signed
from core.errors import Conflict, Invalid
from core.text import normalise
from people import notice_kinds, rules, working_days
from people.enums import DataAsker, DataRequestKind, RecordPart, RefusalGround
from people.models import DataRequest, User
from people.permissions import data_requests as permissions
from people.selectors import data_requests as selectors
from people.selectors import hats
from people.services import erasure, exports, notices, read_log


@signed
@transaction.atomic
def ask(
    *,
    subject: User,
    kind: DataRequestKind,
    note: str = "",
    asked_as: DataAsker = DataAsker.PERSON,
    by: User,
) -> DataRequest:
    """By the person, or written down by who keeps the person's papers: for a guardian, or for an adult who wrote."""
    permissions.check_can_ask(by, subject, kind)
    if kind == DataRequestKind.CORRECTION and not note.strip():
        raise Invalid(_("Hãy ghi điều gì đang sai và đúng ra là gì."), field="note")
    if erasure.is_erased(subject):
        raise Conflict(_("Dữ liệu của người này đã được xóa rồi."))
    today = clock.today()
    row = DataRequest(
        kind=kind,
        subject=subject,
        school_id=selectors.school_of(subject),
        asked_as=DataAsker.PERSON if by.pk == subject.pk else asked_as,
        asked_by=by,
        note=note.strip(),
        received_at=clock.now(),
        acknowledge_by=working_days.after(today, rules.ACKNOWLEDGE_WORKING_DAYS),
        complete_by=today + dt.timedelta(days=rules.COMPLETE_DAYS[kind]),
    )
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise Conflict(_("Đã có một yêu cầu như thế đang được xử lý.")) from None
    _tell_handlers(row, notice_kinds.DATA_REQUEST_RECEIVED, key=f"data-request:{row.pk}:received", but=by.pk)
    return row


@signed
@transaction.atomic
def acknowledge(*, request: DataRequest, by: User) -> DataRequest:
    request = _locked(request)
    permissions.check_can_handle(by, request)
    request.state = rules.DATA_REQUEST.target(request.state, "acknowledge")
    request.acknowledged_at, request.handled_by = clock.now(), by
    request.save()
    _tell_asker(request, notice_kinds.DATA_REQUEST_ACKNOWLEDGED)
    return request


@signed
@transaction.atomic
def complete(
    *, request: DataRequest, answer: str = "", corrected: dict[str, Any] | None = None, by: User
) -> DataRequest:
    """Carry out what was asked. `corrected`: full_name, birth_date of a correction, as far as they change."""
    request = _locked(request)
    permissions.check_can_handle(by, request)
    request.state = rules.DATA_REQUEST.target(request.state, "complete")
    request.answer = answer.strip()
    _close(request, by)
    _carry_out(request, corrected or {}, by)
    return request


@signed
@transaction.atomic
def refuse(*, request: DataRequest, ground: RefusalGround, answer: str, by: User) -> DataRequest:
    """Only for a reason the law knows, and with a sentence for the person who asked."""
    request = _locked(request)
    permissions.check_can_handle(by, request)
    if not answer.strip():
        raise Invalid(_("Hãy giải thích cho người yêu cầu bằng một, hai câu."), field="answer")
    request.state = rules.DATA_REQUEST.target(request.state, "refuse")
    request.ground, request.answer = ground, answer.strip()
    _close(request, by)
    _tell_asker(request, notice_kinds.DATA_REQUEST_ANSWERED)
    return request


@signed
@transaction.atomic
def withdraw(*, request: DataRequest, by: User) -> DataRequest:
    request = _locked(request)
    permissions.check_can_withdraw(by, request)
    request.state = rules.DATA_REQUEST.target(request.state, "withdraw")
    request.closed_at = clock.now()
    request.save()
    return request


@signed
@transaction.atomic
def lift(*, request: DataRequest, by: User) -> DataRequest:
    """A restriction ends: the account works again."""
    request = _locked(request)
    permissions.check_can_handle(by, request)
    if request.kind != DataRequestKind.RESTRICTION:
        raise Conflict(_("Chỉ việc tạm dừng xử lý mới cho xử lý lại được."))
    if erasure.is_erased(request.subject):
        raise Conflict(_("Dữ liệu của người này đã được xóa rồi."))
    request.state = rules.DATA_REQUEST.target(request.state, "lift")
    request.save()
    erasure.lift(subject=request.subject, by=by)
    return request


def remind() -> int:
    """Daily: tell those in charge what is due soon or late, once a day each. Returns how many requests."""
    today = clock.today()
    due = [row for row in selectors.narrow(DataRequest.objects.all()) if selectors.urgency(row, today) != "ok"]
    for row in due:
        late = selectors.urgency(row, today) == "late"
        kind = notice_kinds.DATA_REQUEST_LATE if late else notice_kinds.DATA_REQUEST_DUE
        _tell_handlers(row, kind, key=f"data-request:{row.pk}:{today}")
    return len(due)


def noted(reader: User, requests: list[DataRequest]) -> list[DataRequest]:
    """The same requests, after the read log knows whose pupils' names `reader` was shown."""
    of_pupils = [row.subject_id for row in requests if row.school_id is not None]
    read_log.record(reader=reader, pupils=of_pupils, what=RecordPart.DATA_REQUEST)
    return requests


def found(*, reader: User, q: str) -> list[User]:
    """For whom `reader` may write a request down, by what was typed."""
    people = selectors.people_found(reader, q)
    if hats.of(reader).is_school_admin:
        read_log.record(reader=reader, pupils=[person.pk for person in people], what=RecordPart.LIST)
    return people


def chosen(*, reader: User, pk: int) -> User:
    person = selectors.person_for(reader, pk)
    if hats.of(reader).is_school_admin:
        read_log.record(reader=reader, pupils=[person.pk], what=RecordPart.DATA_REQUEST)
    return person


def _carry_out(request: DataRequest, corrected: dict[str, Any], by: User) -> None:
    subject = request.subject
    # Told first: an erased account has no inbox any more.
    _tell_asker(request, notice_kinds.DATA_REQUEST_ANSWERED)
    match request.kind:
        case DataRequestKind.ACCESS:
            exports.order(subject=subject, by=by)
        case DataRequestKind.CORRECTION:
            _correct(subject, corrected)
        case DataRequestKind.RESTRICTION:
            erasure.restrict(subject=subject, by=by)
        case DataRequestKind.ERASURE:
            erasure.erase(subject=subject, by=by)


def _correct(subject: User, corrected: dict[str, Any]) -> None:
    name = normalise(corrected.get("full_name") or subject.full_name)
    birth_date = corrected.get("birth_date") or subject.birth_date
    if birth_date and birth_date >= clock.today():
        raise Invalid(_("Ngày sinh này chưa đúng."), field="birth_date")
    if (name, birth_date) != (subject.full_name, subject.birth_date):
        subject.full_name, subject.birth_date = name, birth_date
        subject.save(update_fields=["full_name", "sort_name", "birth_date"])
        hats.forget(subject)


def _close(request: DataRequest, by: User) -> None:
    now = clock.now()
    request.acknowledged_at = request.acknowledged_at or now
    request.closed_at, request.handled_by = now, by
    request.save()


def _tell_handlers(request: DataRequest, kind: notice_kinds.Kind, *, key: str, but: int | None = None) -> None:
    to = [pk for pk in selectors.handlers_of(request) if pk != but]
    day = selectors.next_due(request)
    notices.send(
        to=to, kind=kind, path=reverse("data_request_detail", args=[request.pk]), key=key, day=f"{day:%d/%m/%Y}"
    )


def _tell_asker(request: DataRequest, kind: notice_kinds.Kind) -> None:
    if request.asked_as == DataAsker.PERSON:
        key = f"data-request:{request.pk}:{request.state}"
        notices.send(to=[request.subject_id], kind=kind, path=reverse("my_data"), key=key)


def _locked(request: DataRequest) -> DataRequest:
    return DataRequest.objects.select_for_update(of=("self",)).select_related("subject").get(pk=request.pk)
