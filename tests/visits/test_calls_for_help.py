"""A pupil's call for help beside a visit, a session or an internship: a case, kind words, and who reads it."""

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from core import clock
from people.concern_subjects import Subject
from people.enums import ConcernDesk, Role
from people.models import Concern, Notice, SealedCopy, User
from people.selectors import concerns as selectors
from people.services import care_calls
from people.services.care_calls import Call
from tests import make
from tests.visits import given_after, given_placements, given_sessions
from visits.enums import Competence
from visits.services import evaluations, placement_log, reflections, session_marks, sessions
from visits.services.evaluations import Words
from visits.services.placement_log import Day
from visits.services.reflections import Told

pytestmark = pytest.mark.django_db

# A Wednesday in term, with no public holiday in the weeks around it.
NOW = dt.datetime(2026, 10, 14, 7, tzinfo=dt.UTC)
HELP = "Em không muốn sống nữa"
PLAIN = "Hôm nay em rất vui"
KIND = "Em không một mình đâu."
LOOK = "Thầy cô đọc kỹ chỗ này"
KEPT = "Phần này ở lại với thầy cô của trường."


@pytest.fixture(autouse=True)
def _wednesday():
    with time_machine.travel(NOW, tick=False):
        yield


@dataclass(frozen=True)
class Spot:
    """Where a pupil writes: by service, by page and over the API; who else opens the page and reads no such words."""

    pupil: User
    staff: User
    others: dict[str, User]
    page: tuple[str, int]
    shown_at: str
    api_at: str
    write: Callable[[str], object]
    form: tuple[str, Callable[[str], dict[str, Any]]]
    body: tuple[str, Callable[[str], dict[str, Any]]]
    # The staff read the words here, marked; elsewhere they read the note of a meeting.
    is_marked: bool = True
    # The others see that something was written, and that it stays with the school.
    is_kept: bool = False


def session_called_off() -> Spot:
    session = given_sessions.session(given_sessions.engagement(pupils=2))
    cancel = lambda words, by: sessions.cancel(session=session, reason=words, by=by)  # noqa: E731
    return of_session(session, "cancel", "reason", cancel)


def session_held() -> Spot:
    at = clock.now() - dt.timedelta(minutes=70)
    session = given_sessions.session(given_sessions.engagement(pupils=2), at=at)
    hold = lambda words, by: session_marks.hold(session=session, done=words, by=by)  # noqa: E731
    return of_session(session, "hold", "done", hold, is_marked=False)


def of_session(session, act: str, field: str, write: Callable[[str, User], object], *, is_marked: bool = True) -> Spot:
    """Written as the engagement's first pupil."""
    made = session.engagement
    pupil, mate = (row.pupil for row in made.proposal.idea.team.order_by("pk"))
    return Spot(
        pupil,
        made.proposal.idea.club.adviser,
        {"mentor": made.supporter, "mate": mate},
        ("engagement", made.pk),
        reverse("session_detail", args=[session.pk]),
        reverse("api-session-detail", args=[session.pk]),
        lambda words: write(words, pupil),
        (reverse(f"session_{act}", args=[session.pk]), lambda words: {field: words}),
        (reverse(f"api-session-{act}", args=[session.pk]), lambda words: {field: words}),
        is_marked=is_marked,
    )


def reflection() -> Spot:
    here = given_after.held()
    return Spot(
        here.pupil,
        here.teacher,
        {"host": here.host},
        ("visit", here.visit.pk),
        reverse("visit_after", args=[here.visit.pk]),
        reverse("api-visit-after", args=[here.visit.pk]),
        lambda words: reflections.save(
            attendee=here.place, told=Told(**{**given_after.TOLD, "onward": words}), send=True, by=here.pupil
        ),
        (
            reverse("visit_reflect", args=[here.visit.pk]),
            lambda words: {**given_after.TOLD, "surprised": words, "send": "on"},
        ),
        (
            reverse("api-visit-reflect", args=[here.visit.pk]),
            lambda words: {**given_after.TOLD, "seen": words, "send": True},
        ),
    )


def log() -> Spot:
    made = given_placements.running()
    hours = {"day": clock.today().isoformat(), "starts": "14:00", "ends": "16:00"}
    return _internship(
        made,
        lambda words: placement_log.write(
            placement=made, entry=Day(clock.today(), dt.time(14), dt.time(16), PLAIN, question=words), by=made.pupil
        ),
        (reverse("placement_log", args=[made.pk]), lambda words: {**hours, "did": words}),
        (f"/api/v1/placements/{made.pk}/log/", lambda words: {**hours, "did": PLAIN, "learnt": words}),
    )


def last_words() -> Spot:
    made = given_placements.running(last=2)
    return _internship(
        made,
        lambda words: evaluations.reflect(placement=made, said=Words(PLAIN, onward=words), by=made.pupil),
        (reverse("placement_reflect", args=[made.pk]), lambda words: {"words": words, "hard": PLAIN, "onward": PLAIN}),
        (f"/api/v1/placements/{made.pk}/reflect/", lambda words: {"words": PLAIN, "hard": words}),
    )


def _internship(made, write, form, body) -> Spot:
    return Spot(
        made.pupil,
        made.adviser,
        {"supervisor": made.supervisor},
        ("placement", made.pk),
        reverse("placement_detail", args=[made.pk]),
        f"/api/v1/placements/{made.pk}/",
        write,
        form,
        body,
        is_kept=True,
    )


SPOTS = [session_called_off, session_held, reflection, log, last_words]


@pytest.fixture(params=SPOTS, ids=lambda spot: spot.__name__)
def spot(request) -> Spot:
    return request.param()


def seen(client, user: User, spot: Spot) -> tuple[str, str]:
    page = given_sessions.as_(client, user).get(spot.shown_at)
    answer = given_sessions.api(user).get(spot.api_at)
    assert (page.status_code, answer.status_code) == (200, 200)
    return page.content.decode(), answer.content.decode()


def callers() -> list[int]:
    return list(Concern.objects.values_list("called_by", flat=True))


def test_a_call_for_help_opens_a_case_with_the_words_and_the_page_in_it(spot):
    lead = make.adult(spot.pupil.affiliations.get().organisation.school, Role.SCHOOL_ADMIN)

    spot.write(HELP)

    case, copy = Concern.objects.get(), SealedCopy.objects.get()
    assert (case.called_by, case.desk, case.reporter) == (spot.pupil, ConcernDesk.SCHOOL, None)
    assert selectors.sealed_pages_of(case) == {spot.page}
    assert HELP in json.loads(copy.content)["subject"]["shown"]["words"].values()
    told = Notice.objects.filter(kind="talk_needs_care").values_list("recipient", flat=True)
    assert lead.pk in told


def test_other_words_open_none(spot, client):
    spot.write(PLAIN)

    page, _answer = seen(client, spot.pupil, spot)
    assert (callers(), KIND in page) == ([], False)


def test_a_call_joins_the_case_that_the_same_pupil_opened_elsewhere(spot):
    page = Subject("Trang", {"note": "x"}, school_id=spot.pupil.affiliations.get().organisation_id, kind="idea", pk=1)
    first = care_calls.take(Call(spot.pupil, {"text": "Cứu em"}, page, "Lời đáng lo."))

    spot.write(HELP)

    (copy,) = SealedCopy.objects.filter(kind=selectors.CALL)
    assert (Concern.objects.get(), selectors.sealed_pages_of(first)) == (first, {("idea", 1), spot.page})
    assert HELP in json.loads(copy.content)["words"].values()


def test_the_pupil_writes_it_on_the_page_and_reads_the_kind_words_there(spot, client):
    where, fields = spot.form

    sent = given_sessions.as_(client, spot.pupil).post(where, fields(HELP), follow=True)

    assert (sent.redirect_chain[-1][0], callers()) == (spot.shown_at, [spot.pupil.pk])
    page = sent.content.decode()
    assert (KIND in page, 'href="tel:111"' in page, LOOK in page) == (True, True, False)


def test_the_api_takes_it_too(spot):
    where, fields = spot.body

    answer = given_sessions.api(spot.pupil).post(where, fields(HELP), format="json")

    assert (answer.status_code, callers()) == (200, [spot.pupil.pk])


def test_only_the_writer_and_the_staff_read_it(spot, client):
    spot.write(HELP)

    own, own_answer = seen(client, spot.pupil, spot)
    staff, staff_answer = seen(client, spot.staff, spot)
    if spot.is_marked:
        assert [HELP in text for text in (own, own_answer, staff, staff_answer)] == [True] * 4
    assert (LOOK in staff, KIND in staff) == (spot.is_marked, False)
    for other in spot.others.values():
        page, answer = seen(client, other, spot)
        assert [HELP in page, HELP in answer, KIND in page, LOOK in page] == [False] * 4
        assert (KEPT in page, KEPT in answer) == (spot.is_kept, spot.is_kept)


def test_a_draft_is_heard_by_nobody_and_answered_kindly(client):
    here = given_after.held()
    where = reverse("visit_reflect", args=[here.visit.pk])

    drafted = given_sessions.as_(client, here.pupil).post(where, {"seen": HELP}, follow=True)
    assert (KIND in drafted.content.decode(), callers()) == (True, [])

    client.post(where, {**given_after.TOLD, "seen": HELP, "send": "on"})
    assert callers() == [here.pupil.pk]


def test_a_summary_printed_at_the_host_holds_nothing_of_it(client):
    made = given_placements.running()
    given_placements.entry(made, did=HELP)
    given_sessions.as_(client, made.supervisor)

    page = client.get(reverse("placement_summary", args=[made.pk])).content.decode()

    assert (HELP in page, KEPT in page) == (False, True)


def test_what_a_supervisor_says_of_the_pupil_opens_a_case_and_what_the_adviser_says_opens_none():
    made = given_placements.running(last=2)
    said = Words("Em ấy nói không muốn sống nữa", dict.fromkeys(Competence.values, 3))

    evaluations.evaluate(placement=made, said=said, by=made.adviser)
    assert callers() == []

    evaluations.evaluate(placement=made, said=said, by=made.supervisor)
    assert callers() == [made.supervisor.pk]


def test_a_mentor_who_calls_a_session_off_with_such_words_opens_a_case_too():
    made = given_sessions.engagement()
    words = "Em ấy nói không muốn sống nữa"

    sessions.cancel(session=given_sessions.session(made), reason=words, by=made.supporter)

    assert callers() == [made.supporter.pk]
