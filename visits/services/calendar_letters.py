"""A visit into people's calendars by mail: when it is confirmed, moved, called off.

Subscribed to the events of visits; the work is done after the commit. What is due follows from the visit as it stands
and from what was sent before, and each version goes to each person once: it may run again at any time. The first
invitation is left out for who wants none; whoever has one hears of every change, or the calendar would be wrong.
"""

import dataclasses

from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from core import clock, jobs, wording
from people.enums import DigestRhythm
from people.models import NoticePreference, User
from people.selectors import gates
from people.services.mail import sending
from visits.calendar_entries import Entry
from visits.calendar_enums import CalendarStatus, LetterKind
from visits.enums import VisitSide, VisitState
from visits.models import CalendarLetter, Visit
from visits.notice_kinds.calendars import VISIT_INVITATION
from visits.rules import CALENDAR_STATUS
from visits.selectors import calendar_words, calendars, parties


def visit_moved(visit: int, _action: str) -> None:
    jobs.enqueue("visits.tasks.write_into_calendars", visit)


def visit_changed(visit: int, _change: str) -> None:
    jobs.enqueue("visits.tasks.write_into_calendars", visit)


def send_due(*, visit: int) -> int:
    """Returns how many letters went."""
    row = calendars.known_visit(visit)
    due = _due(row)
    people = {person.pk: person for person in _reachable(set(due))}
    return sum(_send(row, people[pk], kind) for pk, kind in sorted(due.items()) if pk in people)


def _due(visit: Visit) -> dict[int, LetterKind]:
    """Who is to get what, whether or not it was sent already."""
    state, holding = VisitState(visit.state), _holding(visit)
    if state == VisitState.HELD or state not in CALENDAR_STATUS:
        return {}
    if CALENDAR_STATUS[state] == CalendarStatus.CANCELLED:
        return dict.fromkeys(holding, LetterKind.CANCEL)
    school = parties.organisers_of(visit) | parties.staff_of(visit)
    hosts = parties.hosts_of(visit.slot.offer)
    told = holding & (school | hosts)
    if state == VisitState.CONFIRMED:
        told |= _wanting(school | {host for host in hosts if host == visit.accepted_by_id})
    gone = dict.fromkeys(holding - told, LetterKind.CANCEL)
    return gone | dict.fromkeys(told, LetterKind.REQUEST)


def _holding(visit: Visit) -> set[int]:
    """Who has it in the calendar, as far as mail put it there."""
    last = dict(CalendarLetter.objects.filter(visit=visit).order_by("pk").values_list("person", "kind"))
    return {person for person, kind in last.items() if kind == LetterKind.REQUEST}


def _wanting(people: set[int]) -> set[int]:
    rows = NoticePreference.objects.filter(user__in=people).values_list("user", "muted", "digest")
    return people - {
        user for user, muted, digest in rows if VISIT_INVITATION.code in muted or digest == DigestRhythm.OFF
    }


def _reachable(people: set[int]) -> list[User]:
    """Adults with an address: pupils get no mail."""
    rows = User.objects.filter(pk__in=people, is_active=True, email__isnull=False)
    return list(rows.exclude(gates.is_enrolled("pk")))


@transaction.atomic
def _send(visit: Visit, person: User, kind: LetterKind) -> bool:
    """The row and the mail go together: when the mail server refuses, the row goes, too, and the job is tried again."""
    _row, is_new = CalendarLetter.objects.get_or_create(
        visit=visit, person=person, sequence=visit.sequence, kind=kind, defaults={"sent_at": clock.now()}
    )
    if not is_new:
        return False
    from visits import calendar_files  # 80 ms that only who writes the files needs

    with translation.override(person.language):
        entry = _entry(visit, person, kind)
        sending.send_with_calendar(
            to=person.email or "",
            subject=f"{_subject(entry)}: {entry.title}, {wording.short_date(entry.starts_at)}",
            paragraphs=_paragraphs(visit, person, entry),
            calendar=calendar_files.letter(entry, kind=kind, to=person.email or "", name=person.full_name),
            method=kind.value,
        )
    return True


def _entry(visit: Visit, person: User, kind: LetterKind) -> Entry:
    """What is taken out says nothing more of it: whoever gets that may have no part in it any more."""
    is_host = person.pk in parties.hosts_of(visit.slot.offer) or person.pk == visit.accepted_by_id
    of_school = person.pk in parties.organisers_of(visit) | parties.staff_of(visit)
    entry = calendar_words.of_visit(visit, VisitSide.HOST if is_host and not of_school else VisitSide.SCHOOL)
    if kind == LetterKind.CANCEL:
        return dataclasses.replace(entry, status=CalendarStatus.CANCELLED, place="", text="", path="")
    return entry


def _subject(entry: Entry) -> str:
    return {
        CalendarStatus.CONFIRMED: _("Lịch đã chốt"),
        CalendarStatus.TENTATIVE: _("Lịch đang xếp lại"),
        CalendarStatus.CANCELLED: _("Bỏ khỏi lịch"),
    }[entry.status]


def _paragraphs(visit: Visit, person: User, entry: Entry) -> list[str]:
    sentence = {
        CalendarStatus.CONFIRMED: _("%(title)s, %(time)s, đã chốt. Thư này ghi chuyến đi vào lịch."),
        CalendarStatus.TENTATIVE: _("%(title)s, %(time)s, đang được xếp lại. Lịch ghi là chưa chắc cho đến khi chốt."),
        CalendarStatus.CANCELLED: _("%(title)s, %(time)s, không còn trong lịch của thầy cô, anh chị nữa."),
    }[entry.status]
    return [
        _("Chào %(name)s,") % {"name": person.full_name},
        sentence % {"title": entry.title, "time": wording.date_time(entry.starts_at)},
        sending.address(reverse("visit_detail", args=[visit.pk])),
        _("Không muốn nhận thư lịch? Tắt ở đây: %(address)s")
        % {"address": sending.address(reverse("notice_settings"))},
        "Nhịp Cầu",
    ]
