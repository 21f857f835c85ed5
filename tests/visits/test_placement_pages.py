"""An internship on pages, over the API and at home: who reads what of it, and hears of it."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from rest_framework.test import APIClient

from core import clock
from people import working_days
from people.models import Notice, RecordRead, User
from tests import make
from tests.visits import given, given_placements
from visits.enums import Competence, PlacementState
from visits.panels import appointments as panels
from visits.services import placements
from visits.services.placement_log import Day

pytestmark = pytest.mark.django_db


# A Wednesday in term, with no public holiday in the weeks around it.
NOW = dt.datetime(2026, 10, 14, 12, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def wednesday():
    with time_machine.travel(NOW, tick=False):
        assert not working_days.holidays() & {dt.date(2026, 10, day) for day in range(1, 20)}
        yield


def day(back=0, starts=14, ends=17, **facts):
    facts.setdefault("did", "Đo mười chi tiết.")
    return Day(clock.today() - dt.timedelta(days=back), dt.time(starts), dt.time(ends), **facts)


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
