"""Who asks for what, the law's clocks, and every way a request ends."""

import datetime as dt

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from core import clock
from core.errors import Conflict, Invalid, NotFound, Refused
from people import tasks
from people.enums import DataAsker, DataRequestKind, DataRequestState, RefusalGround, Role
from people.models import DataExport, DataRequest, Notice, RecordRead
from people.panels.data_requests import late_data_requests
from people.selectors import data_requests as selectors
from people.services import data_requests as services
from tests import make

pytestmark = pytest.mark.django_db
KINDS = DataRequestKind


@pytest.fixture
def school():
    return make.school()


@pytest.fixture
def admin(school):
    return make.adult(school, Role.SCHOOL_ADMIN)


def told(person):
    return list(Notice.objects.filter(recipient=person).order_by("pk").values_list("kind", flat=True))


def test_both_clocks_start_when_it_comes_in(time_machine):
    time_machine.move_to(dt.datetime(2026, 2, 13, 9, tzinfo=clock.zone()))
    person = make.mentor()

    row = services.ask(subject=person, kind=KINDS.ERASURE, by=person)

    assert (row.acknowledge_by, row.complete_by) == (dt.date(2026, 2, 24), dt.date(2026, 2, 28))
    assert (row.state, row.asked_as, row.school) == ("received", DataAsker.PERSON, None)


@pytest.mark.parametrize(
    ("kind", "days"), [(KINDS.ACCESS, 10), (KINDS.CORRECTION, 10), (KINDS.RESTRICTION, 15), (KINDS.ERASURE, 15)]
)
def test_each_kind_has_its_days(kind, days):
    person = make.mentor()

    row = services.ask(subject=person, kind=kind, note="Sai tên.", by=person)

    assert row.complete_by == clock.today() + dt.timedelta(days=days)


@pytest.mark.parametrize(
    ("kind", "allowed"),
    [(KINDS.ACCESS, True), (KINDS.CORRECTION, True), (KINDS.RESTRICTION, False), (KINDS.ERASURE, False)],
)
def test_a_pupil_asks_for_a_copy_and_a_correction_alone(kind, allowed):
    pupil = make.pupil()
    ask = lambda: services.ask(subject=pupil, kind=kind, note="Sai tên.", by=pupil)  # noqa: E731

    if allowed:
        assert ask().school == pupil.affiliations.get().organisation
    else:
        with pytest.raises(Refused):
            ask()


def test_the_school_writes_down_what_a_guardian_asked(school, admin):
    pupil = make.pupil(school)

    row = services.ask(subject=pupil, kind=KINDS.ERASURE, asked_as=DataAsker.GUARDIAN, by=admin)

    assert (row.asked_as, row.asked_by, row.school) == ("guardian", admin, school.organisation)


@pytest.mark.parametrize("who", ["adviser", "admin elsewhere", "officer", "mentor"])
def test_nobody_else_asks_for_a_pupil(school, who):
    pupil = make.pupil(school)
    by = {
        "adviser": lambda: make.adviser(school),
        "admin elsewhere": lambda: make.adult(make.school(), Role.SCHOOL_ADMIN),
        "officer": make.officer,
        "mentor": make.mentor,
    }[who]()

    with pytest.raises(Refused):
        services.ask(subject=pupil, kind=KINDS.ACCESS, asked_as=DataAsker.GUARDIAN, by=by)
    assert not DataRequest.objects.exists()


def test_the_same_twice_is_one():
    person = make.mentor()
    services.ask(subject=person, kind=KINDS.ACCESS, by=person)

    with pytest.raises(Conflict):
        services.ask(subject=person, kind=KINDS.ACCESS, by=person)


def test_a_correction_says_what_is_wrong():
    person = make.mentor()

    with pytest.raises(Invalid):
        services.ask(subject=person, kind=KINDS.CORRECTION, note="  ", by=person)


def test_those_in_charge_are_told_but_not_whoever_wrote_it_down(school, admin):
    other = make.adult(school, Role.SCHOOL_ADMIN)

    services.ask(subject=make.pupil(school), kind=KINDS.ACCESS, asked_as=DataAsker.GUARDIAN, by=admin)

    assert (told(other), told(admin)) == (["data_request_received"], [])


def test_acknowledged_then_done_tells_whoever_asked():
    person, officer = make.mentor(), make.officer()
    row = services.ask(subject=person, kind=KINDS.CORRECTION, note="Tên là Lê Thị Bưởi.", by=person)

    services.acknowledge(request=row, by=officer)
    row = services.complete(request=row, answer="Đã sửa.", corrected={"full_name": "Lê  Thị Bưởi"}, by=officer)

    person.refresh_from_db()
    assert (person.full_name, person.sort_name) == ("Lê Thị Bưởi", "buoi le thi")
    assert (row.state, row.handled_by, row.answer) == ("done", officer, "Đã sửa.")
    assert row.acknowledged_at <= row.closed_at
    assert told(person) == ["data_request_acknowledged", "data_request_answered"]


def test_a_refusal_needs_a_ground_and_a_sentence():
    person, officer = make.mentor(), make.officer()
    row = services.ask(subject=person, kind=KINDS.ACCESS, by=person)

    with pytest.raises(Invalid):
        services.refuse(request=row, ground=RefusalGround.IDENTITY, answer=" ", by=officer)
    row = services.refuse(request=row, ground=RefusalGround.IDENTITY, answer="Xin mang giấy tờ.", by=officer)

    assert (row.state, row.ground) == ("refused", "identity")
    with pytest.raises(Conflict):
        services.complete(request=row, by=officer)


def test_nobody_answers_a_request_of_their_own():
    officer = make.officer()
    row = services.ask(subject=officer, kind=KINDS.ACCESS, by=officer)

    with pytest.raises(Refused):
        services.complete(request=row, by=officer)
    assert services.complete(request=row, by=make.officer()).state == DataRequestState.DONE


def test_a_restriction_closes_the_account_and_can_be_lifted(school, admin, client):
    pupil = make.pupil(school)
    client.force_login(pupil)
    row = services.ask(subject=pupil, kind=KINDS.RESTRICTION, asked_as=DataAsker.GUARDIAN, by=admin)

    services.complete(request=row, by=admin)
    pupil.refresh_from_db()
    assert not pupil.is_active
    assert client.get(reverse("home")).status_code == 302
    row = services.lift(request=row, by=admin)

    pupil.refresh_from_db()
    assert (row.state, pupil.is_active) == ("lifted", True)


def test_only_a_restriction_is_lifted():
    person, officer = make.mentor(), make.officer()
    row = services.ask(subject=person, kind=KINDS.CORRECTION, note="Tên.", by=person)
    services.complete(request=row, by=officer)

    with pytest.raises(Conflict):
        services.lift(request=row, by=officer)


def test_whoever_asked_takes_it_back():
    person = make.mentor()
    row = services.ask(subject=person, kind=KINDS.ACCESS, by=person)

    assert services.withdraw(request=row, by=person).state == DataRequestState.WITHDRAWN
    with pytest.raises(Refused):
        services.withdraw(request=row, by=make.mentor())


def test_a_copy_asked_for_is_made_for_who_is_in_charge(school, admin, django_capture_on_commit_callbacks):
    pupil = make.pupil(school)
    row = services.ask(subject=pupil, kind=KINDS.ACCESS, by=pupil)

    with django_capture_on_commit_callbacks(execute=True):
        services.complete(request=row, by=admin)

    assert list(DataExport.objects.values_list("subject", "reader", "state")) == [(pupil.pk, admin.pk, "ready")]


@pytest.mark.parametrize(
    ("state", "acknowledge_in", "complete_in", "expected"),
    [
        ("received", 4, 9, "ok"),
        ("received", 3, 9, "soon"),
        ("received", 0, 9, "soon"),
        ("received", -1, 9, "late"),
        ("acknowledged", -5, 4, "ok"),
        ("acknowledged", -5, 3, "soon"),
        ("acknowledged", -5, -1, "late"),
        ("withdrawn", -5, -1, "ok"),
    ],
)
def test_which_clock_runs_and_how_short_it_is(state, acknowledge_in, complete_in, expected):
    today = clock.today()
    row = make.data_request(
        make.mentor(),
        state=state,
        acknowledge_by=today + dt.timedelta(days=acknowledge_in),
        complete_by=today + dt.timedelta(days=complete_in),
    )

    assert selectors.urgency(row) == expected
    assert (row in selectors.late(make.officer())) == (expected == "late")


def test_reminders_once_a_day_and_louder_when_late(time_machine):
    officer, person = make.officer(), make.mentor()
    time_machine.move_to(dt.datetime(2026, 11, 25, 6, tzinfo=clock.zone()))
    services.ask(subject=person, kind=KINDS.ACCESS, by=person)

    for _ in range(2):
        tasks.mind_data()
    time_machine.shift(dt.timedelta(days=3))
    tasks.mind_data()

    assert told(officer) == ["data_request_received", "data_request_due", "data_request_late"]


def test_what_is_late_stands_on_the_home_of_those_in_charge(school, admin):
    row = make.data_request(make.pupil(school), school=school.organisation, acknowledge_by=dt.date(2026, 1, 2))

    panel = late_data_requests(admin)

    assert [line.url for line in panel.context["lines"]] == [reverse("data_request_detail", args=[row.pk])]
    assert late_data_requests(make.officer()) is None
    assert late_data_requests(make.adult(make.school(), Role.SCHOOL_ADMIN)) is None


def test_the_work_lists_do_not_mix(school, admin):
    pupils = make.data_request(make.pupil(school), school=school.organisation)
    adults = make.data_request(make.mentor())
    officer = make.officer()

    assert list(selectors.in_charge_of(admin)) == [pupils]
    assert list(selectors.in_charge_of(officer)) == [adults]
    with pytest.raises(NotFound):
        selectors.get_in_charge(officer, pupils.pk)


def test_what_is_due_first_stands_first():
    today = clock.today()
    ends_soon = make.data_request(
        make.mentor(), state="acknowledged", acknowledge_by=today, complete_by=today + dt.timedelta(days=4)
    )
    unseen = make.data_request(make.mentor(), acknowledge_by=today - dt.timedelta(days=1))
    new = make.data_request(make.mentor(), acknowledge_by=today + dt.timedelta(days=5))

    assert list(selectors.in_charge_of(make.officer())) == [unseen, ends_soon, new]


def test_the_list_shows_names_and_notes_who_saw_them(school, admin, client):
    pupil = make.pupil(school, full_name="Lê Thị Bưởi")
    make.data_request(pupil, school=school.organisation)
    client.force_login(admin)

    assert "Lê Thị Bưởi" in client.get(reverse("data_request_list")).content.decode()
    assert list(RecordRead.objects.values_list("reader", "pupil", "what")) == [(admin.pk, pupil.pk, "data_request")]


def test_the_same_number_of_queries_for_1_and_50_requests(school, admin, client, django_assert_max_num_queries):
    client.force_login(admin)

    def queries():
        with django_assert_max_num_queries(8) as counted:
            client.get(reverse("data_request_list"))
        return len(counted)

    make.data_request(make.pupil(school), school=school.organisation)
    one = queries()
    for _ in range(49):
        make.data_request(make.pupil(school, consents=()), school=school.organisation)

    assert queries() == one


def test_from_the_search_to_the_answer_on_pages(school, admin, client):
    pupil = make.pupil(school, full_name="Lê Thị Bưởi")
    make.pupil(full_name="Lê Thị Bưởi")
    client.force_login(admin)

    found = client.get(reverse("data_request_find"), {"q": "buoi"})
    assert found.context["found"] == [pupil]
    body = {"kind": "correction", "asked_as": "guardian", "note": "Tên đúng là Lê Thị Bười."}
    client.post(reverse("data_request_create", args=[pupil.pk]), body)
    row = DataRequest.objects.get()
    wrong = client.post(reverse("data_request_refuse", args=[row.pk]), {"ground": "identity", "answer": ""})
    assert 'aria-invalid="true"' in wrong.content.decode()
    client.post(reverse("data_request_acknowledge", args=[row.pk]))
    client.post(reverse("data_request_complete", args=[row.pk]), {"full_name": "Lê Thị Bười", "birth_date": ""})

    row.refresh_from_db()
    pupil.refresh_from_db()
    assert (row.state, pupil.full_name) == ("done", "Lê Thị Bười")
    assert pupil.birth_date is not None


def test_the_same_over_the_api(time_machine):
    time_machine.move_to(dt.datetime(2026, 11, 25, 9, tzinfo=clock.zone()))
    person, officer = make.mentor(), make.officer()
    mine, theirs = APIClient(), APIClient()
    mine.force_authenticate(person)
    theirs.force_authenticate(officer)

    asked = mine.post("/api/v1/my-data/requests/", {"kind": "restriction"})
    listed = theirs.get("/api/v1/data-requests/").json()["results"]
    assert [(row["id"], row["urgency"]) for row in listed] == [(asked.json()["id"], "soon")]
    refused = theirs.post(
        f"/api/v1/data-requests/{asked.json()['id']}/refuse/", {"ground": "safety", "answer": "Đang có vụ việc."}
    )

    assert (asked.status_code, refused.json()["state"]) == (201, "refused")
    answered = mine.get("/api/v1/my-data/requests/").json()["results"]
    assert [(row["state"], row["ground"], row["answer"]) for row in answered] == [
        ("refused", "safety", "Đang có vụ việc.")
    ]
