"""What is written beside a session: who reads it, what is refused, what is left when somebody is let go."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from core import clock
from network.models import CheckIn
from people import personal_data
from people.models import Concern
from people.services import history
from tests.visits import given, given_sessions
from tests.visits.given_sessions import api, as_
from visits.enums import SessionState
from visits.models import Busy, Session, WeeklyHour
from visits.services import session_forgetting, sessions

pytestmark = pytest.mark.django_db


ZONE = dt.timezone(dt.timedelta(hours=7))


NOW = dt.datetime(2027, 3, 1, 8, tzinfo=ZONE)


@pytest.fixture(autouse=True)
def _on_a_monday():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def engagement():
    made = given_sessions.engagement(pupils=2)
    given_sessions.hours(made)
    return made


def test_a_mentors_reason_reaches_the_staff_and_not_the_pupils(client, engagement):
    sides = given_sessions.sides(engagement)
    words = "Tôi phải đi công tác đột xuất."
    session = given_sessions.session(engagement)
    sessions.cancel(session=session, reason=words, by=sides["mentor"])

    pages = {who: as_(client, user).get(reverse("session_detail", args=[session.pk])) for who, user in sides.items()}
    told = {
        who: api(user).get(reverse("api-session-detail", args=[session.pk])).json()["reason"]
        for who, user in sides.items()
    }

    assert {who: words in page.content.decode() for who, page in pages.items()} == {
        "mentor": True,
        "adviser": True,
        "pupil": False,
    }
    assert told == {"mentor": words, "adviser": words, "pupil": ""}


def test_contact_details_are_refused_beside_a_session_by_page_and_api(client, engagement):
    session = given_sessions.session(engagement, at=clock.now() + dt.timedelta(days=2))
    adviser, pupil = engagement.proposal.idea.club.adviser, engagement.proposal.idea.created_by
    words = "Em bận, anh nhắn zalo 0912 345 678 nhé"

    page = as_(client, pupil).post(reverse("session_cancel", args=[session.pk]), {"reason": words})
    told = api(engagement.supporter).post(reverse("api-session-cancel", args=[session.pk]), {"reason": words})
    placed = api(adviser).post(reverse("api-session-attend", args=[session.pk]), {"place": "https://hop.example.vn/x"})

    assert (page.status_code, list(page.context["cancel_form"].errors)) == (422, ["reason"])
    assert words in page.content.decode()
    assert (told.status_code, list(told.json()["errors"])) == (422, ["reason"])
    assert (placed.status_code, list(placed.json()["errors"])) == (422, ["place"])
    session.refresh_from_db()
    assert (session.state, session.place, session.reason) == (SessionState.BOOKED, "", "")

    begun = given_sessions.session(engagement, at=clock.now() - dt.timedelta(minutes=5))
    noted = api(pupil).post(reverse("api-session-hold", args=[begun.pk]), {"done": "Xong", "next_step": words})
    assert (noted.status_code, list(noted.json()["errors"])) == (422, ["next_step"])
    assert not CheckIn.objects.exists()


@pytest.mark.parametrize("words", ["Em không muốn sống nữa", "Em không muốn sống nữa, gọi em số 0912 345 678"])
def test_a_pupils_call_for_help_is_taken_shown_to_the_staff_and_to_no_other_pupil(client, engagement, words):
    session = given_sessions.session(engagement, at=clock.now() + dt.timedelta(days=2))
    club = engagement.proposal.idea.club
    pupil, mate = (row.pupil for row in engagement.proposal.idea.team.order_by("pk"))

    as_(client, pupil).post(reverse("session_cancel", args=[session.pk]), {"reason": words})

    def shown(user):
        return as_(client, user).get(reverse("session_detail", args=[session.pk])).content.decode()

    assert words in shown(pupil)
    assert "Thầy cô đọc kỹ chỗ này" in shown(club.adviser)
    for other in (mate, engagement.supporter):
        assert words not in shown(other)
        assert words not in api(other).get(reverse("api-session-detail", args=[session.pk])).content.decode()
    assert Concern.objects.get().called_by == pupil


def test_the_copy_of_ones_data_has_hours_and_sessions_and_no_other_name(engagement):
    sides = given_sessions.sides(engagement)
    given_sessions.session(engagement)
    copies = {
        who: [personal_data.HOLDINGS[code].read(user) for code in ("hours", "sessions")] for who, user in sides.items()
    }

    assert {who: [len(rows) for rows in copy] for who, copy in copies.items()} == {
        "mentor": [1, 1],
        "adviser": [0, 1],
        "pupil": [0, 1],
    }
    assert not any(user.full_name in str(copies) for user in sides.values())


def test_a_forgotten_colleague_leaves_the_session_open_and_the_words_behind(engagement):
    school = engagement.proposal.idea.club.school
    colleague = given.teacher(school)
    session = given_sessions.session(engagement, attendant=colleague, place=f"Phòng cô {colleague.full_name}")
    with history.opened():
        session_forgetting.forget_sessions(colleague)
        session_forgetting.forget_hours(engagement.supporter)

    session.refresh_from_db()
    assert (session.state, session.attendant, WeeklyHour.objects.count()) == (SessionState.ASKED, None, 0)
    assert (session.place, Busy.objects.filter(person=colleague).exists()) == (f"Phòng cô {history.NAME}", False)
    assert not any(colleague.full_name in row.place for row in Session.history.all())


def test_the_name_of_a_former_pupil_goes_out_of_the_words(engagement):
    pupil = engagement.proposal.idea.created_by
    session = given_sessions.session(engagement)
    sessions.cancel(session=session, reason=f"{pupil.full_name} ốm.", by=given_sessions.sides(engagement)["adviser"])
    with history.opened():
        session_forgetting.forget_pupil(pupil.pk, pupil.full_name, "Học sinh 7")

    session.refresh_from_db()
    assert session.reason == "Học sinh 7 ốm."
    assert [row.reason for row in Session.history.all()] == ["Học sinh 7 ốm.", ""]
