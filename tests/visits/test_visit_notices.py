"""Who hears what of a visit: the other side, never the doer, no pupil before it is certain, no pupil's name."""

import datetime as dt

import pytest
import time_machine

from core import clock
from core.errors import Conflict, Refused
from people.models import Affiliation, Notice, User
from people.services import concern_protection, organisations
from tests import make
from tests.visits import given
from tests.visits.given_chain import scene, told
from visits import tasks
from visits.enums import Obstacle, Step, VisitAction, VisitState
from visits.models import Slot, VisitEvent
from visits.selectors import obstacles, parties, waits
from visits.services import changes, preparing, reminders, visits
from visits.services.preparing import Travel

pytestmark = pytest.mark.django_db


def later(**delta):
    return time_machine.travel(clock.now() + dt.timedelta(**delta), tick=False)


# --- Moves ----------------------------------------------------------------------------------------------------------
def test_a_booking_asks_the_host_and_the_head_and_says_nothing_to_whoever_booked():
    host, teacher = given.host(), given.teacher()
    head = given.head(teacher.affiliations.get().organisation.school)

    visits.book(booking=given.booking(given.slot(given.offer(host)), teacher), by=teacher)

    assert told("visit_asked") == {host, head}
    assert Notice.objects.filter(recipient=teacher).count() == 0


def test_whoever_waited_hears_of_the_seats():
    first = scene()
    Slot.objects.filter(pk=first.slot.pk).update(groups=1)
    teacher = given.teacher()
    visits.book(booking=given.booking(first.slot, teacher), by=teacher)
    assert told("visit_promoted") == set()

    visits.cancel(visit=first.visit, reason="Bão", by=first.teacher)

    assert told("visit_promoted") == {teacher}


def test_keys_are_told_to_the_organiser():
    here = scene()

    visits.approve(visit=here.visit, by=here.head)
    visits.accept(visit=here.visit, safety=given.safety(here.slot.offer), by=here.host)

    assert (told("visit_approved"), told("visit_accepted")) == ({here.teacher}, {here.teacher})


def test_what_the_head_sends_back_and_the_teacher_hands_in():
    here = scene()

    visits.send_back(visit=here.visit, reason="Ghi rõ giờ về.", by=here.head)
    assert (told("visit_sent_back"), here.fresh().returned_for) == ({here.teacher}, "Ghi rõ giờ về.")
    with pytest.raises(Conflict):
        visits.send_back(visit=here.visit, reason="Lần nữa.", by=here.head)
    visits.hand_in(visit=here.visit, by=here.teacher)

    assert (told("visit_handed_in"), here.fresh().returned_for) == ({here.head}, "")


def test_a_confirmed_visit_is_told_to_everybody_who_goes_and_receives():
    here = scene(ready=True)
    pupils = {row.pupil for row in here.visit.attendees.all()}
    staff = {row.person for row in here.visit.staff.all()}

    visits.confirm(visit=here.visit, by=here.teacher)

    assert told("visit_confirmed") == (pupils | staff | {here.host}) - {here.teacher}


def test_no_notice_names_a_pupil():
    here = scene(ready=True)
    visits.confirm(visit=here.visit, by=here.teacher)
    changes.resize(visit=here.visit, party=5, needs="", by=here.teacher)
    visits.cancel(visit=here.visit, reason="Bão", by=here.teacher)

    said = " ".join(str(row.facts) for row in Notice.objects.all())
    assert [row.pupil.full_name for row in here.visit.attendees.all() if row.pupil.full_name in said] == []


def test_a_change_says_what_changed_and_pupils_hear_only_of_what_they_knew():
    here = scene(ready=True)
    pupils = {row.pupil for row in here.visit.attendees.all()}
    changes.resize(visit=here.visit, party=5, needs="", by=here.teacher)
    assert told("visit_moving") == set()
    assert {here.head, here.host} <= told("visit_changed")
    assert Notice.objects.filter(kind="visit_changed").first().facts["change"] == "số người"

    known = scene(ready=True)
    visits.confirm(visit=known.visit, by=known.teacher)
    preparing.travel(visit=known.visit, travel=Travel("walk", "Đi bộ cùng nhau."), by=known.teacher)

    assert told("visit_moving") == {row.pupil for row in known.visit.attendees.all()}
    assert pupils & told("visit_moving") == set()
    assert known.host not in told("visit_changed")


def test_a_word_taken_back_is_told_to_both_sides():
    here = scene(ready=True)

    visits.take_key_back(visit=here.visit, reason="Xưởng bảo trì", by=here.host)

    assert {here.teacher, here.head} <= told("visit_reopened")
    assert here.host not in told("visit_reopened")


def test_a_host_who_is_not_cleared_hears_nothing():
    here = scene()
    here.host.clearances.update(revoked_at=clock.now())

    visits.cancel(visit=here.visit, reason="Bão", by=here.teacher)

    assert here.host not in told("visit_cancelled")


# --- Who holds what up ----------------------------------------------------------------------------------------------
def test_each_step_waits_since_it_was_opened_and_the_guardians_are_counted():
    here = scene()
    given.pupil_on(here.visit, answer=None)
    given.pupil_on(here.visit)
    VisitEvent.objects.create(visit=here.visit, action=VisitAction.PROMOTE, at=clock.now())
    with later(days=4):
        visits.approve(visit=here.visit, by=here.head)
    with later(days=6):
        found = {wait.step: wait for wait in waits.of([here.fresh()])[here.visit.pk]}

        assert {step: wait.days for step, wait in found.items()} == {Step.HOST: 6, Step.GUARDIANS: 6}
        assert found[Step.GUARDIANS].text == "1 trong 2 phụ huynh chưa trả lời"


def test_a_nudge_reaches_whoever_holds_the_step_once_a_day():
    here = scene()

    reminders.remind(visit=here.visit, step=Step.HOST, by=here.teacher)
    with pytest.raises(Conflict, match="Mỗi ngày"):
        reminders.remind(visit=here.visit, step=Step.HOST, by=here.head)
    reminders.remind(visit=here.visit, step=Step.SCHOOL, by=here.host)
    with later(days=1, minutes=1):
        reminders.remind(visit=here.visit, step=Step.HOST, by=here.head)

    assert told("visit_waits") == {here.host, here.head}
    assert Notice.objects.filter(kind="visit_waits", recipient=here.host).count() == 2


def test_nobody_nudges_oneself_an_outsider_or_a_step_that_is_done():
    here = scene(VisitState.PREPARING)
    with pytest.raises(Conflict, match="chính thầy cô"):
        reminders.remind(visit=here.visit, step=Step.CONFIRMATION, by=here.teacher)
    asked = scene()
    for step, holder in ((Step.SCHOOL, asked.head), (Step.HOST, asked.host)):
        with pytest.raises(Conflict, match="chính"):
            reminders.remind(visit=asked.visit, step=step, by=holder)
    with pytest.raises(Conflict, match="không còn chờ"):
        reminders.remind(visit=here.visit, step=Step.HOST, by=here.teacher)
    with pytest.raises(Refused):
        reminders.remind(visit=here.visit, step=Step.CONFIRMATION, by=given.teacher())


# --- By the clock ---------------------------------------------------------------------------------------------------
def test_whoever_holds_a_step_for_three_days_is_told_once_in_three_days():
    here = scene()
    counts = []
    for days in (2, 3, 4, 6):
        with later(days=days, minutes=1):
            tasks.remind_of_visits()
            counts.append(Notice.objects.filter(kind="visit_waits", recipient=here.host).count())

    assert counts == [0, 1, 1, 2]
    assert told("visit_waits") == {here.host, here.head}


def test_the_organiser_hears_what_is_missing_a_week_and_three_days_before():
    here = scene()
    counts = []
    for days in (10, 14, 15, 17, 18):
        with later(days=days):
            reminders.tell_missing()
            counts.append(Notice.objects.filter(kind="visit_missing").count())

    assert counts == [0, 1, 1, 2, 2]
    assert told("visit_missing") == {here.teacher}
    # Ratio, safety, transport, emergency, roster, host; and two keys.
    assert Notice.objects.filter(kind="visit_missing").first().facts["count"] == 8


def test_everybody_who_goes_is_reminded_the_day_before_and_pupils_what_to_bring():
    here = scene(ready=True)
    visits.confirm(visit=here.visit, by=here.teacher)
    with later(days=19):
        tasks.remind_of_visits()
        tasks.remind_of_visits()

    assert told("visit_bring") == {row.pupil for row in here.visit.attendees.all()}
    assert told("visit_tomorrow") == {row.person for row in here.visit.staff.all()} | {here.host}
    assert Notice.objects.filter(kind="visit_bring").count() == 2
    assert Notice.objects.filter(kind="visit_bring").first().facts["bring"] == "mũ, giày bít mũi, chai nước"


# --- What freezes ---------------------------------------------------------------------------------------------------
def heads(here):
    return set(User.objects.filter(pk__in=parties.heads_of(here.school.pk)))


def confirmed():
    here = scene(ready=True)
    visits.confirm(visit=here.visit, by=here.teacher)
    return here


def test_a_suspended_host_freezes_a_confirmed_visit_tells_the_school_and_thaws_by_itself():
    here = confirmed()
    officer, home = make.officer(), here.slot.offer.organisation

    organisations.suspend(organisation=home, reason="Đang xác minh", by=officer)
    assert obstacles.of(here.fresh()) == [Obstacle.HOST]
    assert told("visit_paused") == {here.teacher, *heads(here)}
    organisations.reinstate(organisation=home, reason="Đã rõ", by=officer)

    assert obstacles.of(here.fresh()) == []
    assert told("visit_resumed") == {here.teacher, *heads(here)}


def test_a_leader_who_left_freezes_it_and_nobody_is_sent_off_the_day_before():
    here = confirmed()
    Affiliation.objects.filter(user=here.teacher).update(ends_on=clock.today())
    with later(days=19):
        tasks.remind_of_visits()

        assert obstacles.of(here.fresh()) == [Obstacle.LEAD]
    assert (told("visit_bring"), told("visit_paused")) == (set(), heads(here))


def test_a_lead_holds_a_visit_and_no_key_turns_meanwhile():
    here = scene()
    case = make.concern("visit", here.visit.pk, by=here.teacher)
    concern_protection.hold(concern=case, target=f"visit-{here.visit.pk}", by=here.head)

    assert obstacles.of(here.visit) == [Obstacle.PAUSE]
    with pytest.raises(Conflict, match="tạm nghỉ"):
        visits.approve(visit=here.visit, by=here.head)
    with pytest.raises(Conflict, match="tạm nghỉ"):
        visits.accept(visit=here.visit, safety=given.safety(here.slot.offer), by=here.host)
    with pytest.raises(Conflict, match="tạm nghỉ"):
        changes.resize(visit=here.visit, party=5, needs="", by=here.teacher)
    assert visits.cancel(visit=here.visit, reason="Dừng hẳn", by=here.teacher).state == VisitState.CANCELLED
