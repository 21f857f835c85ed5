"""Sessions and hours on pages and over the API: what is shown to whom, and that both doors do the same."""

import datetime as dt
import urllib.parse

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import clock
from messaging.models import Conversation
from network.models import CheckIn
from people.enums import ConsentPurpose
from people.models import Consent, Notice, RecordRead
from tests.visits import given, given_sessions
from tests.visits.given_sessions import api, as_
from visits.enums import SessionState
from visits.models import Arrival, Busy, Session
from visits.services import session_reminders

pytestmark = pytest.mark.django_db


ZONE = dt.timezone(dt.timedelta(hours=7))


NOW = dt.datetime(2027, 3, 1, 8, tzinfo=ZONE)


WISHED = "2027-03-08T18:00"


ROOMS = "https://hop.example.vn/{room}"


@pytest.fixture(autouse=True)
def _on_a_monday():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def engagement():
    made = given_sessions.engagement(pupils=2)
    given_sessions.hours(made)
    return made


def test_a_pupil_chooses_a_time_asks_and_the_adviser_confirms_with_one_click(client, engagement):
    sides = given_sessions.sides(engagement)
    page = as_(client, sides["pupil"]).get(reverse("engagement_sessions", args=[engagement.pk])).content.decode()
    place = reverse("session_book", args=[engagement.pk])
    assert page.count(f'href="{place}?at=') == 8
    assert "Nhóm còn 4 giờ trong tháng này." in page

    answer = client.post(f"{place}?at={WISHED}", {"starts_at": WISHED, "way": "online"})
    session = Session.objects.get()
    assert (answer.url, session.state) == (reverse("session_detail", args=[session.pk]), SessionState.ASKED)

    form = as_(client, sides["adviser"]).get(answer.url).context["attend_form"]
    client.post(reverse("session_attend", args=[session.pk]), form.initial)
    session.refresh_from_db()
    assert (session.state, session.attendant) == (SessionState.BOOKED, sides["adviser"])


def test_a_time_that_was_taken_meanwhile_is_a_conflict_that_names_others(client, engagement):
    sides = given_sessions.sides(engagement)
    given_sessions.session(engagement, at=dt.datetime(2027, 3, 8, 18, tzinfo=ZONE))
    body = {"starts_at": WISHED, "way": "online"}

    page = as_(client, sides["pupil"]).get(f"{reverse('session_book', args=[engagement.pk])}?at={WISHED}")
    answer = client.post(reverse("session_book", args=[engagement.pk]), body)
    problem = api(sides["pupil"]).post(
        reverse("api-engagement-sessions", args=[engagement.pk]), {**body, "starts_at": f"{WISHED}:00+07:00"}
    )

    assert "Giờ trống gần nhất" in page.content.decode()
    assert (answer.status_code, problem.status_code) == (409, 409)
    assert problem.json()["detail"].startswith(
        "Giờ này không còn trống. Giờ trống gần nhất: 19:00 thứ hai, 08/03/2027;"
    )


def test_the_api_tells_the_free_times_and_books_one(engagement):
    sides = given_sessions.sides(engagement)
    times = api(sides["pupil"]).get(reverse("api-engagement-free-times", args=[engagement.pk])).json()
    assert (len(times), times[0]["ways"], times[0]["minutes_left"]) == (8, ["online"], 240)

    body = {"starts_at": times[0]["starts_at"], "way": "online"}
    made = api(sides["adviser"]).post(reverse("api-engagement-sessions", args=[engagement.pk]), body)

    assert (made.status_code, made.json()["state"], made.json()["attendant_name"]) == (
        201,
        "booked",
        sides["adviser"].full_name,
    )


def test_the_room_is_told_at_the_door_alone(client, engagement, settings):
    settings.MEETING_URL = ROOMS
    session = given_sessions.session(engagement, at=NOW, opened_at=NOW)
    for who, user in given_sessions.sides(engagement).items():
        place = [reverse("session_detail", args=[session.pk]), reverse("session_join", args=[session.pk])]
        texts = [as_(client, user).get(address).content.decode() for address in place]
        texts.append(api(user).get(reverse("api-session-detail", args=[session.pk])).content.decode())
        assert [session.room in text for text in texts] == [False] * 3, who
        assert client.post(place[1]).url == f"https://hop.example.vn/{session.room}"
    assert not any(session.room in str(notice.facts) + notice.path for notice in Notice.objects.all())


@pytest.mark.parametrize("who", ["mentor", "pupil"])
def test_nobody_goes_in_before_the_staff(client, engagement, settings, who):
    settings.MEETING_URL = ROOMS
    session = given_sessions.session(engagement, at=NOW)
    sides = given_sessions.sides(engagement)
    door = reverse("session_join", args=[session.pk])

    assert as_(client, sides[who]).post(door).status_code == 409
    assert api(sides[who]).post(reverse("api-session-join", args=[session.pk])).status_code == 409
    assert "Thầy cô chưa vào phòng" in client.get(door).content.decode()
    assert Arrival.objects.count() == 0

    as_(client, sides["adviser"]).post(door)
    assert as_(client, sides[who]).post(door).status_code == 302
    assert list(Arrival.objects.values_list("person", flat=True)) == [sides["adviser"].pk, sides[who].pk]


@pytest.mark.parametrize(
    ("begins", "status"), [(dt.timedelta(minutes=16), 409), (dt.timedelta(minutes=15), 302), (dt.timedelta(0), 302)]
)
def test_the_door_opens_a_quarter_of_an_hour_before(client, engagement, settings, begins, status):
    settings.MEETING_URL = ROOMS
    session = given_sessions.session(engagement, at=NOW + begins)

    answer = as_(client, session.attendant).post(reverse("session_join", args=[session.pk]))

    assert answer.status_code == status


@pytest.mark.parametrize("change", ["over", "frozen", "asked", "at_school"])
def test_the_door_stays_closed(client, engagement, settings, change):
    settings.MEETING_URL = ROOMS
    session = given_sessions.session(engagement, at=NOW, opened_at=NOW)
    if change == "frozen":
        Consent.objects.filter(purpose=ConsentPurpose.MENTORING_CHAT).update(withdrawn_at=clock.now())
    Session.objects.update(
        **{
            "over": {"starts_at": NOW - dt.timedelta(hours=2), "ends_at": NOW - dt.timedelta(seconds=1)},
            "frozen": {},
            "asked": {"state": SessionState.ASKED},
            "at_school": {"way": "at_school"},
        }[change]
    )
    for user in given_sessions.sides(engagement).values():
        assert as_(client, user).post(reverse("session_join", args=[session.pk])).status_code == 409


def test_without_rooms_a_team_meets_in_its_conversation(client, engagement):
    session = given_sessions.session(engagement, at=NOW)
    page = as_(client, session.attendant).get(reverse("session_detail", args=[session.pk])).content.decode()
    assert "Ngay trong cuộc trò chuyện của nhóm" in page

    answer = client.post(reverse("session_join", args=[session.pk]))

    assert answer.url == reverse("conversation_detail", args=[Conversation.objects.get().pk])


def test_who_came_when_is_told_to_the_staff_alone_and_noted(client, engagement, settings):
    settings.MEETING_URL = ROOMS
    sides = given_sessions.sides(engagement)
    session = given_sessions.session(engagement, at=NOW, opened_at=NOW)
    Arrival.objects.create(session=session, person=sides["pupil"], came_at=NOW)

    shown = {}
    for who, user in sides.items():
        page = as_(client, user).get(reverse("session_detail", args=[session.pk])).content.decode()
        told = api(user).get(reverse("api-session-detail", args=[session.pk])).json()["arrivals"]
        shown[who] = ("Ai vào lúc nào" in page, len(told))
    assert shown == {"mentor": (False, 0), "adviser": (True, 1), "pupil": (False, 0)}
    assert set(RecordRead.objects.values_list("reader", "pupil")) == {(sides["adviser"].pk, sides["pupil"].pk)}


def test_a_form_with_a_mistake_comes_back_with_what_was_typed(client, engagement):
    session = given_sessions.session(engagement, at=NOW - dt.timedelta(hours=1))
    by = session.attendant

    answer = as_(client, by).post(reverse("session_hold", args=[session.pk]), {"done": "", "next_step": "Mua bơm mới"})
    soon = given_sessions.session(at=NOW + dt.timedelta(hours=2))
    refused = as_(client, soon.engagement.supporter).post(reverse("session_cancel", args=[soon.pk]), {"reason": ""})

    assert (answer.status_code, "Mua bơm mới" in answer.content.decode()) == (422, True)
    assert (refused.status_code, "Hãy viết một câu lý do." in refused.content.decode()) == (422, True)


def test_what_became_of_it_is_noted_by_page_and_api(client, engagement):
    sides = given_sessions.sides(engagement)
    first = given_sessions.session(engagement, at=NOW - dt.timedelta(hours=1))
    second = given_sessions.session(engagement, at=NOW - dt.timedelta(hours=3))

    as_(client, sides["pupil"]).post(reverse("session_hold", args=[first.pk]), {"done": "Lắp xong khung."})
    told = api(sides["mentor"]).post(reverse("api-session-miss", args=[second.pk]), {"side": "team"})

    assert CheckIn.objects.get().done == "Lắp xong khung."
    assert (told.json()["state"], told.json()["missed_by"]) == ("no_show", "team")
    assert as_(client, sides["pupil"]).post(reverse("session_miss", args=[second.pk]), {"side": "x"}).status_code == 422


def test_a_paused_session_says_so_everywhere(client, engagement):
    session = given_sessions.session(engagement)
    Consent.objects.filter(purpose=ConsentPurpose.MENTORING_CHAT).update(withdrawn_at=clock.now())
    adviser = session.attendant
    pages = [
        reverse("home"),
        reverse("session_list"),
        reverse("session_detail", args=[session.pk]),
        reverse("engagement_next_session", args=[engagement.pk]),
    ]

    texts = [as_(client, adviser).get(page).content.decode().lower() for page in pages]

    assert ["đang tạm dừng" in text for text in texts] == [True] * 4
    assert api(adviser).get(reverse("api-session-list")).json()["results"][0]["goes_on"] is False


@pytest.mark.parametrize("who", ["mentor", "adviser", "pupil"])
def test_home_shows_the_sessions_that_come(client, engagement, who):
    given_sessions.session(engagement, at=dt.datetime(2027, 3, 9, 18, tzinfo=ZONE))
    given_sessions.session(engagement, state=SessionState.CANCELLED)

    page = as_(client, given_sessions.sides(engagement)[who]).get(reverse("home")).content.decode()

    assert ("Lịch sắp tới" in page, page.count("18:00 thứ ba, 09/03/2027")) == (True, 1)


@pytest.mark.parametrize("who", ["mentor", "adviser", "pupil"])
@pytest.mark.parametrize("address", ["/sessions/", "/api/v1/sessions/", "/sessions/?past=1"])
def test_a_list_asks_as_often_for_twenty_as_for_one(client, engagement, who, address):
    counts, state = [], SessionState.HELD if "past" in address else SessionState.BOOKED
    for more in (1, 19):
        for _ in range(more):
            given_sessions.session(engagement, at=NOW + dt.timedelta(days=1 + Session.objects.count()), state=state)
        as_(client, given_sessions.sides(engagement)[who])
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address)
        counts.append(len(queries))

    assert answer.status_code == 200
    assert counts[0] == counts[1] <= 8


def test_free_times_ask_as_often_for_many_hours_as_for_one(client, engagement):
    pupil, counts = given_sessions.sides(engagement)["pupil"], []
    for weekday in (None, 1, 2, 3, 4, 5):
        if weekday:
            given_sessions.hours(engagement, weekday=weekday)
            given_sessions.session(engagement, at=NOW + dt.timedelta(days=weekday))
        as_(client, pupil)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("api-engagement-free-times", args=[engagement.pk]))
        counts.append(len(queries))

    assert len(set(counts)) == 1


def test_reminders_go_once_a_day_and_an_hour_before(engagement):
    session = given_sessions.session(engagement, at=NOW + dt.timedelta(days=2))
    everybody = set(Busy.objects.filter(session=session).values_list("person", flat=True))
    counts = {}
    for hours in (25, 23, 22, 1, 0.5):
        with time_machine.travel(session.starts_at - dt.timedelta(hours=hours), tick=False):
            counts[hours] = (session_reminders.remind(), session_reminders.remind())

    assert counts == {25: (0, 0), 23: (1, 0), 22: (0, 0), 1: (1, 0), 0.5: (0, 0)}
    for kind in ("session_tomorrow", "session_soon"):
        assert set(Notice.objects.filter(kind=kind).values_list("recipient", flat=True)) == everybody


def test_nobody_is_reminded_of_a_paused_session_and_the_adviser_hears_of_missing_staff(engagement):
    colleague = given.teacher(engagement.proposal.idea.club.school)
    paused = given_sessions.session(at=NOW + dt.timedelta(hours=5))
    Consent.objects.filter(guardianship__pupil=paused.booked_by, purpose=ConsentPurpose.MENTORING_CHAT).update(
        withdrawn_at=clock.now()
    )
    given_sessions.session(engagement, at=NOW + dt.timedelta(hours=5), attendant=colleague)
    colleague.affiliations.update(ends_on=clock.today() - dt.timedelta(days=1))

    assert session_reminders.remind() == 1

    adviser = given_sessions.sides(engagement)["adviser"]
    assert list(Notice.objects.values_list("kind", "recipient")) == [("session_unstaffed", adviser.pk)]


def test_an_address_with_nonsense_for_a_time_shows_what_is_free(client, engagement):
    pupil = given_sessions.sides(engagement)["pupil"]
    for text in ("", "hôm nào đó", "2027-13-45T99:00", "0001-01-01T00:00", "9999-12-31T23:59"):
        place = f"{reverse('session_book', args=[engagement.pk])}?at={urllib.parse.quote(text)}"
        answer = as_(client, pupil).get(place)
        assert (answer.status_code, "Giờ trống gần nhất" in answer.content.decode()) == (200, True)
