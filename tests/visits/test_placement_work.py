"""The log of an internship, its signatures, and the last words."""

import datetime as dt

import pytest
import time_machine

from core import clock
from core.errors import Conflict, Invalid, NotFound, Refused
from people import working_days
from people.enums import ConsentPurpose
from people.models import Consent, User
from tests import make
from tests.visits import given_placements
from visits.enums import ClosureKind, Competence
from visits.models import Closure, Evaluation, LogEntry
from visits.services import evaluations, placement_log
from visits.services.evaluations import Words
from visits.services.placement_log import Day

pytestmark = pytest.mark.django_db


# A Wednesday in term, with no public holiday in the weeks around it.
NOW = dt.datetime(2026, 10, 14, 12, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def wednesday():
    with time_machine.travel(NOW, tick=False):
        assert not working_days.holidays() & {dt.date(2026, 10, day) for day in range(1, 20)}
        yield


@pytest.fixture
def running():
    return given_placements.running()


def day(back=0, starts=14, ends=17, **facts):
    facts.setdefault("did", "Đo mười chi tiết.")
    return Day(clock.today() - dt.timedelta(days=back), dt.time(starts), dt.time(ends), **facts)


def write(placement, entry):
    return placement_log.write(placement=placement, entry=entry, by=User.objects.get(pk=placement.pupil_id))


def test_the_pupil_writes_what_was_done(running):
    row = write(running, day(learnt="Đọc thước cặp", question="Vì sao phải đo ba lần?"))

    assert (row.minutes, row.did, row.signed_by) == (180, "Đo mười chi tiết.", None)


@pytest.mark.parametrize(
    ("entry", "field", "words"),
    [
        (lambda: day(starts=14, ends=17), "ends", "không quá 4 giờ"),
        (lambda: day(starts=6, ends=8), "starts", "trước 07:00"),
        (lambda: day(starts=19, ends=21), "starts", "sau 20:00"),
        (lambda: day(starts=8, ends=13), "starts", "không quá 4 giờ"),
        (lambda: day(starts=10, ends=9), "starts", "sau giờ bắt đầu"),
        (lambda: day(starts=9, ends=11), "starts", "trùng"),
        (lambda: day(back=-1), "day", "chưa đến"),
        (lambda: day(back=15), "day", "hai tuần"),
        (lambda: day(back=11), "day", "ngoài kỳ"),
        (lambda: day(did="\u200b"), "did", "vài chữ"),
    ],
)
def test_hours_over_a_limit_or_at_a_forbidden_time_are_refused_with_the_rule(running, entry, field, words):
    given_placements.entry(running, back=0, starts=8, ends=10)

    with pytest.raises(Invalid, match=words) as refusal:
        write(running, entry())

    assert (refusal.value.field, running.entries.count()) == (field, 1)


def test_a_week_holds_no_more_than_its_limit_over_all_of_a_pupils_internships(running):
    other = given_placements.running(club=make.club(running.school, by=running.adviser), who=running.pupil)
    for back in (0, 1, 2):
        given_placements.entry(other, back=back, starts=8, ends=12)
    with time_machine.travel(NOW + dt.timedelta(days=2), tick=False):
        given_placements.entry(running, back=0, starts=8, ends=12)
        given_placements.entry(running, back=1, starts=14, ends=17)
        write(running, day(back=1, starts=18, ends=19))
    saturday = NOW + dt.timedelta(days=3)
    with time_machine.travel(saturday, tick=False), pytest.raises(Invalid, match="Mỗi tuần thực tập không quá 20 giờ"):
        write(running, day(starts=9, ends=10))


def test_on_days_of_exams_and_public_holidays_nothing_is_written(running):
    Closure.objects.create(
        organisation=running.school.organisation,
        kind=ClosureKind.EXAMS,
        first_day=clock.today(),
        last_day=clock.today(),
        note="thi giữa kỳ",
    )

    with pytest.raises(Invalid, match="thi giữa kỳ"):
        write(running, day())
    holiday = dt.datetime(2026, 9, 2, 12, tzinfo=dt.UTC)
    with time_machine.travel(holiday, tick=False), pytest.raises(Invalid, match="nghỉ lễ"):
        write(given_placements.running(), day())


def test_in_the_schools_holidays_a_day_may_be_as_long_as_the_law_allows(running):
    week = (clock.today() - dt.timedelta(days=5), clock.today() + dt.timedelta(days=7))
    Closure.objects.create(
        organisation=running.school.organisation, kind=ClosureKind.BREAK, first_day=week[0], last_day=week[1]
    )

    assert write(running, day(starts=8, ends=16)).minutes == 480
    with pytest.raises(Invalid, match="không quá 8 giờ"):
        write(running, day(back=1, starts=8, ends=17))


def test_nobody_else_writes_and_nothing_is_written_while_it_is_frozen(running):
    for somebody in (running.adviser, running.supervisor, given_placements.pupil(make.club(running.school))):
        with pytest.raises(Refused):
            placement_log.write(placement=running, entry=day(), by=somebody)
    Consent.objects.filter(purpose=ConsentPurpose.VISIT).update(withdrawn_at=clock.now())
    with pytest.raises(Conflict, match="tạm dừng"):
        write(running, day())


def test_a_week_is_signed_by_the_supervisor_then_by_the_adviser(running):
    for back in (0, 1):
        given_placements.entry(running, back=back)
    last_week = given_placements.entry(running, back=7)
    today = clock.today()
    with pytest.raises(Conflict, match="không có dòng nào"):
        placement_log.countersign_week(placement=running, day=today, by=running.adviser)

    assert placement_log.sign_week(placement=running, day=today, by=running.supervisor) == 2
    assert placement_log.countersign_week(placement=running, day=today, by=running.adviser) == 2

    rows = LogEntry.objects.exclude(pk=last_week.pk)
    assert {(row.signed_by, row.countersigned_by) for row in rows} == {(running.supervisor, running.adviser)}
    assert LogEntry.objects.get(pk=last_week.pk).signed_by is None


def test_only_the_supervisor_signs_and_only_the_adviser_countersigns(running):
    given_placements.entry(running)
    for somebody in (running.adviser, running.accepted_by, running.second_adult, running.pupil):
        with pytest.raises(Refused):
            placement_log.sign_week(placement=running, day=clock.today(), by=somebody)
    for somebody in (running.supervisor, running.approved_by, running.pupil):
        with pytest.raises(Refused):
            placement_log.countersign_week(placement=running, day=clock.today(), by=somebody)


def test_what_is_signed_stays_and_a_slip_goes(running):
    signed = given_placements.entry(running, signed_by=running.supervisor, signed_at=clock.now())
    slip = given_placements.entry(running, back=2)
    pupil = User.objects.get(pk=running.pupil_id)

    placement_log.remove(placement=running, entry=slip.pk, by=pupil)
    with pytest.raises(Conflict, match="đã được ký"):
        placement_log.remove(placement=running, entry=signed.pk, by=pupil)
    with pytest.raises(NotFound):
        placement_log.remove(placement=running, entry=given_placements.entry(given_placements.running()).pk, by=pupil)

    assert list(running.entries.all()) == [signed]


SCORES = dict.fromkeys(Competence.values, 3)


def test_both_adults_and_the_pupil_say_their_last_words_once():
    made = given_placements.running(last=3)
    pupil = User.objects.get(pk=made.pupil_id)
    said = Words("Em chăm và cẩn thận.", SCORES)

    evaluations.evaluate(placement=made, said=said, by=made.supervisor)
    evaluations.evaluate(placement=made, said=said, by=made.adviser)
    evaluations.reflect(placement=made, said=Words("Đo cho đúng.", hard="Dậy sớm.", onward="Học vẽ."), by=pupil)

    assert [row.side for row in Evaluation.objects.all()] == ["supervisor", "adviser", "pupil"]
    with pytest.raises(Conflict, match="đã viết"):
        evaluations.evaluate(placement=made, said=said, by=made.adviser)


@pytest.mark.parametrize("scores", [{}, {**SCORES, "clear": 5}, {**SCORES, "clear": 0}, {**SCORES, "other": 3}])
def test_every_competence_gets_one_to_four(scores):
    made = given_placements.running(last=3)

    with pytest.raises(Invalid, match="từ 1 đến 4"):
        evaluations.evaluate(placement=made, said=Words("Tốt.", scores), by=made.adviser)


def test_last_words_are_not_written_too_early_nor_by_others(running):
    with pytest.raises(Conflict, match="tuần cuối"):
        evaluations.evaluate(placement=running, said=Words("Tốt.", SCORES), by=running.adviser)
    with pytest.raises(Refused):
        evaluations.evaluate(placement=running, said=Words("Tốt.", SCORES), by=running.approved_by)
    with pytest.raises(Refused):
        evaluations.evaluate(
            placement=given_placements.running(last=1),
            said=Words("Tốt.", SCORES),
            by=running.pupil,
        )
