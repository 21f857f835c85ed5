"""What is done in an internship: the log against the limits, its signatures, the last words, who reads what."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from rest_framework.test import APIClient

from core import clock
from core.errors import Conflict, Invalid, NotFound, Refused
from people import working_days
from people.enums import ConsentPurpose
from people.models import Consent, Notice, RecordRead, User
from people.services import concern_protection, concern_work, erasure, history
from tests import make
from tests.visits import given, given_placements
from visits.enums import ClosureKind, Competence, PlacementNeed, PlacementState
from visits.models import Closure, Evaluation, LogEntry, Placement
from visits.panels import appointments as panels
from visits.selectors import placement_own_data, placement_readiness
from visits.selectors import placements as selectors
from visits.services import evaluations, placement_forgetting, placement_log, placements
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


# --- Last words -----------------------------------------------------------------------------------------------------

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


# --- Who reads what -------------------------------------------------------------------------------------------------


def seen_by(client, user, placement):
    client.force_login(User.objects.get(pk=user.pk))
    return client.get(reverse("placement_detail", args=[placement.pk]))


def api(user):
    client = APIClient()
    client.force_authenticate(User.objects.get(pk=user.pk))
    return client


def named(state, **facts):
    club = make.club()
    who = given_placements.pupil(club, full_name="Đặng Thị Ngọc Huyền")
    return given_placements.placement(club=club, who=who, state=state, **facts)


def test_before_the_agreement_the_host_reads_no_name_no_goals(client):
    made = named(PlacementState.ASKED)
    page = seen_by(client, made.offer.author, made).content.decode()
    told = api(made.offer.author).get(f"/api/v1/placements/{made.pk}/").json()

    assert [word for word in ("Huyền", made.goals) if word in page] == []
    assert (told["pupil_name"], told["goals"], told["log"]) == ("Một em học sinh", "", [])
    assert not RecordRead.objects.exists()


def test_from_the_agreement_on_the_host_reads_the_given_name_and_the_log_and_that_is_noted(client):
    made = named(PlacementState.RUNNING, first=-10)
    given_placements.entry(made)
    page = seen_by(client, made.offer.author, made).content.decode()
    told = api(made.supervisor).get(f"/api/v1/placements/{made.pk}/").json()

    assert [word in page for word in ("Huyền", "Ngọc Huyền", "lớp 10", made.goals, "Đo mười chi tiết")] == [
        True, False, True, True, True,
    ]  # fmt: skip
    assert (told["pupil_name"], told["goals"], len(told["log"])) == ("Huyền", made.goals, 1)
    noted = RecordRead.objects.values_list("reader", "pupil", "what")
    assert set(noted) == {
        (made.offer.author.pk, made.pupil_id, "placement"),
        (made.supervisor.pk, made.pupil_id, "placement"),
    }


def test_officers_other_schools_and_other_hosts_find_nothing(client):
    made = named(PlacementState.RUNNING, first=-10)
    strangers = [
        make.officer(), make.commune_officer(), given.head(make.school()), make.adviser(made.school),
        given.teacher(made.school), given.host(), given_placements.pupil(make.club(made.school)),
    ]  # fmt: skip
    for somebody in strangers:
        assert seen_by(client, somebody, made).status_code == 404
        assert api(somebody).get("/api/v1/placements/").json()["results"] == []


def test_what_was_stopped_is_closed_to_the_host_at_once():
    made = named(PlacementState.RUNNING, first=-10)
    placements.stop(placement=made, reason="Em mệt", by=made.adviser)
    told = api(made.supervisor).get(f"/api/v1/placements/{made.pk}/").json()

    assert (told["pupil_name"], told["goals"], told["log"]) == ("Một em học sinh", "", [])


def test_a_list_takes_the_same_questions_for_one_and_for_many_and_names_nobody_to_hosts(client):
    offer, club = given_placements.offer(seats=60), make.club()
    for who, address in (
        (club.adviser, "/placements/"),
        (offer.author, "/placements/"),
        (club.adviser, "/api/v1/placements/"),
    ):
        counts = []
        for more in (1, 19):
            for _ in range(more):
                given_placements.placement(offer, club, given_placements.pupil(club, full_name="Đỗ Thị Hường"))
            client.force_login(User.objects.get(pk=who.pk))
            with CaptureQueriesContext(connection) as queries:
                page = client.get(address).content.decode()
            counts.append(len(queries))
        assert counts[0] == counts[1] <= 8
        assert ("Hường" in page) == (who == club.adviser)


def test_every_form_of_the_page_takes_the_work_of_its_reader(client):
    made = named(PlacementState.RUNNING, first=-10, last=2)
    pupil, today = made.pupil, clock.today().isoformat()
    hours = {"day": today, "starts": "14:00", "ends": "17:00", "did": "Đo mười chi tiết."}
    scores = dict.fromkeys(Competence.values, 3)
    acts = [
        (pupil, "placement_log", hours),
        (made.supervisor, "placement_sign", {"day": today}),
        (made.adviser, "placement_countersign", {"day": today}),
        (made.supervisor, "placement_evaluate", {**scores, "words": "Em chăm."}),
        (pupil, "placement_reflect", {"words": "Đo cho đúng.", "hard": "Dậy sớm.", "onward": "Học vẽ."}),
    ]
    for who, name, body in acts:
        client.force_login(User.objects.get(pk=who.pk))
        assert client.post(reverse(name, args=[made.pk]), body).status_code == 302
    page = client.get(reverse("placement_summary", args=[made.pk])).content.decode()

    assert [word for word in ("Đã thực tập 3 giờ", "✓✓", "Em chăm.", "Học vẽ.") if word not in page] == []


def test_a_refused_entry_comes_back_with_its_words_and_the_rule(client):
    made = named(PlacementState.RUNNING, first=-10)
    client.force_login(User.objects.get(pk=made.pupil_id))
    body = {"day": clock.today().isoformat(), "starts": "19:00", "ends": "21:00", "did": "Trực quầy."}
    answer = client.post(reverse("placement_log", args=[made.pk]), body)
    told = api(made.pupil).post(f"/api/v1/placements/{made.pk}/log/", body, format="json")

    assert (answer.status_code, told.status_code, made.entries.count()) == (422, 422, 0)
    assert [word in answer.content.decode() for word in ("Trực quầy.", "sau 20:00")] == [True, True]
    assert "sau 20:00" in str(told.json())


def test_a_pupil_asks_for_an_introduction_and_the_adviser_hears_it_once(client):
    offer, club = given_placements.offer(), make.club()
    pupil = given_placements.pupil(club, full_name="Đặng Thị Ngọc Huyền")
    client.force_login(pupil)
    for _ in range(2):
        client.post(reverse("placement_wish", args=[offer.pk]))

    notice = Notice.objects.get(kind="placement_wished")
    assert (notice.recipient, notice.facts) == (club.adviser, {"offer": offer.title})
    client.force_login(User.objects.get(pk=club.adviser_id))
    assert f'value="{pupil.pk}" selected' in client.get(notice.path).content.decode()


def test_the_offers_page_leads_adviser_and_pupil_there(client):
    offer, club = given_placements.offer(), make.club()
    for who, words in (
        (club.adviser, "Giới thiệu một em"),
        (given_placements.pupil(club), "Nhờ thầy cô giới thiệu em"),
    ):
        client.force_login(User.objects.get(pk=who.pk))
        assert words in client.get(reverse("offer_detail", args=[offer.pk])).content.decode()


def test_the_panel_says_what_waits_for_each_side():
    made = given_placements.placement()
    for who, words in (
        (made.pupil, "Em đồng ý không?"),
        (given.head(made.school), "Nhà trường đồng ý không?"),
        (made.offer.author, "Nơi nhận đồng ý không?"),
    ):
        panel = panels.waiting_appointments(User.objects.get(pk=who.pk))
        assert (panel.step.title, panel.counts) == (words, {"placement_list": 1})


def test_pupil_and_adviser_find_the_internship_at_home(client):
    made = given_placements.placement()
    for who in (made.pupil, made.adviser):
        client.force_login(User.objects.get(pk=who.pk))
        assert reverse("placement_detail", args=[made.pk]) in client.get(reverse("home")).content.decode()


def test_everybody_who_is_part_hears_of_it_but_whoever_did_it():
    made = given_placements.placement(described=False)
    said = given_placements.description(made.offer)
    placements.describe(placement=made, description=said, by=made.offer.author)

    told = set(Notice.objects.filter(kind="placement_described").values_list("recipient", flat=True))
    assert told == {made.adviser_id, made.pupil_id, said.supervisor.pk}


# --- Safety, and letting go -----------------------------------------------------------------------------------------


def test_a_safeguarding_lead_freezes_it_and_nobody_reads_why(running):
    lead = given.head(running.school)
    case = make.concern("placement", running.pk, by=User.objects.get(pk=running.pupil_id), person=0)
    concern_work.look(concern=case, by=lead)
    concern_protection.hold(concern=case, target=f"placement-{running.pk}", by=lead)

    assert placement_readiness.missing_from(running) == [PlacementNeed.PAUSE]
    assert not selectors.is_open_to_host(running, [PlacementNeed.PAUSE])


def test_who_leaves_the_school_ends_the_internship_and_frees_the_seat(running):
    placement_forgetting.pupils_left(running.school_id, (running.pupil_id,))

    made = Placement.objects.get(pk=running.pk)
    made.offer.refresh_from_db()
    assert (made.state, made.offer.seats_taken) == (PlacementState.STOPPED, 0)


def test_a_forgotten_pupil_leaves_hours_without_words(running):
    given_placements.entry(running, did="Huyền đo mười chi tiết.")
    pupil = User.objects.get(pk=running.pupil_id)
    assert [row["did"] for row in placement_own_data.log(pupil)] == ["Huyền đo mười chi tiết."]

    erasure.erase(subject=pupil, by=make.officer())

    made, row = Placement.objects.get(pk=running.pk), LogEntry.objects.get()
    assert (made.state, made.goals, row.did, row.minutes) == (PlacementState.STOPPED, "", "", 180)
    assert set(LogEntry.history.values_list("did", flat=True)) == {""}
    assert set(Placement.history.values_list("goals", flat=True)) == {""}


def test_the_name_of_who_left_long_ago_goes_out_of_every_text():
    made = named(PlacementState.RUNNING, first=-10)
    given_placements.entry(made, did="Đặng Thị Ngọc Huyền đo chi tiết.")

    with history.opened():
        placement_forgetting.forget_name(made.pupil_id, "Đặng Thị Ngọc Huyền", "Học sinh 7")

    assert LogEntry.objects.get().did == "Học sinh 7 đo chi tiết."
    assert set(LogEntry.history.values_list("did", flat=True)) == {"Học sinh 7 đo chi tiết."}
